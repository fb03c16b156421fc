/** What is it? From a resource as the input states it to one of our kinds, in the kind's own shape. */
import { normalise } from "../azure/regions";
import { hide } from "../known";
import type { Kind, RawResource, Resource } from "../model";
import type { Neighbour } from "../rule";
import { cassandraCluster, cassandraDataCenter } from "./cassandra";
import { cosmosAccount } from "./cosmos-account";
import { cosmosContainer } from "./cosmos-container";
import { digitalTwins } from "./digital-twins";
import { digitalTwinsEndpoint, digitalTwinsHistory } from "./digital-twins-routes";
import { documentDbCluster } from "./documentdb-cluster";
import { azureNative, type KindTable, type Spelling } from "./kind";
import { neighbours } from "./neighbours";
import { postgresqlCluster } from "./postgresql-cluster";
import { canonical, hiddenBecause, type Names, type Plan, plan } from "./shape";
import { sourcesBy, spell } from "./spell";
import { touched } from "./touched";

/** Of what rules are about. */
const judged: readonly KindTable[] = [
  cosmosAccount,
  cosmosContainer,
  documentDbCluster,
  cassandraCluster,
  cassandraDataCenter,
  postgresqlCluster,
  digitalTwins,
  digitalTwinsEndpoint,
  digitalTwinsHistory,
];
const tables: readonly KindTable[] = [...judged, ...neighbours];

/** `mapped`: spelled as known; `unmapped`: plainly this kind, in a spelling nobody has mapped. */
type Match =
  | { readonly table: KindTable; readonly spellings: readonly Spelling[] }
  | "generic"
  | "resource-group"
  | "uncovered"
  | undefined;

/** Resources whose Azure type stands in their properties: azapi, ARM resources and ARM templates. */
const generic = [
  /^azapi:[\w/]+:\w+$/,
  /^[\w-]+:tf:azapi_\w+$/,
  azureNative("resources", "(?:Resource|Deployment\\w*)"),
  /^azure:core\/\w*[tT]emplateDeployment:\w+$/,
  /^azurerm:index\/\w*[tT]emplateDeployment:\w+$/,
  /^[\w-]+:tf:azurerm_\w*template_deployment$/,
];
const resourceGroup = [azureNative("resources", "ResourceGroup"), /^azure:core\/resourceGroup:ResourceGroup$/];
/** Stores of the Cosmos DB family that are neither accounts nor parts of one, so that an account's rules do not fit. */
const uncovered = [azureNative("cosmosdb|documentdb", "GarnetCluster")];

const matches = (type: string, patterns: readonly RegExp[]): boolean => patterns.some((pattern) => pattern.test(type));

function look(type: string): Match {
  for (const table of tables) {
    const spellings = table.spellings.filter((candidate) => candidate.type.test(type));
    if (spellings.length > 0 || matches(type, table.unmapped)) return { table, spellings };
  }
  if (matches(type, resourceGroup)) return "resource-group";
  if (matches(type, generic)) return "generic";
  return matches(type, uncovered) ? "uncovered" : undefined;
}

/** A program has few types and many resources. */
const known = new Map<string, Match>();
function match(type: string): Match {
  if (!known.has(type)) known.set(type, look(type));
  return known.get(type);
}

/** Whether resources of this type can concern us at all; cheap, for the many that cannot. */
export const concerns = (type: string): boolean => match(type) !== undefined;

/** Something of a stack that a rule about something else may read. */
export type Beside = Neighbour & Pick<Resource, "project" | "stack">;

/** What a resource is to us. */
export type Recognised =
  /** One of our kinds, or what stands beside them; a template can hold several. */
  | { readonly is: "resource"; readonly resources: readonly Resource[]; readonly beside: readonly Beside[] }
  /** A resource group, for instances that leave their location to it; `location` is absent where it is not known. */
  | { readonly is: "resource-group"; readonly stack: string; readonly name: string; readonly location?: string }
  /** Something that may matter and is not judged. */
  | {
      readonly is: "not judged";
      readonly why: string;
      readonly name: string;
      readonly project: string;
      readonly stack: string;
    }
  | { readonly is: "nothing" };

const nothing: Recognised = { is: "nothing" };

