/** The last lines of the text report. */
import type { Assessment, Counts } from "../assessment";
import { glue, type Ink, type Piece } from "./ink";
import { plural, sum } from "./plain";

/** "7 fail", "1 waived": how many of each, but for what is in the way. */
export const numbersOf = (counts: Counts): string[] => [
  `${counts.fail} fail`,
  ...(counts.waived > 0 ? [`${counts.waived} waived`] : []),
  ...(counts.excused > 0 ? [`${counts.excused} known before`] : []),
  `${counts.unknown} unknown`,
  `${counts.pass} pass`,
  ...(counts.notApplicable > 0 ? [`${counts.notApplicable} not applicable`] : []),
  ...(counts.manual > 0 ? [`${counts.manual} manual`] : []),
];

/** What is left to people, and the verdict with its numbers. */
export function summary(
  { counts, countsByRule, stacks, inputs, uncovered, lapsed = 0, newOnly }: Assessment,
  ink: Ink,
): string[] {
  const lines: string[] = [];
  const forPeople = [...countsByRule.values()].filter((own) => own.manual > 0);
  const manual = forPeople.length;
  const attested = forPeople.filter((own) => own.attested === own.manual).length;
  if (manual > 0)
    lines.push(
      "",
      ...ink.flow(0, [
        `${plural(manual, "rule is", "rules are")} for a person${attested > 0 ? `, ${attested} of them attested` : ""}${lapsed > 0 ? `, ${plural(lapsed, "attestation has", "attestations have")} run out` : ""}: \`azure-hadr rules --manual\` lists what to do and what to show.`,
      ]),
    );
  const resources = plural(sum(inputs.map((input) => input.resources)), "resource");
  if (stacks.length === 0) {
    const unsure = uncovered.size > 0 || inputs.some(({ unseen }) => unseen > 0);
    const words = `${resources}, none of them ${unsure ? "plainly " : ""}of a kind that azure-hadr judges`;
    const mark: Piece =
      counts.blocking > 0 ? [`✗${glue}`, "red"] : unsure ? [`?${glue}`, "cyan"] : [`✓${glue}`, "green"];
    return [...lines, "", ...ink.flow(0, [mark, words], 2)];
  }
  const { blocking } = counts;
  const numbers = numbersOf(counts).map((number) => ` ·${glue}${number.replaceAll(" ", glue)}`);
  const verdict: Piece[] =
    blocking > 0
      ? [
          [`✗${glue}`, "red", "bold"],
          [`${blocking} in the way${newOnly ? ", all of them new" : ""}`, "red", "bold"],
        ]
      : [
          [`✓${glue}`, "green"],
          [newOnly ? "Nothing new in the way" : "Nothing in the way", "green", "bold"],
        ];
  return [...lines, "", ...ink.flow(0, [...verdict, ...numbers], 2)];
}
