/** `pulumi stack export`, and the same as a self-managed backend keeps it: what is there. */
import type { Format, Named } from "./format";
import { namedBefore, namedInside, naming } from "./named";
import type { Refuse } from "./refused";
import { isObject, isReal, type Properties, properties, read, resource, tokenOf, urnOf } from "./state";

/** Versions of the format whose resources have one shape. Source: apitype.DeploymentSchemaVersion…, Pulumi 3.250. */
const versions: readonly unknown[] = [1, 2, 3, 4];

/** `holder`: what holds the state. A self-managed backend's files have a checkpoint, in which the latest is the state. */
export function exportFormat(refuse: Refuse, holder: "deployment" | "checkpoint"): Format {
  let named: Named = {};
  let opened = false;
  const namedIn = (top: Properties): Named =>
    holder === "deployment"
      ? namedBefore(top, refuse)
      : namedInside(isObject(top.checkpoint) ? top.checkpoint.stack : undefined);
  return {
    kind: "export",
    open(before) {
      named = namedIn(before);
      opened = true;
    },
    named: () => named,
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
    close(rest) {
      const late = opened ? namedIn(rest) : undefined;
      if (late && (late.stack !== named.stack || (late.tags && !named.tags)))
        return refuse(`expected ${naming.map((name) => `"${name}"`).join(", ")} before the "${holder}"`);
      named = late ?? namedIn(rest);
      // A list was taken out element by element: an empty one is left.
      const { resources = [] } = holder === "deployment" ? deploymentIn(rest, refuse) : latestIn(rest, refuse);
      if (!Array.isArray(resources)) refuse(`expected a list of resources in "${lists[holder]}"`);
      return { late: [], unseen: 0 };
    },
  };
}

const lists = { deployment: "deployment.resources", checkpoint: "checkpoint.latest.resources" };

function deploymentIn({ version, deployment }: Properties, refuse: Refuse): Properties {
  if (!versions.includes(version)) refuse("expected a stack export of version 1 to 4");
  return isObject(deployment) ? deployment : refuse('expected a stack export, but its "deployment" is not an object');
}

/** A stack that was made and never updated has nothing that is latest; right after it was made the version is 0. */
function latestIn({ version, checkpoint }: Properties, refuse: Refuse): Properties {
  if (!isObject(checkpoint)) return refuse('expected the state of a stack, but its "checkpoint" is not an object');
  const { latest } = checkpoint;
  if (!versions.includes(version) && !(version === 0 && latest === undefined))
    refuse("expected the state of a stack of version 1 to 4");
  if (latest === undefined) return {};
  return isObject(latest) ? latest : refuse('expected the state of a stack, but its "latest" is not an object');
}
