/** A waiver never changes an outcome: it only takes a finding out of the way until its day. */
import { glob } from "./config/glob";
import { matchesStack } from "./config/matching";
import { type Decision, decide, type Ruling } from "./judge";
import type { Resource, Verdict, Waiver } from "./model";
import type { Rule } from "./rule";

/** The waiver that covers a finding, or the one that does not: its day has passed, or nobody may waive the finding. */
export type Cover = Pick<Verdict, "waiver" | "expiredWaiver" | "refusedWaiver">;
const none: Cover = {};

/**
 * What covers a failing or unknown verdict of that rule. `ruling`: the one that it was judged by. `speaks` is told of every
 * waiver that is about the finding, whether it holds or not.
 */
export function waive(
  rule: Rule,
  resource: Resource,
  waivers: readonly Waiver[],
  ruling: Ruling,
  speaks?: (waiver: Waiver) => void,
): Cover {
  const { today } = ruling.context;
  let holds: Waiver | undefined;
  let expired: Waiver | undefined;
  for (const waiver of waivers) {
    if (waiver.rule !== rule.id || !covers(waiver, resource)) continue;
    speaks?.(waiver);
    if (waiver.until >= today) holds ??= waiver;
    else expired ??= waiver;
  }
  if (!holds) return expired ? { expiredWaiver: expired } : none;
  const refused = isAboutBoundary(rule, ruling) && refuses(rule, decide(rule, resource.props, ruling.context), ruling);
  return refused ? { refusedWaiver: holds } : { waiver: holds };
}

const covers = (waiver: Waiver, resource: Resource): boolean =>
  (waiver.kind === undefined || waiver.kind === resource.kind) &&
  speaksOf(waiver, resource) &&
  glob(waiver.resource).test(resource.name);

/** Whether a waiver is about a stack, or about any. */
export const speaksOf = (
  { stack: pattern }: Waiver,
  { project, stack }: { readonly project: string; readonly stack: string },
): boolean => pattern === undefined || matchesStack(pattern, project, stack);

/** Whether nobody may waive what was decided: it says that a declared boundary is, or may be, broken, and is no advice. */
export const refuses = (rule: Rule, decision: Decision, ruling: Ruling): boolean =>
  isAboutBoundary(rule, ruling) && !("advice" in decision && decision.advice !== undefined);

const isAboutBoundary = ({ goal }: Rule, { objectives }: Ruling): boolean =>
  goal === "data-residency" &&
  (objectives.boundary !== undefined || objectives.singleRegionByLaw === true) &&
  !objectives.allowResidencyWaivers;
