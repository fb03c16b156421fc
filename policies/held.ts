/** What holds for a resource or a stack, as a policy's configuration and the stack's own say it. */
import type { ResourceValidationArgs } from "@pulumi/policy";
import { ConfigError } from "../src/config/error";
import { policyLevel } from "../src/config/levels";
import { type Path, spelled } from "../src/config/matching";
import { ownDeclaration } from "../src/config/own";
import { policiesFor, type Traced } from "../src/config/policies";
import type { HadrConfig } from "../src/config/schema";
import { type Ruling, rulingBy } from "../src/judge";
import type { Resource, Waiver } from "../src/model";
import { printable } from "../src/printable";
import type { Rule } from "../src/rule";
import { groups } from "./look";
import { stackConfig } from "./sdk";

export interface Settled {
  readonly ruling: Ruling;
  readonly waivers: readonly Waiver[];
  /** Whether configuration wants the policy to be mandatory, for some stack at least. */
  readonly raised: boolean;
  /** Whether the stack wants it of itself, which no configuration of the pack could know. */
  readonly raisesItself: boolean;
}
/** A configuration that the engine let through and that cannot be followed all the same. */
export interface Broken {
  readonly broken: string;
}
/** What a policy is handed, whether it is about a resource or about a stack. */
type Asked = Pick<ResourceValidationArgs, "getConfig" | "stackTags">;

/** By rule, what its configuration says of the stack: the engine sends it once, and a pack runs for one stack. */
const policiesOf = new Map<string, ((resource?: string) => Traced) | Broken>();
const settled = new Map<Traced, Settled>();

/** What holds for the resource, as this policy's configuration and the stack's own say it. */
export function rulingFor(rule: Rule, args: Asked, { kind, project, stack, name }: Resource): Settled | Broken {
  const config = args.getConfig<HadrConfig>();
  try {
    const key = `${rule.id} ${project}/${stack}`;
    const policyOf = policiesOf.get(key) ?? policiesBy(config, args, project, stack);
    policiesOf.set(key, policyOf);
    if ("broken" in policyOf) return policyOf;
    const policy = policyOf(kind === "stack" ? undefined : name);
    const known = settled.get(policy) ?? settle(rule, config, policy, project, stack);
    settled.set(policy, known);
    return known;
  } catch (error) {
    return { broken: `What is declared for this stack cannot be followed: ${printable(inBrief(error as Error))}` };
  }
}

/** Pulumi does not tell a pack which config is secret. */
const inBrief = (error: Error): string => (error instanceof ConfigError ? error.brief : error.message);

function policiesBy(config: HadrConfig, { stackTags }: Asked, project: string, stack: string) {
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
