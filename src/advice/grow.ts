/** More regions for an account, one update each. */
import { writesEverywhere } from "../azure/account";
import type { Region } from "../azure/regions";
import type { Remedy } from "../consequence";
import type { CosmosAccount } from "../kinds/cosmos-account";
import { certainly } from "../known";
import type { Context } from "../rule";
import {
  called,
  maybeStrong,
  named,
  newLocation,
  type Place,
  searchRegion,
  settled,
  stuck,
  wantsFailover,
} from "./account";
import { type Act, add, failover, staged, stepsOf, widening, withLine } from "./acts";
import type { Ranking, Wall } from "./regions";
import { writeEverywhere } from "./settings";

/** Searches for `count` further regions, one after the other, and ends where one is not found. */
export function picks(
  places: readonly Region[],
  count: number,
  search: (places: readonly Region[]) => Ranking,
): Ranking[] {
  const found: Ranking[] = [];
  while (found.length < count) {
    const taken = [...places, ...found.flatMap(({ best }) => best ?? [])];
    const ranking = search(taken);
    found.push(ranking);
    if (!ranking.best) break;
  }
  return found;
}

/** What it takes to give an account more regions. */
export interface Growth {
  /** E.g. "add UK South, then switch service-managed failover on". */
  readonly says: string;
  readonly acts: readonly Act[];
  /** The search for the first region. */
  readonly first: Ranking;
  /** How many regions join. */
  readonly joining: number;
  /** What is in the way of more, where fewer join than were asked for. */
  readonly short?: string;
}

/** Adds the best regions until an account that stands in `line` has `count`; fewer where no more fit. */
export function growth(
  account: CosmosAccount,
  line: readonly Place[],
  context: Context,
  count: number,
  walls: readonly Wall[] = [],
): Growth {
  const places = line.map(({ region }) => region);
  const [home] = places as [Region];
  const rankings = picks(places, count - places.length, (taken) =>
    searchRegion(account, taken, home, context, { apart: true, walls }),
  );
  const [first] = rankings as [Ranking];
  const regions = rankings.flatMap(({ best }) => best ?? []);
  const single = places.length === 1;
  // In one region Azure takes Strong consistency together with several write regions; in several it refuses that.
  const givesUp = single && maybeStrong(account) && !certainly(() => !writesEverywhere(account));
  const acts = [
    ...(single ? widening(account) : []),
    ...(givesUp ? [writeEverywhere(false)] : []),
    ...regions.map((region) => add(newLocation(region))),
  ];
  const { becomes } = stepsOf(withLine(account, line), acts);
  const switchesOn = single && wantsFailover(becomes);
  const writes = certainly(() => writesEverywhere(becomes)) ? ", where it takes writes too" : "";
  const obstacle = regions.length < rankings.length ? rankings.at(-1)?.obstacle : undefined;
  return {
    says: [
      givesUp ? "let the first region alone take writes, since Azure refuses Strong consistency with several, " : "",
      `add ${regions.map(called(places, context)).join(" and ")}${writes}`,
      switchesOn ? ", then switch service-managed failover on" : "",
    ].join(""),
    acts: [...acts, ...(switchesOn ? [failover(true)] : [])],
    first,
    joining: regions.length,
    ...(obstacle !== undefined && { short: obstacle }),
  };
}

/** Lets the account span `count` regions; fewer, but at least one more, where no more fit. */
export function grown(account: CosmosAccount, context: Context, count: number): Remedy {
  const line = settled(account, context);
  const goal = `Let the account span ${count} regions`;
  if (typeof line === "string") return stuck(`${goal}.`, line);
  const { says, acts, first, joining, short } = growth(account, line, context, count);
  if (joining === 0)
    return stuck(`${goal}, or accept what goes with ${line[0]?.region.displayName}.`, first.obstacle, first);
  return {
    does: `${sentence(says)}${short ? `; ${short} for one more` : ""}.`,
    ...named(first),
    ...staged(withLine(account, line), acts),
  };
}

/** The same with a capital. */
export const sentence = (says: string): string => `${says.charAt(0).toUpperCase()}${says.slice(1)}`;
