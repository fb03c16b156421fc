/** A waiver never changes an outcome: it only takes a finding out of the way until its day. */
import { glob } from "./config/glob";
import { matchesStack } from "./config/matching";
import type { Resource, Verdict, Waiver } from "./model";

/** The waiver that covers a finding, or the one that no longer does. */
export type Cover = Pick<Verdict, "waiver" | "expiredWaiver">;
const none: Cover = {};

/** What covers a failing or unknown verdict of that rule, on a day `YYYY-MM-DD`. */
export function waive(rule: string, resource: Resource, waivers: readonly Waiver[], today: string): Cover {
  let expiredWaiver: Waiver | undefined;
  for (const waiver of waivers) {
    if (waiver.rule !== rule || !covers(waiver, resource)) continue;
    if (waiver.until >= today) return { waiver };
    expiredWaiver ??= waiver;
  }
  return expiredWaiver ? { expiredWaiver } : none;
}

const covers = (waiver: Waiver, { kind, name, project, stack }: Resource): boolean =>
  (waiver.kind === undefined || waiver.kind === kind) &&
  (waiver.stack === undefined || matchesStack(waiver.stack, project, stack)) &&
  glob(waiver.resource).test(name);
