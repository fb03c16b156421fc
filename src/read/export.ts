/** `pulumi stack export`: what is there. */
import type { Format } from "./format";
import type { Refuse } from "./refused";
import { isObject, isReal, properties, read, resource, tokenOf, urnOf } from "./state";

/** Versions of the format whose resources have one shape. Source: apitype.DeploymentSchemaVersion…, Pulumi 3.250. */
const versions: readonly unknown[] = [1, 2, 3, 4];

export function exportFormat(refuse: Refuse): Format {
  return {
    kind: "export",
    take(state) {
      if (!isObject(state)) return refuse("expected a resource, but this is not an object");
      const urn = urnOf(state, refuse);
      const type = tokenOf(state, urn, refuse);
      // To be deleted, or already deleted and not yet replaced.
      if (state.delete === true || state.pendingReplacement === true) return undefined;
      if (!isReal(type, state.custom !== false)) return undefined;
      if (state.external === true) return read(urn, type, state, refuse);
      const inputs = properties(state, "inputs", refuse);
      return resource(urn, type, "exists", inputs, state, refuse, { outputs: properties(state, "outputs", refuse) });
    },
    close({ version, deployment }) {
      if (!versions.includes(version)) refuse("expected a stack export of version 1 to 4");
      if (!isObject(deployment)) return refuse('expected a stack export, but its "deployment" is not an object');
      // A list was taken out element by element: an empty one is left.
      const { resources = [] } = deployment;
      if (!Array.isArray(resources)) refuse('expected a list of resources in "deployment.resources"');
      return { late: [], unseen: 0 };
    },
  };
}
