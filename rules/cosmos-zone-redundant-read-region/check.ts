import {
  consistency,
  isWriteRegion,
  leavesZonesUnused,
  locationsOf,
  regionAt,
  regionNames,
  usesZones,
  writesEverywhere,
} from "../../src/azure/account";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { allOf, anyOf, certainly, find, reaches, some } from "../../src/known";
import type { Finding } from "../../src/rule";

export function check(account: CosmosAccount): Finding {
  const single = () => !reaches(regionNames(account), 2);
  if (anyOf(single, () => writesEverywhere(account))) return "not-applicable";
  const locations = locationsOf(account);
  const exposed = find(locations, (location) =>
    allOf(
      () => !isWriteRegion(account, location),
      () => leavesZonesUnused(location),
    ),
  );
  if (exposed) {
    // With Strong consistency over two regions the one read region is part of every write's quorum.
    const carriesWrites = certainly(() => consistency(account) === "strong" && !reaches(regionNames(account), 3));
    const place = regionAt(exposed).displayName;
    return carriesWrites
      ? {
          outcome: "fail",
          severity: "high",
          advice: "over three regions no single one is needed: `cosmos-strong-needs-three-regions`",
          because: `with Strong consistency every write needs ${place}, the only read region`,
        }
      : { outcome: "fail", because: `${place} has availability zones; the account does not use them there` };
  }
  const zoned = some(locations, (location) =>
    allOf(
      () => !isWriteRegion(account, location),
      () => usesZones(location),
    ),
  );
  return zoned ? "pass" : "not-applicable";
}
