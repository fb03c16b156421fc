/**
 * What can only be asked of a stack as a whole: one policy for all of these rules, since the SDK unpacks every resource
 * again for each policy about stacks. Each violation names its rule.
 */
import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { canBlock, stackPolicy } from "../src/config/levels";
import type { configProperties } from "../src/config/schema";
import { judge } from "../src/judge";
import { concerns } from "../src/kinds/recognise";
import { type Contents, stackResource } from "../src/kinds/stack";
import { isOpen, type Resource } from "../src/model";
import type { Rule } from "../src/rule";
import { waive } from "../src/waive";
import { rulingFor } from "./held";
import { look } from "./look";
import { brokenConfiguration, violate, violation } from "./violation";

export const stackRules = (
  rules: readonly Rule[],
  properties: ReturnType<typeof configProperties>,
): StackValidationPolicy => ({
  name: stackPolicy,
  displayName: "Rules about the stack as a whole",
  description: `${rules.map(({ title }) => title).join(". ")}.`,
  enforcementLevel: rules.some(canBlock) ? "mandatory" : "advisory",
  tags: ["azure", "stack"],
  configSchema: { properties },
  validateStack: (args, report) => {
    const stack = itself(args.resources);
    if (!stack) return args.notApplicable("The stack holds no Azure Cosmos DB account or Digital Twins instance");
    for (const rule of rules) {
      const held = rulingFor(rule, args, stack);
      if ("broken" in held) return violate(report, brokenConfiguration(held.broken), stack.urn);
      const { ruling, waivers } = held;
      if (ruling.objectives.levels[rule.id] === "disabled") continue;
      const verdict = { ...judge(stack, rule, ruling), ...waive(rule.id, stack, waivers, ruling.context.today) };
      if (!isOpen(verdict) || verdict.waiver) continue;
      const { message, ...more } = violation(rule, verdict, held);
      violate(report, { message: `${rule.id}: ${message}`, ...more }, stack.urn);
    }
  },
});

/** The stack that the resources belong to, with what of ours it holds; undefined where that is nothing. */
function itself(resources: readonly PolicyResource[]): Resource | undefined {
  const contents = { "cosmos-account": 0, "digital-twins": 0 };
  let own: Resource | undefined;
  for (const resource of resources) {
    if (!concerns(resource.type)) continue;
    const found = look(resource);
    if (found.is !== "resource") continue;
    for (const one of found.resources) {
      contents[one.kind as keyof Contents]++;
      own ??= stackResource(one.project, one.stack, contents);
    }
  }
  return own;
}
