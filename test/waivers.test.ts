/** Waivers: in comments of a program, in YAML programs, about a declared boundary, and what became of each. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { assess } from "../dist/src/assess.js";
import { linesAbove } from "../dist/src/code/comments.js";
import { ignoresIn } from "../dist/src/code/ignore.js";
import { codeWaivers } from "../dist/src/code/waivers.js";
import { loadDeclared } from "../dist/src/config/load.js";
import { policiesFor } from "../dist/src/config/policies.js";
import { declaredIn } from "../dist/src/config/yaml-program.js";
import type { Operation, Resource, Waiver } from "../dist/src/model.js";
import { loadRules } from "../dist/src/rules.js";
import { raw, resource } from "./support.js";

const rules = loadRules();
const account = "azure-native:cosmosdb:DatabaseAccount";
const today = "2026-11-22";
const answers = "until=2027-03-31 owner=team@example.com -- rebuilt within a day";
const said = { owner: "team@example.com", reason: "rebuilt within a day", until: "2027-03-31" };
const two = "cosmos-min-two-regions";

/** What one line says, as it stands in a file of that name. */
const read = (line: string, file = "index.ts") => ignoresIn([line], file, rules).map(({ says }) => says);

describe("a comment", () => {
  test.each([
    ["index.ts", `// azure-hadr:ignore ${two} ${answers}`],
    ["index.mts", `  /* azure-hadr:ignore ${two} ${answers} */`],
    ["index.js", `/** azure-hadr:ignore ${two} ${answers} */`],
    ["main.go", `\t// azure-hadr:ignore ${two} ${answers}`],
    ["Program.cs", `/// azure-hadr:ignore ${two} ${answers}`],
    ["App.java", `//azure-hadr:ignore ${two} ${answers}`],
    ["__main__.py", `    # azure-hadr:ignore ${two} ${answers}`],
    ["Pulumi.yaml", `  # azure-hadr:ignore ${two} ${answers}`],
    ["Program.vb", `' azure-hadr:ignore ${two} ${answers}`],
  ])("of %s: %s", (file, line) => {
    expect(read(line, file)).toEqual([{ rules: [two], ...said }]);
  });
  test("keys stand in any order, rules between commas, names between quotes", () => {
    const line = `// azure-hadr:ignore owner="Team Shop" ${two}, cosmos-data-residency,${two} until=2027-03-31 -- a -- b`;
    expect(read(line)).toEqual([
      { rules: [two, "cosmos-data-residency"], owner: "Team Shop", until: "2027-03-31", reason: "a -- b" },
    ]);
  });
  test("a line of stars is read at once", () => {
    const begun = performance.now();
    expect(read(`/${"*".repeat(60_000)} azure-hadr`)).toEqual([]);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
  test("an owner between quotes may hold two hyphens", () => {
    expect(read(`// azure-hadr:ignore ${two} until=2027-03-31 owner="Shop -- EU" -- why`)).toEqual([
      { rules: [two], owner: "Shop -- EU", until: "2027-03-31", reason: "why" },
    ]);
  });
  test.each([
    ["", "no rule is named"],
    [answers, "no rule is named"],
    [`${two} until=2027-03-31 -- why`, "owner= is missing"],
    [`${two} owner= until=2027-03-31 -- why`, "owner= is missing"],
    [`${two} owner=me -- why`, "until= is missing"],
    [`${two} until=2027-03-31 owner=me`, "the reason (after --) is missing"],
    [`${two} until=2027-03-31 owner=me --`, "the reason (after --) is missing"],
    [`${two} until=2027-03-31 owner=me why not`, /^no rule has the id why/],
    [two, "owner= and until= and the reason (after --) are missing"],
    [`${two} until=2027-02-30 owner=me -- why`, "until: expected a day of the calendar as YYYY-MM-DD, not 2027-02-30"],
    [`${two} until=31.3.2027 owner=me -- why`, /expected a day .* not 31\.3\.2027$/],
    [`${two} until=2027-03-31 until=2028-03-31 owner=me -- why`, "until is given twice"],
    [`${two} untill=2027-03-31 owner=me -- why`, /^unknown key: untill \(did you mean "until"\?\); expected until/],
    [`${two}s ${answers}`, `no rule has the id ${two}s (did you mean "${two}"?)`],
    [
      `${two}, cosmos-failover-is-rehearsed ${answers}`,
      /^cosmos-failover-is-rehearsed finds nothing to waive: a person/,
    ],
    [
      `stack-declares-objectives ${answers}`,
      /speaks of the stack as a whole, not of a resource: hadr\.yaml waives it$/,
    ],
  ])("that says %j is not followed", (words, why) => {
    const [found, ...others] = read(`// azure-hadr:ignore ${words}`);
    expect(others).toEqual([]);
    if (typeof why === "string") expect(found).toBe(why);
    else expect(found).toMatch(why);
  });
  test.each([
    `new DatabaseAccount("orders", args); // azure-hadr:ignore ${two} ${answers}`,
    ` * azure-hadr:ignore ${two} ${answers}`,
    `/* azure-hadr:ignore ${two} ${answers} */ new DatabaseAccount("orders", args);`,
    `# azure-hadr:ignore ${two} ${answers}`,
  ])("that is none of one line is told: %s", (line) => {
    expect(read(line)).toEqual(["read only as a comment of one line, on a line of its own above the resource"]);
  });
  test("that was meant to be one is told, and no other is", () => {
    for (const word of ["azure-hadr: ignore", "azure-hadr:ignore-next-line", "azure_hadr:ignored", "azurehadr:waive"])
      expect(read(`// ${word} ${two}`)).toEqual([`expected azure-hadr:ignore, not ${word}`]);
    for (const line of [
      "# azure-hadr:environment: production",
      "// azure-hadr: we answer for this",
      "// see azure-hadr:ignore",
      "import hadr from 'azure-hadr';",
    ])
      expect(read(line, line.startsWith("#") ? "Pulumi.yaml" : "index.ts")).toEqual([]);
  });
});

/** Numbers of the lines above the last one that speak of it. */
const above = (file: string, ...lines: string[]) => linesAbove(lines, lines.length, file).toSorted((a, b) => a - b);

test("a block of comments speaks of what begins below it", () => {
  expect(above("a.ts", "// one", "", "// two", "// three", 'new A("x")')).toEqual([3, 4]);
  expect(above("a.ts", "// one", "f();", 'new A("x")')).toEqual([]);
  for (const half of ["const a =", "export const a: A =", "return", "const all = [", "wrap(", "names.map((name) =>"])
    expect(above("a.ts", "// one", half, "  // two", '  new A("x"),'), half).toEqual([1, 3]);
  for (const whole of ["function make() {", "if (isProd) {", 'new A("w");', "{", "const a = 1;", "", "a ="])
    expect(above("a.ts", "// one", whole, "f(", 'new A("x")').includes(1), whole).toBe(whole === "a =");
  expect(above("a.py", "# one", "accounts = [", '    Account("x"),')).toEqual([1]);
  expect(above("a.py", "# one", "account = \\", '    Account("x")')).toEqual([1]);
  expect(above("a.py", "// one", 'Account("x")')).toEqual([]);
});

test("where indentation makes the blocks, a comment that ends one speaks of nothing below it", () => {
  for (const [file, head] of [
    ["a.py", "if prod:"],
    ["Pulumi.yaml", "carts:"],
  ] as const) {
    expect(above(file, head, "  x", "  # one", "orders:"), file).toEqual([]);
    expect(above(file, head, "  x", "  # one", "# two", "orders:"), file).toEqual([4]);
    expect(above(file, "# one", "  orders:"), file).toEqual([1]);
  }
  expect(above("a.ts", "f(", "    // one", "  new A()")).toEqual([2]);
});

/** A resource at a line of `index.ts`. */
const at = (line: number, name = "orders", more: { operation?: Operation; project?: string; file?: string } = {}) => {
  const { operation = "create", project = "shop", file = "index.ts" } = more;
  const position = { file, line, column: 3 };
  return resource(account, {}, { urn: `urn:pulumi:dev::${project}::${account}::${name}`, operation, position });
};
function inProgram(text: string, file = "index.ts") {
  const lines = (name: string) => (name === file ? text.split("\n") : []);
  const found = codeWaivers({ project: () => "shop", lines }, rules);
  found.visit("shop", file);
  return found;
}

describe("in a program", () => {
  const program = `// azure-hadr:ignore ${two} ${answers}\nnew DatabaseAccount("orders", {`;
  const own: Waiver = {
    rule: two,
    resource: "orders",
    kind: "cosmos-account",
    stack: "shop/dev",
    ...said,
    at: "index.ts:1:4",
    inCode: true,
  };
  test("it is a waiver of exactly the resource below", () => {
    const found = inProgram(program);
    expect(found.of(at(2))).toEqual([own]);
    for (const one of [at(1), at(3), at(9), at(2, "orders", { file: "other.ts" })]) expect(found.of(one)).toEqual([]);
    expect(found.notices()).toEqual([]);
  });
  test("it says nothing of another project, of what is deleted, nor in a package", () => {
    const found = inProgram(program);
    for (const one of [at(2, "orders", { project: "blog" }), at(2, "orders", { operation: "delete" })])
      expect(found.of(one)).toEqual([]);
    expect(found.notices()).toEqual(["index.ts:1:4: this waiver stands above nothing that was judged."]);
    const file = "venv/lib/site-packages/them/index.ts";
    expect(inProgram(program, file).of(at(2, "orders", { file }))).toEqual([]);
  });
  test("of a state, whose places may be old, only where the source names the resource there", () => {
    const found = inProgram(program);
    expect(found.of(at(2, "orders", { operation: "exists" }))).toEqual([own]);
    expect(found.notices()).toEqual([]);
    expect(found.of(at(2, "carts", { operation: "exists" }))).toEqual([]);
    expect(found.notices()).toEqual([
      expect.stringMatching(/^index\.ts:1:4: .* not followed: the state has carts here/),
    ]);
    for (const part of ["order", "rs", "Account", "new"]) // of another's name, or of the language
      expect(found.of(at(2, part, { operation: "exists" })), part).toEqual([]);
  });
  test("of a preview, only where the source does not say another's name there", () => {
    const of = (call: string, file = "index.ts") => {
      const found = inProgram(`${program.split("\n")[0]}\n${call}`.replace("//", file === "m.py" ? "#" : "//"), file);
      return [found.of(at(2, "carts", { operation: "same", file })).length, found.notices()];
    };
    for (const other of [`  new A("orders", {`, "  new cosmosdb.A(\n  'orders',", "  A<T>(`orders`)"])
      expect(of(other), other).toEqual([
        0,
        ["index.ts:1:4: this waiver is not followed: the input has carts here, and the source has orders."],
      ]);
    for (const call of [
      "new A(name, {",
      'new A(nameOf("x"), {',
      `new A(\`\${x}-a\`, {`,
      'new A("car" + "ts", {',
      "new A(",
    ])
      expect(of(`  ${call}`), call).toEqual([1, []]);
    expect(of('add("x", () => new A("carts"))')).toEqual([1, []]);
    expect(of('  A(f"{x}", opts)', "m.py")).toEqual([1, []]);
  });
  test("held against an earlier revision, it holds where it stood above the same resource", () => {
    const revised = (before: string, now: string) => {
      const files = { project: () => "shop", lines: () => now.split("\n") };
      const found = codeWaivers({ ...files, base: { revision: "main", lines: () => before.split("\n") } }, rules);
      found.visit("shop", "index.ts");
      const line = now.split("\n").findIndex((text) => text.startsWith("new")) + 1;
      return [found.of(at(line)).length, found.notices().map((words) => /in main, so it holds once/.test(words))];
    };
    expect(revised(`const a = 1;\n  ${program}`, program)).toEqual([1, []]);
    expect(revised(`const a = 1;\n${program}`, `\n\n${program}`)).toEqual([1, []]);
    for (const before of [
      "",
      program.replace("orders", "carts"),
      program.replace("2027", "2026"),
      program.split("\n")[0] ?? "",
    ])
      expect(revised(before, program), before).toEqual([0, [true]]);
    const [comment = ""] = program.split("\n");
    const shared = `${comment}\nnew A(name, {`;
    expect(revised(shared, shared)).toEqual([1, []]);
    expect(revised(shared, `${shared}\n${shared}`)).toEqual([0, [true, false]]); // which of them is the old one nobody knows
    const wrapped = `${comment}\nnew A(\n  "orders",`;
    expect(revised(wrapped, wrapped)).toEqual([1, []]);
    expect(revised(wrapped.replace("orders", "carts"), wrapped)).toEqual([0, [true]]);
    const called = `${comment}\nnew Orders(/* orders */\n  "orders",`;
    expect(revised(called.replace('"orders"', '"carts"'), called)).toEqual([0, [true]]);
  });
  test("a name that would be a pattern is refused", () => {
    const found = inProgram(program);
    expect(found.of(at(2, "ord*"))).toEqual([]);
    expect(found.notices()).toEqual([expect.stringContaining("ord* holds * or ?")]);
  });
  test("what is broken, and what speaks of another kind, is told with its place", () => {
    const found = inProgram(
      `// azure-hadr:ignore ${two}\n// azure-hadr:ignore documentdb-residency, ${two} ${answers}\nnew DatabaseAccount()`,
    );
    expect(found.of(at(3))).toEqual([{ ...own, at: "index.ts:2:4" }]);
    expect(found.notices()).toEqual([
      "index.ts:1:4: this waiver is not followed: owner= and until= and the reason (after --) are missing.",
      "index.ts:2:4: this waiver stands above nothing that documentdb-residency speaks of.",
    ]);
  });
});

describe("a program in YAML", () => {
  const program = `name: shop
runtime: yaml
resources:
  group:
    type: azure-native:resources:ResourceGroup
  orders:
    type: ${account}
  other:
    type: ${account}
    name: carts
  inner:
    type: ${account}
    options: { parent: "\${group}" }
  twice:
    type: ${account}
    name: same
  same:
    type: ${account}
  classic:
    type: azure:cosmosdb:Account
`;
  const place = declaredIn(program, "Pulumi.yaml");
  const line = (type: string, name: string) => place(`urn:pulumi:dev::shop::${type}::${name}`)?.line;
  test("tells where its resources are declared, by their own names", () => {
    expect(place(`urn:pulumi:dev::shop::${account}::orders`)).toEqual({ file: "Pulumi.yaml", line: 6, column: 3 });
    expect(line(account, "carts")).toBe(8);
    expect(line(account, "other")).toBeUndefined();
    expect(line("azure:cosmosdb/account:Account", "classic")).toBe(19);
    expect(line(`azure-native:resources:ResourceGroup$${account}`, "inner")).toBe(11);
  });
  test("but not of what stands in a component, is of another type, or is there twice", () => {
    expect(line(`my:index:Shop$${account}`, "orders")).toBeUndefined();
    expect(line(account, "inner")).toBeUndefined();
    expect(line("azure-native:documentdb:MongoCluster", "orders")).toBeUndefined();
    expect(line(account, "same")).toBeUndefined();
  });
});

/** Judged on the day, in `shop/dev`. */
function judged(declared: string, resources: ReturnType<typeof raw>[], inCode?: (one: Resource) => readonly Waiver[]) {
  const document = loadDeclared(declared, "hadr.yaml");
  const { verdicts, waivers, counts } = assess(
    [{ resources, input: () => ({ name: "x", kind: "preview", resources: resources.length, unseen: 0 }) }],
    {
      tool: { name: "azure-hadr", version: "0.0.0" },
      today,
      rules,
      policyFor: (project, stack) => policiesFor(document, { project, stack }),
      keep: Number.POSITIVE_INFINITY,
      keepSettled: false,
      ...(inCode && { inCode }),
    },
  );
  return { verdicts, counts, uses: waivers ?? [] };
}
const oneRegion = (name: string, location = "westeurope") =>
  raw(
    account,
    { locations: [{ locationName: location, failoverPriority: 0 }] },
    { urn: `urn:pulumi:dev::shop::${account}::${name}` },
  );
const waiver = (rule: string, name: string, more = "") =>
  `  - { rule: ${rule}, resource: "${name}", owner: me, reason: why, until: 2026-11-22 ${more} }\n`;

describe("what became of each", () => {
  test("how many findings it speaks of, how long it holds, and where it is said", () => {
    const text = `waivers:\n${[
      waiver(two, "o*"),
      waiver(two, "orders").replace("2026-11-22", "2026-11-20"),
      waiver(two, "nobody"),
      waiver(two, "*", ", stack: blog/*"),
      waiver(two, "*", ", stack: shop/d*, kind: cosmos-account"),
    ].join("")}`;
    const { uses } = judged(
      text,
      ["orders", "other", "carts"].map((name) => oneRegion(name)),
    );
    expect(uses.map(({ waiver: { at: where }, covers, daysLeft }) => [where, covers, daysLeft])).toEqual([
      ["hadr.yaml:2:5", 2, 1],
      ["hadr.yaml:3:5", 1, -1],
      ["hadr.yaml:4:5", 0, 1],
      ["hadr.yaml:6:5", 3, 1],
    ]);
  });
  test("those in code come last, one for each comment and rule, found or not", () => {
    const inCode = ({ name, kind, project, stack }: Resource): Waiver[] =>
      [two, "cosmos-data-residency"].map((rule) => ({
        ...{ rule, resource: name, kind, stack: `${project}/${stack}`, ...said },
        ...{ at: "index.ts:1:4", inCode: true },
      }));
    const { uses, verdicts, counts } = judged(
      `waivers:\n${waiver(two, "nobody")}`,
      [oneRegion("a"), oneRegion("b")],
      inCode,
    );
    expect(uses.map(({ waiver: { rule, at: where }, covers, daysLeft }) => [rule, where, covers, daysLeft])).toEqual([
      [two, "hadr.yaml:2:5", 0, 1],
      [two, "index.ts:1:4", 2, 130],
      ["cosmos-data-residency", "index.ts:1:4", 0, 130],
    ]);
    const waived = verdicts.filter((one) => one.waiver).map((one) => [one.rule, one.name, one.waiver?.inCode]);
    expect(waived).toEqual([
      [two, "a", true],
      [two, "b", true],
    ]);
    expect(counts.waived).toBe(2);
  });
});

describe("a declared boundary", () => {
  const rule = "cosmos-data-residency";
  const declared = (more: string) => `residency: { euDataBoundary: true }\n${more}waivers:\n${waiver(rule, "*")}`;
  const abroad = [oneRegion("orders", "eastus")];
  const verdict = (text: string, resources = abroad, id = rule) => {
    const { verdicts, uses } = judged(text, resources);
    const {
      waiver: held,
      refusedWaiver: refused,
      expiredWaiver: expired,
    } = verdicts.find((one) => one.rule === id) ?? {};
    const [use] = uses;
    return { held: held?.at, refused: refused?.at, expired: expired?.at, use: [use?.covers, use?.refused] };
  };
  test("is not waived unless that is allowed", () => {
    expect(verdict(declared(""))).toEqual({ refused: "hadr.yaml:3:5", use: [1, 1] });
    expect(verdict(declared("allowResidencyWaivers: true\n"))).toEqual({ held: "hadr.yaml:4:5", use: [1, undefined] });
    expect(verdict(declared("stacks: [{ match: shop/*, allowResidencyWaivers: true }]\n")).held).toBe("hadr.yaml:4:5");
    const stricter = "allowResidencyWaivers: true\nstacks: [{ match: shop/*, allowResidencyWaivers: false }]\n";
    expect(verdict(declared(stricter)).refused).toBe("hadr.yaml:5:5");
  });
  test("a waiver whose day has passed is told as such", () => {
    expect(verdict(declared("").replace("2026-11-22", "2026-11-21"))).toEqual({
      expired: "hadr.yaml:3:5",
      use: [1, undefined],
    });
  });
  test("nor is the law of one region, nor what may be a breach", () => {
    const byLaw = `singleRegionByLaw: true\nwaivers:\n${waiver("*", "*")}`.replace('"*"', "x");
    const moved = [
      raw(account, {
        locations: ["westeurope", "northeurope"].map((locationName, failoverPriority) => ({
          locationName,
          failoverPriority,
        })),
      }),
    ];
    expect(
      verdict(byLaw.replace("rule: *", `rule: ${rule}`).replace("resource: x", 'resource: "*"'), moved).refused,
    ).toBe("hadr.yaml:3:5");
    const open = [raw(account, { locations: [{ locationName: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }] })];
    expect(verdict(declared(""), open).refused).toBe("hadr.yaml:3:5");
  });
  test("what only points something out is waived as ever, and so is what other rules find", () => {
    const backup = "cosmos-backup-geo-residency";
    const geo = [
      raw(account, {
        locations: [{ locationName: "westeurope", failoverPriority: 0 }],
        backupPolicy: { type: "Periodic", periodicModeProperties: { backupStorageRedundancy: "Geo" } },
      }),
    ];
    expect(verdict(`waivers:\n${waiver(backup, "*")}`, geo, backup).held).toBe("hadr.yaml:2:5");
    expect(verdict(declared("").replace(rule, two), abroad, two).held).toBe("hadr.yaml:3:5");
  });
  test("a stack cannot allow it of itself", () => {
    expect(() =>
      require("../dist/src/config/own.js").ownDeclaration({ "azure-hadr:allowResidencyWaivers": "true" }, () => "x"),
    ).toThrow("no such objective");
  });
});

const folder = mkdtempSync(join(tmpdir(), "azure-hadr-waivers-"));
afterAll(() => rmSync(folder, { recursive: true }));
const cli = join(__dirname, "..", "dist", "src", "cli.js");
function write(name: string, content: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}
function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: "utf8" });
  return { status, stdout, stderr };
}
/** A preview of accounts in one region; their places: lines of `index.ts`, none for a program in YAML. */
const preview = (accounts: Record<string, number | undefined>) =>
  JSON.stringify({
    steps: Object.entries(accounts).map(([name, line]) => {
      const urn = `urn:pulumi:dev::shop::${account}::${name}`;
      const sourcePosition = line === undefined ? {} : { sourcePosition: `project:///index.ts#${line},1` };
      const { inputs } = oneRegion(name);
      return { op: "create", urn, newState: { type: account, urn, custom: true, inputs, ...sourcePosition } };
    }),
  });
