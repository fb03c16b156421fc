/** The shape of a kind's properties, and how a program's own spelling of them becomes that shape. */
import { hide } from "../known";

/** What a canonical property may hold. */
export type Shape =
  | "boolean"
  | "number"
  | "text"
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
/** Previews and analyses print this in place of a secret, whatever its type. */
export const secretMarker = "[secret]";
/** The property that marks a secret, output or asset in a state file. Source: @pulumi/pulumi 3.248, runtime/rpc.js. */
const signature = "4dabf18193072939515e22adb298388d";

/** Why nobody knows the value, or undefined if it is plain. */
export function hiddenBecause(value: unknown): string | undefined {
  if (typeof value === "string") {
    if (unknownMarkers.has(value)) return "not known until the update";
    return value === secretMarker ? "a secret" : undefined;
  }
  return typeof value === "object" && value !== null && signature in value ? "a secret" : undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value in canonical shape, or what is to be told where it is not one. */
type Known = { readonly value: unknown } | { readonly hidden: string };

function read(shape: Shape, raw: unknown, names: Names, path: string, spelled: string): Known {
  const hidden = hiddenBecause(raw);
  if (hidden !== undefined) return { hidden };
  if (shape === "text") return typeof raw === "string" ? { value: raw } : { hidden: "not a text" };
  if (shape === "number") return typeof raw === "number" ? { value: raw } : { hidden: "not a number" };
  if (shape === "boolean") return typeof raw === "boolean" ? { value: raw } : { hidden: "not true or false" };
  if ("list" in shape) {
    if (!Array.isArray(raw)) return { hidden: "not a list" };
    const list: unknown[] = new Array(raw.length);
    raw.forEach((element, index) => {
      const place = `${spelled}[${index}]`;
      put(list, index, read(shape.list, element, names, `${path}[]`, place), place);
    });
    return { value: list };
  }
  return isObject(raw) ? { value: canonical(shape.fields, raw, names, path, spelled) } : { hidden: "not an object" };
}

function put(target: object, key: string | number, known: Known, path: string): void {
  if ("hidden" in known) hide(target, key, path, known.hidden);
  else (target as Record<string | number, unknown>)[key] = known.value;
}

/** `{ b: 1 }` spelled by `names` → `{ a: 1 }`. Unset (absent, null) stays unset; what is not plain throws when touched. */
export function canonical(
  fields: Readonly<Record<string, Shape>>,
  raw: Record<string, unknown>,
  names: Names,
  path = "",
  spelled = "",
): object {
  const target = {};
  for (const field in fields) {
    const place = path ? `${path}.${field}` : field;
    const own = names[place] ?? [field];
    const name = own.find((candidate) => candidate === "." || (raw[candidate] ?? null) !== null);
    if (name === undefined) continue;
    const shape = fields[field] as Shape;
    if (name === ".") put(target, field, read(shape, raw, names, place, spelled), spelled);
    else {
      const where = spelled ? `${spelled}.${name}` : name;
      put(target, field, read(shape, raw[name], names, place, where), where);
    }
  }
  return target;
}

/** `locations[1].isZoneRedundant` → `geoLocations[1].zoneRedundant`, as the program spells it. */
export function spell(names: Names, path: string): string {
  let place = "";
  const spelled: string[] = [];
  for (const part of path.split(".")) {
    const [field = "", index = ""] = part.split(/(?=\[)/, 2);
    place = place ? `${place}.${field}` : field;
    const name = names[place]?.[0] ?? field;
    if (name !== ".") spelled.push(name + index);
    if (index) place += "[]";
  }
  return spelled.join(".");
}

/** Wherever `over` leaves a property unset, `under` speaks. Lists of objects are matched by `key`; `over` decides who is in. */
export function overlay(over: unknown, under: unknown, key: (element: object) => unknown): unknown {
  if (over === undefined || over === null) return under;
  if (Array.isArray(over) && Array.isArray(under)) {
    const byKey = new Map(under.filter(isObject).map((element) => [key(element), element]));
    return over.map((element) => (isObject(element) ? overlay(element, byKey.get(key(element)), key) : element));
  }
  if (!isObject(over) || !isObject(under) || hiddenBecause(over) || hiddenBecause(under)) return over;
  const both: Record<string, unknown> = { ...under };
  for (const name in over) both[name] = overlay(over[name], under[name], key);
  return both;
}
