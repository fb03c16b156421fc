/** Questions that several rules ask of an account. Each leaves the decision open where the answer is not known. */
import type { CosmosAccount, Location } from "../kinds/cosmos-account";
import { distinct, type Range, some, Unknown, undecided } from "../known";
import { normalise, type Region, regionOf } from "./regions";

/** The account's regions as written; none where the list is not set. */
export const locationsOf = (account: CosmosAccount): readonly Location[] => account.locations ?? [];

/** The name as written; an entry without one cannot be placed. */
export const nameOf = (location: Location): string => location.locationName ?? undecided("a location has no name");

/** How many different regions: "West US 2" and "westus2" are one. */
export const regionNames = (account: CosmosAccount): Range =>
  distinct(locationsOf(account), (location) => normalise(nameOf(location)));

/** The row of the region table for a location. */
export const regionAt = (location: Location): Region => regionOf(nameOf(location));

export const isZoneRedundant = (location: Location): boolean => location.isZoneRedundant === true;

const hasCapability = (account: CosmosAccount, name: string): boolean =>
  some(account.capabilities ?? [], (capability) => capability.name?.toLowerCase() === name.toLowerCase());

export const isServerless = (account: CosmosAccount): boolean => hasCapability(account, "EnableServerless");

/** Per-partition automatic failover. Source: "Configure per-partition automatic failover", 2026-05-18. */
export const hasPartitionFailover = (account: CosmosAccount): boolean =>
  hasCapability(account, "EnablePerPartitionAutomaticFailover");

export const writesEverywhere = (account: CosmosAccount): boolean => account.enableMultipleWriteLocations === true;

/** Lower case, e.g. `strong`; a level that is not set is the service's default, Session. */
export const consistency = (account: CosmosAccount): string =>
  (account.consistencyPolicy?.defaultConsistencyLevel ?? "Session").toLowerCase();

/** Whether the location takes the writes of a single-write account: priority 0, or the only one without a priority. */
export function isWriteRegion(account: CosmosAccount, location: Location): boolean {
  if (location.failoverPriority !== undefined) return location.failoverPriority === 0;
  if (locationsOf(account).length === 1) return true;
  return undecided("a location has no failoverPriority");
}

/** The location that takes the writes of a single-write account. Never simply the first of the list. */
export function writeRegion(account: CosmosAccount): Location {
  const locations = locationsOf(account);
  let open: Unknown | undefined;
  for (let index = 0; index < locations.length; index++) {
    try {
      const location = locations[index] as Location;
      if (isWriteRegion(account, location)) return location;
    } catch (error) {
      if (!(error instanceof Unknown)) throw error;
      open ??= error;
    }
  }
  throw open ?? new Unknown("", "no location has failoverPriority 0, so none is the write region");
}
