/** What findings are recognised by from one report to the next. */
import { fingerprintOf } from "../fingerprint";
import type { Verdict } from "../model";

/** What tells verdicts of one rule and one name apart: the components they are in, then what was read. */
const last = ({ urn, outcome, because, evidence }: Verdict): string =>
  JSON.stringify([urn, outcome, because, evidence.map(({ path, value }) => [path, value])]);

/** The fingerprint of a verdict, and its number among those that share it: 1 for nearly all. */
export interface Fingerprint {
  readonly print: string;
  readonly number: number;
}

/**
 * The fingerprints of all verdicts of a report. Two of a kind may share one, such as the same name under two providers:
 * they are numbered by what they are, so neither the order of the input nor a line changes anything.
 */
export function fingerprints(verdicts: readonly Verdict[]): ReadonlyMap<Verdict, Fingerprint> {
  const sharing = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const print = fingerprintOf(verdict.rule, verdict);
    const others = sharing.get(print);
    if (others) others.push(verdict);
    else sharing.set(print, [verdict]);
  }
  const found = new Map<Verdict, Fingerprint>();
  for (const [print, own] of sharing) {
    const inOrder = own.length === 1 ? own : own.toSorted((one, other) => (last(one) < last(other) ? -1 : 1));
    for (const [index, verdict] of inOrder.entries()) found.set(verdict, { print, number: index + 1 });
  }
  return found;
}

/** One text for it: "a", and "a:2" for the second that shares it. */
export const spelled = ({ print, number }: Fingerprint): string => (number === 1 ? print : `${print}:${number}`);
