import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { decide } from "../dist/src/judge.js";
import { page } from "../dist/src/page.js";
import { catalogue } from "../dist/src/page-catalogue.js";
import { program } from "../dist/src/page-code.js";
import { literal, python, snake, typescript, yaml } from "../dist/src/report/literal.js";
import { type Example, loadDocuments, loadExamples, loadRules } from "../dist/src/rules.js";
import type { Kind } from "../src/model";
import type { Rule } from "../src/rule";
import { faults } from "../tools/compile.js";
import { pages, stale } from "../tools/pages.js";
import { documents, rules } from "./golden/rules";
import { nativeType, resource, staged } from "./support";

const all: ReadonlyMap<string, string> = pages();
const ruleOf = (id: string, more: Partial<Rule> = {}): Rule => {
  const rule = rules.get(id);
  if (!rule) throw new Error(id);
  return { ...rule, ...more };
};
const sources = { examples: {}, impossible: {}, documents, compiles: () => true };
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
  test.each([...all])("rules/%s is current (npm run pages)", (path, content) => {
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
    const written = page(ruleOf("cosmos-min-two-regions"), { ...sources, examples });
    await expect(written).toMatchFileSnapshot("golden/page.md");
  });

  test("a rule for a person", async () => {
    await expect(page(ruleOf("cosmos-failover-is-drilled"), sources)).toMatchFileSnapshot("golden/page-manual.md");
  });

  test("a rule that looks around: what stands beside it is declared, and referred to", async () => {
    const endpoint = { endpointType: "EventHub" };
    const secret = { ...endpoint, connectionStringPrimaryKey: "(secret)" };
    const beside = { hub: { type: "azure-native:eventhub:Namespace", properties: { location: "westeurope" } } };
    const twins = { type: "azure-native:digitaltwins:DigitalTwin", properties: { location: "westeurope" } };
    const rule = ruleOf("cosmos-min-two-regions", { appliesTo: "digital-twins-endpoint", scope: "stack" });
    const given = {
      pass: {
        "the hub is near": {
          properties: { resourceName: "(unknown)", properties: endpoint },
          madeOf: { resourceName: ["the-twins"] },
          neighbours: { ...beside, "the-twins": twins },
        },
        "by key": { properties: { resourceName: "twins", properties: secret }, neighbours: beside },
      },
    };
    const written = page(rule, { ...sources, examples: given });
    await expect(written).toMatchFileSnapshot("golden/page-stack.md");
    expect(sameInAll(written).map(({ args }) => args.resourceName)).toEqual([
      undefined,
      undefined,
      "$" + "{the-twins.name}",
    ]);
  });

  test("a rule about a change, switched off, with outcomes that it cannot have, where nothing compiles", async () => {
    const rule = {
      ...ruleOf("cosmos-min-two-regions"),
      scope: "change",
      disabled: "It asks for <more> than it gives",
      patch: {},
    };
    const before = { locations: [{ locationName: "westeurope", failoverPriority: 0 }] };
    const given = { fail: { "the last region goes": { operation: "update", before, properties: { locations: [] } } } };
    const impossible = { unknown: "Whatever is not known is taken for changed." };
    const written = page(rule as Rule, { ...sources, examples: given, impossible, compiles: () => false });
    await expect(written).toMatchFileSnapshot("golden/page-change.md");
    expect(page(rule as Rule, { ...sources, examples: given })).toContain(
      '// before:\nnew cosmosdb.DatabaseAccount("example"',
    );
  });

  test("a rule of a stack is a policy of its own no more, and what can be mended while deploying says so", () => {
    const stack = page(ruleOf("cosmos-min-two-regions", { appliesTo: "stack" }), sources);
    expect(stack).toContain("a part of the policy `stack-rules`");
    const rule = { ...ruleOf("cosmos-min-two-regions"), patch: {} };
    expect([stack.includes("`remediate`"), page(rule, sources).includes("`remediate`")]).toEqual([false, true]);
  });

  test.each([
    [{ basis: "invalid" }, "Blocks in every environment: Azure refuses"],
    [{ basis: "declared" }, "Blocks in every environment: it holds against what your organisation declared."],
    [{ severity: "medium" }, "Advice: never blocks"],
    [{ fixableInPlace: false }, "blocks only where the resource is created"],
    [{}, "Blocks in production"],
  ] as [Partial<Rule>, string][])("says when it blocks: %j", (more, words) => {
    expect(page(ruleOf("cosmos-min-two-regions", more), sources)).toContain(words);
  });

  test("the waiver that it shows is YAML with the rule's id and a day as text", () => {
    const yaml = blocksOf(page(ruleOf("cosmos-min-two-regions"), sources), "yaml").at(-1) ?? "";
    expect(parse(yaml).waivers[0]).toMatchObject({ rule: "cosmos-min-two-regions", until: "2027-03-31" });
  });

  test("a bar does not break a table, nor an angle bracket the page", () => {
    const stakes = { sla: "a | b < c, and `x | <y>` in code" };
    const written = page(ruleOf("cosmos-min-two-regions", { stakes }), sources);
    expect(written).toContain("| SLA | a \\| b \\< c, and `x \\| <y>` in code |");
  });
});

