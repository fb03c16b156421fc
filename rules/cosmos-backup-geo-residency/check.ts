import {
  backupPair,
  backupRedundancy,
  backupType,
  isWriteRegion,
  locationsOf,
  regionAt,
  writesEverywhere,
} from "../../src/azure/account";
import { copyOutside } from "../../src/azure/boundary";
import type { Region } from "../../src/azure/regions";
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
    const pair = pairOf(region, account);
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
  const pair = pairOf(region, account);
  const declared = boundary !== undefined || singleRegionByLaw === true;
  return {
    outcome: "fail",
    because: `geo-redundant backups of ${region.displayName} (${region.country}) rest in ${pair.displayName} (${pair.country})${singleRegionByLaw ? "; by law the data stays in one region" : ""}`,
    ...(!declared && { advice: "no residency boundary is declared", severity: "medium" as const }),
    ...(declared &&
      failoverTarget && { advice: "only a failover would make it the backup's place; derived, not stated" }),
  };
}

/** Where no pair is recorded, nobody says whether the default is refused or falls back on what stays in the region. */
const pairOf = (region: Region, account: CosmosAccount): Region =>
  backupPair(region, account) ?? undecided(`no source says whether ${region.displayName} keeps geo-redundant backups`);
