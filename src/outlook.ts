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
 * `known`: what follows from resources as they are, by their properties; each is worked out once.
 */
export function outlookOf(
  resource: Resource,
  rule: Rule,
  verdict: Pick<Verdict, "outcome">,
  context: Context,
  known: WeakMap<object, Consequences> = new WeakMap(),
): Outlook | undefined {
  const { kind, props } = resource;
  if (!isOpen(verdict)) return undefined;
  const now = known.get(props) ?? consequencesOf(kind, props, context);
  if (!now) return undefined;
  known.set(props, now);
  const found = verdict.outcome === "fail" ? remedyOf(resource, rule, context) : undefined;
  if (!found) return { now };
  const { becomes, ...remedy } = found;
  const mended = becomes && consequencesOf(kind, becomes, context);
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

/** Outlooks for one stack: findings that are alike share one, which a report then holds once. */
export function outlooks(context: Context): (resource: Resource, rule: Rule, verdict: Verdict) => Outlook | undefined {
  const known = new Map<string, Outlook | undefined>();
  const asTheyAre = new WeakMap<object, Consequences>();
  return (resource, rule, verdict) => {
    const key = keyOf(resource, rule, verdict);
    if (key !== undefined && known.has(key)) return known.get(key);
    const outlook = outlookOf(resource, rule, verdict, context, asTheyAre);
    if (key !== undefined && known.size < most) known.set(key, outlook);
    return outlook;
  };
}

function keyOf({ props }: Resource, { id }: Rule, { outcome }: Verdict): string | undefined {
  const shape = shapeOf(props);
  return shape === undefined ? undefined : `${id} ${outcome} ${shape}`;
}
