/** Each checked rule as a CrossGuard policy, so that users configure rules by the names they know. */
import type { Policies, ResourceValidationPolicy } from "@pulumi/policy";
import { canBlock } from "../src/config/levels";
import { configProperties } from "../src/config/schema";
import { isOn, judge } from "../src/judge";
import { concerns } from "../src/kinds/recognise";
import { isOpen, type Resource } from "../src/model";
import { outlookOf } from "../src/outlook";
import { pageUrl } from "../src/package";
import { printable } from "../src/printable";
import { isPolicy, looksAround, type Rule } from "../src/rule";
import { loadRules } from "../src/rules";
import { waive } from "../src/waive";
import { rulingFor } from "./held";
import { look } from "./look";
import { remediation } from "./remediate";
import { leave } from "./sdk";
import { stackRules } from "./stack-rules";
import { brokenConfiguration, severityOf, violate, violation } from "./violation";

/** One policy for each rule that a program can decide of a resource, and one for all that it can decide of a stack. */
export function policies(): Policies {
  const checked = [...loadRules().values()].filter(isPolicy);
  return [...checked.filter((rule) => !looksAround(rule)).map(policy), stackRules(checked.filter(looksAround))];
}

const policy = (rule: Rule): ResourceValidationPolicy => ({
  name: rule.id,
  displayName: rule.title,
  description: `${rule.title}.`,
  enforcementLevel: canBlock(rule) ? "mandatory" : "advisory",
  severity: severityOf(rule.severity),
  url: pageUrl(rule.id),
  remediationSteps: rule.remedy,
  tags: ["azure", rule.appliesTo, rule.goal],
  configSchema: { properties: configProperties([rule], "exact") },
  ...(rule.patch && { remediateResource: remediation(rule) }),
  validateResource: (args, report) => {
    if (!concerns(args.type)) leave(args, "Not an Azure Cosmos DB account or Digital Twins instance");
    const found = look(args);
    const own = found.is === "resource" ? found.resources.find(({ kind }) => kind === rule.appliesTo) : undefined;
    if (!own) leave(args, `Not a ${rule.appliesTo}`);
    const resource = own as Resource;
    const held = rulingFor(rule, args, resource);
    if ("broken" in held) return violate(report, brokenConfiguration(held.broken));
    const { ruling, waivers } = held;
    if (!isOn(rule, ruling.objectives)) leave(args, "Disabled by configuration");
    const verdict = { ...judge(resource, rule, ruling), ...waive(rule.id, resource, waivers, ruling.context.today) };
    if (verdict.outcome === "pass") return;
    if (!isOpen(verdict)) leave(args, "Does not apply to this resource");
    if (verdict.waiver) leave(args, printable(`Waived until ${verdict.waiver.until} by ${verdict.waiver.owner}`));
    const outlook = outlookOf(resource, rule, verdict, ruling.context);
    violate(report, violation(rule, { ...verdict, ...(outlook && { outlook }) }, held));
  },
});
