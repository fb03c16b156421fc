/** What the steps of a remedy need so that enforcement does not block its own cure. */
import type { Staged, Step } from "./consequence";
import { decide, type Ruling, rulesFor, weigh } from "./judge";
import type { Kind, Operation } from "./model";
import type { Rule } from "./rule";

/** A finding that would stand in the way of a step. */
export interface Blocked {
  readonly rule: string;
  /** As the step names it: `it`, or a resource that the remedy makes. */
  readonly resource: string;
}

/**
 * For each step, every finding that would block it: the waivers that it needs while it lasts. Found by judging what the
 * step declares, never written by hand. A resource that the remedy makes counts as created where it first appears.
 */
export function waiversFor(
  steps: readonly Step[],
  kind: Kind,
  rules: Iterable<Rule>,
  ruling: Ruling,
): readonly (readonly Blocked[])[] {
  const own = rulesFor(rules, kind, ruling.objectives);
  const there = new Set(["it"]);
  const blocked = ({ name, props }: Staged, operation: Operation): Blocked[] =>
    props === undefined
      ? []
      : own
          .filter((rule) => weigh(rule, decide(rule, props, ruling.context), operation, ruling).blocking)
          .map((rule) => ({ rule: rule.id, resource: name }));
  return steps.map(({ after }) => {
    const found = after.flatMap((staged) => blocked(staged, there.has(staged.name) ? "update" : "create"));
    for (const { name } of after) there.add(name);
    return found;
  });
}
