/** The catalogue: every rule by service and goal. */
import { type Kind, severities } from "./model";
import { blocks, cell, generated, goals } from "./page";
import { services } from "./page-services";
import type { Rule } from "./rule";

/** Rules of one service in the order of the goals, the severe ones first. */
function table(rules: readonly Rule[], last: readonly [heading: string, words: (rule: Rule) => string]): string {
  const goalOrder = Object.keys(goals);
  const rank = ({ goal, severity }: Rule): number => goalOrder.indexOf(goal) * 10 + severities.indexOf(severity);
  return [
    `| Rule | True when all is well | About | Severity | ${last[0]} |`,
    "|---|---|---|---|---|",
    ...rules
      .toSorted((one, other) => rank(one) - rank(other))
      .map(
        (rule) =>
          `| [${rule.id}](${rule.id}/README.md) | ${cell(rule.title)} | ${goals[rule.goal]} | ${rule.severity} | ${cell(last[1](rule))} |`,
      ),
  ].join("\n");
}

/** `rules/README.md`, with a newline at the end. */
export function catalogue(rules: Iterable<Rule>): string {
  const all = [...rules];
  const checked = all.filter(({ check }) => check);
  const off = all.filter(({ disabled }) => disabled !== undefined).length;
  const both = checked.filter(({ evidence }) => evidence !== undefined).length;
  const sections = (Object.keys(services) as Kind[]).flatMap((kind) => {
    const own = all.filter(({ appliesTo }) => appliesTo === kind);
    const on = own.filter(({ disabled }) => disabled === undefined);
    const off = own.filter(({ disabled }) => disabled !== undefined);
    const [byProgram, byPerson] = [on.filter(({ check }) => check), on.filter(({ check }) => !check)];
    const part = (heading: string, rules: readonly Rule[], ...last: Parameters<typeof table>[1]) =>
      rules.length > 0 ? [heading, table(rules, last)] : [];
    return [
      ...(own.length > 0 ? [`## ${services[kind].name}`] : []),
      ...part("### Checked", byProgram, "Blocks", (rule) => blocks(rule).brief),
      ...part("### For a person", byPerson, "What shows it", ({ evidence }) => evidence ?? ""),
      ...part("### Switched off", off, "Why, unless `hadr.yaml` switches it on", ({ disabled }) => disabled ?? ""),
    ];
  });
  return `${[
    generated("the folders beside it"),
    "# Rules",
    [
      `${all.length} rules: the program decides ${checked.length}, a person answers for ${all.length - checked.length}.`,
      ...(both > 0 ? [`Rules of the program that are for a person where it does not show enough: ${both}.`] : []),
      ...(off > 0 ? [`Switched off until you switch them on: ${off}.`] : []),
    ].join(" "),
    ...sections,
    ...parameters(all),
  ].join("\n\n")}\n`;
}

/** What `hadr.yaml` can set of the rules that have settings. */
function parameters(rules: readonly Rule[]): string[] {
  const rows = rules.flatMap(({ id, parameters: own = {} }) =>
    Object.entries(own).map(
      ([name, { description }]) => `| [${id}](${id}/README.md) | \`${name}\` | ${cell(description)} |`,
    ),
  );
  if (rows.length === 0) return [];
  return [
    "## Parameters",
    "Set in `hadr.yaml` under `parameters`, by the rule's id.",
    ["| Rule | Parameter | What |", "|---|---|---|", ...rows].join("\n"),
  ];
}
