/** hadr.yaml: what holds for a stack, and every mistake as one line with its place. */
import { describe, expect, test } from "vitest";
import { glob } from "../dist/src/config/glob.js";
import { policyLevel } from "../dist/src/config/levels.js";
import { loadConfig } from "../dist/src/config/load.js";
import { policyFor } from "../dist/src/config/objectives.js";
import { loadRules } from "../dist/src/rules.js";
import { isStale } from "../tools/schema.js";

const load = (text: string) => loadConfig(text, "hadr.yaml");
const objectives = (text: string, project: string, stack: string) => policyFor(load(text), project, stack).objectives;

describe("what holds for a stack", () => {
  const text = `
environment: staging
residency: { euDataBoundary: true }
levels: { cosmos-min-two-regions: advisory }
stacks:
  - match: "shop/prod*"
    environment: production
    residency: { countries: [NL, IE] }
    levels: { cosmos-min-two-regions: mandatory, adt-region-has-pair: disabled }
    failOnUnknown: true
  - match: prod-eu
    environment: development
`;
  test("nothing declared: production, no boundary", () => {
    expect(policyFor({}, "p", "s")).toEqual({
      objectives: { environment: "production", levels: {}, failOnUnknown: false },
      waivers: [],
    });
    expect(load("")).toEqual({});
    expect(load("# only a comment\n")).toEqual({});
  });
  test("the most specific environment wins, a pattern without a slash speaks of any project", () => {
    expect(objectives(text, "x", "y").environment).toBe("staging");
    expect(objectives(text, "shop", "prod-us").environment).toBe("production");
    expect(objectives(text, "blog", "prod-eu").environment).toBe("development");
    expect(objectives(text, "shop", "prod-eu").environment).toBe("production"); // 8 letters against 7
  });
  test("on a tie the stricter environment wins, in any order", () => {
    const entry = (match: string, environment: string) => `  - { match: "${match}", environment: ${environment} }\n`;
    const one = entry("a*/x", "development") + entry("*b/x", "production");
    const other = entry("*b/x", "production") + entry("a*/x", "development");
    for (const stacks of [one, other])
      expect(objectives(`stacks:\n${stacks}`, "ab", "x").environment).toBe("production");
  });
  test("on a tie the stricter level and failOnUnknown win too", () => {
    const entry = (level: string, fail: boolean) =>
      `  - { match: a/b, levels: { cosmos-min-two-regions: ${level} }, failOnUnknown: ${fail} }\n`;
    for (const stacks of [
      entry("disabled", false) + entry("mandatory", true),
      entry("mandatory", true) + entry("disabled", false),
    ])
      expect(objectives(`stacks:\n${stacks}`, "a", "b")).toMatchObject({
        levels: { "cosmos-min-two-regions": "mandatory" },
        failOnUnknown: true,
      });
  });
  test("boundaries intersect, levels and failOnUnknown come from the nearest", () => {
    const own = objectives(text, "shop", "prod");
    expect([...(own.boundary?.regions ?? [])].sort()).toEqual(["northeurope", "westeurope"]);
    expect(own.levels).toEqual({ "cosmos-min-two-regions": "mandatory", "adt-region-has-pair": "disabled" });
    expect([own.failOnUnknown, objectives(text, "a", "b").failOnUnknown]).toEqual([true, false]);
  });
  test("what matches two boundaries with nothing in common is an error", () => {
    const apart = load("residency: { countries: [NL] }\nstacks: [{ match: prod, residency: { countries: [US] } }]");
    expect(() => policyFor(apart, "shop", "prod")).toThrow("hadr.yaml: for shop/prod: residency: no region is inside");
  });
});

test("globs: no pattern is slow", () => {
  const cases: [string, string, boolean][] = [
    ["*", "", true],
    ["ord*", "orders", true],
    ["ord*", "Orders", false],
    ["*-prod-?", "eu-prod-1", true],
    ["*-prod-?", "eu-prod-12", false],
    ["a.b", "axb", false],
    ["*a*b*", "xxaxxbxx", true],
    ["", "x", false],
  ];
  for (const [pattern, text, expected] of cases)
    expect([pattern, text, glob(pattern).test(text)]).toEqual([pattern, text, expected]);
  expect(glob(`${"*a".repeat(40)}*b`).test("a".repeat(2000))).toBe(false);
});

