/** hadr.yaml: what holds for a stack or a resource, and every mistake as one line with its place. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { glob } from "../dist/src/config/glob.js";
import { policyLevel } from "../dist/src/config/levels.js";
import { loadConfig, loadDeclared } from "../dist/src/config/load.js";
import { ownDeclaration } from "../dist/src/config/own.js";
import { read } from "../dist/src/config/own-files.js";
import { type Facts, policiesFor } from "../dist/src/config/policies.js";
import type { Objectives } from "../dist/src/model.js";
import { loadRules } from "../dist/src/rules.js";
import { isStale } from "../tools/schema.js";

const load = (text: string) => loadConfig(text, "hadr.yaml");
const own = (config: Record<string, unknown>) => ownDeclaration(config, () => "preview.json: config");
const policies = (text: string, stack: string, more: Partial<Facts> = {}) => {
  const [project = "", name = ""] = stack.split("/");
  return policiesFor(loadDeclared(text, "hadr.yaml"), { project, stack: name, ...more });
};
const objectives = (text: string, stack: string, more: Partial<Facts> = {}, resource?: string): Objectives =>
  policies(text, stack, more)(resource).objectives;
const tags = (of: Record<string, string>) => new Map(Object.entries(of));
const message = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return "accepted";
};

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
    expect(policies("", "p/s")()).toMatchObject({
      objectives: { environment: "production", levels: {}, failOnUnknown: false },
      waivers: [],
      notes: [],
      unseen: [],
      told: [],
    });
    expect(Object.keys(objectives("", "p/s"))).toEqual(["environment", "levels", "failOnUnknown"]);
    expect(load("")).toEqual({});
    expect(load("# only a comment\n")).toEqual({});
  });
  test("the most specific environment wins, a pattern without a slash speaks of any project", () => {
    expect(objectives(text, "x/y").environment).toBe("staging");
    expect(objectives(text, "shop/prod-us").environment).toBe("production");
    expect(objectives(text, "blog/prod-eu").environment).toBe("development");
    expect(objectives(text, "shop/prod-eu").environment).toBe("production"); // 8 letters against 7
  });
  test("boundaries intersect, levels and failOnUnknown come from the nearest", () => {
    const prod = objectives(text, "shop/prod");
    expect([...(prod.boundary?.regions ?? [])].sort()).toEqual(["northeurope", "westeurope"]);
    expect(prod.levels).toEqual({ "cosmos-min-two-regions": "mandatory", "adt-region-has-pair": "disabled" });
    expect([prod.failOnUnknown, objectives(text, "a/b").failOnUnknown]).toEqual([true, false]);
  });
  test("what matches two boundaries with nothing in common is an error that names both lines", () => {
    const apart = "residency: { countries: [NL] }\nstacks: [{ match: prod, residency: { countries: [US] } }]";
    expect(message(() => policies(apart, "shop/prod"))).toMatch(
      /^hadr\.yaml:2:25 and hadr\.yaml:1:1: for shop\/prod: no region is inside countries US and countries NL$/,
    );
  });
  test("freezes add up, and those that have ended are left out", () => {
    const frozen = `
outageFreeze: { regions: [West Europe], reason: one, until: 2026-12-01 }
stacks:
  - match: prod
    outageFreeze: { regions: [northeurope], reason: other, until: 2026-12-24 }
`;
    const freeze = (today: string) => objectives(frozen, "shop/prod", { today }).outageFreeze;
    expect(freeze("2026-12-01")).toEqual({
      regions: ["northeurope", "westeurope"],
      reason: "other; one",
      until: "2026-12-24",
    });
    expect(freeze("2026-12-02")).toMatchObject({ regions: ["northeurope"], reason: "other" });
    expect(freeze("2026-12-25")).toBeUndefined();
    const told = (today: string) => {
      const { by, overridden } = policies(frozen, "shop/prod", { today })().told[0]!;
      return [by.length, overridden.length];
    };
    expect([told("2026-12-01"), told("2026-12-02"), told("2026-12-25")]).toEqual([
      [2, 0],
      [1, 1],
      [0, 2],
    ]);
  });
});

/** Each key: a stricter value and a looser one. */
const strictness: [key: string, strict: string, loose: string][] = [
  ["environment", "production", "staging"],
  ["environment", "staging", "test"],
  ["environment", "test", "development"],
  ["criticality", "mission-critical", "business-critical"],
  ["criticality", "business-critical", "standard"],
  ["criticality", "standard", "low"],
  ["singleRegionByLaw", "true", "false"],
  ["rpoMinutes", "0", "0.5"],
  ["rtoMinutes", "10", "60"],
  ["slaTarget", "{ read: 99.99 }", "{ read: 99.9 }"],
  ["slaTarget", "{ write: 99.999 }", "{ write: 99.99 }"],
  ["activeActive", "true", "false"],
  ["alertsManagedElsewhere", "false", "true"],
  ["levels", "{ adt-region-has-pair: mandatory }", "{ adt-region-has-pair: advisory }"],
  ["levels", "{ adt-region-has-pair: advisory }", "{ adt-region-has-pair: disabled }"],
  ["allowResidencyWaivers", "false", "true"],
  ["failOnUnknown", "true", "false"],
];
const only = (key: string, value: string) => objectives(`${key}: ${value}`, "ab/x")[key as keyof Objectives];

