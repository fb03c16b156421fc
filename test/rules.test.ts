/** Each rule folder shows all its faces: every example gets the outcome it stands under, through the real judge. */
import { describe, expect, test } from "vitest";
import { decide, judge } from "../dist/src/judge.js";
import type { Rule } from "../dist/src/rule.js";
import { impossible, loadExamples, loadRules } from "../dist/src/rules.js";
import { staged } from "./support.js";

const founding = [
  "cosmos-min-two-regions",
  "cosmos-service-managed-failover",
  "cosmos-zone-redundant-write-region",
  "cosmos-zone-redundant-read-region",
  "cosmos-zone-supported-region",
  "cosmos-strong-needs-three-regions",
  "cosmos-bounded-staleness-bounds",
  "cosmos-failover-priorities",
  "cosmos-data-residency",
  "cosmos-backup-geo-residency",
  "adt-paired-region-residency",
  "adt-region-has-pair",
];
const rules = [...loadRules().values()];
const checked = rules.filter((rule) => rule.check);

test("the founding rules are checked, and there are rules for a person", () => {
  expect(checked.map(({ id }) => id)).toEqual(expect.arrayContaining(founding));
  expect(rules.length).toBeGreaterThan(checked.length);
});

/** Outcome and what else the example expects, or what is wrong instead. */
function mistakes(rule: Rule): string[] {
  const wrong: string[] = [];
  for (const [outcome, examples] of Object.entries(loadExamples(rule.id)))
    for (const [name, example] of Object.entries(examples)) {
      const { resource, ruling } = staged(rule, example);
      const verdict = judge(resource, rule, ruling);
      const place = `${rule.id} › ${outcome}: ${name}`;
      if (verdict.outcome !== outcome) wrong.push(`${place}: got ${verdict.outcome} (${verdict.because ?? ""})`);
      if (example.severity && verdict.severity !== example.severity)
        wrong.push(`${place}: got severity ${verdict.severity}`);
      if (example.advice && verdict.blocking) wrong.push(`${place}: blocks`);
    }
  return wrong;
}

describe.each(checked)("$id", (rule) => {
  const examples = loadExamples(rule.id);

  test("has examples of every outcome that it can have", () => {
    const without = impossible(rule.id);
    const faces = ["pass", "fail", "unknown", "not-applicable"].filter((outcome) => !(outcome in without));
    expect(Object.keys(examples)).toEqual(expect.arrayContaining(faces));
    for (const why of Object.values(without)) expect(why.length).toBeGreaterThan(20);
  });

  test("every example gets its outcome", () => {
    expect(mistakes(rule)).toEqual([]);
  });

  test("a constant in place of the check would be noticed", () => {
    for (const constant of ["pass", "fail", "not-applicable"] as const)
      expect(mistakes({ ...rule, check: () => constant }).length).toBeGreaterThan(0);
  });

  test("says what it read, and the recording view decides as plain properties do", () => {
    for (const [outcome, group] of Object.entries(examples))
      for (const example of Object.values(group)) {
        const { resource, ruling } = staged(rule, example);
        const { evidence, because, ...verdict } = judge(resource, rule, ruling);
        const plain = decide(rule, resource.props, ruling.context);
        expect([verdict.outcome, because]).toEqual([plain.outcome, plain.because]);
        if (outcome === "fail") expect(evidence.length).toBeGreaterThan(0);
      }
  });
});
