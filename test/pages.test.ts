import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { catalogue, page } from "../dist/src/page.js";
import { literal } from "../dist/src/report/literal.js";
import type { Rule } from "../src/rule";
import { pages, stale } from "../tools/pages.js";
import { documents, rules } from "./golden/rules";

const ruleOf = (id: string, more: Partial<Rule> = {}): Rule => {
  const rule = rules.get(id);
  if (!rule) throw new Error(id);
  return { ...rule, ...more };
};
const examples = {
  fail: {
    "one region": { properties: { locations: [{ locationName: "West Europe", failoverPriority: 0 }] } },
    "lowered <b>": { properties: {}, residency: { countries: ["SG"] }, severity: "low", advice: true },
  },
  pass: {
    "two regions": {
      properties: {
        locations: [
          { locationName: "West Europe", failoverPriority: 0, isZoneRedundant: true },
          { locationName: "North Europe", failoverPriority: 1, isZoneRedundant: "(unknown)" },
        ],
        tags: { "a-b": "(secret)" },
      },
      operation: "create",
    },
  },
};

describe("the pages of the catalogue", () => {
  test.each([...pages()])("rules/%s is current (npm run pages)", (path, content) => {
    expect(stale(new Map([[path, content]]), "rules").map(([name]) => name)).toEqual([]);
  });

  test("what is missing or different is stale", () => {
    const folder = mkdtempSync(join(tmpdir(), "pages-"));
    try {
      const current = new Map([
        ["README.md", "a\n"],
        ["one/README.md", "b\n"],
        ["two/README.md", "c\n"],
      ]);
      for (const [path, content] of [["README.md", "a\n"] as const, ["one/README.md", "old\n"] as const]) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
      }
      expect(stale(current, folder).map(([path]) => path)).toEqual(["one/README.md", "two/README.md"]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("page", () => {
  test("a checked rule", async () => {
    await expect(page(ruleOf("cosmos-min-two-regions"), examples, documents)).toMatchFileSnapshot("golden/page.md");
  });

  test("a rule for a person", async () => {
    await expect(page(ruleOf("cosmos-failover-is-drilled"), {}, documents)).toMatchFileSnapshot(
      "golden/page-manual.md",
    );
  });

  test.each([
    [{ basis: "invalid" }, "Blocks in every environment: Azure refuses"],
    [{ basis: "declared" }, "Blocks in every environment: it holds against what your organisation declared."],
    [{ severity: "medium" }, "Advice: never blocks"],
    [{ fixableInPlace: false }, "blocks only where the resource is created"],
    [{}, "Blocks in production"],
  ] as [Partial<Rule>, string][])("says when it blocks: %j", (more, words) => {
    expect(page(ruleOf("cosmos-min-two-regions", more), {}, documents)).toContain(words);
  });

  test("the waiver that it shows is YAML with the rule's id and a day as text", () => {
    const written = page(ruleOf("cosmos-min-two-regions"), {}, documents);
    const yaml = /```yaml\n([\s\S]*?)```/.exec(written)?.[1] ?? "";
    expect(parse(yaml).waivers[0]).toMatchObject({ rule: "cosmos-min-two-regions", until: "2027-03-31" });
  });

  test("a bar does not break a table, nor an angle bracket the page", () => {
    const stakes = { sla: "a | b < c, and `x | <y>` in code" };
    const written = page(ruleOf("cosmos-min-two-regions", { stakes }), {}, documents);
    expect(written).toContain("| SLA | a \\| b \\< c, and `x \\| <y>` in code |");
  });
});

test("the catalogue, by service and goal, what is checked and what a person answers for", async () => {
  const twins = ruleOf("cosmos-min-two-regions", {
    id: "adt-a",
    appliesTo: "digital-twins",
    title: "Twins | are well",
  });
  await expect(catalogue([...rules.values(), twins])).toMatchFileSnapshot("golden/catalogue.md");
});

test("a literal that is short stands on one line, a long one on several, never wider than 80 columns", () => {
  expect(literal({ a: [1, "x", true, null], "b-c": {}, d: [] })).toBe('{ a: [1, "x", true, null], "b-c": {}, d: [] }');
  const long = { list: Array.from({ length: 4 }, (_, index) => ({ name: "n".repeat(20), index, known: "(unknown)" })) };
  const lines = literal(long).split("\n");
  expect(lines).toHaveLength(8);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  expect(literal(long)).toContain("known: notKnownYet");
});
