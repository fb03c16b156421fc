/** How many verdicts of which outcome. */
import type { Counts } from "./assessment";

/** Counts while they are being counted. */
export type Tally = { -readonly [key in keyof Counts]: number };
export const tally = (): Tally => ({
  fail: 0,
  unknown: 0,
  pass: 0,
  notApplicable: 0,
  manual: 0,
  waived: 0,
  attested: 0,
  excused: 0,
  blocking: 0,
});
/** Where an outcome is counted. */
export const column = {
  fail: "fail",
  unknown: "unknown",
  pass: "pass",
  "not-applicable": "notApplicable",
  manual: "manual",
} as const;

/** All of them together. */
export function sum(tallies: Iterable<Counts>): Counts {
  const total = tally();
  for (const counts of tallies) for (const key in total) total[key as keyof Counts] += counts[key as keyof Counts];
  return total;
}
