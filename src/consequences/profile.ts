/** What decides the consequences of an account, and nothing else. */
import {
  backupPair,
  backupRedundancy,
  backupType,
  consistency,
  hasPartitionFailover,
  isPublic,
  isServerless,
  regionNames,
  speaksNoSql,
  writesEverywhere,
} from "../azure/account";
import { certainlyBeyond } from "../azure/distance";
import { figure } from "../azure/facts";
import { type Region, regions as table } from "../azure/regions";
import type { CosmosAccount } from "../kinds/cosmos-account";
import { attempt, Unknown, undecided } from "../known";
import { unique } from "./merge";
import { type Place, placesOf, writePlaces } from "./places";
import type { Fork } from "./possible";

export type Consistency =
  /** Session, consistent prefix, eventual. */
  | { readonly is: "weak" }
  /** `far`: over more kilometres than Azure accepts. */
  | { readonly is: "strong"; readonly far?: true }
  /** Writes and seconds, whichever comes first. `tight`: declared are fewer than Azure accepts. */
  | { readonly is: "bounded"; readonly writes: number; readonly seconds: number; readonly tight?: true };

export type Idle = "consistency" | "api" | "cloud";

/** Where a copy of the backups rests; `minutes` between two of them. */
export type Backup =
  | { readonly is: "geo" | "no-pair" | "zone" | "local"; readonly minutes: number }
  | { readonly is: "continuous" };

interface Spread {
  /** How many different ones. */
  readonly regions: number;
  /** Whether the write region (of an account that writes everywhere: the first one) is spread over zones. */
  readonly zonedWrite: boolean;
  /** How many of the other regions are. */
  readonly zonedOthers: number;
}

/** `shape` is what the tables call it. */
export type Profile = Spread & { readonly serverless: boolean } & (
    | { readonly shape: "one-region"; readonly backup: Backup }
    | {
        readonly shape: "one-writer";
        readonly consistency: Consistency;
        /** Service-managed failover. */
        readonly service: boolean;
        /** Per-partition automatic failover is switched on. */
        readonly partition: boolean;
        /** What keeps it from working, where it is. */
        readonly idle?: Idle;
      }
    | { readonly shape: "many-writers"; readonly consistency: Consistency }
  );

/** How many regions are spread over zones. */
export const zonedRegions = ({ zonedWrite, zonedOthers }: Spread): number => zonedOthers + Number(zonedWrite);

/** Whether every region is. */
export const isZoned = (spread: Spread): boolean => zonedRegions(spread) === spread.regions;

const either = [true, false] as const;
/** More regions than an account can have: as many as the public cloud does. */
const most = table.filter(({ cloud, status }) => cloud === "AzureCloud" && status === "available").length;

/** The account's profile. Only what matters is asked: backups of one region, consistency and failover of several. */
export function profileOf(account: CosmosAccount, fork: Fork): Profile {
  const { ask } = fork;
  const places = attempt(() => placesOf(account));
  const { write, ...spread } = spreadOf(account, places, fork);
  // Azure refuses serverless accounts in several regions, so one that may be either is not.
  const serverless = ask(() => isServerless(account), spread.regions === 1 ? either : [false]);
  if (spread.regions === 1)
    return { shape: "one-region", ...spread, serverless, backup: backupOf(account, write, fork) };
  const several = { ...spread, serverless, consistency: consistencyOf(account, fork) };
  if (ask(() => writesEverywhere(account), either)) return { shape: "many-writers", ...several };
  const partition = ask(() => hasPartitionFailover(account), either);
  const service = ask(() => account.enableAutomaticFailover === true, either);
  const idle = partition ? idleBy(account, several.consistency, fork) : undefined;
  return { shape: "one-writer", ...several, partition, ...(idle && { idle }), service };
}

/** Why per-partition automatic failover does not work. */
function idleBy(account: CosmosAccount, { is }: Consistency, { ask }: Fork): Idle | undefined {
  if (is === "bounded") return "consistency";
  if (!ask(() => speaksNoSql(account), either)) return "api";
  return ask(() => isPublic(account), either) ? undefined : "cloud";
}

