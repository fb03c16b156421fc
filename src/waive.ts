/** A waiver never changes an outcome: it only takes a finding out of the way until its day. */
import { glob } from "./config/glob";
import { matchesStack } from "./config/objectives";
import type { Verdict, Waiver } from "./model";

/** The verdict with the waiver that covers it, or with the one that no longer does. Only failing and unknown ones. */
export function waive(verdict: Verdict, waivers: readonly Waiver[], today: string): Verdict {
  if (verdict.outcome !== "fail" && verdict.outcome !== "unknown") return verdict;
  const matching = waivers.filter((waiver) => covers(waiver, verdict));
  const waiver = matching.find(({ until }) => until >= today);
  if (waiver) return { ...verdict, waiver };
  const expiredWaiver = matching[0];
  return expiredWaiver ? { ...verdict, expiredWaiver } : verdict;
}

const covers = (waiver: Waiver, verdict: Verdict): boolean =>
  waiver.rule === verdict.rule &&
  (waiver.kind === undefined || waiver.kind === verdict.kind) &&
  (waiver.stack === undefined || matchesStack(waiver.stack, verdict.project, verdict.stack)) &&
  glob(waiver.resource).test(verdict.name);