test("the catalogue, by service and goal, what is checked, what a person answers for, and what is off", async () => {
  const twins = {
    id: "adt-a",
    appliesTo: "digital-twins",
    title: "Twins | are well",
    parameters: { most: { type: "integer", description: "How many | at most." } },
  } as const;
  const off = { id: "cosmos-b", disabled: "Another team's | concern" };
  const more = [twins, off].map((one) => ruleOf("cosmos-min-two-regions", one));
  await expect(catalogue([...rules.values(), ...more])).toMatchFileSnapshot("golden/catalogue.md");
});

test("a literal that is short stands on one line, a long one on several, never wider than 80 columns", () => {
  expect(literal({ a: [1, "x", true, null], "b-c": {}, d: [] })).toBe('{ a: [1, "x", true, null], "b-c": {}, d: [] }');
  const long = { list: Array.from({ length: 4 }, (_, index) => ({ name: "n".repeat(20), index, known: "(unknown)" })) };
  const lines = literal(long).split("\n");
  expect(lines).toHaveLength(8);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  expect(literal(long)).toContain("known: notKnownYet");
});

test("one program in three languages, with what was changed", async () => {
  const properties = {
    resourceName: "it",
    pointInTimeUTC: "2026-01-01T00:00:00Z",
    texts: ["yes", "null", "1", "a: b", "ends with:", "#", "a$" + "{b}", "West Europe", ""],
    nested: { isOn: true, none: null, list: [{ deepName: "x".repeat(40), number: 0.5, other: "y".repeat(20) }, []] },
    tags: { costCenter: "a-b" },
  };
  const notes = new Map([
    ["nested.isOn", { was: false }],
    ["nested.gone", { was: 1 }],
    ["tags", {}],
    ["texts", { was: "long ".repeat(20) }],
  ]);
  const declared = { name: "my-orders", type: "azure-native:cosmosdb:DatabaseAccount", properties, notes };
  const written = [typescript, python, yaml].map((one) => program([declared], one));
  await expect(written.join("\n---\n")).toMatchFileSnapshot("golden/program.txt");
  expect(parse(written[2] as string).resources["my-orders"].properties).toEqual({
    ...properties,
    texts: properties.texts.map((text) => text.replace("$" + "{", "$$$" + "{")),
  });
  expect(fromPython(written[1] as string)).toEqual([underscored(properties, true)]);
});

const blocksOf = (markdown: string, language: string): string[] =>
  [...markdown.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, own, content = ""]) =>
    own === language ? [content] : [],
  );

type Values = Record<string, unknown>;

interface Made {
  readonly class: string;
  readonly args: Values;
}

/** What the constructors of a TypeScript program are called with. */
function fromTypeScript(program: string): Made[] {
  const made: Made[] = [];
  const space = (path: string): unknown =>
    new Proxy(class {}, {
      get: (_, name) => space(`${path}.${String(name)}`),
      construct: (_, [name, args]) => {
        made.push({ class: path, args });
        return new Proxy({}, { get: (_, property) => `$${"{"}${name}.${String(property)}}` });
      },
    });
  const names = [...program.matchAll(/^import \* as (\w+) from .*$/gm)].map(([, name = ""]) => name);
  new Function(...names, program.replace(/^import .*$/gm, ""))(...names.map(space));
  return made;
}