/** Tells what a resource is. Never throws: what cannot be understood of one of our kinds throws when a check touches it. */
export function recognise(raw: RawResource): Recognised {
  const found = match(raw.type);
  if (found === undefined) return nothing;
  if (found === "uncovered") return notJudged(raw, "a Cosmos DB store that no rule covers yet");
  if (found === "resource-group") return group(raw);
  if (found !== "generic") return sorted([thing(raw, found.table, found.spellings)]);
  const held = embedded(raw);
  if (held === undefined) return notJudged(raw, "what it holds is not known, so it may be one of ours");
  return held.length > 0 ? sorted(held.map((table) => thing(raw, table))) : nothing;
}

/** The table and the spelling of a resource that is one of our kinds, in a spelling that we know. */
export function spelledAs({ type, inputs }: Pick<RawResource, "type" | "inputs">) {
  const found = match(type);
  const spelling = typeof found === "object" ? spellingOf({ inputs }, found.spellings) : undefined;
  return spelling && { fields: (found as { table: KindTable }).table.fields, names: spelling.names };
}

/** Where two spellings share a type, what is set tells which it is. */
const spellingOf = ({ inputs }: Pick<RawResource, "inputs">, spellings: readonly Spelling[]): Spelling | undefined =>
  spellings.find(({ holding }) => holding === undefined || (inputs[holding] ?? null) !== null);

const judgedKinds: ReadonlySet<string> = new Set(judged.map(({ kind }) => kind));
const isJudged = (one: Beside): one is Resource => judgedKinds.has(one.kind);
const sorted = (things: readonly Beside[]): Recognised => ({
  is: "resource",
  resources: things.filter(isJudged),
  beside: things.filter((one) => !isJudged(one)),
});

function notJudged({ urn }: RawResource, why: string): Recognised {
  const { project, stack, nameAt } = ownerOf(urn);
  return { is: "not judged", why, name: urn.slice(nameAt), project, stack };
}

function thing(raw: RawResource, table: KindTable, spellings: readonly Spelling[] = []): Resource | Beside {
  const { urn, type, operation, position, before, madeOf, retained, opaque } = raw;
  const spelling = spellingOf(raw, spellings);
  const shaped = (state: NonNullable<RawResource["before"]>, hidden?: string): object => {
    const own = spellingOf(state, spellings);
    return own && hidden === undefined
      ? said(canonical(planOf(table, own), state.inputs, state.outputs, region), own)
      : opaqueProps(table, hidden ?? `the spelling ${type} is not mapped yet`);
  };
  const props = shaped(raw, opaque);
  const azureName = nameOf(table, raw);
  const { project, stack, nameAt } = ownerOf(urn);
  return {
    urn,
    type,
    kind: table.kind,
    name: urn.slice(nameAt),
    project,
    stack,
    operation,
    ...(position && { position }),
    ...(azureName !== undefined && { azureName }),
    ...(madeOf && { madeOf: spelling ? sourcesBy(planOf(table, spelling), madeOf) : madeOf }),
    ...(before && { before: shaped(before) }),
    ...(before && opaque === undefined && { touched: touched(before, raw.inputs, fieldBy(spelling?.names)) }),
    ...(retained && { retained }),
    ...(spelling?.inTurns && { inTurns: true as const }),
    props,
    spell: spelling ? spellerOf(spelling) : asItStands,
  };
}

const asItStands = (path: string): string => path;

/** One for each spelling: a closure made for each resource would keep its whole input alive. */
const spellers = new Map<Spelling, Resource["spell"]>();
function spellerOf(spelling: Spelling): Resource["spell"] {
  const own = spellers.get(spelling) ?? ((path) => spell(spelling.names, path));
  spellers.set(spelling, own);
  return own;
}

/** The canonical field at the top that a name in the program means; any other name as it is. */
const fieldBy =
  (names: Names = {}) =>
  (name: string): string =>
    Object.entries(names).find(([path, own]) => !path.includes(".") && own.includes(name))?.[0] ?? name;

