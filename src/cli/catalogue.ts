/** `azure-hadr rules`, `explain` and `policy-config`: what the catalogue says, for people and for Pulumi. */
import { spelledOut } from "../azure/boundary";
import { policyLevel } from "../config/levels";
import type { Declaration, Entry, HadrConfig } from "../config/schema";
import type { Level, Parameters } from "../model";
import { didYouMean } from "../nearest";
import { page } from "../page";
import type { Rule } from "../rule";
import { loadDocuments, loadExamples, loadRules } from "../rules";
import { Failure } from "./failure";

/** One line for each rule, or its data as JSON. */
export function listRules(options: { readonly manual: boolean; readonly json: boolean }): string {
  const rules = [...loadRules().values()].filter((rule) => !options.manual || rule.evidence !== undefined);
  if (options.json)
    return `${JSON.stringify(
      rules.map(({ check, $schema: _, ...rule }: Rule & { $schema?: string }) => ({
        ...rule,
        decidedBy: check ? "check" : "a person",
      })),
      null,
      2,
    )}\n`;
  const width = (of: (rule: Rule) => string) => Math.max(...rules.map((rule) => of(rule).length));
  const [ids, kinds] = [width((rule) => rule.id), width((rule) => rule.appliesTo)];
  return rules
    .map((rule) => {
      const how = rule.check ? rule.severity : "manual";
      return `${rule.id.padEnd(ids)}  ${rule.appliesTo.padEnd(kinds)}  ${how.padEnd(8)}  ${rule.title}\n`;
    })
    .join("");
}

/** The rule of that id. Throws Failure, with the id that was probably meant. */
export function ruleNamed(id: string): Rule {
  const rules = loadRules();
  const rule = rules.get(id);
  if (!rule)
    throw new Failure(
      `no rule has the id ${JSON.stringify(id)}${didYouMean(id, [...rules.keys()])}; azure-hadr rules lists them`,
    );
  return rule;
}

/** A rule's page, as Markdown. */
export const explain = (id: string): string =>
  page(ruleNamed(id), loadExamples(id), loadDocuments()).replace(/^<!--.*?-->\s*/s, "");

/** `hadr.yaml` for Pulumi: one entry for each policy of the pack, as `--policy-pack-config` takes it. */
export function policyConfig(config: HadrConfig): string {
  const entries = [...loadRules().values()]
    .filter((rule) => rule.check)
    .map((rule) => [rule.id, { enforcementLevel: policyLevel(rule, config), ...onlyFor(rule, config) }]);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

/** What of the declarations concerns one rule, places in the words that the pack's schema knows. A pack attests nothing. */
function onlyFor(rule: Rule, { stacks, waivers, attestations: _, ...everywhere }: HadrConfig): HadrConfig {
  const own = waivers?.filter((waiver) => waiver.rule === rule.id) ?? [];
  const trim = <T extends Declaration>({ levels, parameters, residency, outageFreeze, ...rest }: T) => ({
    ...rest,
    ...(residency && { residency: spelledOut(residency) }),
    ...(outageFreeze && { outageFreeze: { ...outageFreeze, ...spelledOut({ regions: outageFreeze.regions }) } }),
    ...(levels?.[rule.id] && { levels: { [rule.id]: levels[rule.id] as Level } }),
    ...(parameters?.[rule.id] && { parameters: { [rule.id]: parameters[rule.id] as Parameters } }),
  });
  const entries = (stacks ?? []).map(trim).filter(saysSomething);
  return {
    ...trim(everywhere),
    ...(entries.length > 0 && { stacks: entries as HadrConfig["stacks"] & object }),
    ...(own.length > 0 && { waivers: own }),
  };
}

/** Whether an entry is more than a pattern. */
const saysSomething = ({ match: _, tags: __, resource: ___, ...says }: Entry): boolean => Object.keys(says).length > 0;
