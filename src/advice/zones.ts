/** Zones for regions that an account has already: each is removed and added again, which is the only way (2026). */
import { hasPartitionFailover, isServerless, leavesZonesUnused, writesEverywhere } from "../azure/account";
import type { Region } from "../azure/regions";
import type { Remedy } from "../consequence";
import type { CosmosAccount } from "../kinds/cosmos-account";
import { amended, certainly } from "../known";
import type { Context } from "../rule";
import {
  called,
  maybeFailsOver,
  maybeStrong,
  named,
  newLocation,
  type Place,
  searchRegion,
  settled,
  stuck,
} from "./account";
import { type Act, add, failover, goBack, makeReady, order, remove, stepsOf, withLine } from "./acts";
import type { Ranking } from "./regions";
import { failOverByPartition, withoutPartitionFailover } from "./settings";
import { accountWords, succeeded } from "./successor";

const onCreation = "Set `isZoneRedundant: true` when the region joins the account";
const isExposed = ({ location }: Place): boolean => certainly(() => leavesZonesUnused(location));
const withZones = ({ location }: Place) => amended(location, { isZoneRedundant: true });
const regionsOf = (places: readonly Place[]): Region[] => places.map(({ region }) => region);

/** The write region leaves and comes back with zones; another one takes the writes meanwhile. */
export function zonesForWrites(account: CosmosAccount, context: Context): Remedy {
  const line = settled(account, context);
  if (typeof line === "string") return stuck(`${onCreation}.`, line);
  const [home, ...others] = line as [Place, ...Place[]];
  const { displayName } = home.region;
  const itself = withLine(account, line);
  const created = `Set \`isZoneRedundant: true\` on ${displayName} if the account is new;`;
  const afresh = (why: string, ranking?: Ranking): Remedy => ({
    does: `${created} ${why}, so an existing one is succeeded by a new account with zones there.`,
    ...(ranking && { candidates: ranking.candidates }),
    ...succeeded(
      account,
      amended(itself, { locations: line.map((place) => (isExposed(place) ? withZones(place) : place.location)) }),
      accountWords(`in ${displayName}, with zones`),
    ),
  });
  if (isServerless(account)) return afresh("a serverless account cannot be converted");

  const { stand, search } = standIn(account, line, context);
  if (!stand && others.length === 0) return afresh(`${search?.obstacle}, not even for a while`, search);
  const alone = others.length === 0;
  const usual = [...regionsOf(line), ...(stand ? [stand] : [])];
  const acts: Act[] = [
    ...(alone ? makeReady(account) : []),
    ...(stand ? [add(newLocation(stand), true)] : []),
    ...broughtBack(alone ? stepsOf(account, makeReady(account)).becomes : account, usual, [home]),
    ...(stand ? [remove(stand)] : []),
    ...(alone ? goBack(account) : []),
  ];
  return {
    does: `${created} let an existing one ${withStandIn(line, stand, context)}give the writes to ${usual[1]?.displayName}, remove ${displayName}, add it again with zones and take the writes back.`,
    ...(search && named(search)),
    ...stepsOf(itself, acts),
  };
}

/** Each read region that leaves its zones unused leaves the account and comes back with them. */
export const zonesForReads = (account: CosmosAccount, context: Context): Remedy => comeBack(account, context, 1);

/** Each region of several that leaves its zones unused does, the write region too. */
export const zonesEverywhere = (account: CosmosAccount, context: Context): Remedy => comeBack(account, context, 0);

/** `from`: how many regions at the head of the failover order stay as they are. */
function comeBack(account: CosmosAccount, context: Context, from: number): Remedy {
  const line = settled(account, context);
  if (typeof line === "string") return stuck(`${onCreation}.`, line);
  const exposed = line.slice(from).filter(({ location }) => leavesZonesUnused(location));
  const { stand, search } = standIn(account, line, context);
  const usual = [...regionsOf(line), ...(stand ? [stand] : [])];
  const names = exposed.map(({ region }) => region.displayName).join(" and ");
  return {
    does: `Set \`isZoneRedundant: true\` on ${names} if the account is new; let an existing one ${withStandIn(line, stand, context)}remove ${names} and add ${exposed.length > 1 ? "them" : "it"} again with zones.`,
    ...(search && named(search)),
    ...stepsOf(withLine(account, line), [
      ...(stand ? [add(newLocation(stand), true)] : []),
      ...broughtBack(account, usual, exposed),
      ...(stand ? [remove(stand)] : []),
    ]),
  };
}

/**
 * Each of these regions leaves an account that stands in `usual`, in this order, and comes back with zones to its place.
 * The first one gives its writes to the second meanwhile, which Azure refuses while service-managed failover is on.
 */
export function broughtBack(account: CosmosAccount, usual: readonly Region[], exposed: readonly Place[]): Act[] {
  const everywhere = certainly(() => writesEverywhere(account));
  return exposed.flatMap((place) => {
    const { region } = place;
    const last = [...usual.filter(({ name }) => name !== region.name), region];
    const stays = usual.at(-1)?.name === region.name;
    const switches = usual[0]?.name === region.name && maybeFailsOver(account);
    const lone = last.length === 2; // for a while, and a single region has no per-partition failover
    const pauses = lone && certainly(() => hasPartitionFailover(account));
    return [
      ...(pauses ? [withoutPartitionFailover] : []),
      ...(switches ? [failover(false)] : []),
      ...(stays ? [] : [order(usual, last, everywhere)]),
      remove(region, lone ? last[0] : undefined),
      add(withZones(place)),
      ...(stays ? [] : [order(last, usual, everywhere)]),
      ...(switches ? [failover(true)] : []),
      ...(pauses ? [failOverByPartition] : []),
    ];
  });
}

const withStandIn = (line: readonly Place[], stand: Region | undefined, context: Context): string =>
  stand ? `add ${called(regionsOf(line), context)(stand)} for a while, ` : "";

/** A further region for a while, so that the account never rests on one region (on two with Strong consistency). */
export function standIn(
  account: CosmosAccount,
  line: readonly Place[],
  context: Context,
): { readonly stand?: Region; readonly search?: Ranking } {
  const least = maybeStrong(account) ? 3 : 2;
  if (line.length > least) return {};
  const [home] = line as [Place];
  const search = searchRegion(account, regionsOf(line), home.region, context);
  return { search, ...(search.best && { stand: search.best }) };
}
