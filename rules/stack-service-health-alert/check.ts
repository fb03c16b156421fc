import { locationsOf, regionAt } from "../../src/azure/account";
import { type Alert, tellsOfOutage } from "../../src/azure/alerts";
import { placeOf } from "../../src/azure/place";
import { findRegion, type Region, regionOf } from "../../src/azure/regions";
import type { Placed } from "../../src/kinds/beside";
import type { CassandraDataCenter } from "../../src/kinds/cassandra";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import type { Contents } from "../../src/kinds/stack";
import { find, some, Unknown, undecided } from "../../src/known";
import type { Context, Finding, Neighbour } from "../../src/rule";

/** A region to be watched; undefined: there is none. Asking throws Unknown where nobody knows. */
type Place = () => Region | undefined;
/** What an alert has to tell of: a service in a region. */
interface Need {
  readonly service: string | undefined;
  readonly place: Place;
}

/** What holds data → its name in Service Health, where a source says it, and the regions that it depends on. */
const stores: readonly {
  readonly kind: keyof Contents;
  readonly service?: string;
  readonly places: (props: never, context: Context) => readonly Place[];
}[] = [
  {
    kind: "cosmos-account",
    service: "Azure Cosmos DB",
    places: (account: CosmosAccount) => {
      const places = locationsOf(account).map((location) => () => regionAt(location));
      return places.length > 0 ? places : [() => undecided("an account names no region")];
    },
  },
  {
    kind: "digital-twins",
    service: "Azure Digital Twins",
    // A failover moves it to the pair.
    places: (instance: Placed, context) => [() => placeOf(instance, context), () => pairOf(placeOf(instance, context))],
  },
  { kind: "documentdb-cluster", places: (cluster: Placed, context) => [() => placeOf(cluster, context)] },
  { kind: "postgresql-cluster", places: (cluster: Placed, context) => [() => placeOf(cluster, context)] },
  {
    kind: "cassandra-data-center",
    places: ({ properties }: CassandraDataCenter) => [
      () => regionOf(properties?.dataCenterLocation ?? undecided("the location of a data center is not set")),
    ],
  },
];

export function check(stack: Contents, context: Context): Finding {
  if (context.objectives.environment !== "production") return "not-applicable";
  if (stores.every(({ kind }) => !(kind in stack && stack[kind]))) return "not-applicable";
  const alerts = (context.neighbours?.all("activity-log-alert") ?? []) as readonly Alert[];
  if (alerts.length === 0) return "manual"; // they may be in another stack
  const unwatched = find(
    needsOf(context),
    ({ service, place }) => !some(alerts, (alert) => tellsOfOutage(alert, service, place)),
  );
  if (!unwatched) return "pass";
  const { service = "the clusters", place } = unwatched;
  return {
    outcome: "fail",
    because: `no enabled alert of this stack tells an action group of an outage of ${service}${nameOf(place)}`,
  };
}

/** Everything that has to be watched, each service and region once. */
function needsOf(context: Context): readonly Need[] {
  const needs = new Map<string, Need>();
  for (const { kind, service, places } of stores)
    for (const { props } of context.neighbours?.all(kind) ?? [])
      for (const place of placesOf(props, places, context)) {
        const key = `${service}${nameOf(place)}`;
        if (!needs.has(key)) needs.set(key, { service, place });
      }
  return [...needs.values()];
}

/** One place that nobody knows where nobody knows how many there are. */
function placesOf(props: Neighbour["props"], places: (typeof stores)[number]["places"], context: Context) {
  try {
    return places(props as never, context);
  } catch (error) {
    if (!(error instanceof Unknown)) throw error;
    const unknown: Place = () => {
      throw error;
    };
    return [unknown];
  }
}

function pairOf(region: Region): Region | undefined {
  if (region.pair === null) return undefined;
  if (region.builtInResidency !== false)
    return undecided(`${region.displayName} may have built-in data residency, and then no pair to watch`);
  return findRegion(region.pair) ?? undecided(`the pair of ${region.displayName} is not in the region table`);
}

function nameOf(place: Place): string {
  try {
    const region = place();
    return region ? ` in ${region.displayName}` : "";
  } catch (error) {
    if (error instanceof Unknown) return " in a region that is not known yet";
    throw error;
  }
}
