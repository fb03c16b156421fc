/** From what was recognised to the resource that rules are asked about. */
import { hide } from "../known";
import type { RawResource, Resource } from "../model";
import type { Neighbour } from "../rule";
import type { ArmResource, Stated } from "./arm";
import { beyond } from "./beyond";
import { canonical, join } from "./canonical";
import type { KindTable, Says, Spelling } from "./kind";
import { type Plan, plan, type Speller, sourcesBy, spellerOf } from "./plan";
import { hiddenBecause, isPlainObject } from "./shape";
import { touched } from "./touched";

type Thing = Neighbour & Pick<Resource, "project" | "stack">;

/** A resource whose type token says what it is; without a spelling, in one that nobody has mapped. */
export function ofProgram(raw: RawResource, table: KindTable, spellings: readonly Spelling[]): Thing {
  const { urn, type, operation, position, before, retained, opaque } = raw;
  const spelling = spellingOf(raw, spellings);
  const own = spelling && planOf(table, spelling);
  const shaped = (state: NonNullable<RawResource["before"]>, hidden?: string): object => {
    const as = spellingOf(state, spellings);
    return as && hidden === undefined
      ? said(canonical(planOf(table, as), state.inputs, state.outputs), as.says)
      : opaqueProps(table, hidden ?? `the spelling ${type} is not mapped yet`);
  };
  const props = shaped(raw, opaque);
  const azureName = nameOf(table, raw);
  const { project, stack, nameAt } = ownerOf(urn);
  const madeOf = own && raw.madeOf ? sourcesBy(own, raw.madeOf) : raw.madeOf;
  return {
    urn,
    type,
    kind: table.kind,
    name: urn.slice(nameAt),
    project,
    stack,
    operation,
    position,
    azureName,
    ...beyond(table, [raw.inputs, raw.outputs]),
    madeOf,
    ...(before && { before: shaped(before) }),
    ...(before && opaque === undefined && { touched: touched(before, raw.inputs, own && fieldBy(own)) }),
    ...(retained && { retained }),
    ...(spelling?.inTurns && { inTurns: true as const }),
    props,
    spell: own ? spellerOf(own, raw.inputs) : asItStands,
  } as Thing;
}

/** A resource that Azure's own API is asked for; `earlier`: what the program's resource stated before the change. */
export function ofArm(raw: RawResource, one: ArmResource, earlier: Stated | undefined): Thing {
  const { table, at, name, azureName } = one;
  const { urn, type, operation, position, retained } = raw;
  const before = earlier?.resources.find((other) => other.table === table && other.name === name);
  const { project, stack, nameAt } = ownerOf(urn);
  const logical = urn.slice(nameAt);
  const madeOf = raw.madeOf && name === undefined ? madeByGiven(raw.madeOf, one) : undefined;
  return {
    urn,
    type,
    kind: table.kind,
    name: name === undefined ? logical : name === at ? `${logical} ${at}` : name,
    project,
    stack,
    // What a deployment did not hold before is new.
    operation: operation === "update" && earlier && !before && earlier.untold === undefined ? "create" : operation,
    ...(position && { position }),
    ...(azureName !== undefined && { azureName }),
    ...beyond(table, [one.raw, one.under], one.group?.value),
    ...(madeOf && { madeOf }),
    ...(name !== undefined && { within: true as const }),
    ...(before && { before: shape(before), touched: touched(statedBy(before), statedBy(one).inputs) }),
    ...(retained && { retained }),
    props: shape(one),
    spell: armSpeller(one),
  } as Thing;
}

/** Where two spellings share a type, what is set tells which it is. */
export const spellingOf = (
  { inputs }: Pick<RawResource, "inputs">,
  spellings: readonly Spelling[],
): Spelling | undefined => spellings.find(({ holding }) => holding === undefined || (inputs[holding] ?? null) !== null);

/** What a resource of Azure's own API states, as far as rules on changes name it: its properties and what stands beside them. */
function statedBy({ raw, under }: ArmResource) {
  const flat = ({ properties, location, tags, kind, identity }: Record<string, unknown>) => ({
    ...(isPlainObject(properties) ? properties : { properties }),
    ...{ location, tags, kind, identity },
  });
  return { inputs: flat(raw), ...(under && { outputs: flat(under) }) };
}

/** The canonical field at the top that a name in the program means; any other name as it is. */
const fieldBy =
  ({ slots }: Plan) =>
  (name: string): string =>
    slots.find(({ names, self }) => !self && names.some(({ spelled }) => spelled === name))?.field ?? name;

const asItStands: Speller = (path) => path;

/** Keeps nothing of the resource but where its names stand. */
function armSpeller({ plan: own, raw, at, given }: ArmResource): Speller {
  const places = new Map([...given].map(([field, { at: place }]) => [field, place]));
  return spellerAt(at, places, spellerOf(own, raw));
}
const spellerAt =
  (at: string, places: ReadonlyMap<string, string>, within: Speller): Speller =>
  (path) =>
    places.get(path) ?? join(at, within(path));

function shape({ table, plan: own, raw, under, at, given, opaque }: ArmResource): object {
  const props = opaque === undefined ? canonical(own, raw, under, at) : opaqueProps(table, opaque);
  for (const [field, { value, at: place }] of given) {
    const hidden =
      hiddenBecause(value) ?? (typeof value === "string" || (value ?? null) === null ? undefined : "not a text");
    if (hidden !== undefined) hide(props, field, place, hidden);
    else if ((value ?? null) !== null) put(props, field, value);
    else Reflect.deleteProperty(props, field);
  }
  return props;
}

const put = (target: object, field: string, value: unknown): void =>
  void Object.defineProperty(target, field, { value, enumerable: true, configurable: true, writable: true });

/** What the type itself says, put where the canonical shape has it. */
function said(props: object, says: Says = {}): object {
  for (const [path, value] of Object.entries(says)) {
    const fields = path.split(".");
    const last = fields.pop() as string;
    let target = props as Record<string, object>;
    for (const field of fields) {
      target[field] ??= {};
      target = target[field] as Record<string, object>;
    }
    put(target, last, value);
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

function madeByGiven(madeOf: NonNullable<Resource["madeOf"]>, { given }: ArmResource): Resource["madeOf"] {
  return Object.fromEntries([...given].flatMap(([field, { at }]) => (madeOf[at] ? [[field, madeOf[at]]] : [])));
}

/** `urn:pulumi:STACK::PROJECT::TYPE::NAME`; only the name may hold "::" itself. Neighbours mostly share their stack. */
export function ownerOf(urn: string): { readonly project: string; readonly stack: string; readonly nameAt: number } {
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
    own = plan(table.fields, spelling);
    plans.set(spelling, own);
  }
  return own;
}

function opaqueProps(table: KindTable, why: string): object {
  const props = {};
  for (const field in table.fields) hide(props, field, "", why);
  return props;
}
