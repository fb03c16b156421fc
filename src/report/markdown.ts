/** The report for a pull request: one comment, replaced whenever the change is checked again. */
import type { Assessment } from "../assessment";
import type { ResourceChange } from "../comparison";
import { isNew, isOpen, type Verdict } from "../model";
import { notJudged } from "./aside";
import { findingsOf, foundWords } from "./compared";
import { answersThatDiffer, getsWorse, otherResources } from "./markdown-change";
import { type FindingOptions, findingSections } from "./markdown-findings";
import { bold, code, fitted, folded, plainly, type Section, sentence } from "./markdown-words";
import { groupBy, isAside, standsInTheWay } from "./order";
import { list, plural, sum } from "./plain";
import { excusedOf, excusedWords, idleWords, signed, untilWords } from "./set-aside";
import { numbersOf } from "./summary";

export interface MarkdownOptions extends FindingOptions {
  /** `project/stack`, where only one is judged: its comments are told from those of other stacks by it. */
  readonly category?: string;
  /** Most UTF-16 units. Default: as many as a comment on GitHub may have. */
  readonly limit?: number;
}

/** GitHub refuses a longer comment. Source: its REST API, "body is too long (maximum is 65536 characters)". */
const longestComment = 65_536;

/** By which a comment is found again. Nothing in it ends it. */
function marker(category: string | undefined): string {
  const name = category?.replace(/[^\w./-]|-(?=-|$)/g, (unit) => `%${unit.charCodeAt(0).toString(16)}`);
  return `<!-- azure-hadr${name === undefined ? "" : `: ${name}`} -->`;
}

function verdictLine({ counts, stacks, newOnly, comparison, verdicts }: Assessment): string {
  const isWorse = comparison?.resources.some(({ worse }) => worse.length > 0) ?? false;
  const isDoubtful = isWorse || verdicts.some((one) => isOpen(one) && !isAside(one));
  const fresh = comparison && verdicts.filter((one) => standsInTheWay(one) && isNew(one)).length;
  const [mark, words] =
    counts.blocking > 0
      ? ["❌", `${counts.blocking} in the way${fresh === undefined ? "" : `, ${fresh} of them new`}`]
      : stacks.length === 0
        ? ["❔", "nothing of a kind that is judged"]
        : [isDoubtful ? "⚠️" : "✅", newOnly ? "nothing new in the way" : "nothing in the way"];
  return `### ${mark} azure-hadr: ${words}`;
}

/** What the change does, in a line: worst of all, whose data goes. */
function inShort({ comparison, stacks, newOnly }: Assessment): string {
  const names = stacks.length > 0 ? [`${list(stacks.map(plainly), 3)}.`] : [];
  if (!comparison) return names.join("");
  const { resources, against } = comparison;
  const told = (words: string, those: readonly ResourceChange[]): string[] =>
    those.length === 0
      ? []
      : [
          `${bold(`${words}:`)} ${list(
            those.map(({ name }) => code(name)),
            3,
          )}.`,
        ];
  const holding = (does: ResourceChange["does"]) => resources.filter((one) => one.does === does && one.was);
  return [
    ...names,
    ...told(
      "Gets worse",
      resources.filter(({ worse }) => worse.length > 0),
    ),
    ...told("Is deleted", holding("deleted")),
    ...told("Is replaced", holding("replaced")),
    `Compared with ${plainly(against)}: ${foundWords(findingsOf(comparison))} findings.`,
    ...(newOnly ? ["Only findings that come with the change can stand in the way."] : []),
  ].join(" ");
}

/** What somebody answers for, and what was there before. */
function setAside(assessment: Assessment): Section[] {
  const { counts, verdicts, date } = assessment;
  if (counts.waived + counts.excused === 0) return [];
  const known = excusedWords(assessment);
  const summary = [
    ...(counts.waived > 0 ? [`${counts.waived} waived`] : []),
    ...(counts.excused > 0 ? [`${counts.excused} known before${known === "" ? "" : ` (${known})`}`] : []),
  ].join(", ");
  const waived = verdicts.flatMap(({ waiver, rule, name }) => {
    if (!waiver) return [];
    const until = untilWords(waiver, date).words;
    const where = waiver.at === undefined ? "" : `, ${code(waiver.at)}`;
    return [`- ${code(name)} · ${rule} · until ${until}${where} · ${plainly(signed(waiver))}`];
  });
  // The old is there to be counted: a rule a line.
  const excused = [...groupBy(excusedOf(assessment), ({ rule, excused: why }) => `${rule} ${why}`).values()].map(
    (group) => {
      const [{ rule, excused: why }] = group as [Verdict];
      const names = list(
        group.map(({ name }) => code(name)),
        3,
      );
      return `- ${rule} · ${why === "baseline" ? "in the baseline" : why} · ${names}`;
    },
  );
  return [
    folded(summary, false, {
      head: "",
      items: [...waived, ...excused],
      between: "\n",
      of: ["finding set aside", "findings set aside"],
    }),
  ];
}

function sentences(heading: string, all: readonly string[]): Section[] {
  if (all.length === 0) return [];
  const section: Section = {
    head: "",
    items: all.map((one) => `- ${sentence(one)}`),
    between: "\n",
    of: ["line", "lines"],
  };
  // A long list is not what a reviewer is here for.
  return [
    all.length > 5 ? folded(`${heading}: ${all.length}`, false, section) : { ...section, head: `#### ${heading}\n\n` },
  ];
}

function foot({ tool, inputs, judged, rules, date, config, counts }: Assessment): string {
  const resources = plural(sum(inputs.map((input) => input.resources)), "resource");
  const against = config === undefined ? "without a hadr.yaml" : `held against ${plainly(config)}`;
  const numbers = numbersOf(counts).join(", ");
  return `<sub>${plainly(tool.name)} ${plainly(tool.version)} judged ${judged} of ${resources} by ${plural(rules.size, "rule")} on ${date}, ${against}: ${numbers}.</sub>`;
}

/** The report as GitHub's Markdown, with a newline at the end. */
export function markdown(assessment: Assessment, options: MarkdownOptions): string {
  const { comparison } = assessment;
  const top = [marker(options.category), verdictLine(assessment), inShort(assessment)];
  const sections = [
    ...(comparison
      ? [...getsWorse(comparison, options), ...answersThatDiffer(comparison), ...otherResources(comparison, options)]
      : []),
    ...findingSections(assessment, options),
    ...setAside(assessment),
    ...sentences("To drop", idleWords(assessment)),
    ...sentences("Not judged", notJudged(assessment)),
  ];
  return fitted(
    top.filter((one) => one !== "").join("\n\n"),
    sections,
    foot(assessment),
    options.limit ?? longestComment,
  );
}
