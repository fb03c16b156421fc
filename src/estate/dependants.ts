/** What in the same stack is felt with a resource, or has to be looked at when its region is lost. */
import type { Dependant } from "../estate";
import type { Kind, Resource } from "../model";
import type { Neighbour, Neighbours } from "../rule";

/** Kinds that refer to a holder of data, and the path of that reference. */
const referring: Partial<Record<Kind, readonly (readonly [kind: Neighbour["kind"], path: string])[]>> = {
  "cosmos-account": [["cosmos-container", "accountName"]],
};

/** Those that certainly belong to it, by kind and name. */
export const dependantsOf = ({ kind }: Resource, neighbours: Neighbours): readonly Dependant[] =>
  (referring[kind] ?? []).flatMap(([other, path]) =>
    neighbours.referring(other, path).certain.map(({ name }) => ({ kind: other, name })),
  );
