/** What an update sets differently. */
import { hide, Unknown } from "../known";
import { hiddenBecause } from "./shape";

type Properties = Readonly<Record<string, unknown>>;

/** The properties at the top whose value is another one; one of which nobody knows throws `Unknown` when it is asked. */
export type Touched = Readonly<Record<string, true>>;

/**
 * What differs, by the names that `nameOf` gives. Order, letter case and spaces make no difference, and neither does
 * writing down what Azure answered anyway.
 */
export function touched(
  before: { readonly inputs: Properties; readonly outputs?: Properties },
  after: Properties,
  nameOf: (name: string) => string = (name) => name,
): Touched {
  const different: Record<string, true> = {};
  for (const name of new Set([...Object.keys(before.inputs), ...Object.keys(after)])) {
    if (name.startsWith("__")) continue; // notes of the provider's own
    try {
      if (differs(name, before.inputs, before.outputs, after)) different[nameOf(name)] = true;
    } catch (error) {
      if (!(error instanceof Unknown)) throw error;
      hide(different, nameOf(name), name, error.why);
    }
  }
  return different;
}

function differs(name: string, before: Properties, answered: Properties | undefined, after: Properties): boolean {
  const now = print(after[name]);
  const was = print(before[name]);
  if (now === was) return false;
  if (now !== "" && was !== "") return !within(answered?.[name], after[name]);
  const there = print(answered?.[name]);
  if (was === "" && there !== "") return !within(answered?.[name], after[name]);
  // Only flags and lists are known to be off and empty where nothing is said of them.
  const one = now === "" ? before[name] : after[name];
  if (typeof one === "boolean" || Array.isArray(one)) return true;
  throw new Unknown(name, "set on one side of the change only, and may be what it is without");
}

/** The same text for what means the same; "" for what is as good as not set. Throws `Unknown`. */
function print(value: unknown): string {
  const why = hiddenBecause(value);
  if (why !== undefined) throw new Unknown("", why);
  if (value === undefined || value === null || value === false || value === "") return "";
  if (typeof value === "string") return JSON.stringify(value.toLowerCase().replaceAll(" ", ""));
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return value.length === 0 ? "" : `[${value.map(print).sort().join()}]`;
  const fields = Object.entries(value).map(([field, inner]) => [field, print(inner)] as const);
  const set = fields.filter(([, inner]) => inner !== "").map(([field, inner]) => `${JSON.stringify(field)}:${inner}`);
  return set.length === 0 ? "" : `{${set.sort().join()}}`;
}

/** Whether all that is written stands in what is there, which may hold more. */
function within(there: unknown, written: unknown): boolean {
  if (isObject(there) && isObject(written))
    return Object.entries(written).every(([field, inner]) => within(there[field], inner));
  return print(there) === print(written);
}

const isObject = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);
