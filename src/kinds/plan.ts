/** How a program's own spelling of a kind becomes the kind's shape: worked out once, followed for every resource. */
import { Hidden, hiddenBecause, isPlainObject, type Shape } from "./shape";

/**
 * A provider's own names: canonical path (`locations[].isZoneRedundant`) → names in the program, the first that is set
 * wins. A name may lead deeper (`properties.locations`); a name of "." means: the same object, one level up. What is not
 * listed is spelled as in the canonical shape.
 */
export type Names = Readonly<Record<string, readonly string[]>>;

/** What sets a spelling apart, besides its types. */
export interface Manner {
  readonly names: Names;
  /** Canonical path → the canonical value of what the program says; undefined: not understood. */
  readonly values?: Readonly<Record<string, (said: unknown) => unknown>>;
  /** Terraform: what may stand once is one object or a list of one. */
  readonly blocks?: boolean;
  /** Terraform's own names: `geoLocations` is `geo_location`. */
  readonly snake?: boolean;
  /** Azure reads names in any case. */
  readonly caseless?: boolean;
  /** Why nobody knows what is not stated; absent: it is the service's default. */
  readonly rest?: string;
}

export type Leaf = "boolean" | "lasting" | "number" | "text" | { readonly lasting: string };
export type Node = Leaf | { readonly list: Node } | { readonly slots: readonly Slot[] };
/** A canonical field and the names it has in the program; `self`: it is spelled within the object itself. */
export interface Slot {
  readonly field: string;
  readonly names: readonly Name[];
  readonly self: boolean;
  readonly node: Node;
  readonly value: ((said: unknown) => unknown) | undefined;
}
interface Name {
  readonly spelled: string;
  readonly path: readonly string[];
}

/** One spelling of one kind. */
export interface Plan {
  readonly slots: readonly Slot[];
  readonly manner: Manner;
  /** Those at the top that have several names. */
  readonly forked: readonly Slot[];
  /** By the names chosen of several. */
  readonly spellers: Map<string, Speller>;
}

/** Works out the names of every field, so that no path has to be put together for each resource. */
export function plan(fields: Readonly<Record<string, Shape>>, manner: Manner): Plan {
  const slots = slotsOf(fields, manner, "");
  return { slots, manner, forked: slots.filter(({ names }) => names.length > 1), spellers: new Map() };
}

const slotsOf = (fields: Readonly<Record<string, Shape>>, manner: Manner, above: string): Slot[] =>
  Object.entries(fields).map(([field, shape]) => {
    const place = above ? `${above}.${field}` : field;
    const own = manner.names[place] ?? [field];
    const spelled = manner.snake && own[0] !== "." ? own.flatMap((name) => snake(name, shape)) : own;
    return {
      field,
      names: spelled.map((name) => ({ spelled: name, path: name.split(".") })),
      self: own[0] === ".",
      node: nodeOf(shape, manner, place),
      value: manner.values?.[place],
    };
  });

function nodeOf(shape: Shape, manner: Manner, place: string): Node {
  if (typeof shape === "string" || "lasting" in shape) return shape;
  return "list" in shape
    ? { list: nodeOf(shape.list, manner, `${place}[]`) }
    : { slots: slotsOf(shape.fields, manner, place) };
}

/** Terraform names a repeated block in the singular, mostly; the bridge to Pulumi makes a plural of it. */
function snake(name: string, shape: Shape): string[] {
  const whole = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const repeated = typeof shape === "object" && "list" in shape && typeof shape.list === "object";
  return repeated && whole.endsWith("s") ? [whole.slice(0, -1), whole] : [whole];
}

/** The first name under which something is set. */
export function nameIn(raw: Record<string, unknown>, { names }: Slot, manner: Manner): Name | undefined {
  for (const name of names) if ((valueAt(raw, name, manner) ?? null) !== null) return name;
  return undefined;
}

/** What stands under a name. Where the way there is not known, it is hidden for the same reason. */
export function valueAt(raw: Record<string, unknown>, { path }: Name, manner: Manner): unknown {
  if (path.length === 1) return member(raw, path[0] as string, manner);
  let value: unknown = raw;
  for (const part of path) {
    value = manner.blocks ? block(value) : value;
    if ((value ?? null) === null || hiddenBecause(value) !== undefined) return value;
    if (!isPlainObject(value)) return new Hidden("not an object");
    value = member(value, part, manner);
  }
  return value;
}

/** A member by its name, in any case where Azure does not mind. */
export function member(raw: Record<string, unknown>, name: string, { caseless }: Pick<Manner, "caseless">): unknown {
  if (!caseless || name in raw) return raw[name];
  const lower = name.toLowerCase();
  const own = Object.keys(raw).find((key) => key.toLowerCase() === lower);
  return own === undefined ? undefined : raw[own];
}

/** What a list of at most one block holds; anything else as it is. */
export const block = (value: unknown): unknown => (Array.isArray(value) && value.length <= 1 ? value[0] : value);

/** What the properties at the top were made of, as the program names them → by their canonical names. */
export function sourcesBy({ slots }: Plan, madeOf: Readonly<Record<string, readonly string[]>>): typeof madeOf {
  const namesOf = ({ names, self, node }: Slot): readonly string[] =>
    self && typeof node === "object" && "slots" in node
      ? node.slots.flatMap(namesOf)
      : names.map(({ spelled }) => spelled);
  const sources = slots.map((slot) => [slot.field, namesOf(slot).flatMap((name) => madeOf[name] ?? [])] as const);
  return Object.fromEntries(sources.filter(([, urns]) => urns.length > 0));
}

/** From a canonical path to the program's: `locations[1].isZoneRedundant` → `geoLocations[1].zoneRedundant`. */
export type Speller = (path: string) => string;

/**
 * The speller of a resource: of the names that a property at the top may have, the one that is set. There is one for each
 * choice of names, not for each resource, whose whole input it would keep alive.
 */
export function spellerOf(plan: Plan, raw: Record<string, unknown>): Speller {
  const { manner, spellers } = plan;
  let chosen = "";
  for (const slot of plan.forked) chosen += `${nameIn(raw, slot, manner)?.spelled ?? ""},`;
  let own = spellers.get(chosen);
  if (!own) {
    own = newSpeller(plan, new Set(chosen.split(",")));
    spellers.set(chosen, own);
  }
  return own;
}

/** Whether a path's field is the slot's own, or the one beside it where the program and Azure are compared. */
const isAbout = ({ field, node }: Slot, asked: string): boolean =>
  field === asked || (typeof node === "object" && "lasting" in node && node.lasting === asked);

const newSpeller =
  ({ slots, manner }: Plan, chosen: ReadonlySet<string>): Speller =>
  (path) => {
    let node: Node = { slots };
    let spelled = "";
    let inBlock = false; // in Terraform's own form, a list of one
    for (const [, field, index] of path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
      if (index !== undefined) {
        spelled += `[${index}]`;
        if (typeof node === "object" && "list" in node) node = node.list;
        inBlock = false;
        continue;
      }
      const slot: Slot | undefined =
        typeof node === "object" && "slots" in node
          ? node.slots.find((own) => isAbout(own, field as string))
          : undefined;
      if (slot) node = slot.node;
      if (slot?.self) continue;
      const names = slot?.names.map((name) => name.spelled) ?? [];
      const name = names.find((one) => chosen.has(one)) ?? names[0] ?? (field as string);
      spelled = spelled ? `${spelled}${inBlock ? "[0]" : ""}.${name}` : name;
      inBlock = manner.snake === true && typeof node === "object" && "slots" in node;
    }
    return spelled;
  };
