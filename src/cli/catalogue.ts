/** `azure-hadr rules`, `explain` and `policy-config`: what the catalogue says, for people and for Pulumi. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { spelledOut } from "../azure/boundary";
import { policyLevel, policyOf } from "../config/levels";
import type { Declaration, Entry, HadrConfig } from "../config/schema";
import type { Level, Parameters } from "../model";
import { didYouMean } from "../nearest";
import { ink } from "../report/ink";
import { groupBy } from "../report/order";
import { isPolicy, type Rule } from "../rule";
import { loadRules, packageRoot } from "../rules";
import { Failure } from "./failure";

/** One line for each rule, what a person has to do for those of `manual`, or their data as JSON. */
export function listRules(options: { readonly manual: boolean; readonly json: boolean }): string {
  const forPeople = ({ evidence, disabled }: Rule) => evidence !== undefined && disabled === undefined;
  const rules = [...loadRules().values()].filter((rule) => !options.manual || forPeople(rule));
  if (options.json)
    return `${JSON.stringify(
      rules.map(({ check, $schema: _, ...rule }: Rule & { $schema?: string }) => ({
        ...rule,
        decidedBy: check ? "check" : "a person",
      })),
      null,
      2,
    )}\n`;
  if (options.manual) return `${rules.flatMap(forPerson).join("\n")}\n`;
  const width = (of: (rule: Rule) => string) => Math.max(...rules.map((rule) => of(rule).length));
  const [ids, kinds] = [width((rule) => rule.id), width((rule) => rule.appliesTo)];
  return rules
    .map((rule) => {
      const how = rule.disabled !== undefined ? "off" : rule.check ? rule.severity : "manual";
      return `${rule.id.padEnd(ids)}  ${rule.appliesTo.padEnd(kinds)}  ${how.padEnd(8)}  ${rule.title}\n`;
    })
    .join("");
}

/** What to do, and what shows that it was done. */
function forPerson({ id, title, check, remedy, evidence = "" }: Rule, index: number): string[] {
  const { flow, labelled } = ink(false, 100);
  return [
    ...(index > 0 ? [""] : []),
    ...flow(0, [id]),
    ...flow(2, [`${title}${check ? " (asked of a person where the program does not show enough)" : ""}`], 4),
    ...labelled(2, "do", [remedy]),
    ...labelled(2, "show", [evidence]),
  ];
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
  readFileSync(join(packageRoot, "rules", ruleNamed(id).id, "README.md"), "utf8").replace(/^<!--.*?-->\s*/s, "");

/**
 * `hadr.yaml` for Pulumi: one entry for each policy of the pack, as `--policy-pack-config` takes it. `remediated`: ids of rules
 * whose patch Pulumi is to apply. Throws Failure where there is none.
 */
export function policyConfig(config: HadrConfig, remediated: readonly string[] = []): string {
  for (const id of remediated) if (!ruleNamed(id).patch) throw new Failure(`${id}: ${nothingToSet()}`);
  const checked = [...loadRules().values()].filter(isPolicy);
  const entries = [...groupBy(checked, policyOf)].map(([policy, rules]) => {
    const mandatory = rules.some((rule) => policyLevel(rule, config) === "mandatory");
    const level = mandatory ? "mandatory" : "advisory";
    return [policy, { enforcementLevel: remediated.includes(policy) ? "remediate" : level, ...onlyFor(rules, config) }];
  });
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

function nothingToSet(): string {
  const able = [...loadRules().values()].filter(({ patch }) => patch).map(({ id }) => id);
  return `no property alone mends it, so Pulumi cannot; it can for ${able.join(", ")}`;
}

/** What of the declarations concerns some rules, places in the words that the pack's schema knows. A pack attests nothing. */
function onlyFor(rules: readonly Rule[], { stacks, waivers, attestations: _, ...everywhere }: HadrConfig): HadrConfig {
  const ids = new Set(rules.map(({ id }) => id));
  const own = waivers?.filter(({ rule }) => ids.has(rule)) ?? [];
  /** The entries of these rules, or nothing where there is none. */
  const of = <T>(all: Readonly<Record<string, T>> | undefined): Record<string, T> | undefined => {
    const kept = Object.entries(all ?? {}).filter(([id]) => ids.has(id));
    return kept.length > 0 ? Object.fromEntries(kept) : undefined;
  };
  const trim = <T extends Declaration>({ levels, parameters, residency, outageFreeze, ...rest }: T) => ({
    ...rest,
    ...(residency && { residency: spelledOut(residency) }),
    ...(outageFreeze && { outageFreeze: { ...outageFreeze, ...spelledOut({ regions: outageFreeze.regions }) } }),
    ...(of(levels) && { levels: of(levels) as Record<string, Level> }),
    ...(of(parameters) && { parameters: of(parameters) as Record<string, Parameters> }),
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
