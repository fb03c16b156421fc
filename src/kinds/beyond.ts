/** What is told of a resource beyond its canonical shape: its group in Azure, and whether its key is the customer's. */
import type { Resource } from "../model";
import { inId } from "./arm";
import type { KindTable } from "./kind";
import { hiddenBecause, isPlainObject } from "./shape";

type Properties = Readonly<Record<string, unknown>>;
type Beyond = Pick<Resource, "resourceGroup" | "customerKey">;

/**
 * No rule reads it, so it is no property: accounts that differ in nothing else are still decided once. `states`: what is
 * stated, then what Azure answered. `group`: the name of the group where an id says it, or what hides that name.
 */
export function beyond(
  { keyed = [] }: KindTable,
  states: readonly (Properties | undefined)[],
  group?: unknown,
): Beyond {
  const own = [group, ...states.map((state) => at(state, ["resourceGroupName"]))].find(isSet);
  const told = own ?? states.map((state) => inId(state?.id, "").group?.value).find(isName);
  const keys = states.flatMap((state) => keyed.map((path) => at(state, path.split(".")))).filter(isSet);
  return {
    ...(isName(told) && { resourceGroup: told }),
    ...(keys.some(isName) ? { customerKey: true } : keys.length > 0 && { customerKey: null }),
  };
}

const isSet = (value: unknown): boolean => (value ?? null) !== null && value !== "";
const isName = (value: unknown): value is string =>
  typeof value === "string" && value !== "" && hiddenBecause(value) === undefined;

/** Where providers keep what Azure calls `properties`. */
const around: readonly (readonly string[])[] = [[], ["properties"], ["body", "properties"]];

/** What stands at a path, in Terraform's names too; what hides it where the way there is not known. */
function at(state: Properties | undefined, path: readonly string[]): unknown {
  for (const prefix of around) {
    let value: unknown = state;
    for (const name of [...prefix, ...path]) {
      const one = Array.isArray(value) && value.length === 1 ? value[0] : value; // a block of Terraform
      if (!isPlainObject(one)) {
        value = hiddenBecause(one) === undefined ? undefined : one;
        break;
      }
      value = one[name] ?? one[name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)];
    }
    if (isSet(value)) return value;
  }
  return undefined;
}
