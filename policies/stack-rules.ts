/**
 * What can only be decided once the whole stack was seen: one policy for all of these rules, since the SDK unpacks every
 * resource again for each policy about stacks. Each violation names its rule.
 */
import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { canBlock, stackPolicy } from "../src/config/levels";
import { configProperties } from "../src/config/schema";
import { isOn, judge, rulingOf } from "../src/judge";
import { Neighbourhood } from "../src/kinds/neighbourhood";
import { concerns } from "../src/kinds/recognise";
import { stackResource } from "../src/kinds/stack";
import { isOpen, type Resource } from "../src/model";
import { outlookOf } from "../src/outlook";
import type { Rule } from "../src/rule";
import { waive } from "../src/waive";
import { rulingFor } from "./held";
import { lookBack } from "./look";
import { brokenConfiguration, violate, violation } from "./violation";

export const stackRules = (rules: readonly Rule[]): StackValidationPolicy => ({
  name: stackPolicy,
  displayName: "Rules about the stack as a whole",
  description: `${rules.map(({ title }) => title).join(". ")}.`,
  enforcementLevel: rules.some(canBlock) ? "mandatory" : "advisory",
  tags: ["azure", "stack"],
  configSchema: { properties: configProperties(rules, "exact") },
  validateStack: (args, report) => {
    const { ours, hood } = wholeOf(args.resources);
    if (ours.length === 0) args.notApplicable("The stack holds nothing that azure-hadr judges");
    for (const resource of ours)
      for (const rule of rules) {
        if (rule.appliesTo !== resource.kind) continue;
        const held = rulingFor(rule, args, resource);
        if ("broken" in held) return violate(report, brokenConfiguration(held.broken), resource.urn);
        if (!isOn(rule, held.ruling.objectives)) continue;
        const ruling = rulingOf(held.ruling, rule, resource, () => hood.seenFrom(resource));
        const cover = waive(rule, resource, held.waivers, ruling);
        const verdict = { ...judge(resource, rule, ruling), ...cover };
        if (!isOpen(verdict) || verdict.waiver) continue;
        const outlook = outlookOf(resource, rule, verdict, ruling.context);
        // The policy's level is that of its gravest rule; every finding has its own.
        const settled = { ...held, raised: true };
        const { message, ...more } = violation(resource, rule, { ...verdict, ...(outlook && { outlook }) }, settled);
        violate(report, { message: `${rule.id}: ${message}`, ...more }, resource.urn);
      }
  },
});

/** What is to be judged of a stack: every resource of ours, and at last the stack itself. */
function wholeOf(resources: readonly PolicyResource[]): {
  readonly ours: readonly Resource[];
  readonly hood: Neighbourhood;
} {
  const hood = new Neighbourhood();
  const ours: Resource[] = [];
  for (const { type, urn, props, propertyDependencies } of resources) {
    if (!concerns(type)) continue;
    const found = lookBack({ type, urn, props }, sourcesOf(propertyDependencies));
    if (found.is !== "resource") continue;
    ours.push(...found.resources);
    for (const one of [...found.beside, ...found.resources]) hood.add(one);
  }
  const [first] = ours;
  if (first) ours.push(stackResource(first.project, first.stack, hood.counts()));
  return { ours, hood };
}

const sourcesOf = (properties: PolicyResource["propertyDependencies"]): Record<string, string[]> =>
  Object.fromEntries(Object.entries(properties).map(([name, sources]) => [name, sources.map(({ urn }) => urn)]));
