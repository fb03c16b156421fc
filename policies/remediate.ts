/**
 * What Pulumi may mend by itself, where it is told to (`enforcementLevel: remediate`): properties that a rule's remedy sets,
 * written into the program's own properties in the program's own spelling. Never more than that, and nothing where anything
 * else would get worse.
 */
import type { ResourceRemediation } from "@pulumi/policy";
import type { Consequences } from "../src/consequence";
import { consequencesOf } from "../src/consequences/consequences";
import { worsened } from "../src/consequences/worsened";
import { decide, isOn, type Ruling, weigh } from "../src/judge";
import { placeIn } from "../src/kinds/place";
import { concerns, recognise } from "../src/kinds/recognise";
import { Unknown } from "../src/known";
import type { Outcome, RawResource, Resource } from "../src/model";
import { remedyOf } from "../src/outlook";
import { isPolicy, looksAround, type Rule } from "../src/rule";
import { loadRules } from "../src/rules";
import { waive } from "../src/waive";
import { rulingFor } from "./held";
import { leave, ownProps } from "./sdk";

type Properties = Readonly<Record<string, unknown>>;
type Values = Readonly<Record<string, unknown>>;

/** Mends a resource for which the rule fails; undefined, as Pulumi wants it, where it leaves it alone. */
export const remediation =
  (rule: Rule): ResourceRemediation =>
  (args) => {
    if (!concerns(args.type)) leave(args, "Nothing that azure-hadr judges");
    const { own, plain } = ownProps(args);
    const raw: RawResource = { urn: args.urn, type: args.type, operation: "update", inputs: plain };
    const resource = onlyOne(raw, rule) ?? leave(args, `Not a ${rule.appliesTo}`);
    const held = rulingFor(rule, args, resource);
    if ("broken" in held) return undefined; // the policy itself says so
    const { ruling, waivers } = held;
    if (!isOn(rule, ruling.objectives)) leave(args, "Disabled by configuration");
    const decision = decide(rule, resource.props, ruling.context);
    if (decision.outcome === "not-applicable") leave(args, "Does not apply to this resource");
    // What is only pointed out is somebody's decision, and so is what is waived.
    if (decision.outcome !== "fail" || decision.advice !== undefined) return undefined;
    if (waive(rule, resource, waivers, ruling).waiver) return undefined;

    const values = patchOf(rule, resource, ruling);
    const mend = values && writing(raw, values);
    if (!mend) return undefined;
    const mended = onlyOne({ ...raw, inputs: mend(plain) }, rule);
    return mended && isSafe(rule, resource, mended, ruling) ? mend(own) : undefined;
  };

/** What of the rule's kind the properties describe; not what a template holds, of which nobody knows enough to mend it. */
function onlyOne(raw: RawResource, { appliesTo }: Rule): Resource | undefined {
  const found = recognise(raw);
  if (found.is !== "resource" || found.resources.length + found.beside.length > 1) return undefined;
  return found.resources.find(({ kind }) => kind === appliesTo);
}

/** The properties that one update sets, by their canonical paths; undefined where the remedy is more than that, or none. */
function patchOf(rule: Rule, resource: Resource, { context }: Ruling): Values | undefined {
  const remedy = remedyOf(resource, rule, context);
  if (!remedy?.becomes || remedy.steps) return undefined;
  try {
    const pairs = (rule.patch ?? []).map((path) => [
      path,
      valueAt(remedy.becomes, path),
      valueAt(resource.props, path),
    ]);
    return Object.fromEntries(pairs.filter(([, then, now]) => then !== undefined && !isSame(then, now)));
  } catch (error) {
    if (error instanceof Unknown) return undefined;
    throw error;
  }
}

const valueAt = (props: unknown, path: string): unknown =>
  path.split(".").reduce((value, field) => (value as Properties | undefined)?.[field], props);
const isSame = (one: unknown, other: unknown): boolean => one === other || caseless(one) === caseless(other);
const caseless = (value: unknown): unknown => (typeof value === "string" ? value.toLowerCase() : value);

/** Writes the values where the program has them; undefined where that cannot be told of one of them. */
function writing(raw: RawResource, values: Values): ((props: Properties) => Record<string, unknown>) | undefined {
  const changes = Object.entries(values).map(([path, value]) => [placeIn(raw, path), value] as const);
  if (changes.some(([place]) => place === undefined)) return undefined;
  return (props) => changes.reduce((copy, [place = [], value]) => withValue(copy, place, value), { ...props });
}

/** The same object with a value at a place, copied no further than the way there. */
function withValue(
  props: Properties,
  [name = "", ...below]: readonly string[],
  value: unknown,
): Record<string, unknown> {
  const inner = () => withValue((props[name] ?? {}) as Properties, below, value);
  return { ...props, [name]: below.length === 0 ? value : inner() };
}

/** Whether the rule then passes, no other rule says worse of the resource, and nothing that follows gets worse. */
function isSafe(rule: Rule, before: Resource, after: Resource, ruling: Ruling): boolean {
  if (decide(rule, after.props, ruling.context).outcome !== "pass") return false;
  const others = [...loadRules().values()].filter(
    (one) => one.appliesTo === rule.appliesTo && isPolicy(one) && !looksAround(one) && isOn(one, ruling.objectives),
  );
  if (others.some((one) => gravity(one, after, ruling) > gravity(one, before, ruling))) return false;
  const [now, then] = [before, after].map((one) => following(one, ruling));
  return !now || !then || worsened(now, then) === undefined;
}

/** The higher, the worse. */
function gravity(rule: Rule, { props, operation }: Resource, ruling: Ruling): number {
  const decision = decide(rule, props, ruling.context);
  return grave[decision.outcome] + Number(weigh(rule, decision, operation, ruling).blocking);
}
const grave: Readonly<Record<Outcome, number>> = { pass: 0, "not-applicable": 0, manual: 0, unknown: 1, fail: 3 };

/** What follows, of the kinds of which the documents say it. */
const following = ({ kind, props }: Resource, { context }: Ruling): Consequences | undefined =>
  kind === "stack" ? undefined : consequencesOf(kind, props, context);
