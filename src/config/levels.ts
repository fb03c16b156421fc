import type { Level } from "../model";
import { looksAround, type Rule } from "../rule";
import type { HadrConfig } from "./schema";

/** Whether a rule can ever block in a pack, which does not see whether a resource is being created. */
export const canBlock = (rule: Rule): boolean =>
  rule.blocksFrom === undefined &&
  (rule.basis !== undefined ||
    (rule.fixableInPlace !== false && (rule.severity === "critical" || rule.severity === "high")));

/** The policy of all rules that need the whole stack. */
export const stackPolicy = "stack-rules";

/** The policy that a rule is in. */
export const policyOf = (rule: Rule): string => (looksAround(rule) ? stackPolicy : rule.id);

/**
 * The level a policy needs in Pulumi's configuration so that everything `hadr.yaml` asks for, for any stack, is within
 * reach. Never disabled: a stack may raise in its own config what `hadr.yaml` switches off.
 */
export function policyLevel(rule: Rule, config: HadrConfig): Level {
  const declarations = [config, ...(config.stacks ?? [])];
  if (declarations.some(({ failOnUnknown }) => failOnUnknown)) return "mandatory";
  const own = config.levels?.[rule.id] ?? (canBlock(rule) ? "mandatory" : "advisory");
  const asked = declarations.flatMap(({ levels }) => levels?.[rule.id] ?? []);
  return [own, ...asked].includes("mandatory") ? "mandatory" : "advisory";
}

/**
 * The version from which on a rule that first ships in `since` may block, where `version` of azure-hadr comes before it:
 * a pipeline that is green stays green until somebody moves it to the next major version.
 */
export function blocksFrom(since: string | undefined, version: string): string | undefined {
  const major = (of: string): number => Number(of.split(".")[0]);
  return since === undefined || major(since) < major(version) ? undefined : `${major(since) + 1}.0.0`;
}
