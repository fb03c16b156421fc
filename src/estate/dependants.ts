/** What in the same stack is felt with a resource, or has to be looked at when its region is lost. */

import { placeOfCenter } from "../azure/cassandra";
import { placeOf } from "../azure/place";
import type { Region } from "../azure/regions";
import { targetOf, targetsOf } from "../azure/routes";
import type { Dependant } from "../estate";
import type { CassandraDataCenter } from "../kinds/cassandra";
import type { DigitalTwinsEndpoint, DigitalTwinsHistory } from "../kinds/digital-twins-routes";
import { attempt, Unknown } from "../known";
import type { Kind, Resource } from "../model";
import type { Context, Neighbour, Neighbours } from "../rule";

/** Kinds that refer to another one, and the path of that reference. */
const referring: Partial<Record<Kind, readonly (readonly [kind: Neighbour["kind"], path: string])[]>> = {
  "cosmos-account": [["cosmos-container", "accountName"]],
  "digital-twins": [
    ["digital-twins-endpoint", "resourceName"],
    ["digital-twins-history", "resourceName"],
  ],
  "documentdb-cluster": [["documentdb-cluster", "properties.replicaParameters.sourceResourceId"]],
  "postgresql-cluster": [["postgresql-cluster", "sourceResourceId"]],
  "cassandra-cluster": [["cassandra-data-center", "clusterName"]],
};
const connections = ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"] as const;

/** Those that certainly belong to it, by kind and name, each where it stands; containers stand where their account does. */
export function dependantsOf({ kind }: Resource, neighbours: Neighbours, given: Context): readonly Dependant[] {
  const paths = referring[kind];
  if (!paths) return [];
  const context = { ...given, neighbours };
  const own = paths.flatMap(([other, path]) =>
    neighbours
      .referring(other, path)
      .certain.flatMap((one) => placed(one, { ...context, neighbours: neighbours.from(one) })),
  );
  const ways = connections.flatMap(
    (list) => neighbours.referring("private-endpoint", `${list}[].privateLinkServiceId`).certain,
  );
  return [...own, ...[...new Set(ways)].flatMap((way) => placed(way, context))];
}

/** What runs the application, by name. */
export const besideOf = (neighbours?: Neighbours, context?: Context): readonly Dependant[] =>
  neighbours && context ? neighbours.all("compute").flatMap((one) => placed(one, context)) : [];

/** A dependant where it stands; of what sends data somewhere, also each place that it sends to. */
function placed({ kind, name, props }: Neighbour, context: Context): Dependant[] {
  if (kind === "cosmos-container") return [{ kind, name }];
  if (kind === "digital-twins-endpoint" || kind === "digital-twins-history") {
    const targets = attempt(() =>
      kind === "digital-twins-endpoint"
        ? [targetOf(props as DigitalTwinsEndpoint, context)]
        : targetsOf(props as DigitalTwinsHistory, context),
    );
    if (targets instanceof Unknown) return [{ kind, name, region: null }];
    const sent = targets.map(({ what, region }) => ({ kind, name: `${name}: ${what}`, region: nameOf(region) }));
    return [{ kind, name }, ...sent];
  }
  if (kind === "cassandra-data-center")
    return [{ kind, name, region: nameOf(() => placeOfCenter(props as CassandraDataCenter)) }];
  return [{ kind, name, region: nameOf(() => placeOf(props, context)) }];
}

function nameOf(place: () => Region): string | null {
  const region = attempt(place);
  return region instanceof Unknown ? null : region.name;
}
