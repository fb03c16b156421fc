/** What a pack has seen of a resource. */
import type { ResourceValidationArgs } from "@pulumi/policy";
import { ResourceGroups } from "../src/kinds/groups";
import { type Recognised, recognise } from "../src/kinds/recognise";
import type { RawResource } from "../src/model";
import { plainProps } from "./sdk";

/** Resource groups seen so far, for instances that leave their location to their group. */
export const groups = new ResourceGroups();
/** The properties of one request are one object, so a resource is recognised once for all policies. */
const recognised = new WeakMap<object, Recognised>();

/** What a resource is, as a policy is handed it; `madeOf`: the URNs of what its properties were made of, where they are told. */
export function look(
  args: Pick<ResourceValidationArgs, "props" | "urn" | "type">,
  madeOf?: RawResource["madeOf"],
): Recognised {
  const props = plainProps(args);
  let found = recognised.get(props);
  if (!found) {
    // What the deployment does to the resource is hidden from a pack; the judge is told so.
    found = recognise({
      urn: args.urn,
      type: args.type,
      operation: "update",
      inputs: props,
      ...(madeOf && { madeOf }),
    });
    if (found.is === "resource-group") groups.add(found.stack, found.name, found.location);
    recognised.set(props, found);
  }
  return found;
}
