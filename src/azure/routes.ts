/** Where Digital Twins sends data: regions of endpoints and of data history, from host names and from the stack. */
import type { DataExplorerCluster, EventGridTopic, Placed } from "../kinds/beside";
import type { DigitalTwinsEndpoint, DigitalTwinsHistory } from "../kinds/digital-twins-routes";
import { anyOf, attempt, certainly, find, Unknown, undecided } from "../known";
import type { Kind, NeighbourKind } from "../model";
import type { Context, Finding, Neighbour, Neighbours } from "../rule";
import { isInside } from "./boundary";
import { placeOf } from "./place";
import { type Region, regionOf } from "./regions";

/** A place that data is sent to. Asking for its region leaves the decision open where nobody knows it. */
export interface Target {
  /** E.g. `where the events go`. */
  readonly what: string;
  readonly region: () => Region;
}

/** `https://TOPIC.REGION-1.eventgrid.azure.net/api/events`, and the same in the other clouds. */
const topicHost = /^https?:\/\/[^./]+\.([a-z0-9]+)-\d+\.eventgrid\.azure\.(?:net|us|cn)(?=[:/]|$)/i;
/** `https://CLUSTER.REGION.kusto.windows.net`. Host names of private links have one part more. */
const clusterHost =
  /^https?:\/\/[^./]+\.([a-z0-9]+)\.kusto\.(?:windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)(?=[:/]|$)/i;

/** Where the events of an endpoint go. */
export function targetOf({ properties = {} }: DigitalTwinsEndpoint, context: Context): Target {
  const region =
    "topicEndpoint" in properties
      ? () =>
          agreed(
            () => regionIn(properties.topicEndpoint, topicHost),
            () => commonPlace(topicsOf({ properties }, context), "the topic", context),
          )
      : () => commonPlace(namespacesOf(properties, around(context)), "the namespace", context);
  return { what: "where the events go", region };
}

/** Where data history keeps what it is sent, and what it is sent through. */
export function targetsOf(history: DigitalTwinsHistory, context: Context): readonly Target[] {
  const { properties = {} } = history;
  const through = () =>
    together(
      () =>
        byId(
          around(context),
          hubs,
          "properties.eventHubNamespaceResourceId",
          () => properties.eventHubNamespaceResourceId,
        ),
      () => byHost(around(context), hubs, "properties.eventHubEndpointUri", () => properties.eventHubEndpointUri),
    );
  return [
    {
      what: "where the history is kept",
      region: () =>
        agreed(
          () => regionIn(properties.adxEndpointUri, clusterHost),
          () => commonPlace(clustersOf(history, context), "the cluster", context),
        ),
    },
    {
      what: "through which the history goes",
      region: () => commonPlace(through(), "the Event Hubs namespace", context),
    },
  ];
}

/** The Event Grid topics of the stack that an endpoint sends to; none where the stack does not hold it. */
export const topicsOf = ({ properties = {} }: DigitalTwinsEndpoint, context: Context): readonly Topic[] =>
  byHost(around(context), ["event-grid"], "properties.topicEndpoint", () => properties.topicEndpoint) as Topic[];
type Topic = Neighbour & { readonly props: EventGridTopic };

/** The Data Explorer clusters of the stack that data history is kept in; none where the stack does not hold it. */
export function clustersOf({ properties = {} }: DigitalTwinsHistory, context: Context): readonly Cluster[] {
  const kinds = ["data-explorer"] as const;
  return together(
    () => byId(around(context), kinds, "properties.adxResourceId", () => properties.adxResourceId),
    () => byHost(around(context), kinds, "properties.adxEndpointUri", () => properties.adxEndpointUri),
  ) as Cluster[];
}
type Cluster = Neighbour & { readonly props: DataExplorerCluster };

/** Whether data that is sent there stays where it may rest; `resourceName` names the instance that sends it. */
export function staysInside(targets: readonly Target[], context: Context): Finding {
  const { boundary, singleRegionByLaw } = context.objectives;
  if (!boundary && !singleRegionByLaw) return "not-applicable";
  const home = () => commonPlace(ledTo(around(context), ["digital-twins"], "resourceName"), "the instance", context);
  const outside = find(targets, ({ region }) =>
    anyOf(
      () => boundary !== undefined && !isInside(boundary, region()),
      () => singleRegionByLaw === true && region().name !== home().name,
    ),
  );
  if (!outside) return "pass";
  const { displayName, country } = outside.region();
  const leaves =
    boundary && !isInside(boundary, outside.region())
      ? `is outside the declared boundary: ${boundary.declaredAs}`
      : "is another region, and by law the data stays in one";
  return { outcome: "fail", because: `${displayName} (${country}), ${outside.what}, ${leaves}` };
}

