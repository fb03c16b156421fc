/** Each checked rule as a CrossGuard policy, so that users configure rules by the names they know. */
import type { ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy";
import { canBlock, policyLevel } from "../src/config/levels";
import { policyFor } from "../src/config/objectives";
import { configProperties, type HadrConfig } from "../src/config/schema";
import { judge, type Ruling, rulingBy } from "../src/judge";
import { ResourceGroups } from "../src/kinds/groups";
import { concerns, type Recognised, recognise } from "../src/kinds/recognise";
import type { Verdict, Waiver } from "../src/model";
import { pageUrl } from "../src/package";
import type { Rule } from "../src/rule";
import { loadRules } from "../src/rules";
import { waive } from "../src/waive";
import { message } from "./message";
import { leave, plainProps } from "./sdk";

type Properties = ReturnType<typeof configProperties>;

/** One policy for each rule that a program can decide. */
export function policies(): ResourceValidationPolicy[] {
  const rules = loadRules();
  const properties = configProperties([...rules.keys()]);
  return [...rules.values()].filter((rule) => rule.check).map((rule) => policy(rule, properties));
}

/** Resource groups seen so far, for instances that leave their location to their group. */
const groups = new ResourceGroups();
/** The properties of one request are one object, so a resource is recognised once for all policies. */
const recognised = new WeakMap<object, Recognised>();

function look(args: ResourceValidationArgs): Recognised {
  const props = plainProps(args);
  let found = recognised.get(props);
  if (!found) {
    // What the deployment does to the resource is hidden from a pack; the judge is told so.
    found = recognise({ urn: args.urn, type: args.type, operation: "update", inputs: props });
    if (found.is === "resource-group") groups.add(found.name, found.location);
    recognised.set(props, found);
  }
  return found;
}

/** What holds for the stack, as this policy's configuration says it. The engine sends it once. */
const rulings = new Map<string, { ruling: Ruling; waivers: readonly Waiver[]; raised: boolean }>();

function rulingFor(rule: Rule, args: ResourceValidationArgs, project: string, stack: string) {
  const key = `${rule.id} ${project}/${stack}`;
  let own = rulings.get(key);
  if (!own) {
    const config = args.getConfig<HadrConfig>();
    const { objectives, waivers } = policyFor(config, project, stack);
    const ruling = rulingBy(objectives, {
      today: new Date().toISOString().slice(0, 10),
      groupLocation: groups.locationOf,
      seesOperation: false,
    });
    own = { ruling, waivers, raised: policyLevel(rule, config) === "mandatory" };
    rulings.set(key, own);
  }
  return own;
}

const policy = (rule: Rule, properties: Properties): ResourceValidationPolicy => ({
  name: rule.id,
  displayName: rule.title,
  description: `${rule.title}.`,
  enforcementLevel: canBlock(rule) ? "mandatory" : "advisory",
  severity: rule.severity === "info" ? "low" : rule.severity,
  url: pageUrl(rule.id),
  remediationSteps: rule.remedy,
  tags: ["azure", rule.appliesTo, rule.goal],
  configSchema: { properties },
  validateResource: (args, report) => {
    if (!concerns(args.type)) leave(args, "Not an Azure Cosmos DB account or Digital Twins instance");
    const found = look(args);
    if (found.is !== "resource" || found.resource.kind !== rule.appliesTo) leave(args, `Not a ${rule.appliesTo}`);
    const { resource } = found;
    const { ruling, waivers, raised } = rulingFor(rule, args, resource.project, resource.stack);
    if (ruling.objectives.levels[rule.id] === "disabled") leave(args, "Disabled by configuration");
    const verdict = { ...judge(resource, rule, ruling), ...waive(rule.id, resource, waivers, ruling.context.today) };
    if (verdict.outcome === "pass") return;
    if (verdict.outcome !== "fail" && verdict.outcome !== "unknown") leave(args, "Does not apply to this resource");
    if (verdict.waiver) leave(args, `Waived until ${verdict.waiver.until} by ${verdict.waiver.owner}`);
    violate(rule, verdict, raised, report);
  },
});

/** A violation's own level only lowers the policy's, which users set: what they raise stays raised, except what is unknown. */
function violate(rule: Rule, verdict: Verdict, raised: boolean, report: (message: string) => void): void {
  const lower = !verdict.blocking && (raised || verdict.outcome === "unknown");
  const violation = {
    message: message(rule, verdict),
    severity: verdict.severity === "info" ? "low" : verdict.severity,
    ...(lower && { enforcementLevel: "advisory" }),
  };
  // The SDK takes such an object too; its types do not say so (@pulumi/policy 1.21, server.js).
  (report as unknown as (violation: object) => void)(violation);
}
