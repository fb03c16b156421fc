/** The pages that are generated from the rules: one for each, and the catalogue. */
import type { Kind } from "./model";
import { severities } from "./model";
import { exampleSections, prose, services } from "./page-examples";
import { type Documents, sourceOf } from "./report/cite";
import { type Rule, type RuleData, stakesOf } from "./rule";
import type { Examples } from "./rules";

const goals: Readonly<Record<RuleData["goal"], string>> = {
  "region-loss": "loss of a region",
  "zone-loss": "loss of a zone",
  "data-residency": "data residency",
  "valid-configuration": "valid configuration",
  operations: "operations",
};

const cell = (text: string): string => prose(text).replaceAll("|", "\\|");

const isSevere = ({ severity }: Rule): boolean => severity === "critical" || severity === "high";

/** When a failing verdict stands in the way, in a few words for a table and in a sentence for the page. */
function blocks(rule: Rule): { readonly brief: string; readonly full: string } {
  if (!rule.check) return { brief: "never", full: "Never blocks: a person answers for it." };
  const created = rule.fixableInPlace === false;
  if (rule.basis === "invalid")
    return { brief: "always", full: "Blocks in every environment: Azure refuses or ignores what was written." };
  if (rule.basis === "declared")
    return { brief: "always", full: "Blocks in every environment: it holds against what your organisation declared." };
  if (!isSevere(rule)) return { brief: "never", full: "Advice: never blocks unless you set its level to `mandatory`." };
  const where = "Blocks in production, which is also what an undeclared environment counts as; elsewhere it is advice.";
  return created
    ? {
        brief: "in production, on creation",
        full: `${where} It cannot be fixed in place, so it blocks only where the resource is created; the policy pack, which cannot see that, advises.`,
      }
    : { brief: "in production", full: where };
}

function sources(rule: Rule, documents: Documents): string {
  return rule.citations
    .map((citation) => {
      const { document, section, link, says, supersededBy } = sourceOf(citation, documents);
      const words = `${document} › ${section}`.replace(/[[\]]/g, "\\$&");
      return [
        `- ${link ? `[${words}](${link})` : words}`,
        ...(says ? [`  ${prose(says)}`] : []),
        ...(supersededBy.length > 0 ? [`  Superseded by: ${supersededBy.join("; ")}.`] : []),
      ].join("  \n");
    })
    .join("\n");
}

/** What `hadr.yaml` can set of a rule. */
const settings = ({ id, parameters }: Rule): string[] =>
  parameters === undefined
    ? []
    : [
        "## Parameters",
        `Set in \`hadr.yaml\` under \`parameters: { ${id}: … }\`.`,
        Object.entries(parameters)
          .map(([name, { description }]) => `- \`${name}\`: ${prose(description)}`)
          .join("\n"),
      ];

const waiving = (id: string): string[] => [
  "## How to waive it",
  "In `hadr.yaml`. The finding stays in every report, but up to and including that day it stands in nobody's way.",
  [
    "```yaml",
    "waivers:",
    `  - rule: ${id}`,
    '    resource: "orders-*"',
    "    owner: team-orders@example.com",
    "    reason: Why it may stay as it is",
    "    until: 2027-03-31",
    "```",
  ].join("\n"),
];

const generated = (from: string): string => `<!-- Generated from ${from} by \`npm run pages\`: edit those. -->`;

/** `rules/<id>/README.md`, with a newline at the end. */
export function page(rule: Rule, examples: Examples, documents: Documents): string {
  const { id, title, severity, goal, appliesTo, rationale, remedy, cost, cannotSee, evidence, check } = rule;
  return `${[
    generated(check ? "rule.json and examples.json" : "rule.json"),
    `# ${title}`,
    `\`${id}\` · ${severity} · ${goals[goal]} · ${services[appliesTo].name} · ${check ? "checked" : "for a person"}`,
    blocks(rule).full,
    ...(rule.unless ? [`Does not apply where \`hadr.yaml\` declares \`${rule.unless}: true\`.`] : []),
    prose(rationale),
    "## What you lose",
    ["| | |", "|---|---|", ...stakesOf(rule).map(([name, words]) => `| ${name} | ${cell(words)} |`)].join("\n"),
    check ? "## How to fix it" : "## What to do",
    prose(remedy),
    `**Cost**: ${prose(cost)}`,
    ...(evidence ? ["## What shows it", prose(evidence)] : []),
    ...settings(rule),
    "## What it cannot see",
    prose(cannotSee),
    "## Sources",
    sources(rule, documents),
    ...exampleSections(examples, appliesTo),
    ...(check ? waiving(id) : []),
  ].join("\n\n")}\n`;
}

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
  const sections = (Object.keys(services) as Kind[]).flatMap((kind) => {
    const own = all.filter(({ appliesTo }) => appliesTo === kind);
    const [byProgram, byPerson] = [own.filter(({ check }) => check), own.filter(({ check }) => !check)];
    return [
      ...(own.length > 0 ? [`## ${services[kind].name}`] : []),
      ...(byProgram.length > 0 ? ["### Checked", table(byProgram, ["Blocks", (rule) => blocks(rule).brief])] : []),
      ...(byPerson.length > 0
        ? ["### For a person", table(byPerson, ["What shows it", ({ evidence }) => evidence ?? ""])]
        : []),
    ];
  });
  return `${[
    generated("the folders beside it"),
    "# Rules",
    `${all.length} rules: the program decides ${checked.length}, a person answers for ${all.length - checked.length}.`,
    ...sections,
  ].join("\n\n")}\n`;
}
