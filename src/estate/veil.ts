/** Properties as plain data and back: what nobody knows is written down as such, and throws again once it is read back. */
import type { Veiled } from "../estate";
import { hide, Unknown } from "../known";

/** The same with a `Veiled` in the place of whatever throws `Unknown`. */
export function veiled(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const asked = <K extends string | number>(key: K): unknown => {
    try {
      return veiled((value as Record<K, unknown>)[key]);
    } catch (error) {
      if (error instanceof Unknown) return { unknown: error.why, path: error.path } satisfies Veiled;
      throw error;
    }
  };
  if (Array.isArray(value)) return Array.from({ length: value.length }, (_, index) => asked(index));
  return Object.fromEntries(Object.keys(value).map((key) => [key, asked(key)]));
}

/** The properties again, as rules and consequences read them. */
export function unveiled<T extends object>(data: T): T {
  const copy = (Array.isArray(data) ? [] : {}) as Record<string, unknown>;
  for (const [key, value] of Object.entries(data)) {
    if (isVeiled(value)) hide(copy, key, value.path, value.unknown);
    else copy[key] = typeof value === "object" && value !== null ? unveiled(value) : value;
  }
  return copy as T;
}

/** No canonical shape has a field of that name. */
const isVeiled = (value: unknown): value is Veiled =>
  typeof value === "object" && value !== null && "unknown" in value && "path" in value;
