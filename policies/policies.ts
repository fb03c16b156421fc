/** Each checked rule as a CrossGuard policy, so that users configure rules by the names they know. */
import type { ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy";
import { ConfigError } from "../src/config/error";
import { canBlock, policyLevel } from "../src/config/levels";
import { type Path, spelled } from "../src/config/matching";
import { ownDeclaration } from "../src/config/own";
import { policiesFor, type Traced } from "../src/config/policies";
import { configProperties, type HadrConfig } from "../src/config/schema";
import { judge, type Ruling, rulingBy } from "../src/judge";
import { ResourceGroups } from "../src/kinds/groups";
import { concerns, type Recognised, recognise } from "../src/kinds/recognise";
import { isOpen, type Resource, type Severity, type Waiver } from "../src/model";
import { pageUrl } from "../src/package";
import { printable } from "../src/printable";
import type { Rule } from "../src/rule";
import { loadRules } from "../src/rules";
import { waive } from "../src/waive";
import { message } from "./message";
import { leave, plainProps, stackConfig } from "./sdk";

type Properties = ReturnType<typeof configProperties>;

/** One policy for each rule that a program can decide. */
export function policies(): ResourceValidationPolicy[] {
  const rules = loadRules();
  const properties = configProperties([...rules.values()], "exact");
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
    if (found.is === "resource-group") groups.add(found.stack, found.name, found.location);
    recognised.set(props, found);
  }
  return found;
}

interface Settled {
  readonly ruling: Ruling;
  readonly waivers: readonly Waiver[];
  /** Whether configuration wants the policy to be mandatory, for some stack at least. */
  readonly raised: boolean;
  /** Whether the stack wants it of itself, which no configuration of the pack could know. */
  readonly raisesItself: boolean;
}
/** A configuration that the engine let through and that cannot be followed all the same. */
interface Broken {
  readonly broken: string;
}
/** By rule, what its configuration says of the stack: the engine sends it once, and a pack runs for one stack. */
const policiesOf = new Map<string, ((resource?: string) => Traced) | Broken>();
const settled = new Map<Traced, Settled>();

/** What holds for the resource, as this policy's configuration and the stack's own say it. */
function rulingFor(rule: Rule, args: ResourceValidationArgs, { project, stack, name }: Resource): Settled | Broken {
  const config = args.getConfig<HadrConfig>();
  try {
    const key = `${rule.id} ${project}/${stack}`;
    const policyOf = policiesOf.get(key) ?? policiesBy(config, args, project, stack);
    policiesOf.set(key, policyOf);
    if ("broken" in policyOf) return policyOf;
    const policy = policyOf(name);
    const known = settled.get(policy) ?? settle(rule, config, policy, project, stack);
    settled.set(policy, known);
    return known;
  } catch (error) {
    return { broken: `What is declared for this stack cannot be followed: ${printable(inBrief(error as Error))}` };
  }
}

/** Pulumi does not tell a pack which config is secret. */
const inBrief = (error: Error): string => (error instanceof ConfigError ? error.brief : error.message);

function policiesBy(config: HadrConfig, { stackTags }: ResourceValidationArgs, project: string, stack: string) {
  const declared = { says: config, at: (path: Path) => spelled(path) || "the policy's configuration" };
  const own = ownDeclaration(stackConfig(), () => "the stack's config");
  return policiesFor(declared, { project, stack, tags: stackTags, own, today: today() });
}

const today = (): string => new Date().toISOString().slice(0, 10);

function settle(rule: Rule, config: HadrConfig, { objectives, waivers, told }: Traced, project: string, stack: string) {
  const ruling = rulingBy(objectives, {
    today: today(),
    groupLocation: (group) => groups.locationOf(`${project}/${stack}`, group),
    seesOperation: false,
  });
  const itself = told.filter(({ by }) => by[0]?.layer === undefined).map(({ name }) => name);
  const raisesItself = itself.includes(`levels.${rule.id}`) || itself.includes("failOnUnknown");
  return { ruling, waivers, raised: policyLevel(rule, config) === "mandatory", raisesItself };
}

const policy = (rule: Rule, properties: Properties): ResourceValidationPolicy => ({
  name: rule.id,
  displayName: rule.title,
  description: `${rule.title}.`,
  enforcementLevel: canBlock(rule) ? "mandatory" : "advisory",
  severity: severityOf(rule.severity),
  url: pageUrl(rule.id),
  remediationSteps: rule.remedy,
  tags: ["azure", rule.appliesTo, rule.goal],
  configSchema: { properties },
  validateResource: (args, report) => {
    if (!concerns(args.type)) leave(args, "Not an Azure Cosmos DB account or Digital Twins instance");
    const found = look(args);
    const own = found.is === "resource" ? found.resources.find(({ kind }) => kind === rule.appliesTo) : undefined;
    if (!own) leave(args, `Not a ${rule.appliesTo}`);
    const resource = own as Resource;
    const held = rulingFor(rule, args, resource);
    if ("broken" in held) return violate(report, { message: held.broken, enforcementLevel: "mandatory" });
    const { ruling, waivers, raised, raisesItself } = held;
    if (ruling.objectives.levels[rule.id] === "disabled") leave(args, "Disabled by configuration");
    const verdict = { ...judge(resource, rule, ruling), ...waive(rule.id, resource, waivers, ruling.context.today) };
    if (verdict.outcome === "pass") return;
    if (!isOpen(verdict)) leave(args, "Does not apply to this resource");
    if (verdict.waiver) leave(args, printable(`Waived until ${verdict.waiver.until} by ${verdict.waiver.owner}`));
    // Its own level only lowers the policy's, which users set: what they raise stays raised, except what is unknown.
    const lower = !verdict.blocking && (raised || verdict.outcome === "unknown");
    violate(report, {
      message: message(rule, verdict),
      severity: severityOf(verdict.severity),
      ...(lower && { enforcementLevel: "advisory" }),
      ...(raisesItself && verdict.blocking && { enforcementLevel: "mandatory" }),
    });
  },
});

/** Pulumi's least severity is low. */
const severityOf = (severity: Severity) => (severity === "info" ? "low" : severity);

/** The SDK takes such an object too; its types do not say so (@pulumi/policy 1.21, server.js). */
const violate = (
  report: (message: string) => void,
  violation: { message: string; severity?: string; enforcementLevel?: string },
) => (report as unknown as (violation: object) => void)(violation);
