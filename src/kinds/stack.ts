/** A stack itself, for what can only be asked of all of it. */
import type { Resource } from "../model";

/** What of ours a stack holds. */
export interface Stack {
  readonly accounts: number;
  readonly twins: number;
}

/** The stack as a resource, under the URN that Pulumi gives it. */
export const stackResource = (project: string, stack: string, props: Stack): Resource => ({
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
