/** What rules decide that look around: of one shape once, unless the answer is about one resource in particular. */
import { type Decision, decide, type Ruling, rulingOf } from "./judge";
import type { Neighbourhood } from "./kinds/neighbourhood";
import type { Resource } from "./model";
import type { Rule } from "./rule";

/** Decides by one rule, the bench's `at`-th; `alone`: the ruling without neighbours. */
export function looking(hood: Neighbourhood) {
  const general = new WeakMap<object, Decision[]>();
  return (resource: Resource, at: number, rule: Rule, alone: Ruling): Decision => {
    const known = general.get(resource.props) ?? [];
    if (known.length === 0) general.set(resource.props, known);
    return known[at] ?? look(resource, at, rule, alone, known);
  };

  function look(resource: Resource, at: number, rule: Rule, alone: Ruling, known: Decision[]): Decision {
    let particular = false;
    const noted = (): void => {
      particular = true;
    };
    const neighbours = () => hood.seenFrom(resource, noted);
    const decision = decide(rule, resource.props, rulingOf(alone, rule, resource, neighbours).context);
    if (!particular) known[at] = decision;
    return decision;
  }
}
