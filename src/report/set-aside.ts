/** What is open and in nobody's way, and the declarations that see to that. */
import type { Assessment } from "../assessment";
import { daysLeft, type Verdict, type Waiver } from "../model";
import { plural } from "./plain";
import { isIdle, soon, waiverUpkeep } from "./upkeep";

/** "until 2027-03-31 (130 days left)"; `isSoon` where that is to be seen. */
export function untilWords(waiver: Waiver, today: string): { readonly words: string; readonly isSoon: boolean } {
  const left = daysLeft(waiver, today);
  const isSoon = left <= soon;
  return { words: `${waiver.until} (${isSoon ? "soon: " : ""}${plural(left, "day")} left)`, isSoon };
}

export const signed = ({ owner, reason }: Waiver): string => `${owner}: ${reason}`;

/** Of a waiver that would match, but for the law or the contract behind a boundary. */
export const refusedWords = (waiver: Waiver): string =>
  `changes nothing: a declared boundary is not waived unless allowResidencyWaivers says so (${signed(waiver)})`;

/** Open, not waived, and excused. */
export const excusedOf = ({ verdicts }: Assessment): Verdict[] =>
  verdicts.filter(({ excused }) => excused !== undefined);

/** "10 in the baseline, 2 not new", as far as it can be told: not of all of them a verdict may be kept. */
export function excusedWords(assessment: Assessment): string {
  const { counts, newOnly, baseline } = assessment;
  const kept = excusedOf(assessment);
  const inBaseline = kept.filter(({ excused }) => excused === "baseline").length;
  const parts =
    kept.length === counts.excused
      ? [inBaseline, kept.length - inBaseline]
      : newOnly && !baseline
        ? [0, counts.excused]
        : baseline && !newOnly
          ? [counts.excused, 0]
          : [0, 0];
  const [known = 0, old = 0] = parts;
  return [...(known > 0 ? [`${known} in the baseline`] : []), ...(old > 0 ? [`${old} not new`] : [])].join(", ");
}

/** Declarations that nothing needs any more: one sentence each. */
export function idleWords({ waivers = [], baseline }: Assessment): string[] {
  const droppable = baseline?.droppable.length ?? 0;
  return [
    ...waivers.filter(isIdle).flatMap(waiverUpkeep),
    ...(baseline && droppable > 0
      ? [
          `${baseline.file}: ${plural(droppable, "entry", "entries")} can be dropped, since nothing fails there any more: azure-hadr baseline --prune`,
        ]
      : []),
  ];
}
