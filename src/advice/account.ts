/** What several remedies ask of an account before they change its regions. */
import {
  backupRedundancy,
  backupType,
  consistency,
  failsOverByPartition,
  isZoneRedundant,
  locationsOf,
  regionAt,
  writesEverywhere,
} from "../azure/account";
import { isInside } from "../azure/boundary";
import { certainlyWithin } from "../azure/distance";
import { figure, readable } from "../azure/facts";
import { hasZones, type Region } from "../azure/regions";
import type { Remedy } from "../consequence";
import type { CosmosAccount, Location } from "../kinds/cosmos-account";
import { amended, certainly } from "../known";
import type { Context } from "../rule";
import { followsPair, pairOf, type Ranking, rank, type Search, type Wall } from "./regions";

/** A region of an account, and how the account has it. */
export interface Place {
  readonly region: Region;
  readonly location: Location;
}

/** The account's regions in the order in which they take the writes, or why nothing can be built on them. */
export function lineOf(account: CosmosAccount): Place[] | string {
  const locations = locationsOf(account);
  if (locations.length === 0) return "no locations are set, so nobody knows where the account stands";
  const places = locations.map((location, _, { length }) => ({
    location,
    region: regionAt(location),
    priority: location.failoverPriority ?? (length === 1 ? 0 : -1),
  }));
  const line = places
    .sort((one, other) => one.priority - other.priority)
    .map(({ location, region, priority }) => ({
      region,
      location: amended(location, { failoverPriority: priority }),
    }));
  if (
    places.some(({ priority }, rank) => priority !== rank) ||
    new Set(line.map(({ region }) => region)).size < line.length
  )
    return "its failover priorities or regions are not in order, which `cosmos-failover-priorities` has to mend first";
  return line;
}

/** The same of an account that stands where it may: what is outside the boundary has to move before anything is built on it. */
export function settled(account: CosmosAccount, { objectives: { boundary } }: Context): Place[] | string {
  const line = lineOf(account);
  if (typeof line === "string" || !boundary) return line;
  const out = line.find(({ region }) => !isInside(boundary, region))?.region;
  return out
    ? `${out.displayName} (${out.country}) is outside the declared boundary, which \`cosmos-data-residency\` has to mend first`
    : line;
}

/** A region's name; and that it is in another country than all of `places`, where nobody declares that it may be. */
export const called =
  (places: readonly Region[], { objectives: { boundary } }: Context) =>
  ({ displayName, country, countryCode }: Region): string =>
    boundary || places.some((place) => place.countryCode === countryCode)
      ? displayName
      : `${displayName} (in another country, ${country}: no boundary is declared)`;

/** Nothing fits. */
export const stuck = (does: string, obstacle: string, ranking?: Ranking): Remedy => ({
  does,
  obstacle,
  ...(ranking && { candidates: ranking.candidates }),
});

/** What a remedy tells of the search for its region. */
export const named = ({ best, candidates }: Ranking): Pick<Remedy, "region" | "candidates"> => ({
  ...(best && { region: best.name }),
  candidates,
});

/** As an account is given a region: with zones where it certainly has them. */
export const newLocation = (region: Region): Location => ({
  locationName: region.name,
  ...(certainly(() => hasZones(region)) && { isZoneRedundant: true }),
});

/** Strong consistency, or perhaps. */
export const maybeStrong = (account: CosmosAccount): boolean => !certainly(() => consistency(account) !== "strong");

/** Service-managed failover is on, or perhaps. */
export const maybeFailsOver = (account: CosmosAccount): boolean =>
  !certainly(() => account.enableAutomaticFailover !== true);

/** Nothing fails over a lost write region yet, although something could. */
export const wantsFailover = (account: CosmosAccount): boolean =>
  !certainly(
    () => writesEverywhere(account) || account.enableAutomaticFailover === true || failsOverByPartition(account),
  );

/** Looks for a further region of an account that stands in `places`, `from` being the one that it is measured from. */
export function searchRegion(
  account: CosmosAccount,
  places: readonly Region[],
  from: Region,
  context: Context,
  more: Pick<Search, "replaces" | "apart"> & { readonly walls?: readonly Wall[] } = { apart: true },
): Ranking {
  const { boundary } = context.objectives;
  const geo = !certainly(() => backupType(account) === "continuous" || backupRedundancy(account) !== "geo");
  const limit = figure("strong-2025/distance");
  const inUse = [...places].sort((one, other) => (one.name < other.name ? -1 : 1));
  const found = rank({
    from,
    service: "Cosmos DB",
    taken: places,
    takenAs: "already a region of the account",
    context,
    ...more,
    ...(geo && { copies: followsPair(context, "its geo-redundant backups", backupPlace) }),
    walls: [
      backupsOffered(account),
      (region) => {
        const to = geo ? backupPlace(region) : undefined;
        return boundary && to && !isInside(boundary, to)
          ? `its geo-redundant backups would rest in ${to.displayName}, outside the declared boundary`
          : undefined;
      },
      (region) => {
        const far = maybeStrong(account) && inUse.find((place) => !certainlyWithin(limit, place, region));
        return far
          ? `not certainly within ${readable(limit)} km of ${far.displayName}, beyond which Azure refuses Strong consistency`
          : undefined;
      },
      ...(more.walls ?? []),
    ],
  });
  const tooFar = found.candidates.some(({ excluded }) => excluded?.includes("refuses Strong"));
  return tooFar && !found.best
    ? { ...found, obstacle: `${found.obstacle}; Strong consistency allows ${readable(limit)} km` }
    : found;
}

/** Where the geo-redundant copy of a region's backups rests; undefined where no document says. */
const backupPlace = (region: Region): Region | undefined =>
  region.builtInResidency === false &&
  region.cosmosResidencyRestricted === false &&
  region.cosmosBackupRedundancies?.includes("Geo")
    ? pairOf(region)
    : undefined;

/** All regions of an account have to offer its backup redundancy. */
export const backupsOffered =
  (account: CosmosAccount): Wall =>
  ({ cosmosBackupRedundancies: offered, pair }) => {
    if (!certainly(() => backupType(account) === "periodic")) return undefined;
    if (pair === null && certainly(() => backupRedundancy(account) === "geo"))
      return "has no pair, so geo-redundant backups are not to be had there";
    return offered && certainly(() => !offered.some((one) => one.toLowerCase() === backupRedundancy(account)))
      ? `offers ${offered.join(" and ")} redundancy for backups, not the account's`
      : undefined;
  };

/** Spread over zones, as far as anybody knows. */
export const zoned = ({ location }: Place): boolean => certainly(() => isZoneRedundant(location));
