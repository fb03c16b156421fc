import { called, named, newLocation, searchRegion, stuck } from "../../src/advice/account";
import { unlessFrozen } from "../../src/advice/freeze";
import { picks } from "../../src/advice/grow";
import { listedAt, locationsOf } from "../../src/azure/account";
import { isClosed, publicCloud, type Region } from "../../src/azure/regions";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount, Location } from "../../src/kinds/cosmos-account";
import { amended } from "../../src/known";
import type { Context } from "../../src/rule";

const goal = "List regions of one cloud.";

/** The write region's cloud keeps the account; what a closed cloud had goes to the public one. Nothing of it can exist yet. */
export const mend = unlessFrozen((account: CosmosAccount, context: Context): Remedy => {
  const places = locationsOf(account)
    .map((location) => ({ location, region: listedAt(location), rank: location.failoverPriority ?? 0 }))
    .sort((one, other) => one.rank - other.rank || (one.region.name < other.region.name ? -1 : 1));
  const home = places.find(({ region }) => !isClosed(region))?.region ?? places[0]?.region;
  if (!home) return stuck(goal, "no locations are set");
  const from: Region = isClosed(home) ? { ...home, cloud: publicCloud } : home;
  const stays = ({ region }: { readonly region: Region }) => region.cloud === from.cloud && !isClosed(region);
  const kept = places.filter(stays).map(({ region }) => region);
  const foreign = places.filter((place) => !stays(place));
  const rankings = picks(kept, foreign.length, (taken) =>
    searchRegion(account, taken, from, context, { apart: kept.length > 0, replaces: true }),
  );
  const found = rankings.flatMap(({ best }) => best ?? []);
  const [first] = rankings;
  if (found.length < foreign.length) return stuck(goal, rankings.at(-1)?.obstacle ?? "", first);
  const instead = new Map(foreign.map(({ location }, at) => [location, found[at] as Region]));
  return {
    does: `Take ${found.map(called(kept, context)).join(" and ")} in place of ${foreign.map(({ region }) => region.displayName).join(" and ")}; another cloud needs an account of its own.`,
    ...(first && named(first)),
    becomes: amended(account, {
      locations: places.map(({ location }) => {
        const region = instead.get(location);
        return region ? placed(location, region) : location;
      }),
    }),
  };
});

const placed = (location: Location, region: Region): Location =>
  amended(newLocation(region), { failoverPriority: location.failoverPriority });
