/** The cheapest of several ways to a declared target, which loses no other target on the way. */
import type { Remedy } from "../consequence";
import type { CosmosAccount } from "../kinds/cosmos-account";
import { Unknown } from "../known";
import type { Outcome, Parameters } from "../model";
import type { Context, Finding } from "../rule";
import { stuck } from "./account";

/** What holds an account against a target. */
export type Held = (account: CosmosAccount, context: Context, parameters: Parameters) => Finding;

/** A target: the rule's id, by which its parameters are declared, and its check. */
export type Target = readonly [rule: string, held: Held];

/** One way, worked out when the cheaper ones do not lead there; undefined: it is none for this account. */
export type Way = () => Remedy | undefined;

/**
 * The first way after which the account keeps to `target` and misses none of the `others` that it does not miss today.
 * Where there is none, what stands in the way of each.
 */
export function reached(
  account: CosmosAccount,
  context: Context,
  goal: string,
  [target, ...others]: readonly [Target, ...Target[]],
  ways: readonly Way[],
): Remedy {
  const obstacles = new Set<string>();
  const misses = new Map<string, string>();
  let weighed: Remedy["candidates"];
  for (const way of ways) {
    const remedy = way();
    if (remedy?.obstacle !== undefined) obstacles.add(remedy.obstacle);
    weighed ??= remedy?.candidates;
    if (!remedy?.becomes) continue;
    const becomes = remedy.becomes as CosmosAccount;
    const { outcome } = said(target, becomes, context);
    if (outcome !== "pass" && outcome !== "not-applicable") continue;
    const lost = others.find(
      (other) => said(other, becomes, context).outcome === "fail" && said(other, account, context).outcome !== "fail",
    );
    if (!lost) return remedy;
    misses.set(lost[0], `what reaches it misses another target: ${said(lost, becomes, context).because}`);
  }
  for (const miss of misses.values()) obstacles.add(miss);
  if (obstacles.size === 0) obstacles.add(said(target, account, context).because ?? "");
  return { ...stuck(goal, [...obstacles].join("; ")), ...(weighed && { candidates: weighed }) };
}

function said(
  [rule, held]: Target,
  account: CosmosAccount,
  context: Context,
): { readonly outcome: Outcome; readonly because?: string } {
  try {
    const finding = held(account, context, context.objectives.parameters?.[rule] ?? {});
    return typeof finding === "string" ? { outcome: finding } : finding;
  } catch (error) {
    if (error instanceof Unknown) return { outcome: "unknown", because: error.why };
    throw error;
  }
}