describe.each(strictness)("%s: %s is stricter than %s", (key, strict, loose) => {
  const value = (text: string, more: Partial<Facts> = {}) => objectives(text, "ab/x", more)[key as keyof Objectives];
  const entry = (match: string, said: string) => `  - { match: "${match}", ${key}: ${said} }\n`;

  test("on a tie the stricter wins, in whatever order they stand", () => {
    for (const stacks of [entry("a*/x", loose) + entry("*b/x", strict), entry("*b/x", strict) + entry("a*/x", loose)])
      expect(value(`stacks:\n${stacks}`)).toEqual(only(key, strict));
  });
  test("the more specific wins, the looser too", () => {
    for (const stacks of [entry("x", strict) + entry("ab/x", loose), entry("ab/x", loose) + entry("x", strict)])
      expect(value(`stacks:\n${stacks}`)).toEqual(only(key, loose));
  });
  test("a stack may tighten what is declared, not loosen it, and says what is left open", () => {
    const itself = (said: string) => ({ own: { says: load(`${key}: ${said}`), at: () => "Pulumi.x.yaml:3:3" } });
    // Neither law of one region is the looser: each asks what the other does not.
    const tightens = key !== "singleRegionByLaw";
    expect(value(`${key}: ${loose}`, itself(strict))).toEqual(only(key, tightens ? strict : loose));
    expect(value(`${key}: ${strict}`, itself(loose))).toEqual(only(key, strict));
    expect(value("", itself(loose))).toEqual(only(key, loose));
    const notes = (text: string, said: string) => policies(text, "ab/x", itself(said))().notes;
    const refused = [
      expect.stringMatching(/^Pulumi\.x\.yaml:3:3: .* would loosen .* \(hadr\.yaml:1:\d+\) and was not followed\.$/),
    ];
    const said = [
      expect.stringMatching(new RegExp(`^The stack says of itself \\(Pulumi\\.x\\.yaml\\): ${key}[^,]*\\.$`)),
    ];
    expect(notes(`${key}: ${strict}`, loose)).toEqual(refused);
    expect(notes(`${key}: ${loose}`, strict)).toEqual(tightens ? said : refused);
    expect(notes("", loose)).toEqual(said);
    expect(notes(`${key}: ${strict}`, strict)).toEqual([]);
  });
});

