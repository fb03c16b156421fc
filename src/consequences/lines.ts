/** Consequences line by line, always in the same order: what follows, in words, and the rows that it rests on. */
import { row } from "../azure/facts";
import type { Answer, Consequences, RowId } from "../consequence";
import { answersOf } from "./answers";
import { unique } from "./merge";
import { footprintWords, priceAnswer } from "./words";

/** One thing that follows. */
export interface Line {
  readonly what: string;
  readonly words: string;
  /** Why it is a range. */
  readonly range?: string;
  readonly note?: string;
  readonly rows: readonly RowId[];
  /** Told by `changes` to nobody. */
  readonly isAside?: boolean;
}

/** One line of what follows: now and, where a remedy is known, then. */
export interface Change {
  readonly what: string;
  readonly now: string;
  readonly mended?: string;
  /** Why it is a range, now or then; where no line before has said so. */
  readonly range?: string;
  /** Whether now it is a range. */
  readonly isRange: boolean;
}

/** "SLA of writes: 99.99 to 99.995 % (2025) → 99.995 % (2025), a range because …". */
export const changeWords = ({ what, now, mended, range }: Change): string =>
  `${what}: ${now}${mended === undefined ? "" : ` → ${mended}`}${range === undefined ? "" : `, because ${range}`}`;

/**
 * What differs, or all that is to be told where `mended` is not given; always in the same order, the reason of a range once.
 * Without the price, which has words of its own, and the copies, which follow the regions.
 */
export function changes(now: Consequences, mended?: Consequences): Change[] {
  const after = mended && linesOf(mended);
  const reasons = new Set<string>();
  const told = linesOf(now).flatMap((line, index) => {
    const { what, words, isAside } = line;
    const next = after?.[index];
    if (isAside || words === next?.words || isUntold(words, next?.words)) return [];
    const range = [line.range, next?.range].find((reason) => reason !== undefined && !reasons.has(reason));
    if (range !== undefined) reasons.add(range);
    const isRange = line.range !== undefined;
    return [{ what, now: words, ...(next && { mended: next.words }), ...(range !== undefined && { range }), isRange }];
  });
  // Of Digital Twins nothing is stated: one line is enough to say that nobody says.
  const unstated = told.filter((change) => !mended && change.now.startsWith("not stated"));
  const [first] = unstated;
  if (!first) return told;
  const all = told.every((change) => unstated.includes(change) || change.what === places);
  const what = all ? "SLA, outages and losses" : unique(unstated.map(topic)).join(", ");
  return [{ ...first, what }, ...told.filter((one) => !unstated.includes(one))];
}

/** `SLA`, `zone lost`, `zone lost for good`. */
const topic = ({ what }: Change): string => (what.startsWith("SLA") ? "SLA" : (what.split(", ")[0] as string));

/** Where there is nothing to lose it matters only if there is something to lose then. */
const isUntold = (before: string, after: string | undefined): boolean =>
  after === undefined
    ? [none, nothing, accepted].includes(before)
    : [before, after].includes(none) && [before, after].some((words) => /^(?:not interrupted|nothing) /.test(words));

/** What does not follow: of what Azure refuses, nothing does. */
const nothing = "–";
const none = "there is none";
const accepted = "yes";
const places = "data rests in";

/** Everything that follows. */
export function linesOf(of: Consequences): Line[] {
  const { footprint, price, refused } = of;
  const line = <T extends Answer<unknown>>(what: string, answer: T | undefined, words: (answer: T) => string): Line =>
    answer === undefined || refused
      ? { what, words: refused ? nothing : none, rows: [] }
      : {
          what,
          words: words(answer),
          rows: answer.rows,
          ...(answer.range !== undefined && { range: answer.range }),
          ...(answer.note !== undefined && { note: answer.note }),
        };
  const open = unique(footprint.flatMap(({ why }) => why ?? [])).join("; ");
  const year = refused && row(refused.rows[0] as RowId).date.slice(0, 4);
  return [
    {
      what: "accepted by Azure",
      words: refused ? `no: ${refused.why} (${year})` : accepted,
      rows: refused?.rows ?? [],
    },
    ...answersOf(of).map(({ what, about, answer, words }) => ({
      ...line(what, answer, words),
      ...(about === "copies" && { isAside: true }),
    })),
    {
      what: places,
      words: refused ? nothing : footprintWords(footprint),
      rows: refused ? [] : unique(footprint.flatMap(({ rows }) => rows)),
      ...(open && !refused && { range: open }),
    },
    { ...line(`price of ${price.of ?? "request units"}`, price, priceAnswer), isAside: true },
  ];
}

/** Every row that something rests on. */
export const rowsOf = (consequences: Consequences): RowId[] =>
  unique(linesOf(consequences).flatMap(({ rows }) => rows));
