import { stuck } from "../../src/advice/account";
import { unlessFrozen } from "../../src/advice/freeze";
import { keepBackups, stayingRedundancy } from "../../src/advice/settings";
import { locationsOf, regionAt } from "../../src/azure/account";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";

/** The most redundancy that all regions offer and with which no backup leaves them: nobody asked for more to be copied. */
export const mend = unlessFrozen((account: CosmosAccount): Remedy => {
  const regions = locationsOf(account).map(regionAt);
  const redundancy = stayingRedundancy(regions);
  if (!redundancy) {
    const silent = regions.map(({ displayName }) => displayName).sort();
    return stuck("Declare `backupStorageRedundancy`.", `no source says which one all of ${silent.join(", ")} offer`);
  }
  const stay = keepBackups(redundancy);
  return { does: stay.does, becomes: stay.to(account) };
});
