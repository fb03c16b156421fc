/** What a change does, at the head of the text report: a reviewer reads what gets worse before anything else. */
import type { Assessment } from "../assessment";
import type { Comparison, ResourceChange, StackChange } from "../comparison";
import { absent, foundWords, isStill, type Row, rowsOfResource, rowsOfStack, touched } from "./compared";
import { whereabouts } from "./finding";
import { glue, type Ink, type Piece } from "./ink";
import { list, plural, sum } from "./plain";

const rowWords = ({ what, before, after, because }: Row): string =>
  `${what}: ${before} → ${after}${because === undefined ? "" : `, because ${because}`}`;

/** What differs, a line each. Of what was not there, or is gone, the answers one after the other. */
function differences(ink: Ink, indent: number, rows: readonly Row[]): string[] {
  const told = (one: "before" | "after"): string =>
    rows.map(({ what, [one]: answer }) => `${what} ${answer}`).join(" · ");
  if (rows.length === 0) return [];
  if (rows.every(({ before }) => before === absent)) return ink.labelled(indent, "after", [told("after")]);
  if (rows.every(({ after }) => after === absent)) return ink.labelled(indent, "before", [told("before")]);
  return rows.flatMap((row) =>
    row.isWorse
      ? ink.flow(
          indent,
          [
            [`▼${glue}`, "red"],
            [rowWords(row), "red"],
          ],
          indent + 2,
        )
      : ink.flow(indent, [`·${glue}${rowWords(row)}`], indent + 2),
  );
}

/** `told`: what is said of its resources below, and so not twice. */
function stackBlock(ink: Ink, change: StackChange, told: ReadonlySet<string>): string[] {
  const { stack, fails, resources } = change;
  const rows = rowsOfStack(change);
  const own = rows.filter((row) => !told.has(keyOf(stack, row)));
  const what = touched(change) || "no resource changes";
  const rest = rows.length === 0 ? "No answer differs." : "Nothing else differs.";
  const words = own.length < rows.length ? "Its worst answers differ as those of the resources below do." : rest;
  return [
    ...ink.flow(
      0,
      [[stack, "bold"], `: ${what} (${resources.unchanged} unchanged); findings: ${foundWords(fails)}.`],
      2,
    ),
    ...differences(ink, 2, own),
    ...(touched(change) === "" ? [] : ink.flow(2, [[words, "dim"]])),
  ];
}

const keyOf = (stack: string, { what, before, after }: Row): string => JSON.stringify([stack, what, before, after]);

/** A resource, and what is told of it. */
interface Told {
  readonly change: ResourceChange;
  readonly rows: readonly Row[];
}
const toldOf = (change: ResourceChange): Told => ({ change, rows: rowsOfResource(change) });

function resourceBlock(ink: Ink, { change, rows }: Told): string[] {
  const { does, worse, appeared, mended } = change;
  const isWorse = worse.length > 0;
  const findings = [
    ...(appeared.length > 0 ? [`new: ${list(appeared, 5)}`] : []),
    ...(mended.length > 0 ? [`fixed: ${list(mended, 5)}`] : []),
  ];
  const mark: Piece = isWorse ? [`▼${glue}`, "red", "bold"] : `-${glue}`;
  const gets: Piece[] = isWorse ? [[", gets worse", "red"]] : [];
  return [
    ...ink.flow(0, [mark, ...whereabouts(change, isWorse), ` · ${does}`, ...gets], 2),
    ...differences(ink, 2, rows),
    ...(findings.length > 0 ? ink.labelled(2, "findings", [findings.join("; ")]) : []),
  ];
}

/** The names of what is there for the first time; not all of them are kept. */
function created(ink: Ink, { stacks, resources }: Comparison, cap: number): string[] {
  const total = sum(stacks.map((one) => one.resources.created));
  if (total === 0) return [];
  const names = resources.flatMap(({ does, name }) => (does === "created" ? [name] : [])).slice(0, cap);
  const more = total > names.length ? ` and ${total - names.length} more` : "";
  return ["", ...ink.flow(0, [`+${glue}created: `, names.join(", "), more], 2)];
}

/** The section, or one line where nothing changes; nothing where there is nothing to compare with. */
export function whatChanges({ comparison }: Assessment, ink: Ink, cap: number): string[] {
  if (!comparison) return [];
  const { against, stacks, resources } = comparison;
  const changed = stacks.filter((one) => !isStill(one));
  const still = stacks.length - changed.length;
  if (changed.length === 0) return ink.flow(0, [`Compared with ${against}, nothing changes.`]);
  // Of what is there for the first time there is nothing to compare; its findings are marked.
  const compared = resources.filter(({ does }) => does !== "created");
  const shown = compared.slice(0, cap).map(toldOf);
  const told = new Set(
    shown.flatMap(({ change, rows }) => rows.map((row) => keyOf(`${change.project}/${change.stack}`, row))),
  );
  const dim = (words: string): string[] => ink.flow(0, [[words, "dim"]]);
  return [
    "",
    ink.heading("What this change does", "bold"),
    "",
    ...dim(`Compared with ${against}; ▼ is worse than before.`),
    ...changed.slice(0, cap).flatMap((one) => stackBlock(ink, one, told)),
    ...(changed.length > cap ? dim(`… and ${plural(changed.length - cap, "more stack")}`) : []),
    ...(still > 0 ? dim(`${plural(still, "stack stays", "stacks stay")} as before.`) : []),
    ...shown.flatMap((one) => ["", ...resourceBlock(ink, one)]),
    ...(compared.length > cap ? ["", ...dim(`… and ${plural(compared.length - cap, "more resource")}`)] : []),
    ...created(ink, comparison, cap),
  ];
}
