/** The sections of the text report on what is open and in nobody's way. */
import type { Assessment } from "../assessment";
import type { Verdict } from "../model";
import { whereabouts } from "./finding";
import { glue, type Ink, type Piece } from "./ink";
import { excusedOf, excusedWords, signed, untilWords } from "./set-aside";

/** One line for each finding with what stands below it, and how many more there are. */
function section(
  ink: Ink,
  heading: string,
  shown: readonly Verdict[],
  total: number,
  below: (verdict: Verdict) => string[],
): string[] {
  const lines = shown.flatMap((verdict) => [
    ...ink.flow(
      0,
      [`-${glue}`, ...whereabouts(verdict, false), ` · ${verdict.rule} (${verdict.severity})`, ...excuse(verdict)],
      2,
    ),
    ...below(verdict),
  ]);
  const more = total - shown.length;
  if (more > 0) lines.push(...ink.flow(2, [[`… and ${more} more`, "dim"]]));
  return ["", ink.heading(heading, "dim"), "", ...lines];
}

const excuse = ({ excused }: Verdict): Piece[] =>
  excused === undefined ? [] : [` · ${excused === "baseline" ? "in the baseline" : excused}`];

/** What somebody answers for: until when, who, why, and where it is said. */
export function waived({ verdicts, counts, date }: Assessment, ink: Ink, cap: number): string[] {
  if (counts.waived === 0) return [];
  const shown = verdicts.filter(({ waiver }) => waiver).slice(0, cap);
  return section(ink, "Waived", shown, counts.waived, ({ waiver }) => {
    if (!waiver) return [];
    const { words, isSoon } = untilWords(waiver, date);
    const where = waiver.at === undefined ? "" : ` (${waiver.at})`;
    return ink.labelled(2, "until", [isSoon ? [words, "yellow"] : words, `, ${signed(waiver)}${where}`]);
  });
}

/** What was there before, and so does not count. */
export function knownBefore(assessment: Assessment, ink: Ink, cap: number): string[] {
  const { counts } = assessment;
  if (counts.excused === 0) return [];
  const words = excusedWords(assessment);
  const heading = words === "" ? "Known before" : `Known before (${words})`;
  return section(ink, heading, excusedOf(assessment).slice(0, cap), counts.excused, () => []);
}
