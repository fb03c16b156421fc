import { stuck } from "../../src/advice/account";
import { unlessFrozen } from "../../src/advice/freeze";
import { locationsOf, regionAt } from "../../src/azure/account";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { amended } from "../../src/known";
import type { Context } from "../../src/rule";

/** The most redundancy that stays in the region and that every region of the account offers. */
export const mend = unlessFrozen((account: CosmosAccount, { objectives: { rpoMinutes } }: Context): Remedy => {
  const regions = locationsOf(account).map(regionAt);
  const redundancy = ["Zone", "Local"].find((one) =>
    regions.every(({ cosmosBackupRedundancies }) => cosmosBackupRedundancies?.includes(one)),
  );
  if (!redundancy) {
    const silent = regions.map(({ displayName }) => displayName).sort();
    return stuck(
      "Choose a backup redundancy that stays in the region.",
      `no source says which one all of ${silent.join(", ")} offer`,
    );
  }
  const policy = account.backupPolicy ?? {};
  const gone =
    rpoMinutes !== undefined && regions.length === 1
      ? `; then nothing outlives the region, and \`rpoMinutes: ${rpoMinutes}\` takes a second one`
      : "";
  return {
    does: `Set \`backupStorageRedundancy\` to \`${redundancy}\`, in an update of its own${gone}.`,
    becomes: amended(account, {
      backupPolicy: amended(policy, {
        type: "Periodic",
        periodicModeProperties: amended(policy.periodicModeProperties ?? {}, { backupStorageRedundancy: redundancy }),
      }),
    }),
  };
});
