/** During an outage nothing is configured in the region concerned: it leaves an account inconsistent (2026). */
import { locationsOf, regionAt } from "../azure/account";
import { placeOfCenter } from "../azure/cassandra";
import { placeOf } from "../azure/place";
import { type Region, regionOf } from "../azure/regions";
import type { Remedy } from "../consequence";
import type { Placed } from "../kinds/beside";
import type { CassandraCluster, CassandraDataCenter } from "../kinds/cassandra";
import type { CosmosAccount } from "../kinds/cosmos-account";
import { anyOf, certainly, some, undecided } from "../known";
import type { Context } from "../rule";
import { stuck } from "./account";

/** What a remedy changes. */
interface Standing<It> {
  /** E.g. `account`. */
  readonly what: string;
  /** Whether it stands in a region for which this holds; throws `Unknown` where nobody knows. */
  readonly standsIn: (it: It, context: Context, holds: (region: Region) => boolean) => boolean;
}

const account: Standing<CosmosAccount> = {
  what: "account",
  standsIn: (it, _, holds) => some(locationsOf(it), (location) => holds(regionAt(location))),
};
const inOnePlace = (what: string): Standing<Placed> => ({
  what,
  standsIn: (it, context, holds) => holds(placeOf(it, context)),
});
/** Of Azure DocumentDB or of Cosmos DB for PostgreSQL. */
export const cluster = inOnePlace("cluster");
/** Of Digital Twins. */
export const instance = inOnePlace("instance");
/** Its data centers are resources of their own, and what is changed of it concerns them all. */
export const ring: Standing<CassandraCluster> = {
  what: "cluster",
  standsIn: (it, context, holds) =>
    anyOf(
      () => holds(placeOf(it, context)),
      () => undecided("its data centers say where it stands"),
    ),
};
export const dataCenter: Standing<CassandraDataCenter> = {
  what: "data center",
  standsIn: (it, _, holds) => holds(placeOfCenter(it)),
};

type Mend<It, More extends readonly unknown[]> = (it: It, context: Context, ...more: More) => Remedy;

/** The remedy, but nothing at all while what it changes stands, or may stand, in a region that is frozen. */
export function unlessFrozen<More extends readonly unknown[]>(
  mend: Mend<CosmosAccount, More>,
): Mend<CosmosAccount, More>;
export function unlessFrozen<It, More extends readonly unknown[]>(
  mend: Mend<It, More>,
  of: Standing<NoInfer<It>>,
): Mend<It, More>;
export function unlessFrozen<More extends readonly unknown[]>(
  mend: Mend<never, More>,
  of: Standing<never> = account,
): Mend<never, More> {
  return (it, context, ...more) => {
    const why = frozen(it, of, context);
    return why === undefined
      ? mend(it, context, ...more)
      : stuck(`Change nothing of this ${of.what} until the freeze ends.`, why);
  };
}

function frozen<It>(it: It, { standsIn }: Standing<It>, context: Context): string | undefined {
  const {
    objectives: { outageFreeze },
    today,
  } = context;
  if (!outageFreeze || outageFreeze.until < today) return undefined;
  const { regions, until } = outageFreeze;
  const standsAt = (name: string) => standsIn(it, context, (region) => region.name === name);
  if (certainly(() => !some(regions, standsAt))) return undefined;
  const [first] = regions.filter((name) => certainly(() => standsAt(name))).sort();
  return `${first ? `${regionOf(first).displayName} is` : "one of its regions is not known, and may be"} frozen until ${until} (\`outageFreeze\`)`;
}
