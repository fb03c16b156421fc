/** The report for merge requests of GitLab: its Code Quality format. */
import type { Assessment } from "../assessment";
import { isOpen, type Severity, type Verdict } from "../model";
import { printable, printableJson } from "../printable";
import { fingerprints, spelled } from "./fingerprints";
import { ruleOf, standsInTheWay, worstFirst } from "./order";
import { pathOf, placeOf, type Repository } from "./place";
import { headline } from "./says";

/** GitLab's own severities, as far as they are used. */
type Weight = "blocker" | "critical" | "major" | "minor" | "info";

const weights: Readonly<Record<Severity, Weight>> = {
  critical: "critical",
  high: "major",
  medium: "minor",
  low: "info",
  info: "info",
};

/** What stands in the way is a blocker and nothing else is, so the merge request shows what the gate will say. */
const weightOf = (verdict: Verdict): Weight =>
  standsInTheWay(verdict) ? "blocker" : verdict.outcome === "unknown" ? "info" : weights[verdict.severity];

/**
 * The report as a JSON array, with a newline at the end. What is waived or excused is left out, because the format cannot
 * say so and GitLab would count it as degradation.
 */
export function gitlab(assessment: Assessment, repository: Repository): string {
  const open = worstFirst(assessment.verdicts.filter(isOpen));
  const prints = fingerprints(open);
  const issues = open
    .filter(({ waiver, excused }) => !waiver && !excused)
    .map((verdict) => {
      const rule = ruleOf(assessment, verdict.rule);
      const place = placeOf(verdict.position, repository);
      const print = prints.get(verdict);
      const fix = verdict.outcome === "fail" ? `. Fix: ${rule.remedy}` : "";
      return {
        description: printable(`${headline(verdict, rule)}${fix}`),
        check_name: rule.id,
        fingerprint: print && spelled(print),
        severity: weightOf(verdict),
        location: { path: pathOf(place), lines: { begin: place.line } },
      };
    });
  return `${printableJson(JSON.stringify(issues, undefined, 2))}\n`;
}
