/** More regions for an account, one update each. */
import { writesEverywhere } from "../azure/account";
import type { Region } from "../azure/regions";
import type { Remedy } from "../consequence";
import type { CosmosAccount } from "../kinds/cosmos-account";
import { certainly } from "../known";
import type { Context } from "../rule";
import { lineOf, named, newLocation, searchRegion, stuck, wantsFailover } from "./account";
import { add, failover, makeReady, staged, withLine } from "./acts";
import type { Ranking } from "./regions";

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

/** Adds the best regions until the account has `count`; fewer, but at least one, where no more fit. */
export function grown(account: CosmosAccount, context: Context, count: number): Remedy {
  const line = lineOf(account);
  const goal = `Let the account span ${count} regions`;
  if (typeof line === "string") return stuck(`${goal}.`, line);
  const places = line.map(({ region }) => region);
  const [home] = places as [Region];
  const rankings = picks(places, count - places.length, (taken) => searchRegion(account, taken, home, context));
  const [first] = rankings as [Ranking];
  const regions = rankings.flatMap(({ best }) => best ?? []);
  if (regions.length === 0)
    return stuck(`${goal}, or accept what goes with ${home.displayName}.`, first.obstacle, first);
  const single = places.length === 1;
  const switchesOn = single && wantsFailover(account);
  const short = places.length + regions.length < count ? `; ${rankings.at(-1)?.obstacle} for one more` : "";
  const writes = certainly(() => writesEverywhere(account)) ? ", where it takes writes too" : "";
  return {
    does: `Add ${regions.map(({ displayName }) => displayName).join(" and ")}${writes}${switchesOn ? ", then switch service-managed failover on" : ""}${short}.`,
    ...named(first),
    ...staged(withLine(account, line), [
      ...(single ? makeReady(account) : []),
      ...regions.map((region) => add(newLocation(region))),
      ...(switchesOn ? [failover(true)] : []),
    ]),
  };
}
