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

/** The module of a type of azure-native: a resource that is moved to another of its versions stays the same. */
const nativeModule = /(?<=^|\$)azure-native[^$:]*:[^$:]*:/g;

/** The types of the components that a resource is in: the same name may be in two of them. Empty: in none. */
export const parentsOf = (urn: string): string => {
  const types = urn.split("::")[2] ?? "";
  return types.slice(0, Math.max(0, types.lastIndexOf("$"))).replace(nativeModule, "azure-native:");
};

/** A resource in one text, by its parts. `stack`: `project/stack`. */
export const identityBy = (stack: string, kind: string, parents: string, name: string): string =>
  JSON.stringify([stack, kind, parents, name]);

/**
 * The resource in one text. Its kind stands for its type, which changes with the provider's version and spelling while the
 * resource stays the same.
 */
export const identityOf = ({ urn, kind, name, project, stack }: Named): string =>
  identityBy(`${project}/${stack}`, kind, parentsOf(urn), name);

/** 32 hexadecimal digits for a rule and a resource's identity. */
export function fingerprintBy(rule: string, identity: string): string {
  const { hash } = require("node:crypto") as typeof import("node:crypto"); // a small check spends its time on starting
  return hash("sha256", JSON.stringify([rule, identity]), "hex").slice(0, 32);
}

/** 32 hexadecimal digits for a rule and a resource. */
export const fingerprintOf = (rule: string, resource: Named): string => fingerprintBy(rule, identityOf(resource));