/** The arguments of the constructors of a Python program, read by the few rules that it is written by. */
function fromPython(program: string): Values[] {
  const words: Record<string, string> = { True: "true", False: "false", None: "null" };
  const read = program
    .replace(/^import pulumi_azure_native as azure_native$/m, "")
    .replace(
      /"(?:[^"\\]|\\.)*"|#.*$|\b(?:True|False|None)\b|^ {4}(\w+)=|\b(\w+\.(?:id|name))\b/gm,
      (part, argument, reference) => {
        if (argument) return `${JSON.stringify(argument)}: `;
        if (reference) return JSON.stringify(`$${"{"}${reference}}`);
        return part.startsWith("#") ? "" : (words[part] ?? part);
      },
    )
    .replace(/^\w+ = \S+\(\n {4}"[^"]*",\n/gm, "found.push({\n")
    .replace(/^\)$/gm, "});");
  const found: Values[] = [];
  new Function("found", read)(found);
  return found;
}

/** Names as Python has them; those of tags are the owner's. */
function underscored(value: unknown, isTop = false, areOwn = false): unknown {
  if (typeof value === "string")
    return value.replace(/\$\{(.*?)\.(id|name)\}/, (_, name, key) => `$${"{"}${snake(name)}.${key}}`);
  if (Array.isArray(value)) return value.map((one) => underscored(one));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, own]) => {
      const name = areOwn ? key : snake(key);
      return [isTop && name === "resource_name" ? "resource_name_" : name, underscored(own, false, key === "tags")];
    }),
  );
}

