/** An estate has many resources and few shapes: what was decided of one holds for all that are alike. */
import { type Decision, decide } from "./judge";
import { isOpen } from "./model";
import type { Context, Rule } from "./rule";

/** Shapes to remember; an estate with more of them gains nothing from it. */
const most = 4096;

/** What was decided of all resources of one shape. */
export interface Decided {
  /** The properties of the first of them; the others need none of their own. */
  readonly props: object;
  /** One for each of the rules, in their order. */
  readonly decisions: readonly Decision[];
  /** Which of them are open. */
  readonly open: readonly number[];
  /** How many resources there were of the shape; 0 where shapes are not remembered, and each is the only one. */
  times: number;
}

/** Decides all of the rules at once, in their order. A check is a function of the properties and the context alone. */
export function decider(rules: readonly Rule[], context: Context): (props: object) => Decided {
  const known = new Map<string, Decided>();
  return (props) => {
    const shape = shapeOf(props);
    let own = shape === undefined ? undefined : known.get(shape);
    if (!own) {
      const decisions = rules.map((rule) => decide(rule, props, context));
      own = {
        props,
        decisions,
        open: [...decisions.keys()].filter((at) => isOpen(decisions[at] as Decision)),
        times: 0,
      };
      if (shape === undefined || known.size >= most) return own;
      known.set(shape, own);
    }
    own.times++;
    return own;
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
