/** Questions that several rules ask of an account. Each leaves the decision open where the answer is not known. */
import type { CosmosAccount, Location } from "../kinds/cosmos-account";
import { allOf, anyOf, certainly, distinct, type Range, reaches, some, undecided } from "../known";
import { findRegion, hasZones, listedRegion, publicCloud, type Region, regionOf } from "./regions";

/** The account's regions as written; none where the list is not set. */
export const locationsOf = (account: CosmosAccount): readonly Location[] => account.locations ?? [];

/** The name as written; an entry without one cannot be placed. */
const nameOf = (location: Location): string => location.locationName ?? undecided("a location has no name");

/** How many different regions: "West US 2" and "westus2" are one. One that the table does not list may be any of them. */
export const regionNames = (account: CosmosAccount): Range =>
  distinct(locationsOf(account), (location) => regionAt(location).name);

/** Whether there is only one; open where no locations are set. */
export const standsAlone = (account: CosmosAccount): boolean =>
  locationsOf(account).length === 0 ? undecided("no locations are set") : !reaches(regionNames(account), 2);

/** Whether several regions take writes. In a single region the setting does nothing. */
export const hasSeveralWriters = (account: CosmosAccount): boolean =>
  allOf(
    () => writesEverywhere(account),
    () => reaches(regionNames(account), 2),
  );

/** The row of the region table for a location. */
export const regionAt = (location: Location): Region => regionOf(nameOf(location));

/** The same, also where the region is closed. */
export const listedAt = (location: Location): Region => listedRegion(nameOf(location));

/** Whether the location is spread over zones that the region is known to have. */
export const usesZones = (location: Location): boolean =>
  allOf(
    () => isZoneRedundant(location),
    () => hasZones(regionAt(location)),
  );

/** Whether the location's region is known to have zones that it is not spread over. */
export const leavesZonesUnused = (location: Location): boolean =>
  allOf(
    () => !isZoneRedundant(location),
    () => hasZones(regionAt(location)),
  );

export const isZoneRedundant = (location: Location): boolean => location.isZoneRedundant === true;

const hasCapability = (account: CosmosAccount, name: string): boolean =>
  some(account.capabilities ?? [], (capability) => capability.name?.toLowerCase() === name.toLowerCase());

/** By the capability, or by the capacity mode of the API versions from 2026 on. */
export const isServerless = (account: CosmosAccount): boolean =>
  anyOf(
    () => hasCapability(account, "EnableServerless"),
    () => account.capacityMode?.toLowerCase() === "serverless",
  );

/** Per-partition automatic failover is switched on. Source: "Configure per-partition automatic failover", 2026-05-18. */
export const hasPartitionFailover = (account: CosmosAccount): boolean => hasCapability(account, partitionFailover);
export const partitionFailover = "EnablePerPartitionAutomaticFailover";

/** It is switched on and works: with the API for NoSQL, in the public cloud, without bounded staleness (ibid.). */
export const failsOverByPartition = (account: CosmosAccount): boolean =>
  allOf(
    () => hasPartitionFailover(account),
    () => speaksNoSql(account),
    () => isPublic(account),
    () => consistency(account) !== "boundedstaleness",
  );

/** Whether clients speak the API for NoSQL, which is what an account speaks unless its kind or a capability says other. */
export const speaksNoSql = (account: CosmosAccount): boolean =>
  allOf(
    () => word(account.kind ?? "GlobalDocumentDB", accountKinds, "kind of account") === "globaldocumentdb",
    ...otherApis.map((api) => () => !hasCapability(account, api)),
  );
const accountKinds = ["globaldocumentdb", "mongodb", "parse"];
const otherApis = ["EnableMongo", "EnableCassandra", "EnableGremlin", "EnableTable"];

/** Whether clients speak the API for Cassandra. */
export const speaksCassandra = (account: CosmosAccount): boolean => hasCapability(account, "EnableCassandra");

/**
 * Whether the account stands in the public cloud. Azure takes none in two clouds, so one region that is known tells; where
 * two are known to be in different ones, nothing can be told of an account that cannot exist.
 */
export function isPublic(account: CosmosAccount): boolean {
  const clouds = (there: boolean) => (location: Location) => (regionAt(location).cloud === publicCloud) === there;
  const holds = (there: boolean) => certainly(() => some(locationsOf(account), clouds(there)));
  const [inside, outside] = [holds(true), holds(false)];
  if (inside && outside) return undecided("its regions are in different clouds");
  return inside || (!outside && some(locationsOf(account), clouds(true)));
}

export const writesEverywhere = (account: CosmosAccount): boolean => account.enableMultipleWriteLocations === true;

/** Lower case, e.g. `strong`; a level that is not set is the service's default, Session. */
export const consistency = (account: CosmosAccount): string =>
  word(account.consistencyPolicy?.defaultConsistencyLevel ?? "Session", levels, "consistency level");
const levels = ["eventual", "consistentprefix", "session", "boundedstaleness", "strong"];

/** Lower case. Not set: periodic. */
export const backupType = (account: CosmosAccount): string =>
  word(account.backupPolicy?.type ?? "Periodic", ["periodic", "continuous"], "backup type");

/** Lower case. Not set: geo-redundant, the service's default. */
export const backupRedundancy = (account: CosmosAccount): string =>
  word(
    account.backupPolicy?.periodicModeProperties?.backupStorageRedundancy ?? "Geo",
    ["geo", "zone", "local"],
    "backup storage redundancy",
  );

/**
 * Where a geo-redundant copy of a region's backups rests; undefined: nowhere, since the region has no pair. A region with
 * restricted residency is known to copy only what an account asks for; of its default nobody says what it does.
 */
export function backupPair(region: Region, account: CosmosAccount = {}): Region | undefined {
  if (region.pair === null) return undefined;
  const isAskedFor = () => account.backupPolicy?.periodicModeProperties?.backupStorageRedundancy !== undefined;
  if ((region.builtInResidency || region.cosmosResidencyRestricted) && !isAskedFor())
    return undecided(`${region.displayName} is residency-restricted; no document says where its backups go by default`);
  if (!region.cosmosBackupRedundancies?.includes("Geo"))
    return undecided(`no source says whether ${region.displayName} keeps geo-redundant backups`);
  return findRegion(region.pair) ?? undecided(`the pair of ${region.displayName} is not in the region table`);
}

/**
 * Whether a region offers a redundancy (in lower case) for periodic backups. Regions without a pair offer no `geo`, regions
 * without zones no `zone` (recorded 2024-09-10); what may have opened since is left open.
 */
export function offersBackups(region: Region, redundancy: string): boolean {
  const { cosmosBackupRedundancies: offered, displayName } = region;
  if (!offered) return undecided(`no source says which backup redundancies ${displayName} offers`);
  if (offered.some((one) => one.toLowerCase() === redundancy)) return true;
  return redundancy === "zone" && hasZones(region)
    ? undecided(`zones opened in ${displayName} after its backup redundancies were recorded`)
    : false;
}

/** One of the words that Azure knows, in any case; anything else decides nothing. */
export const word = (value: string, known: readonly string[], what: string): string =>
  known.find((candidate) => candidate === value.toLowerCase()) ?? undecided(`the ${what} is none that Azure documents`);

/** Whether the location takes the writes of a single-write account: priority 0, or the only one without a priority. */
export function isWriteRegion(account: CosmosAccount, location: Location): boolean {
  if (location.failoverPriority !== undefined) return location.failoverPriority === 0;
  if (locationsOf(account).length === 1) return true;
  return undecided("a location has no failoverPriority");
}