/** Parts of a rule's page: its headings and what stands below each. */
const partOf = (markdown: string, heading: string): string =>
  markdown.split(/^(?=## )/m).find((part) => part.startsWith(`## ${heading}\n`)) ?? "";

const fixOf = (markdown: string) => partOf(markdown, "How to fix it");

/** What "How to fix it" declares in TypeScript, once it is sure that it does so in Python and YAML too. */
function sameInAll(markdown: string): Made[] {
  const [native = "", inPython = "", inYaml = ""] = ["ts", "python", "yaml"].map(
    (language) => blocksOf(fixOf(markdown), language)[0],
  );
  const declared = fromTypeScript(native);
  expect(fromPython(inPython)).toEqual(declared.map(({ args }) => underscored(args, true)));
  const { resources } = parse(inYaml) as { resources: Record<string, { type: string; properties: Values }> };
  expect(
    Object.values(resources).map(({ type, properties }) => ({
      class: type.split(":").slice(1).join("."),
      args: properties,
    })),
  ).toEqual(declared);
  return declared;
}

describe("the code of the pages", () => {
  const ofRules = [...loadRules().values()].map(
    (rule) => [rule.id, rule, all.get(join(rule.id, "README.md")) ?? ""] as const,
  );
  const examplesOf = (markdown: string) => partOf(markdown, "Examples");
  /** What a page's examples begin with, if they are code at all. */
  const headOf = (markdown: string): string =>
    /which begins so:\n\n```ts\n([\s\S]*?)^```$/m.exec(examplesOf(markdown))?.[1] ?? "";
  const programs = ofRules.flatMap(([id, , markdown]) => {
    const head = headOf(markdown);
    const examples = blocksOf(examplesOf(markdown), "ts").filter((block) => block !== head);
    return [
      ...examples.map((block) => [id, `${head}{\n${block}}`] as const),
      ...blocksOf(fixOf(markdown), "ts").map((block) => [id, block] as const),
    ];
  });
  const isClassic = (program: string) => program.includes('"@pulumi/azure"');

  test("TypeScript compiles against the SDK, and what does not is data", () => {
    const own = programs.filter(([, program]) => !isClassic(program));
    expect(own.length).toBeGreaterThan(150);
    const found = faults(own.map(([, program]) => program));
    expect(
      own.flatMap(([id], index) => (found[index].length > 0 ? [[id, own[index]?.[1], found[index]]] : [])),
    ).toEqual([]);

    const refused = ofRules.flatMap(([, { appliesTo }, markdown]) =>
      blocksOf(examplesOf(markdown), "json").map((block) => [appliesTo, parse(block)] as const),
    );
    expect(refused.length).toBeLessThan(own.length / 10);
    const alone = refused.filter(([kind, { neighbours, before }]) => kind !== "stack" && !neighbours && !before);
    expect(alone.length).toBeGreaterThan(0);
    const tried = alone.map(([kind, { properties }]) => {
      const [, module, name] = nativeType[kind as Exclude<Kind, "stack">].split(":");
      return `import { ${name} } from "@pulumi/azure-native/${module}";
const rest = { resourceGroupName: "shop", databaseAccountOfferType: "Standard" } as const;
new ${name}("example", { ...rest, ${JSON.stringify(properties).slice(1, -1)} });`;
    });
    for (const messages of faults(tried)) expect(messages.length).toBeGreaterThan(0);
  });

  test("a program that TypeScript refuses is noticed", () => {
    expect(
      faults(["const a: number = 1;", 'const a: number = "1";', "const ="]).map(({ length }) => length > 0),
    ).toEqual([false, true, true]);
  });

  const fixed = ofRules.filter(([, , markdown]) => blocksOf(fixOf(markdown), "python").length > 0);
  test("most checked rules show how, in code", () => {
    expect(fixed.length).toBeGreaterThan(loadRules().size / 3);
  });

  test.each(fixed)("%s: what is shown does not fail, and says the same in every language", (_, rule, markdown) => {
    const part = fixOf(markdown);
    const own = sameInAll(markdown).at(-1) as Made;
    const classic = blocksOf(part, "ts")[1];
    const [, shown = ""] = /as in the example "(.*?)"[,.]/.exec(part) ?? [];
    const name = shown.replace(/\\([<>])/g, "$1");
    const { fail = {}, pass = {} } = loadExamples(rule.id);
    const example = (part.includes("Where it fails as") ? fail[name] : pass[name]) as Example;
    if (rule.appliesTo === "stack") return;
    const mended = staged(
      rule,
      JSON.stringify(own.args).includes("$" + "{") ? example : { ...example, properties: own.args },
    );
    expect(decide(rule, mended.resource.props, mended.ruling.context).outcome).not.toBe("fail");

    if (classic === undefined) return;
    const [other] = fromTypeScript(classic);
    const [, module = "", className = ""] = other?.class.split(".") ?? [];
    const file = className.charAt(0).toLowerCase() + className.slice(1);
    const { props } = resource(`azure:${module}/${file}:${className}`, other?.args ?? {});
    expect(Object.keys(props).length).toBeGreaterThan(0);
    // What the classic names lead to is what the native ones do.
    expect(mended.resource.props).toMatchObject(JSON.parse(JSON.stringify(props)));
  });

  test("Python parses by Python itself, where there is one", () => {
    const blocks = fixed.flatMap(([, , markdown]) => blocksOf(fixOf(markdown), "python"));
    const check = "import ast, json, sys\nfor block in json.load(sys.stdin): ast.parse(block)";
    const { status, stderr, error } = spawnSync("python3", ["-c", check], {
      input: JSON.stringify(blocks),
      encoding: "utf8",
    });
    // Without one, the test above has read every block by the rules that it is written by.
    if (!error) expect([status, stderr]).toEqual([0, ""]);
    expect(blocks.length).toBe(fixed.length);
  });

  test("YAML parses", () => {
    for (const [id, , markdown] of ofRules)
      for (const block of blocksOf(markdown, "yaml"))
        expect([id, Object.keys(parse(block)).length > 0]).toEqual([id, true]);
  });
});

/** Whether there is such a file and, where the link names one, such a heading in it. */
function isThere(folder: string, target: string): boolean {
  const [path = "", anchor] = target.split("#");
  const file = join(folder, path);
  if (!existsSync(file) || anchor === undefined) return existsSync(file);
  const headings = [...readFileSync(file, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, words = ""]) => words);
  return headings.some(
    (words) =>
      words
        .toLowerCase()
        .replace(/[^\w -]/g, "")
        .replaceAll(" ", "-") === anchor,
  );
}
test("every link of the pages leads somewhere", () => {
  const cited = new Set(
    [...loadDocuments().values()].flatMap(({ url, sections }) => [
      url,
      ...sections.map(({ anchor }) => (anchor ? `${url}#${anchor}` : url)),
    ]),
  );
  const links = [...all].flatMap(([path, markdown]) =>
    [...markdown.replace(/^```[\s\S]*?^```$/gm, "").matchAll(/\]\((\S+?)\)(?=[\s|]|$)/gm)].map(
      ([, target = ""]) => [path, target] as const,
    ),
  );
  expect(links.length).toBeGreaterThan(all.size);
  const lost = links.filter(([path, target]) =>
    target.startsWith("https://") ? !cited.has(target) : !isThere(join("rules", dirname(path)), target),
  );
  expect(lost).toEqual([]);
});
