/** Where a program's own properties hold what a canonical path names, so that it can be written. */
import type { RawResource } from "../model";
import { join } from "./canonical";
import { spelledAs } from "./recognise";
import { hiddenBecause, isPlainObject, type Shape } from "./shape";

/**
 * `enableAutomaticFailover` → `["automaticFailoverEnabled"]`: the names under which the inputs hold a value, or would.
 * Undefined where that cannot be told: what is hidden, what the program has several names for and uses none of, lists. And
 * for what Azure keeps as it was created.
 */
export function placeIn(resource: Pick<RawResource, "type" | "inputs">, path: string): string[] | undefined {
  const spelled = spelledAs(resource);
  if (!spelled) return undefined;
  const { fields, names, values } = spelled;
  if (values?.[path]) return undefined; // said in words of the provider's own
  const place: string[] = [];
  let shape: Shape | undefined = { fields };
  let held: Readonly<Record<string, unknown>> = resource.inputs;
  let canonicalPath = "";
  for (const field of path.split(".")) {
    if (typeof shape !== "object" || !("fields" in shape)) return undefined;
    shape = shape.fields[field];
    canonicalPath = join(canonicalPath, field);
    const own = names[canonicalPath] ?? [field];
    if (own[0] === ".") continue;
    const name = own.find((one) => (held[one] ?? null) !== null) ?? (own.length === 1 ? own[0] : undefined);
    if (name === undefined || name.includes(".") || hiddenBecause(held[name]) !== undefined) return undefined;
    place.push(name);
    const inner = isPlainObject(held[name]) ? held[name] : undefined;
    if (typeof shape === "object" && !inner && (held[name] ?? null) !== null) return undefined;
    held = inner ?? {};
  }
  return typeof shape === "string" && shape !== "lasting" ? place : undefined;
}
