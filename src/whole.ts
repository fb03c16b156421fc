/** The stacks of one input while it is read: what is around, and what waits for all of it. */
import { keeping } from "./kinds/kept";
import { Neighbourhood } from "./kinds/neighbourhood";
import type { Resource } from "./model";
import type { Stack } from "./stacks";

export type Owner = Pick<Resource, "project" | "stack">;

/** One stack of one input. */
export interface Whole extends Owner {
  readonly own: Stack;
  readonly hood: Neighbourhood;
  /** Those that rules will look around from. */
  readonly waiting: Resource[];
  readonly kept: ReturnType<typeof keeping>;
}

export function wholes(stackOf: (owner: Owner) => Stack) {
  const known = new Map<Stack, Whole>();
  let last: Whole | undefined; // neighbours in an input are mostly of one stack
  return {
    all: () => known.values(),
    of(owner: Owner): Whole {
      const own = stackOf(owner);
      if (own === last?.own) return last;
      const { project, stack } = owner;
      last = known.get(own) ?? { own, project, stack, hood: new Neighbourhood(), waiting: [], kept: keeping() };
      known.set(own, last);
      return last;
    },
  };
}
