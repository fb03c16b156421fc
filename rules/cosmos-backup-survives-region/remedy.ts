import { settled, stuck } from "../../src/advice/account";
import { staged } from "../../src/advice/acts";
import { unlessFrozen } from "../../src/advice/freeze";
import { joined } from "../../src/advice/second";
import { backUp } from "../../src/advice/settings";
import { backupPair, backupType, isServerless } from "../../src/azure/account";
import { copyOutside } from "../../src/azure/boundary";
import { figure } from "../../src/azure/facts";
import type { Region } from "../../src/azure/regions";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { certainly } from "../../src/known";
import type { Context } from "../../src/rule";

/** A copy of each backup in the paired region, where there is one and it may rest there; otherwise a second region. */
export const mend = unlessFrozen((account: CosmosAccount, context: Context): Remedy => {
  const line = settled(account, context);
  const goal = "Keep a copy of the backups in another region.";
  if (typeof line === "string") return stuck(goal, line);
  const [{ region }] = line as [(typeof line)[number]];
  const periodic = backupType(account) === "periodic";
  const pair = periodic ? copyOf(region, context) : undefined;
  if (pair) {
    const { backupIntervalInMinutes = figure("backup/interval") } = account.backupPolicy?.periodicModeProperties ?? {};
    return {
      does: `Set \`backupStorageRedundancy\` to \`Geo\`, in an update of its own: Azure then keeps a copy of each backup in ${pair.displayName}.`,
      ...staged(account, [backUp(backupIntervalInMinutes, pair)]),
    };
  }
  if (isServerless(account)) {
    const why = periodic
      ? `no document names a place for a copy of the backups of ${region.displayName} that it may rest in`
      : "continuous backup cannot be given up";
    return stuck(goal, `a serverless account has one region and gets no other, and ${why}`);
  }
  return joined(account, context);
});

/** Where Azure certainly keeps a copy of a region's backups, if it may rest there. */
function copyOf(region: Region, { objectives: { boundary } }: Context): Region | undefined {
  if (!certainly(() => backupPair(region) !== undefined)) return undefined;
  const pair = backupPair(region);
  return pair && !copyOutside(boundary, region, pair) ? pair : undefined;
}
