/** What a change does, as tables of the report for a pull request. */
import type { Comparison, ResourceChange, StackChange } from "../comparison";
import { foundWords, isStill, type Row, rowsOfResource, rowsOfStack, touched } from "./compared";
import { bold, code, folded, plainly, type Section, tableHead, tableRow } from "./markdown-words";
import { whereWords } from "./place";
import { list, plural } from "./plain";

interface Where {
  /** The project's folder inside the repository. */
  readonly folder?: string;
}

/** Cells of an answer, the reason of a range below it. */
const cells = ({ what, before, after, because, isWorse }: Row): string[] => [
  `${isWorse ? "🔻 " : ""}${plainly(what)}`,
  plainly(before),
  `${isWorse ? bold(plainly(after)) : plainly(after)}${because === undefined ? "" : `<br><sub>${plainly(because)}</sub>`}`,
];

const stackOf = ({ project, stack }: ResourceChange): string => `${project}/${stack}`;

/** The resource where it is named first, and where it is declared. */
const who = (change: ResourceChange, several: boolean, { folder }: Where): string =>
  [
    `${code(change.name)}${change.does === "changed" ? "" : ` ${change.does}`}`,
    ...(several ? [plainly(stackOf(change))] : []),
    ...(change.position ? [code(whereWords(change.position, folder))] : []),
  ].join("<br>");

const several = ({ stacks }: Comparison): boolean => stacks.length > 1;

/** Of each resource that gets worse only what does: the rest is told with the others. */
export function getsWorse(comparison: Comparison, where: Where): Section[] {
  const items = comparison.resources.flatMap((change) => {
    const rows = rowsOfResource(change).filter(({ isWorse }) => isWorse);
    const lines = rows.map((row, at) =>
      tableRow(at === 0 ? who(change, several(comparison), where) : "", ...cells(row)),
    );
    return lines.length > 0 ? [lines.join("\n")] : [];
  });
  if (items.length === 0) return [];
  const head = `#### Gets worse\n\n${tableHead("Resource", "What", "Before", "After")}\n`;
  return [{ head, items, between: "\n", of: ["resource that gets worse", "resources that get worse"] }];
}

const keyOf = (stack: string, { what, before, after }: Row): string => JSON.stringify([stack, what, before, after]);

/** The worst answers of each stack that differ, but for those of resources told above. */
export function answersThatDiffer(comparison: Comparison): Section[] {
  const told = new Set(
    comparison.resources.flatMap((change) =>
      rowsOfResource(change).flatMap((row) => (row.isWorse ? [keyOf(stackOf(change), row)] : [])),
    ),
  );
  const changed = comparison.stacks.filter((one) => !isStill(one));
  const items = changed.map((change) => stackItem(change, told));
  const still = comparison.stacks.length - changed.length;
  const tail = still > 0 && changed.length > 0 ? `\n\n${plural(still, "stack stays", "stacks stay")} as before.` : "";
  if (items.length === 0) return [{ head: "", items: ["Nothing changes."], between: "\n\n", of: ["line", "lines"] }];
  return [{ head: "#### Before → after\n\n", items, between: "\n\n", tail, of: ["stack", "stacks"] }];
}

function stackItem(change: StackChange, told: ReadonlySet<string>): string {
  const { stack, fails, resources } = change;
  const all = rowsOfStack(change);
  const rows = all.filter((row) => !told.has(keyOf(stack, row)));
  const what = touched(change) || "no resource changes";
  const title = `${bold(plainly(stack))}: ${what} (${resources.unchanged} unchanged); findings: ${foundWords(fails)}.`;
  const rest =
    all.length === 0
      ? "No answer differs."
      : rows.length < all.length
        ? "What else gets worse is in the table above."
        : "Nothing else differs.";
  if (rows.length === 0) return `${title} ${rest}`;
  const table = [
    tableHead("The worst of all resources", "Before", "After"),
    ...rows.map((row) => tableRow(...cells(row))),
  ];
  return `${title}\n\n${table.join("\n")}\n\n${rest}`;
}

/** Each resource of which something differs, with all that does. */
export function otherResources(comparison: Comparison, where: Where): Section[] {
  const { resources } = comparison;
  if (resources.length === 0) return [];
  const items = resources.map((change) => {
    const { name, does, position, appeared, mended } = change;
    const rows = rowsOfResource(change);
    const title = [
      bold(code(name)),
      ...(several(comparison) ? [plainly(stackOf(change))] : []),
      ...(position ? [code(whereWords(position, where.folder))] : []),
      does,
      ...(appeared.length > 0 ? [`new: ${list(appeared, 5)}`] : []),
      ...(mended.length > 0 ? [`fixed: ${list(mended, 5)}`] : []),
    ].join(" · ");
    if (rows.length === 0) return title;
    return `${title}\n\n${[tableHead("What", "Before", "After"), ...rows.map((row) => tableRow(...cells(row)))].join("\n")}`;
  });
  return [
    folded(`Resource by resource: ${resources.length}`, false, {
      head: "",
      items,
      between: "\n\n",
      of: ["resource that changes", "resources that change"],
    }),
  ];
}