/** The neighbours; a rule of scope `stack` always has them. */
const around = ({ neighbours }: Context): Neighbours => neighbours ?? undecided("the stack was not looked at");

/** Namespaces that an endpoint sends to: by its address, or by what its connection string was made of. */
function namespacesOf(properties: Properties, neighbours: Neighbours): readonly Neighbour[] {
  const isBus = certainly(() => properties.endpointType?.toLowerCase() === "servicebus");
  const isHub = certainly(() => properties.endpointType?.toLowerCase() === "eventhub");
  const kinds = isBus ? buses : isHub ? hubs : [...hubs, ...buses];
  if ("endpointUri" in properties)
    return byHost(neighbours, kinds, "properties.endpointUri", () => properties.endpointUri);
  // A secret: where it leads is told by what it was made of alone.
  const secret = secrets.find((name) => name in properties);
  return secret === undefined ? [] : ledTo(neighbours, kinds, `properties.${secret}`);
}
type Properties = NonNullable<DigitalTwinsEndpoint["properties"]>;
const hubs = ["event-hubs"] as const;
const buses = ["service-bus"] as const;
const secrets = ["connectionStringPrimaryKey", "primaryConnectionString"] as const;

type Kinds = readonly (Kind | NeighbourKind)[];

/** What a reference leads to: by its name, or by what it was made of. Open where there may be something. */
function ledTo(neighbours: Neighbours, kinds: Kinds, path: string): readonly Neighbour[] {
  const referred = kinds.map((kind) => neighbours.referred(path, kind));
  const certain = referred.flatMap((one) => one.certain);
  const open = referred.find((one) => one.open)?.open;
  if (certain.length === 0 && open) throw open;
  return certain;
}

/** What a resource id leads to; nothing where it is not set. */
const byId = (neighbours: Neighbours, kinds: Kinds, path: string, id: () => string | undefined) =>
  attempt(id) === undefined ? [] : ledTo(neighbours, kinds, path);

/** What an address leads to: by the first part of its host name; where nobody knows it, by what it was made of. */
function byHost(
  neighbours: Neighbours,
  kinds: Kinds,
  path: string,
  uri: () => string | undefined,
): readonly Neighbour[] {
  const address = attempt(uri);
  if (address instanceof Unknown) return ledTo(neighbours, kinds, path);
  const name = /^\w+:\/\/([^.:/]+)\./.exec(address ?? "")?.[1]?.toLowerCase();
  if (name === undefined) return [];
  const all = kinds.flatMap((kind) => neighbours.all(kind));
  const found = all.filter(({ azureName }) => azureName?.toLowerCase() === name);
  const nameless = all.find(({ azureName }) => azureName === undefined);
  return found.length === 0 && nameless ? undecided(`the name of ${nameless.name} is not known`) : found;
}

/** The one region in which all of them stand. */
function commonPlace(found: readonly Neighbour[], what: string, context: Context): Region {
  const [first, ...others] = found.map(({ props }) => placeOf(props as Placed, context));
  if (!first) return undecided(`${what} is not in this stack, so nobody knows its region`);
  if (others.some(({ name }) => name !== first.name)) return undecided(`nobody knows which one is ${what}`);
  return first;
}

function regionIn(address: string | undefined, host: RegExp): Region {
  const name = host.exec(address ?? "")?.[1];
  return name === undefined ? undecided("the address names no region") : regionOf(name);
}

/** The region that both tell, or that the one tells that knows; where neither knows, why the first does not. */
function agreed(first: () => Region, second: () => Region): Region {
  const [one, other] = [attempt(first), attempt(second)];
  if (one instanceof Unknown && other instanceof Unknown) throw one;
  if (one instanceof Unknown) return other as Region;
  if (other instanceof Unknown || other.name === one.name) return one;
  return undecided(`the address names ${one.displayName}, and what it leads to stands in ${other.displayName}`);
}

/** Everything that any of the asks finds; where none finds anything and one cannot know, why. */
function together(...asks: readonly (() => readonly Neighbour[])[]): readonly Neighbour[] {
  const answers = asks.map(attempt);
  const found = answers.flatMap((answer) => (answer instanceof Unknown ? [] : answer));
  const open = answers.find((answer) => answer instanceof Unknown);
  if (found.length === 0 && open) throw open;
  return found;
}
