/** Each checked rule as a CrossGuard policy, so that users configure rules by the names they know. */
import type { Policies, ReportViolation, ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy";
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
    if (!concerns(args.type)) leave(args, "Nothing that azure-hadr judges");
    const found = look(args);
    const own = found.is === "resource" ? found.resources.filter(({ kind }) => kind === rule.appliesTo) : [];
    if (own.length === 0) leave(args, `Not a ${rule.appliesTo}`);
    const left = own.map((resource) => validate(rule, resource, args, report));
    const [reason] = left;
    if (reason !== undefined && left.every((other) => other !== undefined)) leave(args, reason);
  },
});

/** Reports what is open; of what the policy has nothing to say, why. */
function validate(
  rule: Rule,
  resource: Resource,
  args: ResourceValidationArgs,
  report: ReportViolation,
): string | undefined {
  const held = rulingFor(rule, args, resource);
  if ("broken" in held) return void violate(report, brokenConfiguration(held.broken));
  const { ruling, waivers } = held;
  if (!isOn(rule, ruling.objectives)) return "Disabled by configuration";
  const verdict = { ...judge(resource, rule, ruling), ...waive(rule, resource, waivers, ruling) };
  if (verdict.outcome === "pass") return undefined;
  if (!isOpen(verdict)) return "Does not apply to this resource";
  if (verdict.waiver) return printable(`Waived until ${verdict.waiver.until} by ${verdict.waiver.owner}`);
  const outlook = outlookOf(resource, rule, verdict, ruling.context);
  violate(report, violation(resource, rule, { ...verdict, ...(outlook && { outlook }) }, held));
  return undefined;
}
