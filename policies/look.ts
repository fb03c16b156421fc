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

/** By URN, what the program asks for. Once all was seen the engine sends what Azure answered, of which a preview knows less. */
const asked = new Map<string, Record<string, unknown>>();

type Args = Pick<ResourceValidationArgs, "props" | "urn" | "type">;

/** What a resource is, as a policy about it is handed it. */
export function look(args: Args): Recognised {
  const inputs = plainProps(args);
  let found = recognised.get(inputs);
  if (!found) {
    found = recognise(rawBy(args, inputs));
    if (found.is === "resource-group") groups.add(found.stack, found.name, found.location);
    if (found.is !== "nothing") asked.set(args.urn, inputs);
    recognised.set(inputs, found);
  }
  return found;
}

/** What it is among all of its stack; `madeOf`: the URNs of what its properties were made of. */
export const lookBack = (args: Args, madeOf: RawResource["madeOf"] & object): Recognised =>
  recognise({ ...rawBy(args, asked.get(args.urn) ?? plainProps(args)), madeOf });

/** What the deployment does to the resource is hidden from a pack; the judge is told so. */
const rawBy = ({ urn, type }: Args, inputs: Record<string, unknown>): RawResource => ({
  urn,
  type,
  operation: "update",
  inputs,
});
