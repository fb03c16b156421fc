/** Counts findings: what somebody has to look at, and what is set aside. */
import type { EstateFinding } from "../../estate";
import { severities } from "../../model";
import type { Open } from "../overview";

/** The same as `Open` while it is being counted. */
export type OpenTally = {
  -readonly [K in keyof Open]: Open[K] extends number ? number : { -readonly [S in keyof Open["fail"]]: number };
};

export const noneOpen = (): OpenTally => ({
  fail: Object.fromEntries(severities.map((severity) => [severity, 0])) as OpenTally["fail"],
  unknown: 0,
  blocking: 0,
  waived: 0,
  excused: 0,
});

export function countOpen(tally: OpenTally, { waiver, excused, outcome, severity, blocking }: EstateFinding): void {
  if (waiver) tally.waived++;
  else if (excused) tally.excused++;
  else {
    if (outcome === "unknown") tally.unknown++;
    else tally.fail[severity]++;
    if (blocking) tally.blocking++;
  }
}

/** The value under a key, made where there is none yet. */
export function at<K, V>(all: Map<K, V>, key: K, make: () => V): V {
  const known = all.get(key);
  if (known !== undefined) return known;
  const made = make();
  all.set(key, made);
  return made;
}

/** Keys in the order of their texts. */
export const byName = <V>(all: Map<string, V>): [string, V][] =>
  [...all].sort(([one], [other]) => (one < other ? -1 : 1));
