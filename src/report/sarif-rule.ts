/** A rule as SARIF describes it. */
import type { ReportingDescriptor, Result } from "sarif";
import type { Severity } from "../model";
import { printable } from "../printable";
import { type Rule, stakesOf } from "../rule";
import { type Documents, sourceOf } from "./cite";

type Level = NonNullable<Result["level"]>;

/** GitHub refuses longer descriptions. */
const longestDescription = 1024;

/** The level of a finding that does not block. */
export const adviceLevel = (severity: Severity): Level =>
  severity === "low" || severity === "info" ? "note" : "warning";

/** On one line, and with nothing that a viewer takes for a link. */
export const message = (text: string): string => printable(text).replaceAll("](", "] (");

const shorten = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

const defaultLevel = (severity: Severity): Level =>
  severity === "critical" || severity === "high" ? "error" : adviceLevel(severity);

const problem: Readonly<Record<Level, string>> = {
  error: "error",
  warning: "warning",
  note: "recommendation",
  none: "recommendation",
};

/** What a reader needs below a finding: [name, words] pairs and the sources, as plain text and as Markdown. */
function help(rule: Rule, documents: Documents): { text: string; markdown: string } {
  const facts: [string, string][] = [
    ...stakesOf(rule),
    ["Fix", rule.remedy],
    ["Cost", rule.cost],
    ["Cannot see", rule.cannotSee],
  ];
  const sources = rule.citations.map((citation) => sourceOf(citation, documents));
  const text = [
    rule.rationale,
    ...facts.map(([name, words]) => `${name}: ${words}`),
    ...sources.map(({ document, section, link }) => `Source: ${document} › ${section}${link ? ` ${link}` : ""}`),
  ];
  const markdown = [
    rule.rationale,
    facts.map(([name, words]) => `- **${name}**: ${words}`).join("\n"),
    sources
      .map(({ document, section, link, says }) => {
        const words = `${document} › ${section}`;
        return `- ${link ? `[${words}](${link})` : words}${says ? `: ${says}` : ""}`;
      })
      .join("\n"),
  ];
  return { text: text.join("\n"), markdown: markdown.join("\n\n") };
}

export function descriptor(rule: Rule, documents: Documents, pageUrl: (rule: string) => string): ReportingDescriptor {
  const level = defaultLevel(rule.severity);
  return {
    id: rule.id,
    shortDescription: { text: shorten(rule.title, longestDescription) },
    fullDescription: { text: shorten(rule.rationale, longestDescription) },
    help: help(rule, documents),
    helpUri: pageUrl(rule.id),
    defaultConfiguration: { level, ...(rule.disabled !== undefined && { enabled: false }) },
    properties: {
      tags: ["azure", "reliability", rule.appliesTo, rule.goal],
      "problem.severity": problem[level],
      precision: "high",
    },
  };
}
