/** Resource × rule × objectives → verdict. One for each rule of the resource's kind, never none. */
import { Unknown } from "./known";
import type { Evidence, Kind, Objectives, Operation, Resource, Severity, Verdict } from "./model";
import { record } from "./record";
import type { Context, Finding, Rule } from "./rule";

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
  { seesOperation, ...facts }: Omit<Context, "boundary"> & { readonly seesOperation: boolean },
): Ruling => ({
  objectives,
  context: { ...facts, ...(objectives.boundary && { boundary: objectives.boundary }) },
  seesOperation,
});

export type Decision = Exclude<Finding, string> | { readonly outcome: "unknown" | "manual"; readonly because?: string };

const words = {
  pass: { outcome: "pass" },
  fail: { outcome: "fail" },
  "not-applicable": { outcome: "not-applicable" },
} as const;
const manual = { outcome: "manual" } as const;

/** What the check says, or what it could not know. A bug in a rule decides nothing, and stops no other rule. */
export function decide(rule: Rule, props: object, context: Context): Decision {
  if (!rule.check) return manual;
  try {
    const finding = rule.check(props as never, context);
    return typeof finding === "string" ? words[finding] : finding;
  } catch (error) {
    if (!(error instanceof Unknown))
      return { outcome: "unknown", because: `the rule failed on this resource (${named(error)})` };
    return { outcome: "unknown", because: error.path ? `${error.path} is ${error.why}` : error.why };
  }
}

const named = (error: unknown): string => (error instanceof Error ? error.constructor.name : typeof error);

/** Whether a finding stands in the way, and why it does not where its severity alone would say so. */
function levelOf(rule: Rule, decision: Decision, severity: Severity, operation: Operation, ruling: Ruling) {
  const { objectives } = ruling;
  const override = objectives.levels[rule.id];
  if (decision.outcome === "unknown") return { blocking: objectives.failOnUnknown };
  if (decision.outcome !== "fail") return { blocking: false };
  if (override === "advisory") return { blocking: false, levelReason: "set to advisory by configuration" };
  if ("advice" in decision && decision.advice !== undefined) return { blocking: false, levelReason: decision.advice };
  if (override === "mandatory") return { blocking: true, levelReason: "set to mandatory by configuration" };
  if (rule.basis) return { blocking: true };
  if (severity !== "critical" && severity !== "high") return { blocking: false };
  if (objectives.environment !== "production")
    return { blocking: false, levelReason: `the environment is ${objectives.environment}` };
  if (rule.fixableInPlace === false && !(ruling.seesOperation && creates(operation)))
    return {
      blocking: false,
      levelReason: "cannot be fixed in place, so it blocks only where the resource is created",
    };
  return { blocking: true };
}

const creates = (operation: Operation): boolean => operation === "create" || operation === "replace";

/** The rules that speak of a kind, without those that configuration switches off. */
export const rulesFor = (rules: Iterable<Rule>, kind: Kind, objectives: Objectives): Rule[] =>
  [...rules].filter((rule) => rule.appliesTo === kind && objectives.levels[rule.id] !== "disabled");

/** The verdict without its evidence, on plain properties: for the many that are only counted. */
export const judge = (resource: Resource, rule: Rule, ruling: Ruling): Verdict =>
  verdict(resource, rule, ruling, decide(rule, resource.props, ruling.context), []);

/** The same verdict with the property values that the decision read: slower, for what is shown. */
export function judgeWithEvidence(resource: Resource, rule: Rule, ruling: Ruling): Verdict {
  const recorder = record(resource.props);
  const decision = decide(rule, recorder.view, ruling.context);
  const evidence = recorder.read().map(({ path, value }) => ({ path: resource.spell(path), value }));
  return verdict(resource, rule, ruling, decision, evidence);
}

/** A decision, put into the terms of the objectives. */
export function verdict(
  resource: Resource,
  rule: Rule,
  ruling: Ruling,
  decision: Decision,
  evidence: readonly Evidence[],
): Verdict {
  const severity = ("severity" in decision && decision.severity) || rule.severity;
  const { urn, type, kind, name, project, stack, operation, position } = resource;
  return {
    rule: rule.id,
    urn,
    type,
    kind,
    name,
    project,
    stack,
    outcome: decision.outcome,
    severity,
    ...levelOf(rule, decision, severity, operation, ruling),
    ...(decision.because !== undefined && { because: decision.because }),
    evidence,
    ...(position && { position }),
  };
}
