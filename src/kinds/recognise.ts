/** What is it? From a resource as the input states it to one of our kinds, in the kind's own shape. */
import type { RawResource, Resource } from "../model";
import type { Neighbour } from "../rule";
import { isOurs, notTold, type Stated, uncoveredBecause, unknownContent } from "./arm";
import { azapi, genericResource, live } from "./generic";
import { azureNative, azurerm, type KindTable, type Spelling } from "./kind";
import { hiddenBecause } from "./shape";
import { judged, tables } from "./tables";
import { deployment } from "./template";
import { ofArm, ofProgram, ownerOf, spellingOf } from "./thing";

export { kinds } from "./tables";

type Properties = RawResource["inputs"];

/** Of resources whose Azure type stands in their properties: what they state. */
type Statement = (inputs: Properties, outputs: Properties | undefined) => Stated;

type Match =
  /** No spelling: plainly this kind, in one that nobody has mapped. */
  | { readonly table: KindTable; readonly spellings: readonly Spelling[] }
  | { readonly statement: Statement }
  | "resource-group"
  | "uncovered"
  | undefined;

const resourceGroup = [
  /^microsoft\.resources\/subscriptions\/resourcegroups$/,
  azureNative("resources", "ResourceGroup"),
  ...azurerm("core/resourceGroup:ResourceGroup", "resource_group", { names: {} }).map(({ type }) => type),
];
/** Stores of the Cosmos DB family that are neither accounts nor parts of one, so that an account's rules do not fit. */
const uncovered = [azureNative("cosmosdb|documentdb", "GarnetCluster")];
const isAzapi = /^(?:azapi:[\w/]+:|[\w-]+:tf:azapi_)(\w+)$/;
const isGeneric = azureNative("resources", "Resource");
const isDeployment = [
  azureNative("resources|deploymentstacks", "Deployment\\w*"),
  /^azure:core\/\w*[tT]emplateDeployment:\w+$/,
  /^azurerm:index\/\w*[tT]emplateDeployment:\w+$/,
  /^[\w-]+:tf:azurerm_\w*template_deployment$/,
];

const matches = (type: string, patterns: readonly RegExp[]): boolean => patterns.some((pattern) => pattern.test(type));

function look(type: string): Match {
  for (const table of tables) {
    const spellings = table.spellings.filter((candidate) => candidate.type.test(type));
    if (spellings.length > 0 || matches(type, table.unmapped)) return { table, spellings };
  }
  if (matches(type, resourceGroup)) return "resource-group";
  if (matches(type, uncovered)) return "uncovered";
  if (matches(type, isDeployment)) return { statement: deployment };
  // As Azure itself names it; tokens of Pulumi have a colon.
  if (isOurs(type)) return { statement: (inputs) => live(type, inputs) };
  if (isGeneric.test(type)) return { statement: genericResource };
  const [, what] = isAzapi.exec(type) ?? [];
  return what === undefined ? undefined : { statement: (inputs, outputs) => azapi(what, inputs, outputs) };
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
  | {
      readonly is: "resource";
      readonly resources: readonly Resource[];
      readonly beside: readonly Beside[];
      /** Why there may be more in it, which is not judged. */
      readonly untold?: NotJudged;
    }
  /** A resource group, for instances that leave their location to it; `location` is absent where it is not known. */
  | { readonly is: "resource-group"; readonly stack: string; readonly name: string; readonly location?: string }
  /** Something that may matter and is not judged. */
  | NotJudged
  | { readonly is: "nothing" };
export interface NotJudged {
  readonly is: "not judged";
  readonly why: string;
  readonly name: string;
  readonly project: string;
  readonly stack: string;
}

const nothing: Recognised = { is: "nothing" };

/** Tells what a resource is. Never throws: what cannot be understood of one of our kinds throws when a check touches it. */
export function recognise(raw: RawResource): Recognised {
  const found = match(raw.type);
  if (found === undefined) return nothing;
  if (found === "uncovered") return notJudged(raw, uncoveredBecause);
  if (found === "resource-group") return group(raw, raw.inputs.resourceGroupName);
  if ("table" in found) return sortedOne(ofProgram(raw, found.table, found.spellings));
  if (typeof raw.inputs.type === "string" && /^Microsoft\.Resources\/resourceGroups@/i.test(raw.inputs.type))
    return group(raw);
  const { resources, untold } = statedIn(raw, found.statement);
  const before = raw.before && statedIn({ ...raw, ...raw.before }, found.statement);
  const why = untold === undefined ? undefined : notJudged(raw, untold);
  if (resources.length === 0) return why ?? nothing;
  const own = sorted(resources.map((one) => ofArm(raw, one, before)));
  return why ? { ...own, untold: why } : own;
}

/** What a resource states; of one that nobody sees into, as far as it tells. */
function statedIn({ inputs, outputs, opaque }: RawResource, statement: Statement): Stated {
  if (opaque === undefined) return statement(inputs, outputs);
  const { resources } = statement(inputs, outputs);
  return resources.length === 0
    ? notTold(unknownContent)
    : { resources: resources.map((one) => ({ ...one, opaque })), untold: undefined };
}

/** The table and the spelling of a resource that is one of our kinds, in a spelling that can be written as it is read. */
export function spelledAs(raw: Pick<RawResource, "type" | "inputs">) {
  const found = match(raw.type);
  if (typeof found !== "object" || !("table" in found)) return undefined;
  const spelling = spellingOf(raw, found.spellings);
  return spelling && !spelling.snake && { fields: found.table.fields, names: spelling.names, values: spelling.values };
}

const judgedKinds: ReadonlySet<string> = new Set(judged.map(({ kind }) => kind));
const isJudged = (one: Beside): one is Resource => judgedKinds.has(one.kind);
const none: readonly never[] = [];
const sortedOne = (thing: Beside): Extract<Recognised, { is: "resource" }> =>
  isJudged(thing)
    ? { is: "resource", resources: [thing], beside: none }
    : { is: "resource", resources: none, beside: [thing] };
const sorted = (things: readonly Beside[]): Extract<Recognised, { is: "resource" }> => ({
  is: "resource",
  resources: things.filter(isJudged),
  beside: things.filter((one) => !isJudged(one)),
});

function notJudged({ urn }: RawResource, why: string): NotJudged {
  const { project, stack, nameAt } = ownerOf(urn);
  return { is: "not judged", why, name: urn.slice(nameAt), project, stack };
}

function group({ inputs, outputs, urn }: RawResource, named: unknown = undefined): Recognised {
  const { location } = inputs;
  const name = named ?? inputs.name ?? outputs?.name;
  const plain = (value: unknown): value is string => typeof value === "string" && hiddenBecause(value) === undefined;
  if (!plain(name)) return nothing;
  const { project, stack } = ownerOf(urn);
  return { is: "resource-group", stack: `${project}/${stack}`, name, ...(plain(location) && { location }) };
}
