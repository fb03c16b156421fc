/** What one resource of a stack says of another: a name or an id, and which resource it can mean. */
import { Unknown } from "../known";
import type { Neighbour } from "../rule";
import { kindOf } from "./arm";

/** A reference as a resource makes it; or nobody knows. */
export type Reference = Named | { readonly open: Unknown };
interface Named {
  /** In lower case; of an id the last segment. */
  readonly name: string;
  /** Of an id that holds its type: the kind of that type, "none" where it is none of ours. */
  readonly kind?: string;
  /** In lower case: that of the id, or of the resource that makes the reference; undefined where none is stated. */
  readonly group?: string | Unknown | undefined;
  /** The resource that is this group, where the program says which it is. */
  readonly groupUrn?: string | undefined;
}

type Meant = Pick<Neighbour, "kind" | "props" | "madeOf">;

/** Whether a resource of that name is not the one that is meant: an id names another type. */
export const isOtherKind = ({ kind }: Named, to: Meant): boolean => kind !== undefined && kind !== to.kind;

/** Whether it certainly stands in another resource group than the one that is meant. */
export function isElsewhere({ group }: Named, to: Meant): boolean {
  const own = groupOf(to);
  return typeof own === "string" && typeof group === "string" && group !== own;
}

/**
 * Whether nobody knows if it stands in the group that is meant. Where none is stated, the name decides, unless there are
 * `several`.
 */
export function isUnclear({ group, groupUrn }: Named, to: Meant, several: boolean): boolean {
  const own = groupOf(to);
  if (own === undefined || (typeof own === "string" && typeof group === "string")) return false;
  if (group === undefined) return several;
  return groupUrn === undefined || groupUrn !== groupUrnOf(to);
}

/**
 * What stands at a path, `[]` meaning every element of a list: names, or resource ids. What is not set refers to nothing.
 */
export function referencesOf(from: Meant, path: string): readonly Reference[] {
  const found: Reference[] = [];
  const follow = (value: unknown, [step, ...rest]: readonly string[]): void => {
    try {
      if (step === "[]") {
        const list = (value ?? []) as readonly unknown[];
        for (let index = 0; index < list.length; index++) follow(list, [String(index), ...rest]);
      } else if (step !== undefined) follow((value as Record<string, unknown> | undefined)?.[step], rest);
      else if (typeof value === "string") found.push(named(value, from));
    } catch (error) {
      if (!(error instanceof Unknown)) throw error;
      found.push({ open: error });
    }
  };
  follow(from.props, path.split(/\.|(?=\[)/));
  return found;
}

/** `/subscriptions/S/resourceGroups/G/providers/Microsoft.X/things/A`, or the name of what stands in the same group. */
function named(value: string, from: Meant): Named {
  const segments = value.toLowerCase().split("/");
  const name = segments.at(-1) as string;
  if (segments.length === 1) return { name, group: groupOf(from), groupUrn: groupUrnOf(from) };
  const provider = segments.lastIndexOf("providers");
  const [namespace, ...path] = provider < 0 ? [] : segments.slice(provider + 1);
  const type = [namespace, ...path.filter((_, index) => index % 2 === 0)].join("/");
  const group = segments.indexOf("resourcegroups");
  return {
    name,
    ...(path.length > 1 && { kind: kindOf(type) ?? "none" }),
    ...(group >= 0 && { group: segments[group + 1] }),
  };
}

/** In lower case; undefined where none is stated. */
function groupOf({ props }: Meant): string | Unknown | undefined {
  try {
    const group = (props as { readonly resourceGroupName?: unknown }).resourceGroupName;
    return typeof group === "string" ? group.toLowerCase() : undefined;
  } catch (error) {
    if (error instanceof Unknown) return error;
    throw error;
  }
}

/** Of a group that is made in the same stack. */
function groupUrnOf({ madeOf }: Meant): string | undefined {
  const [urn, ...others] = madeOf?.resourceGroupName ?? [];
  return others.length === 0 && urn !== undefined && /:resourceGroup::/i.test(urn) ? urn : undefined;
}
