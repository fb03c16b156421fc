/** What a finding costs its owner now, and what it would be once it is mended. */
import { shapeOf } from "./alike";
import type { Consequences, Outlook, Remedy } from "./consequence";
import { autoscaled } from "./consequences/account";
import { consequencesOf } from "./consequences/consequences";
import { parametersOf } from "./judge";
import { Unknown } from "./known";
import { isOpen, type Resource, type Verdict } from "./model";
import type { Context, Rule } from "./rule";

/** What the rule's remedy would make of a resource for which it fails; undefined where what it needs is not known. */
export function remedyOf({ props }: Pick<Resource, "props">, rule: Rule, context: Context): Remedy | undefined {
  try {
    return rule.mend?.(props as never, context, parametersOf(rule, context));
  } catch (error) {
    if (error instanceof Unknown) return undefined;
    throw error;
  }
}

/**
 * The outlook of a failing or unknown verdict; undefined for any other, and for a kind that holds no data itself.
 * `followsOf`: what follows from the resource as it is, where somebody knows that already.
 */
export function outlookOf(
  resource: Resource,
  rule: Rule,
  verdict: Pick<Verdict, "outcome">,
  context: Context,
  followsOf = ({ kind, props }: Pick<Resource, "kind" | "props">) => consequencesOf(kind, props, context),
): Outlook | undefined {
  if (!isOpen(verdict)) return undefined;
  const now = followsOf(resource);
  if (!now) return undefined;
  const found = verdict.outcome === "fail" ? remedyOf(resource, rule, context) : undefined;
  if (!found) return { now };
  const { becomes, ...remedy } = found;
  const mended = becomes && consequencesOf(resource.kind, becomes, context);
  const times = mended && timesThePrice(now, mended);
  return { now, ...(mended && { mended }), ...(times && { times }), remedy };
}

/** What the price is multiplied by. Undefined where a price has no figure, or the rates differ: no document says how one stands to the other. */
export function timesThePrice({ price: now }: Consequences, { price: mended }: Consequences): Outlook["times"] {
  if (now.rate !== mended.rate || now.rate === "not known") return undefined;
  if (!now.best || !now.worst || !mended.best || !mended.worst) return undefined;
  // Where both ends hang on autoscale alone, the same collections are on it now and then.
  const alike = [now.range, mended.range].every((why) => why === undefined || why === autoscaled);
  const [one, other] = alike
    ? [mended.best / now.best, mended.worst / now.worst]
    : [mended.best / now.worst, mended.worst / now.best];
  return { atLeast: Math.min(one, other), atMost: Math.max(one, other) };
}

/** Shapes to remember, as many as `decider` does. */
const most = 4096;

/** What follows in one stack: resources that are alike share it, and findings that are alike, so a report holds it once. */
export function outlooks(context: Context) {
  const outlooksByShape = new Map<string, Outlook | undefined>();
  const byShape = new Map<string, Consequences | undefined>();
  const byProps = new WeakMap<object, Consequences>(); // those of which something is not known have no shape

  function followsOf({ kind, props }: Pick<Resource, "kind" | "props">): Consequences | undefined {
    const known = byProps.get(props);
    if (known) return known;
    const shape = shapeOf(props);
    const follows = once(byShape, shape && `${kind} ${shape}`, () => consequencesOf(kind, props, context));
    if (follows) byProps.set(props, follows);
    return follows;
  }

  return {
    /** Undefined for a kind that holds no data itself. */
    followsOf,
    outlookOf(resource: Resource, rule: Rule, verdict: Verdict): Outlook | undefined {
      const shape = shapeOf(resource.props);
      const key = shape && `${rule.id} ${verdict.outcome} ${shape}`;
      return once(outlooksByShape, key, () => outlookOf(resource, rule, verdict, context, followsOf));
    },
  };
}

function once<T>(known: Map<string, T>, key: string | undefined, compute: () => T): T {
  if (key !== undefined && known.has(key)) return known.get(key) as T;
  const answer = compute();
  if (key !== undefined && known.size < most) known.set(key, answer);
  return answer;
}
