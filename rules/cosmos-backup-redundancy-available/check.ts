import { backupRedundancy, backupType, locationsOf, offersBackups, regionAt } from "../../src/azure/account";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { find, undecided } from "../../src/known";
import type { Finding } from "../../src/rule";

export function check(account: CosmosAccount): Finding {
  if (backupType(account) === "continuous") return "not-applicable"; // its redundancy cannot be chosen
  const redundancy = backupRedundancy(account);
  const locations = locationsOf(account);
  if (locations.length === 0) return undecided("no locations are set");
  if (account.backupPolicy?.periodicModeProperties?.backupStorageRedundancy === undefined) {
    const unpaired = find(locations, (location) => regionAt(location).pair === null);
    if (unpaired)
      return {
        outcome: "fail",
        severity: "medium",
        advice: "documents disagree whether Azure refuses this or chooses what the region offers",
        because: `${regionAt(unpaired).displayName} has no pair, and no backup redundancy is declared`,
      };
  }
  const without = find(locations, (location) => !offersBackups(regionAt(location), redundancy));
  if (!without) return "pass";
  const { displayName, cosmosBackupRedundancies } = regionAt(without);
  return {
    outcome: "fail",
    because: `${displayName} offers ${cosmosBackupRedundancies?.join(" and ")} redundancy for backups (2024), not ${redundancy}`,
  };
}
