import { settled, stuck } from "../../src/advice/account";
import { staged, staleness } from "../../src/advice/acts";
import { unlessFrozen } from "../../src/advice/freeze";
import { reached } from "../../src/advice/reach";
import { backUp } from "../../src/advice/settings";
import { type Shape, shaped } from "../../src/advice/shape";
import { backupPair, backupType, hasPartitionFailover, writesEverywhere } from "../../src/azure/account";
import { copyOutside } from "../../src/azure/boundary";
import { figure } from "../../src/azure/facts";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { certainly } from "../../src/known";
import type { Context } from "../../src/rule";
import { check as rto } from "../cosmos-rto-target/check";
import { check as sla } from "../cosmos-sla-target/check";
import { check } from "./check";

/** A second region, then the weakest level that loses no more; for an account that has to stay alone, its backups. */
export const mend = unlessFrozen((account: CosmosAccount, context: Context): Remedy => {
  const { rpoMinutes = 0, activeActive } = context.objectives;
  const goal = `Let a lost region take no more than ${rpoMinutes} minutes of writes with it.`;
  const way = (shape: Shape) => () => shaped(account, context, shape, goal);
  const bounded = rpoMinutes * 60 >= staleness(true).seconds && certainly(() => !hasPartitionFailover(account));
  const everywhere = !certainly(() => !writesEverywhere(account));
  return reached(
    account,
    context,
    goal,
    [
      ["cosmos-rpo-target", check],
      ["cosmos-rto-target", rto],
      ["cosmos-sla-target", sla],
    ],
    [
      way({ regions: 2 }),
      // Per-partition failover would not work with it.
      ...(bounded ? [way({ regions: 2, level: "BoundedStaleness", seconds: rpoMinutes * 60 })] : []),
      ...(rpoMinutes >= figure("rpo-2025/one-writer/weak") ? [way({ regions: 2, level: "Session" })] : []),
      everywhere && activeActive
        ? () =>
            stuck(goal, "`activeActive` is declared, and with several write regions Azure refuses Strong consistency")
        : way({ regions: figure("strong-2025/dynamic-quorum"), level: "Strong" }),
      () => copied(account, context, goal),
    ],
  );
});

/** Backups often enough, with a copy of each elsewhere. */
function copied(account: CosmosAccount, context: Context, goal: string): Remedy | undefined {
  const { rpoMinutes = 0, boundary, singleRegionByLaw } = context.objectives;
  const line = settled(account, context);
  if (typeof line === "string" || line.length > 1 || rpoMinutes < figure("backup-limits-2026/interval/least"))
    return undefined;
  const [{ region }] = line as [(typeof line)[number]];
  const pair = certainly(() => backupPair(region) !== undefined) ? backupPair(region) : undefined;
  if (singleRegionByLaw) return stuck(goal, "and a backup elsewhere would be a copy that leaves it");
  if (backupType(account) === "continuous")
    return stuck(goal, "continuous backup rests in the account's own region and cannot be given up");
  if (!pair) return stuck(goal, `no document names a place elsewhere for the backups of ${region.displayName}`);
  if (copyOutside(boundary, region, pair))
    return stuck(goal, `backups of ${region.displayName} are copied to ${pair.displayName} (${pair.country})`);
  const { backupIntervalInMinutes = figure("backup/interval") } = account.backupPolicy?.periodicModeProperties ?? {};
  const minutes = Math.min(backupIntervalInMinutes, Math.floor(rpoMinutes));
  return {
    does: `Take a backup every ${minutes} minutes and keep a copy of it in ${pair.displayName}, since the account stays in one region.`,
    ...staged(account, [backUp(minutes, pair)]),
  };
}