const report = (...args: string[]) => {
  const { stdout, stderr } = run("check", "--as-of", today, "-f", "json", ...args);
  expect(stderr).toBe("");
  const { verdicts } = JSON.parse(stdout) as {
    verdicts: { rule: string; name: string; waiver?: object; location?: object }[];
  };
  return verdicts
    .filter(({ rule }) => rule === two)
    .map((one) => [one.name, one.waiver !== undefined, one.location])
    .sort(([one], [other]) => (String(one) < String(other) ? 1 : -1));
};

describe("at the command line", () => {
  test("comments in the project are followed, also by explain and policy-config", () => {
    write("code/Pulumi.yaml", "name: shop\nruntime: nodejs\n");
    write("code/index.ts", `// azure-hadr:ignore ${two} ${answers}\nnew A("orders");\nnew A("carts");\n`);
    const input = write("code/preview.json", preview({ orders: 2, carts: 3 }));
    const place = (line: number) => ({ file: "index.ts", line, column: 1 });
    expect(report(input, "--cwd", "code")).toEqual([
      ["orders", true, place(2)],
      ["carts", false, place(3)],
    ]);
    expect(report(input)).toEqual([
      ["orders", false, place(2)], // no project here
      ["carts", false, place(3)],
    ]);
    const { stdout } = run("explain", "--resource", "orders", input, "--cwd", "code", "--as-of", today);
    expect(stdout).not.toBe(run("explain", "--resource", "orders", input, "--as-of", today).stdout);
    const config = run("policy-config", "--from", input, "--cwd", "code");
    expect([config.status, config.stderr]).toEqual([0, ""]);
    expect(JSON.parse(config.stdout)[two].waivers).toEqual([
      { rule: two, resource: "orders", kind: "cosmos-account", stack: "shop/dev", ...said },
    ]);
    expect(run("policy-config", "--from", input, "--cwd", "code", "-o", input)).toMatchObject({ status: 2 });
  });
  test("what is not followed is told, and never holds", () => {
    write("broken/Pulumi.yaml", "name: shop\nruntime: nodejs\n");
    write("broken/index.ts", `// azure-hadr:ignore ${two} until=2027-03-31 -- why\nnew A("orders");\n`);
    const input = write("broken/preview.json", preview({ orders: 2 }));
    expect(report(input, "--cwd", "broken")).toEqual([["orders", false, expect.anything()]]);
    const config = run("policy-config", "--from", input, "--cwd", "broken");
    expect(config.stderr).toBe("azure-hadr: index.ts:1:4: this waiver is not followed: owner= is missing.\n");
    expect(JSON.parse(config.stdout)[two].waivers).toBeUndefined();
  });
  test("what a preview leaves out may need a waiver that covers nothing", () => {
    write("hidden/Pulumi.yaml", "name: shop\nruntime: nodejs\n");
    const own = waiver(two, "away", ", stack: shop/dev");
    write(
      "hidden/hadr.yaml",
      `waivers:\n${waiver(two, "away")}${own}${own.replace("shop/dev", "shop/d*")}${own.replace(two, "cosmos-resilience-is-kept")}`,
    );
    const whole = JSON.parse(preview({ orders: undefined })) as object;
    const all = write("all.json", JSON.stringify(whole));
    const part = write("part.json", JSON.stringify({ ...whole, changeSummary: { create: 1, same: 2 } }));
    const drops = (input: string) => {
      const { stdout } = run("check", input, "--cwd", "hidden", "--as-of", today, "--allow-unseen");
      return [...stdout.replace(/\s+/g, " ").matchAll(/\(hidden\/hadr\.yaml:\d:5\) covers nothing[^.]*\./g)].map(
        ([words]) => words,
      );
    };
    const elsewhere = "covers nothing here: drop it unless another stack needs it.";
    expect(drops(all)).toEqual([
      `(hidden/hadr.yaml:2:5) ${elsewhere}`,
      "(hidden/hadr.yaml:3:5) covers nothing: drop it.",
      `(hidden/hadr.yaml:4:5) ${elsewhere}`,
      // The next change may need the last one.
    ]);
    expect(drops(part)).toEqual([]);
    const { stderr } = run("policy-config", "--from", part, "--cwd", "hidden");
    expect(stderr).toMatch(/leaves out 2 unchanged resources, and so are the waivers above them: run the preview with/);
  });
  test("programs in YAML have places too, in whatever file they are", () => {
    const program = `resources:\n  # azure-hadr:ignore ${two} ${answers}\n  orders:\n    type: ${account}\n`;
    write("yaml/Pulumi.yaml", `name: shop\nruntime: yaml\n${program}`);
    write("main/Pulumi.yaml", "name: shop\nruntime: { name: yaml }\nmain: infra\n");
    write("main/infra/Main.yaml", program);
    write("made/Pulumi.yaml", `name: shop\nruntime: { name: yaml, options: { compiler: cue } }\n${program}`);
    const input = write("yaml.json", preview({ orders: undefined, carts: undefined }));
    const carts = ["carts", false, undefined];
    const of = (cwd: string) => report(input, "--cwd", cwd);
    expect(of("yaml")).toEqual([["orders", true, { file: "Pulumi.yaml", line: 5, column: 3 }], carts]);
    expect(of("main")).toEqual([["orders", true, { file: "infra/Main.yaml", line: 3, column: 3 }], carts]);
    expect(of("made")).toEqual([["orders", false, undefined], carts]);
  });
});