function spreadOf(
  account: CosmosAccount,
  places: readonly Place[] | Unknown,
  { oneOf }: Fork,
): Spread & { readonly write?: Place } {
  if (places instanceof Unknown) {
    // What lies between the ends lies between their answers too.
    const regions = oneOf([1, 2, most], places);
    const zonedWrite = oneOf(either, places);
    return { regions, zonedWrite, zonedOthers: zonedWrite ? regions - 1 : 0 };
  }
  if (places.length === 0) return { regions: 1, zonedWrite: oneOf(either, "no locations are set"), zonedOthers: 0 };

  const { atLeast, atMost, open } = regionNames(account);
  const counts = Array.from({ length: atMost - atLeast + 1 }, (_, more) => atLeast + more);
  const regions = oneOf(counts, open ?? "");
  const writes = writePlaces(places);
  const write = oneOf(writes.all, writes.why);
  const known = <T>(value: T | Unknown, all: readonly T[]) => (value instanceof Unknown ? oneOf(all, value) : value);
  return { regions, write, zonedWrite: known(write.zoned, either), zonedOthers: zonedBeside(write) };

  /** How many regions other than the write region are spread over zones. */
  function zonedBeside(write: Place): number {
    const beside = new Map<unknown, (boolean | Unknown)[]>();
    for (const place of places as readonly Place[]) {
      const region = place.region instanceof Unknown ? place : place.region;
      if (place !== write && region !== write.region) beside.set(region, [...(beside.get(region) ?? []), place.zoned]);
    }
    const flags = [...beside.values()];
    const certain = flags.filter((zoned) => zoned.every((flag) => flag === true)).length;
    const thinkable = flags.filter((zoned) => zoned.some((flag) => flag !== false)).length;
    // A write region without a known name may turn out to be one of them.
    const same = write.region instanceof Unknown && regions < atMost ? 1 : 0;
    const least = Math.max(0, certain - same);
    const unknown = flags.flat().find((flag) => flag instanceof Unknown) ?? (same && open);
    return oneOf(
      unique([least, Math.max(least, Math.min(thinkable, regions - 1))]),
      unknown || "a region is listed more than once",
    );
  }
}

function consistencyOf(account: CosmosAccount, { ask, oneOf }: Fork): Consistency {
  const level = ask(() => consistency(account), ["session", "boundedstaleness", "strong"]);
  if (level === "strong") return { is: "strong", ...(isFar(account) && { far: true as const }) };
  if (level !== "boundedstaleness") return { is: "weak" };
  const declared = (name: "maxStalenessPrefix" | "maxIntervalInSeconds") =>
    attempt(() => account.consistencyPolicy?.[name] ?? undecided(`${name} is not set`));
  const given = { writes: declared("maxStalenessPrefix"), seconds: declared("maxIntervalInSeconds") };
  const open = [given.writes, given.seconds].find((bound) => bound instanceof Unknown);
  // The narrowest window and the widest hold all others.
  const end = open ? oneOf(["least", "most"] as const, open) : "least";
  const bound = (unit: "writes" | "seconds") => {
    const ends = {
      least: figure(`staleness-2025/several-regions/${unit}`),
      most: figure(`staleness-arm-2026/most/${unit}`),
    };
    const own = given[unit];
    // Azure refuses a tighter bound and a wider one, so neither is a promise.
    return own instanceof Unknown ? ends[end] : Math.min(ends.most, Math.max(ends.least, own));
  };
  const tight = (["writes", "seconds"] as const).some((unit) => {
    const own = given[unit];
    return !(own instanceof Unknown) && own < figure(`staleness-2025/several-regions/${unit}`);
  });
  return { is: "bounded", writes: bound("writes"), seconds: bound("seconds"), ...(tight && { tight: true as const }) };
}

/** Whether two regions are certainly farther apart than strong consistency may span. */
function isFar(account: CosmosAccount): boolean {
  const places = attempt(() => placesOf(account));
  if (places instanceof Unknown) return false;
  const regions = places.map(({ region }) => region).filter((region): region is Region => !(region instanceof Unknown));
  const limit = figure("strong-2025/distance");
  return regions.some((one) => regions.some((other) => certainlyBeyond(limit, one, other)));
}

function backupOf(account: CosmosAccount, place: Place | undefined, { ask }: Fork): Backup {
  if (ask(() => backupType(account), ["periodic", "continuous"]) === "continuous") return { is: "continuous" };
  const redundancy = ask(() => backupRedundancy(account), ["geo", "zone", "local"]) as "geo" | "zone" | "local";
  const region = () => {
    if (place === undefined) return undecided("the region is not known");
    if (place.region instanceof Unknown) throw place.region;
    return place.region;
  };
  const pairs = redundancy !== "geo" || ask(() => backupPair(region(), account) !== undefined, either);
  const [least, most] = [figure("backup-limits-2026/interval/least"), figure("backup-limits-2026/interval/most")];
  const declared = () => account.backupPolicy?.periodicModeProperties?.backupIntervalInMinutes;
  const minutes = ask(() => declared() ?? figure("backup/interval"), [least, most]);
  return { is: pairs ? redundancy : "no-pair", minutes: Math.min(most, Math.max(least, minutes)) };
}
