/** What follows from an account, held against what the organisation declares. */
import { row } from "../azure/facts";
import type { Answer, Consequences } from "../consequence";
import { certainly, find, undecided } from "../known";
import type { Finding } from "../rule";

export interface Held<T> {
  readonly answer: Answer<T>;
  /** Whether a value keeps to the target; may leave it open where the documents do. */
  readonly keeps: (value: T) => boolean;
  /** The start of a sentence, e.g. "under 15 minutes of writes may be lost". */
  readonly words: (value: T) => string;
  /** What is declared, e.g. "rpoMinutes is 5". */
  readonly target: string;
}

/** Fails where even the best that it may be does not keep to the target, passes where the worst does. */
export function against<T>({ answer, keeps, words, target }: Held<T>): Finding {
  const { best, worst, range, rows } = answer;
  // The rows of a range are of several years.
  const dated =
    range === undefined ? `${words(best)} (${row(rows[0] as string).date.slice(0, 4)})` : `at best, ${words(best)}`;
  if (certainly(() => !keeps(best))) return { outcome: "fail", because: `${dated}; ${target}` };
  return keeps(worst) ? "pass" : undecided(`${dated}; at worst, ${words(worst)}, because ${range}; ${target}`);
}

/** Fails where one of them does, whatever the others; otherwise open where one is; otherwise passes. */
export function allKeep({ refused }: Consequences, asks: readonly (() => Finding)[]): Finding {
  if (refused) return undecided(`Azure refuses this account: ${refused.why}`);
  const failing = find(asks, (ask) => ask() !== "pass");
  return failing ? failing() : "pass";
}
