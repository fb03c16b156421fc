import { locationsOf, regionAt } from "../../src/azure/account";
import { placeOfCenter } from "../../src/azure/cassandra";
import { placeOf } from "../../src/azure/place";
import { findRegion, type Region } from "../../src/azure/regions";
import type { Placed } from "../../src/kinds/beside";
import type { CassandraDataCenter } from "../../src/kinds/cassandra";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { find, undecided } from "../../src/known";
import type { Parameters } from "../../src/model";
import type { Context, Finding, Neighbour } from "../../src/rule";

/** A place where data of a resource rests; asked for when it is looked at, since it may not be known. */
type Place = () => Region | undefined;
const pairOf = (region: Region): Region | undefined => (region.pair ? findRegion(region.pair) : undefined);

const places: { readonly [kind: string]: (props: object, context: Context) => readonly Place[] } = {
  "cosmos-account": (props) => locationsOf(props as CosmosAccount).map((location) => () => regionAt(location)),
  "documentdb-cluster": (props, context) => [() => placeOf(props as Placed, context)],
  "postgresql-cluster": (props, context) => [() => placeOf(props as Placed, context)],
  "cassandra-data-center": (props) => [() => placeOfCenter(props as CassandraDataCenter)],
  "digital-twins": (props, context) => [
    () => placeOf(props as Placed, context),
    () => pairOf(placeOf(props as Placed, context)),
  ],
};

export function check(_: object, context: Context, { grantedRegions = [] }: Parameters): Finding {
  const { neighbours } = context;
  const stores = Object.keys(places).flatMap((kind) => neighbours?.all(kind as Neighbour["kind"]) ?? []);
  if (stores.length === 0) return "not-applicable";
  const granted = Array.isArray(grantedRegions) ? grantedRegions : [];
  const closed = (place: Place): boolean => {
    const region = place();
    if (!region || granted.includes(region.name)) return false;
    return region.restrictedAccess ?? undecided(`no source says whether ${region.displayName} is reserved`);
  };
  const store = find(stores, ({ kind, props }) => find(places[kind]?.(props, context) ?? [], closed) !== undefined);
  if (!store) return "pass";
  const place = find(places[store.kind]?.(store.props, context) ?? [], closed);
  return {
    outcome: "fail",
    because: `${place?.()?.displayName} of ${store.name} is reserved: subscriptions get into it on request only`,
  };
}
