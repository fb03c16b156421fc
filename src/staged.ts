/** A rule's examples, made into what the judge judges: for tests, and for whoever asks what a change would change. */
import { expand } from "./azure/boundary";
import { type Ruling, rulingBy, rulingOf } from "./judge";
import { Neighbourhood } from "./kinds/neighbourhood";
import { recognise } from "./kinds/recognise";
import { type Contents, stackResource } from "./kinds/stack";
import type { Kind, Objectives, Operation, RawResource, Resource } from "./model";
import type { Rule } from "./rule";
import type { Beside, Example } from "./rules";

/** The engine's own marker of a text that is not known yet. */
export const unknownMarker = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** `"(unknown)"` and `"(secret)"` of the examples → the engine's own markers. */
export function withMarkers(value: unknown): unknown {
  if (value === "(unknown)") return unknownMarker;
  if (value === "(secret)") return "[secret]";
  if (Array.isArray(value)) return value.map(withMarkers);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withMarkers(inner)]));
}

/** The type token that examples of a kind are written in. */
export const nativeType: Record<Exclude<Kind, "stack">, string> = {
  "cosmos-account": "azure-native:cosmosdb:DatabaseAccount",
  "cosmos-container": "azure-native:cosmosdb:SqlResourceSqlContainer",
  "documentdb-cluster": "azure-native:mongocluster:MongoCluster",
  "cassandra-cluster": "azure-native:cosmosdb:CassandraCluster",
  "cassandra-data-center": "azure-native:cosmosdb:CassandraDataCenter",
  "postgresql-cluster": "azure-native:dbforpostgresql:ServerGroupCluster",
  "digital-twins": "azure-native:digitaltwins:DigitalTwin",
  "digital-twins-endpoint": "azure-native:digitaltwins:DigitalTwinsEndpoint",
  "digital-twins-history": "azure-native:digitaltwins:TimeSeriesDatabaseConnection",
};

/** What is declared, as of a day `YYYY-MM-DD`; of production where nothing else is. */
export const rulingOn = (
  today: string,
  objectives: Partial<Objectives> = {},
  loosened: Example["loosened"] = undefined,
): Ruling =>
  rulingBy(
    { environment: "production", levels: {}, failOnUnknown: false, ...objectives },
    { today, groupLocation: () => undefined, seesOperation: true, ...(loosened && { loosened }) },
  );

/** The URN of an example's neighbour, by its logical name. */
const urnOf = (name: string, type: string): string => `urn:pulumi:dev::shop::${type}::${name}`;

/** The resource of an example, of a kind, in azure-native names. */
function ofKind(kind: Kind, example: Example): Resource {
  const { properties, operation = "create", before, outputs, retained, madeOf, neighbours = {} } = example;
  const marked = (some: object) => withMarkers(some) as Record<string, unknown>;
  const inputs = marked(properties);
  if (kind === "stack") return stackResource("shop", "dev", inputs as unknown as Contents);
  const type = nativeType[kind];
  return only({
    urn: urnOf("orders", type),
    type,
    operation: operation as Operation,
    inputs,
    ...(outputs && { outputs: marked(outputs) }),
    ...(before && { before: { inputs: marked(before) } }),
    ...(retained && { retained }),
    ...(madeOf && { madeOf: sources(madeOf, neighbours) }),
  });
}

function only(raw: RawResource): Resource {
  const found = recognise(raw);
  if (found.is !== "resource") throw new Error(`${raw.type} is ${found.is}`);
  return found.resources[0] as Resource;
}

const sources = (madeOf: NonNullable<Example["madeOf"]>, all: Readonly<Record<string, Beside>>) =>
  Object.fromEntries(
    Object.entries(madeOf).map(([property, names]) => [
      property,
      names.map((name) => urnOf(name, (all[name] as Beside).type)),
    ]),
  );

/** What the stack of an example holds, the resource itself among it. */
function hoodOf(own: Resource, { neighbours = {} }: Example): Neighbourhood {
  const hood = new Neighbourhood();
  if (own.kind !== "stack") hood.add(own);
  for (const [name, { type, properties, madeOf }] of Object.entries(neighbours)) {
    const inputs = withMarkers(properties) as Record<string, unknown>;
    const more = madeOf ? { madeOf: sources(madeOf, neighbours) } : {};
    const found = recognise({ urn: urnOf(name, type), type, operation: "create", inputs, ...more });
    if (found.is !== "resource") throw new Error(`${name}: ${type} is ${found.is}`);
    for (const one of [...found.resources, ...found.beside]) hood.add(one);
  }
  return hood;
}

/** The resource and the ruling of an example, as its rule needs it. */
export function staged(rule: Rule, example: Example, today = "2026-11-22"): { resource: Resource; ruling: Ruling } {
  const own = ofKind(rule.appliesTo, example);
  const declared = declaredIn(example, rule, today);
  return { resource: own, ruling: rulingOf(declared, rule, own, () => hoodOf(own, example).seenFrom(own)) };
}

/** What is declared in an example. */
export const declaredIn = (
  { objectives, residency, parameters, loosened }: Example,
  { id }: Pick<Rule, "id">,
  today = "2026-11-22",
): Ruling =>
  rulingOn(
    today,
    {
      ...objectives,
      ...(residency && { boundary: expand(residency) }),
      ...(parameters && { parameters: { [id]: parameters } }),
    },
    loosened,
  );
