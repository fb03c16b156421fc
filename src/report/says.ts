/** What a verdict says, in the sentences that machine formats share. */
import type { Assessment } from "../assessment";
import type { Outlook } from "../consequence";
import { timesWords } from "../consequences/words";
import { daysLeft, type Verdict, type Waiver } from "../model";
import type { Rule } from "../rule";
import { plural } from "./plain";
import { remedyWords, stakesWords } from "./stakes";

/** With a full stop where it has none. */
export const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** "A Cosmos DB account spans at least two regions: not so for carts (shop/prod): its only region is West Europe". */
export function headline({ name, project, stack, outcome, because }: Verdict, rule: Rule): string {
  const verdict = outcome === "unknown" ? "can't be decided" : "not so";
  return `${rule.title}: ${verdict} for ${name} (${project}/${stack})${because ? `: ${because}` : ""}`;
}

/** The headline and everything that a reader needs besides, sentence by sentence. */
export function sentences(verdict: Verdict, rule: Rule): string[] {
  const { levelReason, expiredWaiver, refusedWaiver, outlook, outcome } = verdict;
  const seen = verdict.evidence.map(({ path, value }) => (path ? `${path}: ${value}` : String(value)));
  return [
    headline(verdict, rule),
    ...(outlook ? stakes(outlook, verdict.name) : []),
    ...(levelReason ? [`Level: ${levelReason}`] : []),
    ...(expiredWaiver ? [`The waiver of ${expiredWaiver.owner} ended on ${expiredWaiver.until}`] : []),
    ...(refusedWaiver
      ? [`The waiver of ${refusedWaiver.owner} changes nothing: a declared boundary is not waived`]
      : []),
    // Where it is cut off, the rule's own help has it too.
    ...(outcome === "fail" ? [`Fix: ${rule.remedy}`] : []),
    ...(seen.length > 0 ? [`Read: ${seen.join("; ")}`] : []),
  ].map(sentence);
}

/** What is at stake here, before the remedy of the rule at large. */
function stakes(outlook: Outlook, name: string): string[] {
  const { mended } = outlook;
  const price = timesWords(outlook);
  const remedy = remedyWords(outlook, name);
  const words = stakesWords(outlook);
  return [
    ...(remedy === undefined ? [] : [`Here: ${remedy}`]),
    ...(words.length > 0 ? [`${mended ? "Now → then" : "Now"}: ${words.join("; ")}`] : []),
    ...(price === undefined ? [] : [`Price: ${price}`]),
  ];
}

/** "team-orders@example.com, until 2027-03-31 (130 days left): Read-only archive. (hadr.yaml:12:5)" */
export const waiverWords = ({ owner, until, reason, at }: Waiver, today: string): string =>
  `${owner}, until ${until} (${plural(daysLeft({ until }, today), "day")} left): ${reason}${at === undefined ? "" : ` (${at})`}`;

/** Why a finding is in nobody's way although nobody answers for it; undefined where that is not so. */
export function excuseWords({ excused }: Verdict, { baseline }: Assessment): string | undefined {
  if (excused === "baseline") return `it is in the baseline${baseline ? ` ${baseline.file}` : ""}`;
  return excused && "it was there before the change, and only what is new counts";
}
