/** A stack itself, for what can only be asked of all of it. */
import type { Kind, Resource } from "../model";

/** How many resources of each kind a stack holds; a kind that is not named: none. */
export type Contents = Readonly<Partial<Record<Exclude<Kind, "stack">, number>>>;

/** The stack as a resource, under the URN that Pulumi gives it. */
export const stackResource = (project: string, stack: string, props: Contents): Resource => ({
  urn: `urn:pulumi:${stack}::${project}::pulumi:pulumi:Stack::${project}-${stack}`,
  type: "pulumi:pulumi:Stack",
  kind: "stack",
  name: `${project}-${stack}`,
  project,
  stack,
  operation: "same",
  props,
  spell: (path) => path,
});
