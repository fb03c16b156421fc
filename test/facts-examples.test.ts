/** The catalogue is complete, and says of every example what the compiled statements of the documents say. */
import { describe, expect, test } from "vitest";
import { judge } from "../dist/src/judge.js";
import { recognise } from "../dist/src/kinds/recognise.js";
import type { Verdict } from "../dist/src/model.js";
import type { Rule } from "../dist/src/rule.js";
import { type Example, loadRules } from "../dist/src/rules.js";
import { added, type Case, type Row, rows } from "./golden/facts-examples.js";
import { nativeType, raw, staged } from "./support.js";

const rules = loadRules();
const ruleOf = (id: string): Rule => {
  const rule = rules.get(id);
  if (!rule) throw new Error(`there is no rule ${id}`);
  return rule;
};

/** How many of each kind stand in a stack. */
function contents(neighbours: Example["neighbours"] = {}): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of Object.values(neighbours))
    for (const [kind, token] of Object.entries(nativeType)) if (token === type) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function verdictOn({ rule: id }: Row, given: Case, more: Partial<Example> = {}): Verdict {
  const rule = ruleOf(id);
  const { residency, objectives, parameters, operation, before, neighbours } = { ...given, ...more };
  const properties = rule.appliesTo === "stack" ? contents(neighbours) : given.properties;
  if (!properties) throw new Error(`${id}: an example without properties`);
  const declared = { residency, objectives, parameters, operation, before, neighbours };
  const present = Object.fromEntries(Object.entries(declared).filter(([, value]) => value !== undefined));
  const { resource, ruling } = staged(rule, { properties, ...present });
  return judge(resource, rule, ruling);
}

/** What is wrong with the verdict on an example, or nothing. */
function mistakes(row: Row, example: Case, outcomes: readonly string[]): string[] {
  if (example.instead) {
    const found = recognise(raw(example.instead, { location: "eastus" }));
    return found.is === "resource" && found.resources.some(({ kind }) => kind === ruleOf(row.rule).appliesTo)
      ? [`${example.instead} is asked`]
      : [];
  }
  const { outcome, severity, blocking, because = "" } = verdictOn(row, example);
  return [
    ...(outcomes.includes(outcome) ? [] : [`${outcome}, not ${outcomes.join(" or ")}: ${because}`]),
    ...(example.severity === undefined || example.severity === severity ? [] : [`severity ${severity}`]),
    ...(example.advice && blocking ? ["it blocks"] : []),
  ];
}

const notFailing = ["pass", "not-applicable", "unknown", "manual"];

describe.each(rows)("$id $rule", (row) => {
  test("there is a rule, and it is off only where the row is", () => {
    const { disabled } = ruleOf(row.rule);
    expect(disabled !== undefined).toBe(row.disabled === true);
  });

  test.each(row.fails.map((example, index) => [index + 1, example] as const))("✗ %i", (_, example) => {
    expect(mistakes(row, example, [example.outcome ?? "fail"])).toEqual([]);
  });

  test.each(row.holds.map((example, index) => [index + 1, example] as const))("✓ %i", (_, example) => {
    expect(mistakes(row, example, example.outcome ? [example.outcome] : notFailing)).toEqual([]);
  });

  test.each((row.more ?? []).map((example, index) => [index + 1, example] as const))("corrected %i", (_, example) => {
    expect(mistakes(row, example, example.outcome ? [example.outcome] : notFailing)).toEqual([]);
  });

  test("weighs as much as the row says", () => {
    const example = row.fails.find(({ outcome = "fail" }) => outcome === "fail");
    if (!example) return expect(row.fails.every(({ corrected }) => corrected)).toBe(true);
    const in_ = (environment: "production" | "development") =>
      verdictOn(row, { ...example, objectives: { ...example.objectives, environment } });
    const { severity, blocking } = in_("production");
    expect([severity, blocking]).toEqual([row.severity, row.blocks !== "never"]);
    const { outcome, blocking: blocksOthers } = in_("development");
    if (outcome === "fail") expect(blocksOthers).toBe(row.blocks === "always");
    else expect(row.blocks).not.toBe("always");
  });
});

test("all rows are here, each once, and no two share a rule", () => {
  const numbered = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1).padStart(2, "0")}`);
  const ids = [
    ...numbered("CDB", 28),
    ...numbered("CDT", 3),
    ...numbered("MDB", 5),
    ...numbered("CAS", 4),
    ...numbered("PGC", 5),
    ...numbered("ADT", 9),
    ...numbered("STK", 10),
  ];
  expect(rows.map(({ id }) => id)).toEqual(ids);
  expect(new Set(rows.map(({ rule }) => rule)).size).toBe(64);
});

test.each(added)("%s, which the corrections add, is there for a %s", (id, by) => {
  expect(ruleOf(id).check === undefined ? "person" : "check").toBe(by);
});