describe("which entries speak", () => {
  const text = `
rpoMinutes: 1000
stacks:
  - { resource: "orders-*", rpoMinutes: 1 }
  - { resource: "*", rpoMinutes: 2 }
  - { tags: { env: prod*, tier: gold }, rpoMinutes: 3 }
  - { tags: { env: prod* }, rpoMinutes: 4 }
  - { match: shop/prod, rpoMinutes: 5 }
  - { match: shop/prod, tags: { env: prod* }, rpoMinutes: 6 }
  - { match: blog/*, resource: posts, rpoMinutes: 7 }
`;
  const rpo = (stack: string, of?: Record<string, string>, resource?: string) =>
    objectives(text, stack, of ? { tags: tags(of) } : {}, resource).rpoMinutes;

  test("a resource pattern beats tags, tags beat the stack's name", () => {
    expect(rpo("x/y")).toBe(1000);
    expect(rpo("shop/prod")).toBe(5);
    expect(rpo("shop/prod", { env: "production" })).toBe(6);
    expect(rpo("x/y", { env: "production" })).toBe(4);
    expect(rpo("shop/prod", { env: "production", tier: "gold" })).toBe(3);
    expect(rpo("shop/prod", { env: "production", tier: "gold" }, "carts")).toBe(2);
    expect(rpo("shop/prod", { env: "production" }, "orders-eu")).toBe(1);
    expect(rpo("blog/a", undefined, "posts")).toBe(7); // 5 letters of the name against none
    expect(rpo("blog/a", undefined, "orders-eu")).toBe(1);
    expect(rpo("shop/prod", { ENV: "production" })).toBe(5);
    expect(rpo("shop/prod", {})).toBe(5);
  });
  test("the stack as a whole has no name that a resource pattern could match", () => {
    expect(rpo("shop/prod")).toBe(5);
    expect(rpo("blog/a")).toBe(1000);
  });
  test("resources that the same entries speak of share one policy", () => {
    const policyOf = policies(text, "blog/a");
    expect(policyOf("orders-1")).toBe(policyOf("orders-2"));
    expect(policyOf("posts")).not.toBe(policyOf("orders-1"));
    const plain = policies("environment: test", "blog/a");
    expect(plain("a")).toBe(plain());
  });
  test("that tags were asked for and nobody gave any is said, of the stacks that it could concern", () => {
    const asked = 'stacks: [{ match: "shop/*", tags: { env: prod }, environment: test }]';
    expect(policies(asked, "shop/prod")().unseen).toEqual([expect.stringContaining("--tag name=value")]);
    expect(policies(asked, "blog/prod")().unseen).toEqual([]);
    expect(policies(asked, "shop/prod", { tags: tags({}) })().unseen).toEqual([]);
  });
  test("so is a tag that was asked for and not among those that somebody gave", () => {
    const asked = 'stacks: [{ match: "shop/*", tags: { env: prod, tier: gold }, environment: test }]';
    const unseen = (of: Record<string, string>, stack = "shop/prod") =>
      policies(asked, stack, { tags: tags(of), someTags: true })().unseen;
    expect(unseen({ env: "prod" })).toEqual([
      "Entries that ask for the tag tier were not matched: no such tag was given (--tag tier=value).",
    ]);
    expect(unseen({ team: "a" })).toHaveLength(2);
    expect([unseen({ env: "dev" }), unseen({ env: "prod", tier: "x" }), unseen({}, "blog/a")]).toEqual([[], [], []]);
  });
  test("patterns of resources are named, and only where they could speak of the stack", () => {
    expect(policies(text, "blog/a")().resources).toEqual(["orders-*", "posts", "*"]);
    expect(policies(text, "shop/prod")("x").resources).toEqual(["orders-*", "*"]);
    expect(policies("environment: test", "shop/prod")().resources).toEqual([]);
  });
  test("parameters of a rule: the most specific wins, and a tie is an error that names both lines", () => {
    const entry = (match: string, value: boolean) =>
      `  - { match: ${match}, parameters: { cosmos-service-managed-failover: { forcedFailoverRunbook: ${value} } } }\n`;
    expect(objectives(`stacks:\n${entry("prod", true)}${entry("shop/prod", false)}`, "shop/prod").parameters).toEqual({
      "cosmos-service-managed-failover": { forcedFailoverRunbook: false },
    });
    expect(objectives(`stacks:\n${entry("prod", true)}${entry("prod", true)}`, "shop/prod").parameters).toBeDefined();
    expect(message(() => policies(`stacks:\n${entry("prod", true)}${entry("prod", false)}`, "shop/prod"))).toMatch(
      /^hadr\.yaml:2:\d+ and hadr\.yaml:3:\d+: for shop\/prod: parameters\.cosmos-service-managed-failover\.forcedFailoverRunbook is true and false, and neither entry is more specific$/,
    );
  });
  test("whatever is declared, the answer does not depend on the order of the entries", () => {
    const entry = fc.record(
      {
        match: fc.constantFrom("shop/*", "prod", "p*", "*"),
        environment: fc.constantFrom("production", "staging", "test", "development"),
        rpoMinutes: fc.integer({ min: 0, max: 3 }),
        slaTarget: fc.record({ read: fc.constantFrom(99.9, 99.99), write: fc.constantFrom(99.9, 99.99) }),
        residency: fc.constantFrom({ countries: ["NL", "IE"] }, { regions: ["westeurope", "uksouth"] }),
      },
      { requiredKeys: ["match"] },
    );
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 6 }), (stacks) => {
        const of = (entries: object[]) => {
          const { boundary, ...rest } = objectives(JSON.stringify({ stacks: entries }), "shop/prod");
          return [rest, [...(boundary?.regions ?? [])].sort()];
        };
        expect(of(stacks)).toEqual(of(stacks.toReversed()));
      }),
    );
  });
});

