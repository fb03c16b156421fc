/** Names come from programs: what is shown of them can neither hide nor reorder anything. */
import { printable } from "../../../printable";

/** The same plain data with every text fit to print, the keys of objects too. */
export function printed<T>(value: T): T {
  if (typeof value === "string") return printable(value) as T;
  if (Array.isArray(value)) return value.map(printed) as T;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [printable(key), printed(one)])) as T;
}
