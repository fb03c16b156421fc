/** What makes a finding the same finding tomorrow: its rule and its resource, never a line, an order or a value. */
import type { Kind } from "./model";

/** What tells one resource from all others of its stack. */
export interface Named {
  readonly urn: string;
  readonly kind: Kind;
  readonly name: string;
  readonly project: string;
  readonly stack: string;
}

/** The types of the components that a resource is in: the same name may be in two of them. */
const parentsOf = (urn: string): string => {
  const types = urn.split("::")[2] ?? "";
  return types.slice(0, Math.max(0, types.lastIndexOf("$")));
};

/**
 * The resource in one text. Its kind stands for its type, which changes with the provider's version and spelling while the
 * resource stays the same.
 */
export const identityOf = ({ urn, kind, name, project, stack }: Named): string =>
  JSON.stringify([`${project}/${stack}`, kind, parentsOf(urn), name]);

/** 32 hexadecimal digits for a rule and a resource. */
export function fingerprintOf(rule: string, resource: Named): string {
  const { createHash } = require("node:crypto") as typeof import("node:crypto"); // a small check spends its time on starting
  return createHash("sha256")
    .update(JSON.stringify([rule, identityOf(resource)]))
    .digest("hex")
    .slice(0, 32);
}
