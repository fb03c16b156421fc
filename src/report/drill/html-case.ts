/** One case of a run sheet: what happens, the decision, the resources, and the steps with room for times. */
import type { Case, Hit, HitStack, Lost, Part, Step } from "../../drill";
import { plural } from "../plain";
import { html, type Markup, ticked } from "./markup";
import {
  answersOf,
  computeWords,
  decisionWords,
  dependantWords,
  keyWords,
  kindWords,
  lostWords,
  partWords,
  recoveryNames,
  regionName,
  targetWords,
} from "./words";

type Refs = (rows: readonly string[]) => Markup | false;
interface Own {
  readonly stack: HitStack;
  readonly hit: Hit;
}

const times = [
  ["before", "Before"],
  ["during", "During"],
  ["after", "After"],
] as const;

export function caseSection(one: Case, hits: readonly Own[], { zone }: Lost, refs: Refs): Markup {
  const { kind, part, azure, decision, derived, refused, recovery, steps } = one;
  const look =
    one.acts || recovery.writes === "with-the-place"
      ? "bad"
      : recovery.writes === "kept" && recovery.reads === "kept"
        ? "good"
        : "mid";
  const { consent } = decision;
  return html`<section class="case"><h2>${plural(hits.length, kindWords(kind), kindWords(kind, 2))}: ${partWords(part, zone === true)}</h2>
${refused && html`<p class="box stop">Azure refuses this configuration: ${refused.words}.${refs(refused.rows)}</p>`}
<div class="wide"><table><tbody>${answersOf(one).map(({ what, words, more, rows }) => html`<tr><th scope="row">${what}</th><td><b>${words}</b>${more && html`<br><span class="soft">${more}</span>`}${refs(rows)}</td></tr>`)}
<tr><th scope="row">recovery</th><td><span class="tag ${look}">reads ${recoveryNames[recovery.reads]}, writes ${recoveryNames[recovery.writes]}</span></td></tr>
${derived !== undefined && html`<tr><th scope="row">derived</th><td>${derived}</td></tr>`}
${azure.length > 0 && html`<tr><th scope="row">Azure by itself</th><td>${azure.map(({ words, rows }, at) => html`${at > 0 && html`<br>`}${words}${refs(rows)}`)}</td></tr>`}</tbody></table></div>
<div class="box"><p><b>Decision.</b> ${decisionWords(decision)}${refs(decision.rows)}</p>${consent && html`<p><b>Consent.</b> ${consent.by}: ${consent.words}${refs(consent.rows)}</p>`}</div>
${decision.by !== "nobody" && html`<div class="wide"><table class="sign"><thead><tr><th>Decided</th><th>by</th><th>at</th>${consent && html`<th>Loss agreed to by</th><th>at</th><th>Signature</th>`}</tr></thead><tbody><tr><td></td><td></td><td></td>${consent && html`<td></td><td></td><td></td>`}</tr></tbody></table></div>`}
<h3>Resources</h3>
<div class="wide"><table class="sign"><thead><tr><th>Resource</th><th>Stack, team</th><th>Lost</th><th>Writes go to</th><th>Targets</th><th>Out since</th><th>Reads back</th><th>Writes back</th><th>Observed RTO</th><th>Observed RPO</th><th>Sign-off</th></tr></thead><tbody>${hits.map((own) => line(own, part))}</tbody></table></div>
${hits.map((own) => details(own, refs))}
${times.map(([when, name]) =>
  stepTable(
    name,
    steps.filter((step) => step.when === when),
    refs,
  ),
)}</section>`;
}

const line = ({ stack, hit }: Own, part: Part): Markup =>
  html`<tr><th scope="row">${hit.name}${hit.azureName !== undefined && hit.azureName !== hit.name && html`<br><span class="soft">${hit.azureName}</span>`}</th><td>${stack.stack}${stack.team !== undefined && html`<br><span class="soft">${stack.team}</span>`}${stack.criticality && html`<br><span class="soft">${stack.criticality}</span>`}</td><td>${lostWords(hit, part)}</td><td>${hit.next === undefined ? "–" : regionName(hit.next)}</td><td>${targetWords(stack)}</td><td class="time"></td><td class="time"></td><td class="time"></td><td class="time"></td><td class="time"></td><td class="time"></td></tr>`;

/** What a resource has beyond its case; nothing where there is nothing. */
function details({ stack, hit }: Own, refs: Refs): Markup | false {
  const lines = [
    ...(hit.doubt === undefined ? [] : [hit.doubt]),
    ...keyWords(hit),
    ...dependantWords(hit),
    ...computeWords(stack),
  ];
  if (lines.length + hit.notes.length + hit.commands.length === 0) return false;
  return html`<div class="resource"><h4>${hit.name} <span class="soft">${stack.stack}</span></h4>${(lines.length > 0 || hit.notes.length > 0) && html`<ul>${hit.notes.map(({ words, rows }) => html`<li>${words}${refs(rows)}</li>`)}${lines.map((words) => html`<li>${words}</li>`)}</ul>`}${hit.commands.map(({ line: command, why }) => (command === undefined ? html`<p class="soft">No command: ${why}.</p>` : html`<pre>${command}</pre>`))}</div>`;
}

function stepTable(name: string, steps: readonly Step[], refs: Refs): Markup | false {
  if (steps.length === 0) return false;
  return html`<h3>${name}</h3><div class="wide"><table><thead><tr><th>#</th><th>Step</th><th>By</th><th>Planned</th><th>Actual</th><th>Done</th></tr></thead><tbody>${steps.map(({ words, by, rows, run }, at) => html`<tr><td class="n">${at + 1}</td><td>${ticked(words)}${run && html` <span class="soft">(${acts[run]})</span>`}${refs(rows)}</td><td>${by}</td><td class="time"></td><td class="time"></td><td class="tick"></td></tr>`)}</tbody></table></div>`;
}

/** Which of a resource's commands a step means. */
const acts: Readonly<Record<NonNullable<Step["run"]>, string>> = {
  show: "az cosmosdb show",
  offline: "az cosmosdb offline-region",
  promote: "az cosmosdb postgres cluster promote",
  replicas: "its replicas",
  refresh: "pulumi refresh",
  preview: "pulumi preview",
};
