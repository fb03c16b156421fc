import {
  backupRedundancy,
  backupType,
  isWriteRegion,
  locationsOf,
  regionAt,
  writesEverywhere,
} from "../../src/azure/account";
import { copyOutside } from "../../src/azure/boundary";
import { findRegion, type Region } from "../../src/azure/regions";
import type { CosmosAccount, Location } from "../../src/kinds/cosmos-account";
import { allOf, find, undecided } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(account: CosmosAccount, { objectives: { boundary, singleRegionByLaw } }: Context): Finding {
  if (backupType(account) === "continuous") return "not-applicable"; // rests in the account's own regions
  if (backupRedundancy(account) !== "geo") return "pass"; // Local and Zone stay in the region

  const locations = locationsOf(account);
  if (locations.length === 0) return undecided("no locations are set");
  const leaves = (location: Location) => {
    const region = regionAt(location);
    const pair = backupPair(region);
    return singleRegionByLaw === true || copyOutside(boundary, region, pair);
  };
  const takesWrites = (location: Location) => writesEverywhere(account) || isWriteRegion(account, location);
  const from = find(locations, (location) =>
    allOf(
      () => takesWrites(location),
      () => leaves(location),
    ),
  );
  const failoverTarget = from ? undefined : find(locations, leaves);
  const source = from ?? failoverTarget;
  if (!source) return "pass";
  const region = regionAt(source);
  const pair = backupPair(region);
  const declared = boundary !== undefined || singleRegionByLaw === true;
  return {
    outcome: "fail",
    because: `geo-redundant backups of ${region.displayName} (${region.country}) rest in ${pair.displayName} (${pair.country})${singleRegionByLaw ? "; by law the data stays in one region" : ""}`,
    ...(!declared && { advice: "no residency boundary is declared", severity: "medium" as const }),
    ...(declared &&
      failoverTarget && { advice: "only a failover would make it the backup's place; derived, not stated" }),
  };
}

/** Where the geo-redundant copy of a region's backups rests. */
function backupPair(region: Region): Region {
  if (region.builtInResidency || region.cosmosResidencyRestricted)
    return undecided(`${region.displayName} is residency-restricted; no document says where its backups go`);
  if (!region.cosmosBackupRedundancies?.includes("Geo") || !region.pair)
    return undecided(`no source says whether ${region.displayName} keeps geo-redundant backups`);
  return findRegion(region.pair) ?? undecided(`the pair of ${region.displayName} is not in the region table`);
}
