/** An estate has many resources and few shapes: what was decided of one holds for all that are alike. */
import { type Decision, decide } from "./judge";
import type { Context, Rule } from "./rule";

/** Shapes to remember; an estate with more of them gains nothing from it. */
const most = 4096;

/** Decides all of the rules at once, in their order. A check is a function of the properties and the context alone. */
export function decider(rules: readonly Rule[], context: Context): (props: object) => readonly Decision[] {
  const known = new Map<string, readonly Decision[]>();
  return (props) => {
    const shape = shapeOf(props);
    const before = shape === undefined ? undefined : known.get(shape);
    if (before) return before;
    const decisions = rules.map((rule) => decide(rule, props, context));
    if (shape !== undefined && known.size < most) known.set(shape, decisions);
    return decisions;
  };
}

/** All that a check can see of a resource, or undefined where something is not known. */
export function shapeOf(props: object): string | undefined {
  try {
    return JSON.stringify(props);
  } catch {
    return undefined;
  }
}