/** What the type itself says, put where the canonical shape has it. */
function said(props: object, { says = {} }: Spelling): object {
  for (const [path, value] of Object.entries(says)) {
    const fields = path.split(".");
    const last = fields.pop() as string;
    let target = props as Record<string, object | string>;
    for (const field of fields) {
      target[field] ??= {};
      target = target[field] as Record<string, object | string>;
    }
    target[last] = value;
  }
  return props;
}

/** The name in Azure, where it is set and known. */
function nameOf({ named }: KindTable, { inputs, outputs }: RawResource): string | undefined {
  for (const properties of [inputs, outputs])
    for (const property of named) {
      const value = properties?.[property];
      if ((value ?? null) === null) continue;
      return typeof value === "string" && hiddenBecause(value) === undefined ? value : undefined;
    }
  return undefined;
}

/** `urn:pulumi:STACK::PROJECT::TYPE::NAME`; only the name may hold "::" itself. Neighbours mostly share their stack. */
function ownerOf(urn: string): { readonly project: string; readonly stack: string; readonly nameAt: number } {
  const type = urn.indexOf("::", urn.indexOf("::") + 2);
  const nameAt = urn.indexOf("::", type + 2) + 2;
  if (type !== last.prefix.length || !urn.startsWith(last.prefix)) {
    const [stack = "", project = ""] = urn.slice("urn:pulumi:".length, type).split("::");
    last = { prefix: urn.slice(0, type), stack, project };
  }
  return { project: last.project, stack: last.stack, nameAt };
}
let last = { prefix: "", stack: "", project: "" };

const plans = new Map<Spelling, Plan>();
function planOf(table: KindTable, spelling: Spelling): Plan {
  let own = plans.get(spelling);
  if (!own) {
    own = plan(table.fields, spelling.names);
    plans.set(spelling, own);
  }
  return own;
}

function opaqueProps(table: KindTable, why: string): object {
  const props = {};
  for (const field in table.fields) hide(props, field, "", why);
  return props;
}

/** Locations of an account are the same where they name the same region, in any spelling. */
const region = (location: Record<string, unknown>): unknown => {
  const name = location.locationName ?? location.location;
  return typeof name === "string" ? normalise(name) : name;
};

/** The kinds that a generic resource or template plainly carries; undefined if it does not tell. */
function embedded({ inputs, opaque }: RawResource): readonly KindTable[] | undefined {
  let text: string;
  try {
    text = JSON.stringify(inputs).toLowerCase();
  } catch {
    return undefined; // nested deeper than anybody writes
  }
  const names = (arm: string): boolean => {
    const type = arm.toLowerCase();
    const slash = type.indexOf("/");
    // A template or azapi names the type whole (children have a further segment); a generic ARM resource in two properties.
    return (
      new RegExp(`"${type.replace(/[./]/g, "\\$&")}[\\\\"@]`).test(text) ||
      (text.includes(`"resourceprovidernamespace":"${type.slice(0, slash)}"`) &&
        text.includes(`"resourcetype":"${type.slice(slash + 1)}"`))
    );
  };
  const held = tables.filter(({ arm }) => arm.some(names));
  if (held.length > 0) return held;
  const properties = inputs.properties as Record<string, unknown> | undefined;
  const telling = [
    inputs.type,
    inputs.resourceType,
    inputs.resourceProviderNamespace,
    inputs.templateContent,
    properties,
  ];
  const hidden = [...telling, properties?.template].some((value) => hiddenBecause(value) !== undefined);
  const elsewhere = inputs.templateSpecVersionId ?? inputs.templateLink ?? properties?.templateLink;
  return hidden || opaque !== undefined || (elsewhere ?? null) !== null ? undefined : held;
}

function group(raw: RawResource): Recognised {
  const { location } = raw.inputs;
  const name = raw.inputs.resourceGroupName ?? raw.inputs.name ?? raw.outputs?.name;
  const known = (value: unknown): value is string => typeof value === "string" && hiddenBecause(value) === undefined;
  if (!known(name)) return nothing;
  const { project, stack } = ownerOf(raw.urn);
  return { is: "resource-group", stack: `${project}/${stack}`, name, ...(known(location) && { location }) };
}

/** All kinds, for messages and schemas. */
export const kinds: readonly Kind[] = [...judged.map((table) => table.kind as Kind), "stack"];
