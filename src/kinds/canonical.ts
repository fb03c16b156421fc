/** From a program's own spelling to the one shape that rules know. */
import { normalise } from "../azure/regions";
import { hide } from "../known";
import { block, type Leaf, type Manner, type Node, nameIn, type Plan, type Slot, valueAt } from "./plan";
import { hiddenBecause, isPlainObject } from "./shape";

/**
 * `{ b: 1 }` → `{ a: 1 }` by a plan. Unset (absent, null) stays unset; what is not plain throws when it is touched.
 * Wherever `raw` leaves something unset, `under` speaks; `raw` decides which elements a list has. `at`: where `raw` stands.
 */
export const canonical = (
  { slots, manner }: Plan,
  raw: Record<string, unknown>,
  under: Record<string, unknown> | undefined,
  at = "",
): object => fill(slots, manner, raw, under, at);

function fill(
  slots: readonly Slot[],
  manner: Manner,
  raw: Record<string, unknown>,
  under: Record<string, unknown> | undefined,
  at: string,
): object {
  const target: Record<string, unknown> = {};
  for (const slot of slots) {
    if (slot.self) {
      put(target, slot.field, slot, manner, raw, under, at);
      // Where nothing of it is set, it is not there, as in a spelling that has it apart.
      if (nothingIn(target, slot.field)) delete target[slot.field];
      continue;
    }
    const name = nameIn(raw, slot, manner);
    const below = under && nameIn(under, slot, manner);
    if (name)
      put(
        target,
        slot.field,
        slot,
        manner,
        valueAt(raw, name, manner),
        below && under && valueAt(under, below, manner),
        join(at, name.spelled),
      );
    else if (below && under)
      put(target, slot.field, slot, manner, valueAt(under, below, manner), undefined, join(at, below.spelled));
    else if (manner.rest !== undefined)
      hide(target, slot.field, join(at, slot.names[0]?.spelled ?? slot.field), manner.rest);
  }
  return target;
}

/** `a` and `b` → `a.b`. */
export const join = (path: string, name: string): string => (path ? `${path}.${name}` : name);

/** Whether an object was filled and nothing came of it; a list of one such object neither. */
function nothingIn(target: Record<string, unknown>, field: string): boolean {
  const made = Object.getOwnPropertyDescriptor(target, field)?.value;
  const one = Array.isArray(made) && made.length === 1 ? Object.getOwnPropertyDescriptor(made, 0)?.value : made;
  return typeof one === "object" && one !== null && Object.getOwnPropertyNames(one).length === 0;
}

function put(
  target: Record<string | number, unknown>,
  at: string | number,
  { node, value }: Pick<Slot, "node" | "value">,
  manner: Manner,
  said: unknown,
  below: unknown,
  spelled: string,
): void {
  let raw = said;
  let under = below;
  let place = spelled;
  let hidden = hiddenBecause(raw);
  if (hidden === undefined && value) {
    raw = value(raw);
    under = under === undefined ? undefined : value(under);
    if (raw === undefined) hidden = "not understood";
  }
  if (manner.blocks && typeof node === "object") {
    if ("slots" in node && Array.isArray(raw) && raw.length <= 1) {
      if (raw.length === 0) return;
      raw = raw[0];
      under = block(under);
      place = `${spelled}[0]`;
      hidden = hiddenBecause(raw);
    } else if ("list" in node && isPlainObject(raw)) {
      target[at] = elements(node.list, manner, [raw], under === undefined ? under : [block(under)], spelled, false);
      return;
    }
  }
  hidden ??= misfit(node, raw);
  if (isLeaf(node)) {
    const why = hidden ?? drift(node, raw, under);
    if (why !== undefined) hide(target, at, place, why);
    else target[at] = raw;
    if (typeof node !== "string" && typeof under === "boolean")
      target[node.lasting] = compared(raw, under, hidden, place);
  } else if (hidden !== undefined) hide(target, at, place, hidden);
  else if ("list" in node) target[at] = elements(node.list, manner, raw as unknown[], under, place, true);
  else
    target[at] = fill(
      node.slots,
      manner,
      raw as Record<string, unknown>,
      isPlainObject(under) ? under : undefined,
      place,
    );
}

const isLeaf = (node: Node): node is Leaf => typeof node === "string" || "lasting" in node;
const jsType = (leaf: Leaf) => (leaf === "text" ? "string" : leaf === "number" ? "number" : "boolean");
const wanted = { string: "not a text", number: "not a number", boolean: "not true or false" };

function misfit(node: Node, raw: unknown): string | undefined {
  if (isLeaf(node)) return typeof raw === jsType(node) ? undefined : wanted[jsType(node)];
  if ("list" in node) return Array.isArray(raw) ? undefined : "not a list";
  return isPlainObject(raw) ? undefined : "not an object";
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

function elements(
  node: Node,
  manner: Manner,
  raw: readonly unknown[],
  under: unknown,
  spelled: string,
  numbered: boolean,
): unknown[] {
  const below = Array.isArray(under) ? under.filter(isPlainObject) : [];
  const list: unknown[] = new Array(raw.length);
  const slot = { node, value: undefined };
  for (let index = 0; index < raw.length; index++) {
    const element = raw[index];
    const match = below.length > 0 && isPlainObject(element) ? alike(element, below, index) : undefined;
    const place = numbered ? `${spelled}[${index}]` : spelled;
    put(list as never, index, slot, manner, element, match, place);
    const nameless = below.length > 0 && isPlainObject(element) ? hiddenBecause(region(element)) : undefined;
    if (nameless !== undefined) veil(list[index] as object, node, place, nameless);
  }
  return list;
}

/** Azure answered of something, and nobody knows whether of this. */
function veil(target: object, node: Node, spelled: string, why: string): void {
  if (isLeaf(node) || "list" in node) return;
  for (const { node: leaf } of node.slots)
    if (typeof leaf === "object" && "lasting" in leaf) hide(target, leaf.lasting, spelled, `of a name that is ${why}`);
}

/** The one that names the same region; mostly it stands at the same place. */
function alike<T extends Record<string, unknown>>(element: T, others: readonly T[], index: number): T | undefined {
  const own = region(element);
  const neighbour = others[index];
  return neighbour && region(neighbour) === own ? neighbour : others.find((other) => region(other) === own);
}

/** Locations of an account are the same where they name the same region, in any spelling. */
const region = (location: Record<string, unknown>): unknown => {
  const name = location.locationName ?? location.location;
  return typeof name === "string" ? normalise(name) : name;
};