describe("a stack's own config", () => {
  test("Pulumi keeps values as text", () => {
    const { says } = own({
      "azure-hadr:environment": "staging",
      "azure-hadr:singleRegionByLaw": "true",
      "azure-hadr:rpoMinutes": "0.5",
      "azure-hadr:residency": '{"countries":["NL"],"euDataBoundary":"false"}',
      "azure-hadr:slaTarget": '{"read":"99.99","write":99.9}',
      "azure-hadr:levels": '{"adt-region-has-pair":"mandatory"}',
      "azure-native:location": "[secret]",
    });
    expect(says).toEqual({
      environment: "staging",
      singleRegionByLaw: true,
      rpoMinutes: 0.5,
      residency: { countries: ["NL"], euDataBoundary: false },
      slaTarget: { read: 99.99, write: 99.9 },
      levels: { "adt-region-has-pair": "mandatory" },
    });
  });
  test.each([
    [
      { "azure-hadr:enviroment": "test" },
      /config: azure-hadr:enviroment: no such objective \(did you mean "environment"\?\)/,
    ],
    [{ "azure-hadr:parameters": "{}" }, /no such objective.*; expected one of environment, /],
    [{ "azure-hadr:environment": "prod" }, /azure-hadr:environment: expected one of production, .* not "prod"/],
    [{ "azure-hadr:rpoMinutes": "five" }, 'azure-hadr:rpoMinutes: expected a number, not "five"'],
    [{ "azure-hadr:rpoMinutes": "-5" }, 'azure-hadr:rpoMinutes: expected a number, not "-5"'],
    [{ "azure-hadr:rpoMinutes": "9".repeat(400) }, "azure-hadr:rpoMinutes: expected a number, not Infinity"],
    [{ "azure-hadr:rpoMinutes": "1e400" }, 'azure-hadr:rpoMinutes: expected a number, not "1e400"'],
    [
      { "azure-hadr:levels": '{"cosmos-failover-is-rehearsed":"mandatory"}' },
      "nobody can block on what a person answers for",
    ],
    [{ "azure-hadr:activeActive": "yes" }, 'azure-hadr:activeActive: expected true or false, not "yes"'],
    [{ "azure-hadr:residency": "NL" }, 'azure-hadr:residency: expected a mapping (key: value), not "NL"'],
    [{ "azure-hadr:residency": '{"countries":["XX"]}' }, 'azure-hadr:residency.countries: no Azure region is in "XX"'],
    [
      { "azure-hadr:levels": '{"adt-region-has-pair":"advisory"}' },
      "may only raise a rule to mandatory, not set it to advisory",
    ],
    [
      { "azure-hadr:criticality": "[secret]" },
      "azure-hadr:criticality is a secret, and an objective has to be readable",
    ],
    [{ "azure-hadr:slaTarget": '{"read":"[secret]"}' }, "azure-hadr:slaTarget is a secret"],
    [{ "azure-hadr:slaTarget": { read: { secure: "v1:abc" } } }, "azure-hadr:slaTarget is a secret"],
  ])("%j is refused in one line", (config, expected) => {
    const refused = message(() => own(config));
    expect(refused).toMatch(/^preview\.json: config: azure-hadr:\w+[^\n]*$/);
    if (typeof expected === "string") expect(refused).toContain(expected);
    else expect(refused).toMatch(expected);
  });
  test("a mapping below azure-hadr is a key of the project's own to Pulumi, so it is refused", () => {
    for (const [key, value] of [
      ["azure-hadr", { environment: "test" }],
      ["shop:azure-hadr", '{"environment":"test"}'],
    ] as const)
      expect(message(() => own({ [key]: value }))).toBe(
        `preview.json: config: ${key}: to Pulumi this is one key of the project's own; expected azure-hadr:environment and the like`,
      );
    expect(own({ "shop:azure-hadr": "true" }).says).toEqual({}); // a switch of the program, and none of ours
  });
  test("whatever it decides is said, with where; of resources too where that differs", () => {
    const itself = own({
      "azure-hadr:residency": '{"countries":["NL"]}',
      "azure-hadr:rpoMinutes": "5",
      "azure-hadr:outageFreeze": '{"regions":["westeurope"],"reason":"x","until":"2027-01-01"}',
    });
    const text = "rpoMinutes: 1\nstacks: [{ resource: carts*, rpoMinutes: 60 }, { resource: o*, rtoMinutes: 9 }]";
    const policyOf = policies(text, "shop/prod", { own: itself });
    const rest = "residency countries NL, outageFreeze westeurope until 2027-01-01.";
    expect(policyOf().notes?.[0]).toBe(`The stack says of itself (preview.json: config): ${rest}`);
    expect(policyOf("orders").notes?.[0]).toBe(policyOf().notes?.[0]);
    expect(policyOf("carts-1").notes?.[0]).toBe(
      `The stack says of itself for resources that match carts* (preview.json: config): rpoMinutes 5, ${rest}`,
    );
  });
  test("a boundary of its own narrows; one that would only widen is not followed, and that is said", () => {
    const itself = (residency: string) => ({ own: own({ "azure-hadr:residency": residency }) });
    const declared = "residency: { countries: [NL, IE] }";
    expect([...objectives(declared, "a/b", itself('{"countries":["NL","DE"]}')).boundary!.regions]).toEqual([
      "westeurope",
    ]);
    const wider = policies(declared, "a/b", itself('{"euDataBoundary":true}'))();
    expect(wider.objectives.boundary).toEqual(objectives(declared, "a/b").boundary);
    expect(wider.notes).toEqual([expect.stringContaining("a wider boundary than declared was not followed")]);
  });

  const files = (project: string, stack?: string) => ({
    project: { name: "Pulumi.yaml", text: project },
    stack: (name: string, folder: string | undefined) =>
      stack === undefined ? undefined : { name: `${folder ?? ""}Pulumi.${name}.yaml`, text: stack },
  });
  test("is read from the project's files where an input does not hold it", () => {
    const project = "name: shop\nconfig:\n  azure-hadr:environment: staging\n  azure-hadr:rpoMinutes: { value: 5 }\n";
    const stack = "config:\n  azure-hadr:environment: production\n  azure-hadr:residency:\n    countries: [NL]\n";
    const seen = read("shop", "prod", files(project, stack));
    expect([seen.own?.says, seen.unseen]).toEqual([
      { environment: "production", rpoMinutes: 5, residency: { countries: ["NL"] } },
      undefined,
    ]);
    expect(seen.own?.at(["residency"])).toBe("Pulumi.prod.yaml:3:3");
    expect(seen.own?.at(["rpoMinutes"])).toBe("Pulumi.yaml:4:3");
    for (const key of ["stackConfigDir", "config"])
      expect(read("shop", "prod", files(`name: shop\n${key}: own/`, stack)).own?.at(["environment"])).toBe(
        "own/Pulumi.prod.yaml:2:3",
      );
  });
  test("as Pulumi reads them: the long spelling counts, and a config that is none is refused", () => {
    const seen = read("shop", "prod", files("name: shop\n", "config:\n  azure-hadr:config:environment: test\n"));
    expect([seen.own?.says, seen.own?.at(["environment"])]).toEqual([{ environment: "test" }, "Pulumi.prod.yaml:2:3"]);
    const refused = (project: string, stack: string) => message(() => read("shop", "prod", files(project, stack)));
    expect(refused("name: shop", "config: [{ azure-hadr:environment: test }]")).toBe(
      "Pulumi.prod.yaml:1:9: config: expected a mapping (key: value)",
    );
    expect(refused("name: shop\nconfig: [1]", "")).toBe("Pulumi.yaml:2:9: config: expected a mapping (key: value)");
    expect(refused("name: shop", "config:\n  azure-hadr: { environment: test }")).toMatch(
      /^Pulumi\.prod\.yaml:2:3: azure-hadr: to Pulumi this is one key/,
    );
    expect(refused("name: shop\nconfig:", "config:\n")).toBe("accepted");
  });
  test("what is not in sight is said", () => {
    const { own: says, unseen } = read("shop", "prod", files("name: shop\nconfig: { azure-hadr:environment: test }"));
    expect([says?.says, unseen]).toEqual([
      { environment: "test" },
      [
        "Only a part of the config of shop/prod was seen (there is no Pulumi.prod.yaml), so azure-hadr:* elsewhere was not followed.",
      ],
    ]);
    expect(read("shop", "prod", files("name: shop")).unseen).toEqual([
      "The config of shop/prod was not seen (there is no Pulumi.prod.yaml), so azure-hadr:* in it was not followed.",
    ]);
    expect(read("shop", "prod", files("name: blog", "config: {}")).unseen).toEqual([
      expect.stringContaining("Pulumi.yaml is of another project"),
    ]);
    expect(read("shop", "prod", files("name: shop", "environment: [shared]")).unseen).toEqual([
      expect.stringContaining("Pulumi ESC"),
    ]);
    expect(read("shop", "../../etc/x", files("name: shop", "config: {}")).own?.says).toEqual({});
    expect(read("shop", "../../etc/x", files("name: shop", "config: {}")).unseen).toHaveLength(1);
  });
  test("a secret or a mistake in a file is refused with its line", () => {
    const stack = "config:\n  azure-hadr:criticality:\n    secure: v1:abc=\n";
    expect(message(() => read("shop", "prod", files("name: shop", stack)))).toMatch(
      /^Pulumi\.prod\.yaml:2:3: azure-hadr:criticality is a secret/,
    );
    expect(message(() => read("shop", "prod", files("name: shop", "config: [1")))).toMatch(
      /^Pulumi\.prod\.yaml:1:\d+: not YAML/,
    );
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
  // A stack may raise in its own config what is disabled for it here.
  expect(level("cosmos-min-two-regions", "levels: { cosmos-min-two-regions: disabled }")).toBe("advisory");
  expect(level("adt-region-has-pair", "stacks: [{ match: prod, levels: { adt-region-has-pair: mandatory } }]")).toBe(
    "mandatory",
  );
  expect(level("adt-region-has-pair", "failOnUnknown: true")).toBe("mandatory");
});

const keys =
  "environment, criticality, team, residency, singleRegionByLaw, rpoMinutes, rtoMinutes, slaTarget, activeActive, alertsManagedElsewhere, outageFreeze, levels, parameters, allowResidencyWaivers, failOnUnknown";

test.each([
  [
    "environment: prod",
    'hadr.yaml:1:14: environment: expected one of production, staging, test, development, not "prod" (did you mean "production"?)',
  ],
  [
    "enviroment: test",
    `hadr.yaml:1:1: unknown key: enviroment (did you mean "environment"?); expected one of ${keys}, stacks, waivers, attestations`,
  ],
  ["a: [1", /^hadr\.yaml:1:\d+: not YAML: the indentation .* or a bracket is not closed$/],
  ["\tenvironment: test", /^hadr\.yaml:1:\d+: not YAML: a tab cannot indent; use spaces$/],
  ["- 1", "hadr.yaml:1:1: expected a mapping (key: value), not [1]"],
  ["residency:\n  countries: [XX]", 'hadr.yaml:2:15: residency.countries: no Azure region is in "XX"'],
  [
    "residency:\n  regions: [westeuorpe]",
    'hadr.yaml:2:13: residency.regions: no Azure region is in "westeuorpe" (did you mean "westeurope"?)',
  ],
  ["residency: {}", "hadr.yaml:1:12: residency: expected something in it"],
  ["residency: { euDataBoundary: false }", "hadr.yaml:1:12: residency: the boundary holds no region"],
  ["rpoMinutes: -1", "hadr.yaml:1:13: rpoMinutes: expected at least 0, not -1"],
  ["rpoMinutes: five", 'hadr.yaml:1:13: rpoMinutes: expected a number, not "five"'],
  ["rpoMinutes: .inf", "hadr.yaml:1:13: rpoMinutes: expected a number, not Infinity"],
  ["rtoMinutes: 1e400", "hadr.yaml:1:13: rtoMinutes: expected a number, not Infinity"],
  [`rtoMinutes: ${"9".repeat(400)}`, "hadr.yaml:1:13: rtoMinutes: expected a number, not Infinity"],
  ["rtoMinutes: .nan", "hadr.yaml:1:13: rtoMinutes: expected a number, not NaN"],
  [
    "parameters: { cosmos-rto-target: { forcedFailoverMinutes: -5 } }",
    "hadr.yaml:1:59: parameters.cosmos-rto-target.forcedFailoverMinutes: expected at least 0, not -5",
  ],
  ["slaTarget: { read: 0.999 }", "hadr.yaml:1:20: slaTarget.read: expected at least 90, not 0.999"],
  ["activeActive: yes", 'hadr.yaml:1:15: activeActive: expected true or false, not "yes"'],
  ["stacks: { prod: {} }", /^hadr\.yaml:1:9: stacks: expected a list, not /],
  [
    "levels:\n  cosmos-min-two-region: advisory",
    'hadr.yaml:2:3: levels: no rule has this id: cosmos-min-two-region (did you mean "cosmos-min-two-regions"?)',
  ],
  [
    "parameters:\n  cosmos-service-managed-failover:\n    forcedFailoverRunbok: true",
    'hadr.yaml:3:5: parameters.cosmos-service-managed-failover: the rule has no such parameter: forcedFailoverRunbok (did you mean "forcedFailoverRunbook"?); expected one of forcedFailoverRunbook',
  ],
  [
    "parameters: { adt-paired-region-residency: { builtInResidencyRegions: [brazilsuth] } }",
    /^hadr\.yaml:1:\d+: parameters\.adt-paired-region-residency\.builtInResidencyRegions\[0\]: expected an Azure region, not "brazilsuth" \(did you mean "brazilsouth"\?\)$/,
  ],
  ["parameters: { cosmos-min-two-regions: {} }", /: no rule of this id has parameters: cosmos-min-two-regions/],
  ["stacks:\n  - environment: test", "hadr.yaml:2:5: stacks[0]: match, tags or resource is missing"],
  [
    "stacks:\n  - { match: a, outageFreeze: { regions: [nowhere], reason: b, until: 2027-01-01 } }",
    /^hadr\.yaml:2:\d+: stacks\[0\]\.outageFreeze\.regions: no Azure region is in "nowhere"/,
  ],
  [
    "outageFreeze: { regions: [westeurope], reason: b, until: 2027-02-30 }",
    "hadr.yaml:1:58: outageFreeze.until: 2027-02-30 is not a day of the calendar",
  ],
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
  [
    "attestations:\n  - { rule: cosmos-min-two-regions, scope: a, by: b, date: 2026-01-01, evidence: c, until: 2027-02-28 }",
    /^hadr\.yaml:2:13: attestations\[0\]\.rule: expected /,
  ],
  ...["shop/prod[1]", "shop/prod/*", "/prod", "shop/", "shop prod", "^prod$"].flatMap((pattern): [string, string][] => {
    const expected = `expected a pattern on project/stack, such as shop/prod*, not ${JSON.stringify(pattern)}`;
    const quoted = JSON.stringify(pattern);
    return [
      [`stacks: [{ match: ${quoted}, environment: test }]`, `hadr.yaml:1:19: stacks[0].match: ${expected}`],
      [
        `waivers:\n  - { rule: cosmos-min-two-regions, resource: a, owner: b, reason: c, until: 2027-01-01, stack: ${quoted} }`,
        `hadr.yaml:2:97: waivers[0].stack: ${expected}`,
      ],
      [
        `attestations:\n  - { rule: cosmos-failover-is-rehearsed, scope: ${quoted}, by: b, date: 2026-01-01, evidence: c, until: 2027-02-28 }`,
        `hadr.yaml:2:50: attestations[0].scope: ${expected}`,
      ],
    ];
  }),
  ["stacks:\n  - { match: prod }", "hadr.yaml:2:5: stacks[0]: declares nothing"],
  ["stacks:\n  - { match: prod, levels: {} }", "hadr.yaml:2:5: stacks[0]: declares nothing"],
  [
    "levels: { cosmos-failover-is-rehearsed: mandatory }",
    "hadr.yaml:1:41: levels.cosmos-failover-is-rehearsed: nobody can block on what a person answers for",
  ],
  [
    "waivers:\n  - { rule: cosmos-failover-is-rehearsed, resource: a, owner: b, reason: c, until: 2027-01-01 }",
    "hadr.yaml:2:13: waivers[0].rule: cosmos-failover-is-rehearsed finds nothing to waive: a person answers for it (attestations)",
  ],
  [
    "waivers:\n  - { rule: cosmos-min-two-regions, kind: stack, resource: a, owner: b, reason: c, until: 2027-01-01 }",
    "hadr.yaml:2:43: waivers[0].kind: cosmos-min-two-regions speaks of cosmos-account, never of stack",
  ],
  [
    "attestations:\n  - { rule: cosmos-failover-is-rehearsed, scope: a, by: b, date: 2026-03-01, evidence: c, until: 2026-02-28 }",
    /^hadr\.yaml:2:\d+: attestations\[0\]\.until: 2026-02-28 is before its date, 2026-03-01$/,
  ],
  ["environment: *nope", /^hadr\.yaml:.*an alias/],
  ["environment: !foo development", /^hadr\.yaml:1:\d+: not YAML: a tag/],
  ["environment: test\nenvironment: production", "hadr.yaml:2:1: not YAML: this key is here for the second time"],
])("%j is refused in one line", (text, expected) => {
  const refused = message(() => load(text));
  if (typeof expected === "string") expect(refused).toBe(expected);
  else expect(refused).toMatch(expected);
  expect(refused).not.toContain("\n");
});
