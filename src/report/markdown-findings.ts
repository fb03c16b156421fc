/** Findings, rule by rule, for a pull request: those that come with it first and unfolded. */
import type { Assessment } from "../assessment";
import { timesWords } from "../consequences/words";
import { isNew, isOpen, type Verdict } from "../model";
import { type Rule, stakesOf } from "../rule";
import { bold, code, folded, link, plainly, ruleWords, type Section, sentence } from "./markdown-words";
import { groupBy, isAside, ruleOf, standsInTheWay, worstFirst } from "./order";
import { whereWords } from "./place";
import { refusedWords, signed } from "./set-aside";
import { remedyWords } from "./stakes";

export interface FindingOptions {
  readonly pageUrl: (rule: string) => string;
  /** The project's folder inside the repository. */
  readonly folder?: string;
  /** Resources to list for each rule. Default 10. */
  readonly cap?: number;
}

/** In the order in which they are read. */
const kinds = ["New with this change", "In the way", "Advice", "Cannot be decided"] as const;
const kindOf = (verdict: Verdict): (typeof kinds)[number] =>
  isNew(verdict)
    ? "New with this change"
    : standsInTheWay(verdict)
      ? "In the way"
      : verdict.outcome === "fail"
        ? "Advice"
        : "Cannot be decided";

/** What is open and not set aside. The first section is to be read at once; the others are there to be unfolded. */
export function findingSections(assessment: Assessment, options: FindingOptions): Section[] {
  const open = worstFirst(assessment.verdicts).filter((one) => isOpen(one) && !isAside(one));
  const byKind = groupBy(open, kindOf);
  return kinds
    .flatMap((kind) => {
      const verdicts = byKind.get(kind);
      return verdicts ? [{ kind, verdicts }] : [];
    })
    .map(({ kind, verdicts }, at): Section => {
      const groups = [...groupBy(verdicts, ({ rule, outcome }) => `${rule} ${outcome}`).values()];
      const items = groups.map((group) => ruleItem(ruleOf(assessment, (group[0] as Verdict).rule), group, options));
      const section: Section = { head: "", items, between: "\n\n", of: ["rule with findings", "rules with findings"] };
      return at === 0
        ? { ...section, head: `#### ${kind}: ${verdicts.length}\n\n` }
        : folded(`${kind}: ${verdicts.length}`, false, section);
    });
}

function ruleItem(rule: Rule, verdicts: readonly Verdict[], { pageUrl, folder, cap = 10 }: FindingOptions): string {
  const first = verdicts[0] as Verdict;
  const mark = standsInTheWay(first) ? "❌" : first.outcome === "unknown" ? "❔" : "⚠️";
  const verb = first.outcome === "unknown" ? "Cannot be decided" : "Not so";
  const shown = verdicts.slice(0, cap);
  const isMendedAlike = first.outcome === "fail" && shown.some(({ outlook }) => outlook?.remedy === undefined);
  const lines = [
    `${mark} ${bold(`${first.severity} · ${link(plainly(rule.id), pageUrl(rule.id))}`)}<br>${verb}: ${ruleWords(rule.title)}`,
    ...(first.outcome === "fail" ? stakesOf(rule).map(([name, words]) => `${bold(name)}: ${ruleWords(words)}`) : []),
    ...(isMendedAlike ? [`${bold("Fix")}: ${ruleWords(rule.remedy)}`] : []),
  ];
  const resources = shown.map((one) => `- ${resourceLine(one, first, folder).join("<br>")}`);
  const more = verdicts.length - shown.length;
  return `${lines.join("<br>")}\n\n${[...resources, ...(more > 0 ? [`- … and ${more} more`] : [])].join("\n")}`;
}

function resourceLine(verdict: Verdict, first: Verdict, folder: string | undefined): string[] {
  const { name, project, stack, position, severity, because, levelReason, outlook } = verdict;
  const { expiredWaiver, refusedWaiver } = verdict;
  const who = [
    bold(code(name)),
    plainly(`${project}/${stack}`),
    ...(position ? [code(whereWords(position, folder))] : []),
    ...(severity === first.severity ? [] : [severity]),
    ...(standsInTheWay(verdict) ? ["in the way"] : []),
  ].join(" · ");
  const remedy = outlook && remedyWords(outlook, name);
  const price = outlook && timesWords(outlook);
  return [
    `${who}${because === undefined ? "" : `: ${plainly(because)}`}`,
    ...(remedy === undefined ? [] : [`${bold("Remedy")}: ${sentence(remedy)}`]),
    ...(price === undefined ? [] : [`${bold("Price")}: ${plainly(price)}`]),
    ...(levelReason === undefined ? [] : [`${bold("Level")}: ${plainly(levelReason)}`]),
    ...(expiredWaiver
      ? [`${bold("Waiver")} ended on ${expiredWaiver.until} and changes nothing (${plainly(signed(expiredWaiver))})`]
      : []),
    ...(refusedWaiver ? [`${bold("Waiver")} ${plainly(refusedWords(refusedWaiver))}`] : []),
  ];
}
