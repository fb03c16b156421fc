/** What the steps of a remedy need so that enforcement does not block its own cure. */
import type { Staged, Step } from "./consequence";
import { consequencesOf } from "./consequences/consequences";
import { type Changed, decide, type Ruling, rulesFor, rulingOf, weigh } from "./judge";
import { touched } from "./kinds/touched";
import type { Kind } from "./model";
import { looksAround, type Neighbours, type Rule } from "./rule";

/** A finding that would stand in the way of a step. */
export interface Blocked {
  readonly rule: string;
  /** As the step names it: `it`, or a resource that the remedy makes. */
  readonly resource: string;
}

/**
 * For each step from what `it` is now, every finding that would block it: the waivers that it needs while it lasts. Found
 * by judging what the step declares and what it changes, never written by hand. A resource that the remedy makes counts
 * as created where it first appears; what a rule sees around a resource no step says, so such rules are left out.
 */
export function waiversFor(
  it: object,
  steps: readonly Step[],
  kind: Kind,
  rules: Iterable<Rule>,
  ruling: Ruling,
): readonly (readonly Blocked[])[] {
  const own = rulesFor(rules, kind, ruling.objectives).filter((rule) => !looksAround(rule));
  const there = new Map([["it", it]]);
  const blocked = ({ name, props }: Staged): Blocked[] => {
    const before = there.get(name);
    const changed = changedFrom(before, props);
    const after = props ?? before;
    if (!after) return [];
    const was = before && consequencesOf(kind, before, ruling.context);
    return own
      .filter((rule) => {
        if (changed.operation === "delete" && rule.scope !== "change") return false; // nothing is left of it to judge
        const { context } = rulingOf(ruling, rule, changed, alone, was);
        return weigh(rule, decide(rule, after, context), changed.operation, ruling).blocking;
      })
      .map((rule) => ({ rule: rule.id, resource: name }));
  };
  return steps.map(({ after }) => {
    const found = after.flatMap(blocked);
    for (const { name, props } of after) {
      if (props) there.set(name, props);
      else there.delete(name);
    }
    return found;
  });
}

/** What a step does to a resource; one that stays as it is counts as updated, as far as it is judged for itself. */
function changedFrom(before: object | undefined, after: object | undefined): Changed {
  if (!before) return { operation: "create" };
  if (!after) return { operation: "delete", before, touched: {} };
  const inputs = before as Record<string, unknown>;
  return { operation: "update", before, touched: touched({ inputs }, after as Record<string, unknown>) };
}

const alone = (): Neighbours => {
  throw new Error("a step does not say what stands around a resource");
};
