/** The shape of a kind's properties, and how a program's own spelling of them becomes that shape. */
import { hide } from "../known";

/** What a canonical property may hold. */
export type Shape =
  | "boolean"
  | "number"
  | "text"
  /** True or false, decided when it is created: Azure keeps that, whatever the program says later. */
  | "lasting"
  /** The same; where both speak, what the program says and what Azure answered stand in the field of that name. */
  | { readonly lasting: string }
  | { readonly list: Shape }
  | { readonly fields: Readonly<Record<string, Shape>> };

/**
 * A provider's own names: canonical path (`locations[].isZoneRedundant`) → names in the program, the first present wins.
 * A name of "." means: the same object, one level up. What is not listed is spelled as in the canonical shape.
 */
export type Names = Readonly<Record<string, readonly string[]>>;

/** What the engine writes for a value that the update will produce, by type. Source: @pulumi/policy 1.21, proxy.js. */
const unknownMarkers: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);
const markerLength = 36;
/** Previews and analyses print this in place of a secret, whatever its type. */
export const secretMarker = "[secret]";
/** The property that marks a secret, output or asset in a state file. Source: @pulumi/pulumi 3.248, runtime/rpc.js. */
export const signature = "4dabf18193072939515e22adb298388d";

/** Why nobody knows the value, or undefined if it is plain. */
export function hiddenBecause(value: unknown): string | undefined {
  if (typeof value === "string") {
    // Most texts are none of the markers, which are all equally long.
    if (value.length === markerLength && unknownMarkers.has(value)) return "not known until the update";
    return value === secretMarker ? "a secret" : undefined;
  }
  return typeof value === "object" && value !== null && signature in value ? "a secret" : undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

type Leaf = "boolean" | "lasting" | "number" | "text" | { readonly lasting: string };
type Node = Leaf | { readonly list: Node } | { readonly slots: readonly Slot[] };
/** A canonical field and the names it has in the program; `self`: it is spelled within the object itself. */
interface Slot {
  readonly field: string;
  readonly names: readonly string[];
  readonly self: boolean;
  readonly node: Node;
}

/** How one spelling becomes the canonical shape; made once, followed for every resource. */
export type Plan = readonly Slot[];

/** Works out the names of every field, so that no path has to be put together for each resource. */
export function plan(fields: Readonly<Record<string, Shape>>, names: Names, path = ""): Plan {
  return Object.entries(fields).map(([field, shape]) => {
    const place = path ? `${path}.${field}` : field;
    const own = names[place] ?? [field];
    return { field, names: own, self: own[0] === ".", node: node(shape, names, place) };
  });
}

function node(shape: Shape, names: Names, place: string): Node {
  if (typeof shape === "string" || "lasting" in shape) return shape;
  return "list" in shape
    ? { list: node(shape.list, names, `${place}[]`) }
    : { slots: plan(shape.fields, names, place) };
}

const jsType = (leaf: Leaf) => (leaf === "text" ? "string" : leaf === "number" ? "number" : "boolean");
const wanted = { string: "not a text", number: "not a number", boolean: "not true or false" };
const isLeaf = (node: Node): node is Leaf => typeof node === "string" || "lasting" in node;

/** What two lists are matched by, e.g. the region of a location. */
type Key = (element: Record<string, unknown>) => unknown;
/**
 * `{ b: 1 }` → `{ a: 1 }` by a plan. Unset (absent, null) stays unset; what is not plain throws when it is touched.
 * Wherever `raw` leaves something unset, `under` speaks; `raw` decides which elements a list has.
 */
export function canonical(
  slots: Plan,
  raw: Record<string, unknown>,
  under: Record<string, unknown> | undefined,
  key: Key,
  spelled = "",
): object {
  const target: Record<string, unknown> = {};
  for (const slot of slots) {
    if (slot.self) {
      put(target, slot.field, slot.node, raw, under, key, spelled);
      // Where nothing of it is set, it is not there, as in a spelling that has it apart.
      if (Object.getOwnPropertyNames(target[slot.field]).length === 0) delete target[slot.field];
      continue;
    }
    const name = named(raw, slot.names);
    const below = under && named(under, slot.names);
    if (name !== undefined)
      put(target, slot.field, slot.node, raw[name], below && under[below], key, join(spelled, name));
    else if (below !== undefined)
      put(target, slot.field, slot.node, under?.[below], undefined, key, join(spelled, below));
  }
  return target;
}

export const join = (path: string, name: string): string => (path ? `${path}.${name}` : name);

/** The name under which a value is set. */
export function named(raw: Readonly<Record<string, unknown>>, names: readonly string[]): string | undefined {
  for (const name of names) if ((raw[name] ?? null) !== null) return name;
  return undefined;
}

function put(
  target: Record<string | number, unknown>,
  at: string | number,
  node: Node,
  raw: unknown,
  under: unknown,
  key: Key,
  spelled: string,
): void {
  const hidden = hiddenBecause(raw) ?? misfit(node, raw);
  if (isLeaf(node)) {
    const why = hidden ?? drift(node, raw, under);
    if (why !== undefined) hide(target, at, spelled, why);
    else target[at] = raw;
    if (typeof node !== "string" && typeof under === "boolean")
      target[node.lasting] = compared(raw, under, hidden, spelled);
  } else if (hidden !== undefined) hide(target, at, spelled, hidden);
  else if ("list" in node) target[at] = elements(node.list, raw as unknown[], under, key, spelled);
  else target[at] = canonical(node.slots, raw as Record<string, unknown>, plainObject(under), key, spelled);
}

function misfit(node: Node, raw: unknown): string | undefined {
  if (isLeaf(node)) return typeof raw === jsType(node) ? undefined : wanted[jsType(node)];
  if ("list" in node) return Array.isArray(raw) ? undefined : "not a list";
  return isObject(raw) ? undefined : "not an object";
}

const drift = (node: Leaf, raw: unknown, under: unknown): string | undefined =>
  (node === "lasting" || typeof node !== "string") && typeof under === "boolean" && under !== raw
    ? `${raw} in the program and ${under} in Azure, which keeps what it was created with`
    : undefined;

/** What the program says beside what Azure answered. */
function compared(declared: unknown, actual: boolean, hidden: string | undefined, spelled: string): object {
  const both = { declared, actual };
  if (hidden !== undefined) hide(both, "declared", spelled, hidden);
  return both;
}

export const plainObject = (value: unknown): Record<string, unknown> | undefined =>
  isObject(value) && hiddenBecause(value) === undefined ? value : undefined;

function elements(node: Node, raw: readonly unknown[], under: unknown, key: Key, spelled: string): unknown[] {
  const below = Array.isArray(under) ? under.filter(isObject) : [];
  const list: unknown[] = new Array(raw.length);
  for (let index = 0; index < raw.length; index++) {
    const element = raw[index];
    const match = below.length > 0 && isObject(element) ? alike(element, below, index, key) : undefined;
    put(list as never, index, node, element, match, key, `${spelled}[${index}]`);
    const nameless = below.length > 0 && isObject(element) ? hiddenBecause(key(element)) : undefined;
    if (nameless !== undefined) veil(list[index] as object, node, `${spelled}[${index}]`, nameless);
  }
  return list;
}

/** The one with the same key; mostly it stands at the same place. */
function alike<T extends Record<string, unknown>>(
  element: T,
  others: readonly T[],
  index: number,
  key: Key,
): T | undefined {
  const own = key(element);
  const neighbour = others[index];
  return neighbour && key(neighbour) === own ? neighbour : others.find((other) => key(other) === own);
}

/** Azure answered of something, and nobody knows whether of this. */
function veil(target: object, node: Node, spelled: string, why: string): void {
  if (isLeaf(node) || "list" in node) return;
  for (const { node: leaf } of node.slots)
    if (typeof leaf === "object" && "lasting" in leaf) hide(target, leaf.lasting, spelled, `of a name that is ${why}`);
}
