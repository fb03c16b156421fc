/** Canonical properties in a provider's own names, and what is different between two of them. */
import { recognise } from "./kinds/recognise";
import { Unknown } from "./known";
import type { Resource } from "./model";
import { isPlain } from "./page-services";
import type { Notes } from "./report/literal";

export type Properties = Readonly<Record<string, unknown>>;

/** A copy; undefined where something of it is not known. */
export function known(value: object | undefined): Properties | undefined {
  try {
    return value && (JSON.parse(JSON.stringify(value)) as Properties);
  } catch (error) {
    if (error instanceof Unknown) return undefined;
    throw error;
  }
}

/** The values at the end of each path of a canonical object; an empty list or object is one. */
export function leaves(value: unknown, path = ""): [path: string, value: unknown][] {
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) return [[path, value]];
  return Array.isArray(value)
    ? value.flatMap((element, index) => leaves(element, `${path}[${index}]`))
    : Object.entries(value).flatMap(([key, own]) => leaves(own, path ? `${path}.${key}` : key));
}

/** A canonical object in a provider's own names, and the paths for which it has none. */
export function spelled(
  value: Properties,
  { type, spell }: Pick<Resource, "type" | "spell">,
  lacks: readonly string[] = [],
): { readonly properties: Properties; readonly without: readonly string[] } {
  const said = new Set(leaves(propsOf(type)).map(([path]) => path));
  const properties: Record<string, unknown> = {};
  const without = new Set<string>();
  for (const [path, leaf] of Object.keys(value).length === 0 ? [] : leaves(value)) {
    if (said.has(path)) continue;
    const own = spell(path).split(/\.|(?=\[)/);
    const lacking = lacks.find((one) => `${path}.`.startsWith(`${one}.`));
    if (lacking !== undefined || own.includes("-")) without.add(lacking ?? path.replace(/\[.*/, ""));
    else put(properties, own, leaf);
  }
  return { properties, without: [...without] };
}

/** Sets `a`, `[0]`, `b` within nested lists and objects. */
function put(target: Record<string, unknown>, [first = "", ...rest]: string[], value: unknown): void {
  const key = first.replace(/[[\]]/g, "");
  if (rest.length === 0) target[key] = value;
  else {
    target[key] ??= rest[0]?.startsWith("[") ? [] : {};
    put(target[key] as Record<string, unknown>, rest, value);
  }
}

/** The canonical properties that a type says by itself. */
export const propsOf = (type: string): object => ofType(type)?.props ?? {};

export function ofType(type: string): Resource | undefined {
  const found = recognise({ urn: `urn:pulumi:dev::shop::${type}::orders`, type, operation: "create", inputs: {} });
  return found.is === "resource" ? found.resources[0] : undefined;
}

/** What was written, with what was changed; what no rule reads stays as it is. */
export function overlaid(written: Properties, was: Properties, now: Properties): Properties {
  const kept = Object.entries(written).filter(([key]) => !(key in was) || key in now);
  const mixed = kept.map(([key, own]) => {
    if (!(key in now)) return [key, own];
    const [old, next] = [was[key], now[key]];
    return [key, isPlain(own) && isPlain(old) && isPlain(next) ? overlaid(own, old, next) : next];
  });
  return {
    ...Object.fromEntries(mixed),
    ...Object.fromEntries(Object.entries(now).filter(([key]) => !(key in written))),
  };
}

/** What is different, and what it was. */
export function changes(was: Properties, now: Properties, path = ""): Notes {
  const keys = [...new Set([...Object.keys(was), ...Object.keys(now)])];
  return new Map(
    keys.flatMap((key): [string, { was?: unknown }][] => {
      const at = path ? `${path}.${key}` : key;
      const [old, next] = [was[key], now[key]];
      if (JSON.stringify(old) === JSON.stringify(next)) return [];
      if (isPlain(old) && isPlain(next)) return [...changes(old, next, at)];
      return [[at, old === undefined ? {} : { was: old }]];
    }),
  );
}
