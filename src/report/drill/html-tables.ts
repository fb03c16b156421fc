/** The tables of figures of a run sheet. */
import type { Drill, Fare, Matrix } from "../../drill";
import { plural } from "../plain";
import { html, type Markup } from "./markup";
import { matrixColumns } from "./matrix-text";

const cell = (count: number): Markup => html`<td class="n${count === 0 && " zero"}">${count}</td>`;

/** How writes come back, in all, by team and by importance. */
export function fareTable({ all, byTeam, byCriticality }: Drill): Markup {
  const line = (name: string, fare: Fare): Markup =>
    html`<tr><th scope="row">${name}</th>${cell(fare.stacks)}${matrixColumns.map(([, of]) => cell(of(fare)))}${cell(fare.acts)}${cell(fare.consents)}</tr>`;
  const group = (what: string, fares: Readonly<Record<string, Fare>>): readonly Markup[] =>
    Object.entries(fares).map(([name, fare]) => line(`${what} ${name}`, fare));
  return html`<div class="wide"><table><caption>How writes come back</caption><thead><tr><th>Whose</th><th class="n">stacks</th>${matrixColumns.map(([name]) => html`<th class="n">${name}</th>`)}<th class="n">to act on</th><th class="n">to agree to</th></tr></thead><tbody>${line("All", all)}${group("Team:", byTeam)}${group("Importance:", byCriticality)}</tbody></table></div>`;
}

/** Every region on its own. */
export function matrixTable({ regions, looked, anywhere, zone, missing, date, tool }: Matrix): Markup {
  const teams = [...new Set(regions.flatMap(({ byTeam }) => Object.keys(byTeam)))].sort();
  return html`<p class="lead">${zone && "One zone of each region. "}${plural(looked.resources, "resource")} of ${plural(looked.stacks, "stack")} that were looked at. State of ${date}, azure-hadr ${tool}.</p>
${missing.map(({ source, why }) => html`<p class="box stop"><b>Not looked at:</b> ${source}: ${why}</p>`)}
${anywhere > 0 && html`<p class="box">${plural(anywhere, "resource")} may stand in any region: a place of theirs is not known.</p>`}
<div class="wide"><table><caption>How writes come back where a region is lost</caption><thead><tr><th>Region</th>${matrixColumns.map(([name]) => html`<th class="n">${name}</th>`)}</tr></thead><tbody>${regions.map(({ name, all }) => html`<tr><th scope="row">${name}</th>${matrixColumns.map(([, of]) => cell(of(all)))}</tr>`)}</tbody></table></div>
<div class="wide"><table><caption>Resources by team</caption><thead><tr><th>Region</th>${teams.map((team) => html`<th class="n">${team}</th>`)}</tr></thead><tbody>${regions.map(({ name, byTeam }) => html`<tr><th scope="row">${name}</th>${teams.map((team) => cell(Object.hasOwn(byTeam, team) ? (byTeam[team]?.resources ?? 0) : 0))}</tr>`)}</tbody></table></div>
<p class="soft">“Data lost” are those of which everything is lost that no backup elsewhere holds, if the region never comes back.</p>`;
}
