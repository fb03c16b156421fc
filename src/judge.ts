/** Resource × rule × objectives → verdict. One for each rule of the resource's kind, never none. */
import type { Consequences } from "./consequence";
import { hide, Unknown } from "./known";
import {
  type Kind,
  type Objectives,
  type Operation,
  type Parameters,
  type Resource,
  severities,
  type Verdict,
} from "./model";
import { record, recordContext } from "./record";
import { type Change, type Context, type Finding, looksAround, type Neighbours, type Rule } from "./rule";

/** What is needed to judge resources of one stack. */
export interface Ruling {
  readonly objectives: Objectives;
  readonly context: Context;
  /** What is known of the change: a pack does not see operations. */
  readonly seesOperation: boolean;
}

/** A ruling by these objectives, as of a day. */
export const rulingBy = (
  objectives: Objectives,
  { seesOperation, ...facts }: Omit<Context, "objectives"> & { readonly seesOperation: boolean },
): Ruling => ({
  objectives,
  context: { ...facts, objectives },
  seesOperation,
});

export type Decision = Exclude<Finding, string> | { readonly outcome: "unknown" | "manual"; readonly because?: string };

const words = {
  pass: { outcome: "pass" },
  fail: { outcome: "fail" },
  "not-applicable": { outcome: "not-applicable" },
  manual: { outcome: "manual" },
} as const;

/** Objectives that take a rule's question away. */
const settled = {
  alertsManagedElsewhere: { outcome: "not-applicable", because: "alerts are declared elsewhere" },
} as const;

const alone = { outcome: "not-applicable", because: "there is nothing to compare it with" } as const;
const unchanged = { outcome: "not-applicable", because: "nothing of it is changed" } as const;

/** What the check says, or what it could not know. A bug in a rule decides nothing, and stops no other rule. */
export function decide(rule: Rule, props: object, context: Context): Decision {
  if (rule.unless && context.objectives[rule.unless]) return settled[rule.unless];
  if (!rule.check) return words.manual;
  if (rule.scope === "change" && !context.change) return unchanged;
  if (rule.scope === "regression" && !(rule.appliesTo === "stack" ? context.loosened : context.was)) return alone;
  try {
    const finding = rule.check(props as never, context, parametersOf(rule, context));
    return typeof finding === "string" ? words[finding] : finding;
  } catch (error) {
    if (!(error instanceof Unknown))
      return { outcome: "unknown", because: `the rule failed on this resource (${named(error)})` };
    return { outcome: "unknown", because: error.path ? `${error.path} is ${error.why}` : error.why };
  }
}

/** What `hadr.yaml` sets for the rule. */
export const parametersOf = (rule: Rule, { objectives }: Context): Parameters =>
  objectives.parameters?.[rule.id] ?? none;
const none: Parameters = {};

const named = (error: unknown): string => (error instanceof Error ? error.constructor.name : typeof error);

/** How much a decision weighs here. */
export type Weight = Pick<Verdict, "severity" | "blocking" | "levelReason">;

/** Whether a decision stands in the way, and why it does not where its severity alone would say so. */
export function weigh(rule: Rule, decision: Decision, operation: Operation, ruling: Ruling): Weight {
  const weight = byDeclarations(rule, decision, operation, ruling);
  const { failOn } = ruling.objectives;
  if (failOn === undefined || decision.outcome !== "fail") return weight;
  const { severity, blocking } = weight;
  const fails = severities.indexOf(severity) <= severities.indexOf(failOn);
  if (fails === blocking) return weight;
  return { severity, blocking: fails, levelReason: `${fails ? "at or above" : "below"} --fail-on ${failOn}` };
}

