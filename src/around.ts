/** What rules find that look around: of one shape once, unless the answer is about one resource in particular. */
import { type Decision, decide, type Ruling, rulingOf } from "./judge";
import type { Neighbourhood } from "./kinds/neighbourhood";
import type { Resource } from "./model";
import type { Rule } from "./rule";

export interface Found {
  readonly decision: Decision;
  /** What was decided by, the neighbours included. */
  readonly ruling: Ruling;
  /** Another resource of the same shape may find something else. */
  readonly particular: boolean;
}

/** Looks from a resource by one rule, the bench's `at`-th; `alone`: the ruling without neighbours. */
export function looking(hood: Neighbourhood) {
  const general = new WeakMap<object, Found[]>();
  const look = (resource: Resource, rule: Rule, alone: Ruling): Found => {
    let particular = false;
    const neighbours = () => hood.seenFrom(resource, () => void (particular = true));
    const ruling = rulingOf(alone, rule, resource, neighbours);
    const decision = decide(rule, resource.props, ruling.context);
    return { decision, ruling, particular };
  };
  return (resource: Resource, at: number, rule: Rule, alone: Ruling): Found => {
    const known = general.get(resource.props) ?? [];
    if (known.length === 0) general.set(resource.props, known);
    const found = known[at] ?? look(resource, rule, alone);
    if (!found.particular) known[at] = found;
    return found;
  };
}
