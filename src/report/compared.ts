/** What a change does, as rows: an answer before, and after. */
import type { Comparison, ResourceChange, StackChange } from "../comparison";
import type { Consequences } from "../consequence";
import { type Change, changes, type Line, linesOf } from "../consequences/lines";
import { regressions } from "../consequences/regression";
import { timesFigures } from "../consequences/words";
import { sum } from "./plain";

/** One answer that differs. */
export interface Row {
  /** In the words of those who plan for disasters: `RTO of writes, region lost`. */
  readonly what: string;
  readonly before: string;
  readonly after: string;
  /** Why one of them is a range. */
  readonly because?: string;
  readonly isWorse: boolean;
}

/** Where there was nothing, or nothing is left. */
export const absent = "–";

/** An answer that differs, under the name that `linesOf` gives it. */
type Difference = Omit<Row, "what" | "isWorse"> & Pick<Line, "what">;

/** What is gone with a place until it recovers is the RTO of a finding, and what is gone for good its RPO. */
const termed = (what: string): string =>
  what
    .replace(/^(.*) lost, (reads|writes)$/, "RTO of $2, $1 lost")
    .replace(/^(.*) lost for good, data$/, "RPO, $1 lost for good");

/** An account of one region has no write region apart from it: the same answer under another name. */
const plainly = (what: string): string => what.replace(/^write region/, "region");

/** Without the year of the document: another document that says the same is no difference. */
const undated = (words: string | undefined): string | undefined => words?.replace(/ \(\d{4}\)/g, "");

/** Of what was not there, or is no more, every answer. */
function alone(only: Consequences, isBefore: boolean): Difference[] {
  return changes(only).map(({ what, now, range }) => ({
    what,
    before: isBefore ? now : absent,
    after: isBefore ? absent : now,
    ...(range !== undefined && { because: range }),
  }));
}

function both(was: Consequences, is: Consequences): Difference[] {
  const difference = ({ what, now, mended = "", range }: Change): Difference => ({
    what,
    before: now,
    after: mended,
    ...(range !== undefined && { because: range }),
  });
  const then = linesOf(is);
  const asides = linesOf(was).flatMap(({ what, words, isAside }, at) =>
    isAside ? [{ what, before: words, after: then[at]?.words ?? "" }] : [],
  );
  return [...changes(was, is).map(difference), ...asides].filter(
    ({ before, after }) => undated(before) !== undated(after),
  );
}

/** Everything that differs, what gets worse first. `worse`: the names of `linesOf` for that. */
function rowsOf(was: Consequences | undefined, is: Consequences | undefined, worse: readonly string[]): Row[] {
  const all = was && is ? both(was, is) : was || is ? alone((is ?? was) as Consequences, is === undefined) : [];
  const rows = all.map(({ what, ...row }) => ({
    ...row,
    what: termed(what),
    isWorse: worse.some((one) => plainly(what).startsWith(plainly(one))),
  }));
  return rows.toSorted((one, other) => Number(other.isWorse) - Number(one.isWorse));
}

/** Of a resource; its price relative to the cheapest of its kind, and how much more or less that is. */
export function rowsOfResource({ was, is, worse, times }: ResourceChange): Row[] {
  return rowsOf(was, is, worse).map((row) =>
    row.what.startsWith("price of ") && times ? { ...row, after: `${row.after}, ${timesFigures(times)} as much` } : row,
  );
}

/** Of a stack: the worst answers of all its resources, without the reasons, which are those of one of them. Its price is that of what changes, since bills do not add up here. */
export function rowsOfStack({ was, is, times }: StackChange): Row[] {
  const worse = was && is ? regressions(was, is).flatMap(({ what, certain }) => (certain ? [what] : [])) : [];
  const rows = rowsOf(was, is, worse)
    .filter(({ what }) => !what.startsWith("price of "))
    .map(({ because: _, ...row }) => row);
  if (!times || (times.atLeast === 1 && times.atMost === 1)) return rows;
  return [...rows, { what: "price of what changes", before: "1", after: timesFigures(times), isWorse: false }];
}

/** "1 created, 2 changed"; of a stack in which nothing is touched, nothing. */
export const touched = ({ resources }: StackChange): string =>
  (["created", "changed", "replaced", "deleted"] as const)
    .flatMap((does) => (resources[does] > 0 ? [`${resources[does]} ${does}`] : []))
    .join(", ");

/** "1 new, 2 fixed, 4 unchanged": findings. */
export const foundWords = ({ appeared, mended, remaining }: StackChange["fails"]): string =>
  `${appeared} new, ${mended} fixed, ${remaining} unchanged`;

/** All of them together. */
export const findingsOf = ({ stacks }: Comparison): StackChange["fails"] => ({
  appeared: sum(stacks.map(({ fails }) => fails.appeared)),
  mended: sum(stacks.map(({ fails }) => fails.mended)),
  remaining: sum(stacks.map(({ fails }) => fails.remaining)),
});

/** Whether the change leaves a stack as it is, its findings included. */
export const isStill = (change: StackChange): boolean =>
  touched(change) === "" && change.fails.appeared === 0 && change.fails.mended === 0;