/** The same without the command line's `--fail-on`. */
function byDeclarations(rule: Rule, decision: Decision, operation: Operation, ruling: Ruling): Weight {
  const severity = ("severity" in decision && decision.severity) || rule.severity;
  const blocks = (levelReason?: string): Weight => ({ severity, blocking: true, ...(levelReason && { levelReason }) });
  const advises = (levelReason?: string): Weight => ({
    severity,
    blocking: false,
    ...(levelReason && { levelReason }),
  });

  const { environment, failOnUnknown, levels } = ruling.objectives;
  const override = levels[rule.id];
  if (decision.outcome === "unknown") return failOnUnknown ? blocks() : advises();
  if (decision.outcome !== "fail") return advises();
  if (override === "advisory") return advises("set to advisory by configuration");
  if (override === "mandatory") return blocks("set to mandatory by configuration");
  if ("advice" in decision && decision.advice !== undefined) return advises(decision.advice);
  if (!rule.basis && severity !== "critical" && severity !== "high") return advises();
  if (rule.blocksFrom !== undefined) return advises(`new in ${rule.since}: it blocks from ${rule.blocksFrom} on`);
  if (rule.basis) return blocks();
  if (environment !== "production") return advises(`the environment is ${environment}`);
  if (rule.fixableInPlace === false && !(ruling.seesOperation && creates(operation)))
    return advises("cannot be fixed in place, so it blocks only where the resource is created");
  return blocks();
}

const creates = (operation: Operation): boolean => operation === "create" || operation === "replace";

/** Whether a rule is asked at all: configuration decides, and otherwise the rule itself. */
export const isOn = ({ id, disabled }: Rule, { levels }: Pick<Objectives, "levels">): boolean =>
  (levels[id] ?? (disabled === undefined ? "advisory" : "disabled")) !== "disabled";

/** The rules that speak of a kind, without those that are off. */
export const rulesFor = (rules: Iterable<Rule>, kind: Kind, objectives: Objectives): Rule[] =>
  [...rules].filter((rule) => rule.appliesTo === kind && isOn(rule, objectives));

/** What of a resource tells how it is changed. */
export type Changed = Pick<Resource, "operation" | "before" | "touched" | "retained" | "inTurns">;

/** What a check of scope `change` is told; undefined where nothing is changed. */
export function changeOf({ operation, before, touched, retained, inTurns }: Changed): Change | undefined {
  if (operation !== "update" && operation !== "replace" && operation !== "delete") return undefined;
  const change = { operation, before, touched, ...(retained && { retained }), ...(inTurns && { inTurns }) };
  for (const part of ["before", "touched"] as const)
    if (change[part] === undefined) hide(change, part, "", "what it was before is not in the input");
  return change as Change;
}

/** The same ruling as a rule that looks around, at the change, or back needs it. `was`: what followed before the change. */
export function rulingOf(
  ruling: Ruling,
  rule: Rule,
  resource: Changed,
  neighbours: () => Neighbours,
  was?: Consequences,
): Ruling {
  const { context } = ruling;
  if (rule.scope === "regression") return was ? { ...ruling, context: { ...context, was } } : ruling;
  if (looksAround(rule)) return { ...ruling, context: { ...context, neighbours: neighbours() } };
  if (rule.scope !== "change") return ruling;
  const change = changeOf(resource);
  return change ? { ...ruling, context: { ...context, change } } : ruling;
}

/** The whole verdict, with the property values that the decision read. Slow; for what is shown. */
export function judge(resource: Resource, rule: Rule, ruling: Ruling): Verdict {
  const recorder = record(resource.props);
  const around = recordContext(ruling.context);
  const decision = decide(rule, recorder.view, around.view);
  const own = recorder.read().map(({ path, value }) => ({ path: resource.spell(path), value }));
  const evidence = [...own, ...around.read()];
  const { urn, type, kind, name, project, stack, operation, position } = resource;
  const related = around.met().filter((one) => one.urn !== urn); // a resource is among those of its kind
  return {
    rule: rule.id,
    urn,
    type,
    kind,
    name,
    project,
    stack,
    outcome: decision.outcome,
    ...weigh(rule, decision, operation, ruling),
    ...(decision.because !== undefined && { because: decision.because }),
    evidence,
    ...(related.length > 0 && { related }),
    ...(position && { position }),
  };
}
