/** A run sheet to print: one file, no script, nothing that is loaded. */
import { createHash } from "node:crypto";
import { type Drill, inLineStep, type Matrix, roles } from "../../drill";
import { plural } from "../plain";
import { caseSection } from "./html-case";
import { fareTable, matrixTable } from "./html-tables";
import { html, Markup, ticked } from "./markup";
import type { DrillOptions } from "./options";
import { citing } from "./rows";
import { style } from "./style";
import { portal, watching } from "./words";

/** The sheet, or the table of all regions. */
function sheetOrTable(result: Drill | Matrix, options: DrillOptions): string {
  return "cases" in result
    ? page(`Outage drill: ${result.lost.words}`, sheet(result, options))
    : page("Outage drill: every region on its own", matrixTable(result));
}

export { sheetOrTable as html };

function page(title: string, body: Markup): string {
  const hash = createHash("sha256").update(style).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>\n${
    html`<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>${title}</title><style>${new Markup(style)}</style></head><body><main><h1>${title}</h1>${body}</main></body></html>`
      .html
  }\n`;
}

function sheet(drill: Drill, options: DrillOptions): Markup {
  const { lost, looked, all, cases, stacks, missing, date, tool } = drill;
  const cites = citing(drill, options.documents);
  const refs = (rows: readonly string[]): Markup | false =>
    rows.length > 0 &&
    html`<sup class="soft"> [${cites.marks(rows).map((number, at) => html`${at > 0 && ", "}<a href="#source-${number}">${number}</a>`)}]</sup>`;
  const warns = cases.some((one) => one.steps.some(({ words }) => words === inLineStep));
  return html`<p class="lead">${plural(all.resources, "resource")} of ${plural(all.stacks, "stack")} hit or perhaps hit, of ${plural(looked.resources, "resource")} of ${plural(looked.stacks, "stack")} that were looked at. State of ${date}, azure-hadr ${tool}.</p>
${[...lost.notes.map((note) => html`<p class="box">${note}</p>`), ...missing.map(({ source, why }) => html`<p class="box stop"><b>Not looked at:</b> ${source}: ${why}</p>`)]}
<ul class="cards"><li><b>${all.resources}</b>hit, ${all.doubtful} of them perhaps</li><li><b>${all.acts}</b>come back only once somebody acts</li><li><b>${all.consents}</b>for which a loss has to be agreed to</li><li><b>${all.data.everything}</b>lose everything that no backup elsewhere holds, if the place never comes back</li></ul>
${all.resources === 0 ? html`<p>Nothing stands there, and no place is unknown.</p>` : fareTable(drill)}
${warns && html`<div class="box stop"><p><b>After a failover.</b> ${ticked(inLineStep)}</p></div>`}
<h2>This exercise</h2>
<div class="wide"><table class="sign"><thead><tr><th>Role</th><th>Name</th><th>Reached by</th><th>Stands in</th></tr></thead><tbody>${roles.filter((role) => role !== "nobody").map((role) => html`<tr><th scope="row">${role}</th><td></td><td></td><td></td></tr>`)}</tbody></table></div>
<div class="wide"><table class="sign"><thead><tr><th>Day</th><th>Planned start</th><th>Planned end</th><th>Actual start</th><th>Actual end</th><th>Scribe</th></tr></thead><tbody><tr><td></td><td></td><td></td><td></td><td></td><td></td></tr></tbody></table></div>
<h2>Where to watch</h2>
<ul>${watching.map(({ words }) => html`<li>${words}</li>`)}</ul>
<p><a href="${portal}">${portal}</a></p>
${cases.map((one, at) =>
  caseSection(
    one,
    stacks.flatMap((stack) => stack.hits.filter((hit) => hit.case === at).map((hit) => ({ stack, hit }))),
    lost,
    refs,
  ),
)}
<h2>Sign-off</h2>
<div class="wide"><table class="sign"><thead><tr><th>Result</th><th>What is changed as a result, by whom, until when</th><th>Incident lead</th><th>Data owner</th><th>Day</th></tr></thead><tbody><tr><td></td><td></td><td></td><td></td><td></td></tr></tbody></table></div>
<h2>What it rests on</h2>
<ol class="sources">${cites.all.map(({ number, means, brief, section, link }) => html`<li id="source-${number}">${means} <span class="soft">${link === undefined ? brief : html`<a href="${link}">${brief}</a>`}, ${section}</span></li>`)}</ol>`;
}