test("the schema that editors use is the one that decides", () => {
  expect(isStale()).toBe(false);
});

test("the level a policy needs so that all that is asked for is within reach", () => {
  const rule = (id: string) => loadRules().get(id)!;
  const level = (id: string, text: string) => policyLevel(rule(id), load(text));
  expect(level("cosmos-min-two-regions", "")).toBe("mandatory");
  expect(level("cosmos-zone-redundant-write-region", "")).toBe("advisory");
  expect(level("adt-region-has-pair", "")).toBe("advisory");
  expect(level("cosmos-min-two-regions", "levels: { cosmos-min-two-regions: disabled }")).toBe("disabled");
  expect(level("adt-region-has-pair", "stacks: [{ match: prod, levels: { adt-region-has-pair: mandatory } }]")).toBe(
    "mandatory",
  );
  expect(level("adt-region-has-pair", "failOnUnknown: true")).toBe("mandatory");
});

test.each([
  [
    "environment: prod",
    'hadr.yaml:1:14: environment: expected one of production, staging, development, test, not "prod" (did you mean "production"?)',
  ],
  [
    "enviroment: test",
    'hadr.yaml:1:1: unknown key: enviroment (did you mean "environment"?); expected one of environment, residency, levels, failOnUnknown, stacks, waivers',
  ],
  ["a: [1", /^hadr\.yaml:1:\d+: not YAML: /],
  ["- 1", "hadr.yaml:1:1: must be object"],
  ["residency:\n  countries: [XX]", 'hadr.yaml:2:3: residency.countries: no Azure region is in "XX"'],
  [
    "residency:\n  regions: [westeuorpe]",
    'hadr.yaml:2:3: residency.regions: no Azure region is in "westeuorpe" (did you mean "westeurope"?)',
  ],
  [
    "levels:\n  cosmos-min-two-region: advisory",
    'hadr.yaml:2:3: levels: no rule has this id: cosmos-min-two-region (did you mean "cosmos-min-two-regions"?)',
  ],
  ["stacks:\n  - environment: test", "hadr.yaml:2:5: stacks[0]: match is missing"],
  [
    "waivers:\n  - { rule: cosmos-min-two-reigons, resource: a, owner: b, reason: c, until: 2027-01-01 }",
    'hadr.yaml:2:13: waivers[0].rule: expected a rule\'s id (see azure-hadr rules), not "cosmos-min-two-reigons" (did you mean "cosmos-min-two-regions"?)',
  ],
  [
    "waivers:\n  - { rule: cosmos-min-two-regions, resource: a, owner: b, reason: c, until: next year }",
    /^hadr\.yaml:2:\d+: waivers\[0\]\.until: expected a day as YYYY-MM-DD, not "next year"$/,
  ],
  [
    "waivers:\n  - { rule: cosmos-min-two-regions, resource: a, owner: b, reason: c, until: 2027-02-30 }",
    /^hadr\.yaml:2:\d+: waivers\[0\]\.until: 2027-02-30 is not a day of the calendar$/,
  ],
  [
    "waivers:\n  - { rule: cosmos-min-two-regions, resource: a, reason: c, until: 2027-02-28 }",
    "hadr.yaml:2:5: waivers[0]: owner is missing",
  ],
  ["environment: *nope", /^hadr\.yaml:.*alias/],
  ["environment: !foo development", /^hadr\.yaml:1:\d+: not YAML: .*tag/],
  ["environment: test\nenvironment: production", /^hadr\.yaml:2:1: not YAML: Map keys must be unique/],
])("%j is refused in one line", (text, message) => {
  const refused = (() => {
    try {
      load(text);
    } catch (error) {
      return (error as Error).message;
    }
    return "accepted";
  })();
  if (typeof message === "string") expect(refused).toBe(message);
  else expect(refused).toMatch(message);
  expect(refused).not.toContain("\n");
});
