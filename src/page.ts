/** The page of each rule, generated from its folder. */
import { policyOf } from "./config/levels";
import { fenced, prose } from "./page-code";
import { exampleSections } from "./page-examples";
import { type Compiles, fix } from "./page-fix";
import { services } from "./page-services";
import { type Documents, sourceOf } from "./report/cite";
import { isPolicy, looksAround, type Rule, type RuleData, stakesOf } from "./rule";
import type { Examples } from "./rules";

/** What a rule is about, in the order of the catalogue. */
export const goals: Readonly<Record<RuleData["goal"], string>> = {
  "region-loss": "loss of a region",
  "zone-loss": "loss of a zone",
  "data-residency": "data residency",
  "valid-configuration": "valid configuration",
  operations: "operations",
};

/** Prose within a table. */
export const cell = (text: string): string => prose(text).replaceAll("|", "\\|");

const isSevere = ({ severity }: Rule): boolean => severity === "critical" || severity === "high";

/** When a failing verdict stands in the way, in a few words for a table and in a sentence for the page. */
export function blocks(rule: Rule): { readonly brief: string; readonly full: string } {
  const { brief, full } = inTime(rule);
  const { since, blocksFrom } = rule;
  if (blocksFrom === undefined || brief === "never") return { brief, full };
  return {
    brief: `${brief}, from ${blocksFrom} on`,
    full: `New in ${since}: until ${blocksFrom} it is advice and never blocks unless you set its level to \`mandatory\`. Then: ${full}`,
  };
}

/** The same once the rule is no longer new. */
function inTime(rule: Rule): { readonly brief: string; readonly full: string } {
  if (!rule.check) return { brief: "never", full: "Never blocks: a person answers for it." };
  const created = rule.fixableInPlace === false;
  if (rule.basis === "invalid")
    return { brief: "always", full: "Blocks in every environment: Azure refuses or ignores what was written." };
  if (rule.basis === "declared")
    return { brief: "always", full: "Blocks in every environment: it holds against what your organisation declared." };
  if (rule.scope === "state" && created)
    return {
      brief: "never",
      full: "Advice: it cannot be fixed in place, and of what is only being created there is no answer of Azure yet. It never blocks unless you set its level to `mandatory`.",
    };
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

/** The first line of a generated file. */
export const generated = (from: string): string => `<!-- Generated from ${from} by \`npm run pages\`: edit those. -->`;

/** What the check reads, and therefore who can ask it. */
function reads(rule: Rule): string[] {
  if (!rule.check) return [];
  if (rule.scope === "state")
    return [
      "It reads the resource and what Azure answered of it, so it is asked at the command line only, and decides where the input holds an answer.",
    ];
  if (rule.scope === "change")
    return [
      "It judges what an update does to the resource, so it is asked at the command line only: a policy pack does not see what was there before.",
    ];
  if (!looksAround(rule)) return ["It reads the resource alone."];
  const what = rule.appliesTo === "stack" ? "the stack as a whole" : "the resource and what stands beside it";
  return [
    `It reads ${what}, so it is asked once the whole stack was read; in the policy pack it is a part of the policy \`${policyOf(rule)}\`.`,
  ];
}

/** That it is off until somebody switches it on, and why. */
const switchedOff = ({ id, disabled }: Rule): string[] =>
  disabled === undefined
    ? []
    : [
        `Ships switched off: ${prose(disabled)}${/[.!?]$/.test(disabled) ? "" : "."} To switch it on, in \`hadr.yaml\`:`,
        fenced("yaml", `levels:\n  ${id}: advisory # or mandatory`),
      ];

/** That the pack can mend a resource while it is deployed. */
const patched = (rule: Rule & { readonly patch?: unknown }): string[] =>
  rule.patch && isPolicy(rule)
    ? ["The policy pack can mend it while Pulumi deploys, where its enforcement level is `remediate`."]
    : [];

/** What a page is made of besides the rule. */
export interface Sources {
  readonly examples: Examples;
  /** Outcomes that the rule cannot have, each with the reason. */
  readonly impossible: Readonly<Record<string, string>>;
  readonly documents: Documents;
  readonly compiles: Compiles;
}

/** `rules/<id>/README.md`, with a newline at the end. */
export function page(rule: Rule, { examples, impossible, documents, compiles }: Sources): string {
  const { id, title, severity, goal, appliesTo, rationale, remedy, cost, cannotSee, evidence, check, since } = rule;
  return `${[
    generated(check ? "rule.json and examples.json" : "rule.json"),
    `# ${title}`,
    `\`${id}\` · ${severity} · ${goals[goal]} · ${services[appliesTo].name} · ${check ? "checked" : "for a person"}${since ? ` · since ${since}` : ""}`,
    [blocks(rule).full, ...reads(rule)].join(" "),
    ...switchedOff(rule),
    ...(rule.unless ? [`Does not apply where \`hadr.yaml\` declares \`${rule.unless}: true\`.`] : []),
    prose(rationale),
    "## What you lose",
    ["| | |", "|---|---|", ...stakesOf(rule).map(([name, words]) => `| ${name} | ${cell(words)} |`)].join("\n"),
    check ? "## How to fix it" : "## What to do",
    prose(remedy),
    `**Cost**: ${prose(cost)}`,
    ...patched(rule),
    ...fix(rule, examples, compiles),
    ...(evidence ? ["## What shows it", prose(evidence)] : []),
    ...settings(rule),
    "## What it cannot see",
    prose(cannotSee),
    "## Sources",
    sources(rule, documents),
    ...exampleSections(examples, appliesTo, impossible, compiles),
    ...(check ? waiving(id) : []),
  ].join("\n\n")}\n`;
}
