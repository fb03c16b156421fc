/** The baseline: what was there before blocks nobody, what is new does, and nothing slips in. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv } from "ajv";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assess, type Reading } from "../dist/src/assess.js";
import type { Assessment, BaselineEntry } from "../dist/src/assessment.js";
import { expand } from "../dist/src/azure/boundary.js";
import {
  baselineOf,
  type Debts,
  debtsOf,
  everything,
  fingerprintIn,
  isOld,
  pruned,
  renewed,
} from "../dist/src/baseline.js";
import { parseBaseline, written } from "../dist/src/baseline-file.js";
import { assessed } from "../dist/src/cli/check.js";
import { fingerprintOf } from "../dist/src/fingerprint.js";
import type { Objectives, RawResource, Verdict } from "../dist/src/model.js";
import type { Rule } from "../dist/src/rule.js";
import { loadRules } from "../dist/src/rules.js";
import { raw, resource, unknownMarker } from "./support";

const root = join(__dirname, "..");
const account = "azure-native:cosmosdb:DatabaseAccount";
const places = (...names: unknown[]) => ({
  locations: names.map((locationName, failoverPriority) => ({ locationName, failoverPriority, isZoneRedundant: true })),
  enableAutomaticFailover: true,
  backupPolicy: { type: "Continuous" },
});
const oneRegion = places("westeurope");
const twoRegions = places("westeurope", "northeurope");
const named = (name: string, inputs: object, more: Partial<RawResource> = {}, type = account): RawResource =>
  raw(type, inputs as Record<string, unknown>, { urn: `urn:pulumi:dev::shop::${type}::${name}`, ...more });

interface Given {
  readonly baseline?: Debts;
  readonly objectives?: Partial<Objectives>;
  readonly waived?: readonly string[];
  /** Whether the input shows what does not change. */
  readonly unseen?: number;
  readonly only?: readonly string[];
}
const rules = loadRules();
const watched = "cosmos-min-two-regions";
function judged(resources: readonly RawResource[], { unseen = 0, only = [watched], ...given }: Given = {}): Assessment {
  const reading: Reading = {
    resources,
    kind: () => "preview",
    input: () => ({ name: "preview.json", kind: "preview", resources: resources.length, unseen }),
  };
  const waivers = (given.waived ?? []).map((name) => ({
    rule: watched,
    resource: name,
    owner: "somebody",
    reason: "so",
    until: "2027-01-01",
  }));
  const policy = {
    objectives: { environment: "production" as const, levels: {}, failOnUnknown: false, ...given.objectives },
    waivers,
  };
  return assess([reading], {
    tool: { name: "azure-hadr", version: "0.0.0" },
    today: "2026-11-22",
    rules: new Map([...rules].filter(([id]) => only.includes(id))),
    policyFor: () => () => policy,
    keep: Number.POSITIVE_INFINITY,
    keepSettled: false,
    ...(given.baseline && { baseline: given.baseline }),
  });
}
const isExcused = ({ excused }: Verdict): boolean => excused === "baseline";
const acceptedIn = (...given: Parameters<typeof judged>): BaselineEntry[] =>
  baselineOf(judged(given[0], { ...given[1], baseline: everything }).verdicts.filter(isExcused));
const held = (entries: readonly BaselineEntry[]) => debtsOf("hadr-baseline.json", { entries });
const counted = ({ counts: { fail, excused, waived, blocking } }: Assessment) => ({ fail, excused, waived, blocking });

describe("what it excuses", () => {
  const old = [named("carts", oneRegion), named("orders", twoRegions)];
  const entries = acceptedIn(old);

  test("only what fails is written", () => {
    expect(entries).toEqual([
      {
        fingerprint: fingerprintOf(watched, resource(account, oneRegion, { urn: old[0]?.urn ?? "" })),
        rule: watched,
        kind: "cosmos-account",
        resource: "carts",
        stack: "shop/dev",
      },
    ]);
  });
  test("without it the finding blocks, with it nothing does, and what is new still does", () => {
    expect(counted(judged(old))).toEqual({ fail: 1, excused: 0, waived: 0, blocking: 1 });
    const now = judged(old, { baseline: held(entries) });
    expect(counted(now)).toEqual({ fail: 1, excused: 1, waived: 0, blocking: 0 });
    expect(now.verdicts.map(({ name, outcome, blocking, excused }) => [name, outcome, blocking, excused])).toEqual([
      ["carts", "fail", true, "baseline"],
    ]);
    expect(now.baseline).toEqual({ file: "hadr-baseline.json", entries: 1, droppable: [] });
    const more = judged([...old, named("fresh", oneRegion)], { baseline: held(entries) });
    expect(counted(more)).toEqual({ fail: 2, excused: 1, waived: 0, blocking: 1 });
  });
  test("where nothing is held against a baseline, nothing is said of one", () => {
    expect(judged(old)).not.toHaveProperty("baseline");
  });
  test("an unknown verdict is never excused, and its entry is still needed", () => {
    const open = judged([named("carts", places("westeurope", unknownMarker)), named("lost", places(unknownMarker))], {
      baseline: held(entries),
      objectives: { failOnUnknown: true },
    });
    expect(open.verdicts.map(({ excused }) => excused)).not.toContain("baseline");
    const hidden = judged([named("carts", { locations: unknownMarker })], {
      baseline: held(entries),
      objectives: { failOnUnknown: true },
    });
    expect(hidden.counts).toMatchObject({ unknown: 1, excused: 0, blocking: 1 });
    expect(hidden.baseline?.droppable).toEqual([]);
  });
  test("two findings of one fingerprint need an entry that says so", () => {
    const twin = (inputs: object) => [named("carts", inputs), named("carts", inputs)];
    expect(counted(judged(twin(oneRegion), { baseline: held(entries) }))).toMatchObject({ excused: 1, blocking: 1 });
    const both = acceptedIn(twin(oneRegion));
    expect(both).toEqual([{ ...entries[0], times: 2 }]);
    expect(counted(judged(twin(oneRegion), { baseline: held(both) }))).toMatchObject({ excused: 2, blocking: 0 });
    const one = judged([named("carts", oneRegion), named("carts", twoRegions)], { baseline: held(both) });
    expect(one.baseline?.droppable).toEqual(entries);
    expect(pruned(both, entries)).toEqual(entries);
  });
  test("resources of one name in two components are two", () => {
    const inside = (component: string) =>
      named("carts", oneRegion, { urn: `urn:pulumi:dev::shop::${component}$${account}::carts` });
    const own = acceptedIn([inside("acme:shop:Cell"), named("carts", oneRegion)]);
    expect(own.map(({ parents }) => parents).sort()).toEqual(["acme:shop:Cell", undefined]);
    expect(parseBaseline(written({ tool: "t", date: "2026-11-22", entries: own }), "b.json").entries).toEqual(own);
    expect(counted(judged([inside("acme:shop:Other")], { baseline: held(own) }))).toMatchObject({ blocking: 1 });
    expect(counted(judged([inside("acme:shop:Cell")], { baseline: held(own) }))).toMatchObject({ blocking: 0 });
  });
  test("a waived finding needs no entry, so that the waiver's last day holds", () => {
    expect(acceptedIn(old, { waived: ["carts"] })).toEqual([]);
    const now = judged(old, { baseline: held(entries), waived: ["carts"] });
    expect(counted(now)).toEqual({ fail: 1, excused: 0, waived: 1, blocking: 0 });
    expect(now.baseline?.droppable).toEqual(entries);
  });
});

describe("what it never excuses", () => {
  test("what a change does", () => {
    const only = ["cosmos-account-is-kept"];
    const gone = [named("carts", oneRegion, { operation: "delete", before: { inputs: oneRegion } })];
    expect(judged(gone, { only }).counts).toMatchObject({ fail: 1, blocking: 1 });
    expect(acceptedIn(gone, { only })).toEqual([]);
    const own = { rule: only[0] as string, kind: "cosmos-account", resource: "carts", stack: "shop/dev" };
    const forged = [{ fingerprint: fingerprintIn(own), ...own }];
    expect(judged(gone, { only, baseline: held(forged) }).counts).toMatchObject({ excused: 0, blocking: 1 });
  });
  test("what a change or its comparison says, of any rule", () => {
    const carts = resource(account, oneRegion);
    const objectives = { environment: "production", levels: {}, failOnUnknown: false } as const;
    const old = (rule: Rule) => isOld(everything, carts, rule, { outcome: "fail" }, objectives);
    const rule = rules.get(watched) as Rule;
    expect([undefined, "stack", "state"].map((scope) => old({ ...rule, scope } as Rule))).toEqual([true, true, true]);
    expect(["change", "regression"].map((scope) => old({ ...rule, scope } as Rule))).toEqual([false, false]);
  });
  test("a declared boundary, unless it is declared that it may be waived", () => {
    const only = ["cosmos-data-residency"];
    const boundary = expand({ countries: ["DE"] });
    const outside = [named("carts", twoRegions)];
    expect(judged(outside, { only, objectives: { boundary } }).counts).toMatchObject({ fail: 1, blocking: 1 });
    expect(acceptedIn(outside, { only, objectives: { boundary } })).toEqual([]);
    const loose = { boundary, allowResidencyWaivers: true };
    const accepted = acceptedIn(outside, { only, objectives: loose });
    expect(accepted).toHaveLength(1);
    const now = (objectives: Partial<Objectives>) =>
      judged(outside, { only, objectives, baseline: held(accepted) }).counts;
    expect([now(loose).blocking, now({ boundary }).blocking]).toEqual([0, 1]);
    expect([now(loose).excused, now({ boundary }).excused]).toEqual([1, 0]);
  });
  test("advice about a boundary is old like any other", () => {
    const only = ["cosmos-backup-geo-residency"];
    const paired = [named("carts", { ...oneRegion, backupPolicy: { type: "Periodic" } })];
    expect(acceptedIn(paired, { only })).toHaveLength(1);
  });
});

describe("what is droppable", () => {
  const entries = acceptedIn([named("carts", oneRegion), named("stale", oneRegion)]);
  const mended = [named("carts", oneRegion), named("stale", twoRegions)];
  test("mended or gone, where all of the stack is there to see", () => {
    const stale = entries.filter(({ resource: name }) => name === "stale");
    for (const now of [mended, mended.slice(0, 1)]) {
      const { droppable } = judged(now, { baseline: held(entries) }).baseline as { droppable: BaselineEntry[] };
      expect(droppable).toEqual(stale);
      expect(pruned(entries, droppable).map(({ resource: name }) => name)).toEqual(["carts"]);
    }
    expect(judged(mended, { baseline: held(entries), unseen: 3 }).baseline?.droppable).toEqual([]);
  });
  test("nothing of rules that were not asked, nor of other stacks", () => {
    const off = { levels: { [watched]: "disabled" as const } };
    expect(judged(mended, { baseline: held(entries), objectives: off }).baseline?.droppable).toEqual([]);
    expect(judged(mended, { baseline: held(entries), only: ["cosmos-continuous-backup"] }).baseline?.droppable).toEqual(
      [],
    );
    const elsewhere = [named("x", twoRegions, { urn: `urn:pulumi:prod::shop::${account}::x` })];
    expect(judged(elsewhere, { baseline: held(entries) }).baseline?.droppable).toEqual([]);
  });
  test("renewing keeps what is of other stacks", () => {
    const other = { ...(entries[0] as BaselineEntry), stack: "blog/dev" };
    expect(renewed([other, ...entries], entries.slice(0, 1), ["shop/dev"])).toEqual([other, entries[0]]);
  });
});

describe("a fingerprint", () => {
  const of = (rule: string, type: string, urn: string, more: Partial<RawResource> = {}, inputs: object = oneRegion) =>
    fingerprintOf(rule, resource(type, inputs as Record<string, unknown>, { urn, ...more }));
  const urn = (name: string, type: string, parents = "", stack = "dev") =>
    `urn:pulumi:${stack}::shop::${parents}${type}::${name}`;
  const spellings = [
    "azure-native:cosmosdb:DatabaseAccount",
    "azure-native:documentdb:DatabaseAccount",
    "azure-native:documentdb/v20230415:DatabaseAccount",
    "azure-native_cosmosdb_v20250415:cosmosdb:DatabaseAccount",
  ];
  const name = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !/[$:]/.test(text));

  test("is that of tomorrow: lines, versions, spellings and values do not change it", () => {
    fc.assert(
      fc.property(
        name,
        fc.constantFrom(...spellings),
        fc.constantFrom(...spellings),
        fc.nat(9999),
        fc.constantFrom(oneRegion, twoRegions, places(unknownMarker), {}),
        fc.constantFrom("create", "same", "update", "replace", "exists" as const),
        (own, one, other, line, inputs, operation) => {
          const parents = (type: string) => `acme:shop:Cell$${type}$`;
          const position = { file: "index.ts", line: line + 1, column: 1 };
          for (const around of [() => "", parents])
            expect(of(watched, other, urn(own, other, around(other)), { position, operation } as object, inputs)).toBe(
              of(watched, one, urn(own, one, around(one))),
            );
        },
      ),
    );
  });
  test("differs by rule, resource, stack and component", () => {
    fc.assert(
      fc.property(name, name, (one, other) => {
        const all = [
          of(watched, account, urn(one, account)),
          of("cosmos-continuous-backup", account, urn(one, account)),
          of(watched, account, urn(`${one}${other}`, account)),
          of(watched, account, urn(one, account, "", "prod")),
          of(watched, account, urn(one, account, "acme:shop:Cell$")),
        ];
        expect(new Set(all).size).toBe(all.length);
      }),
    );
  });
  test("does not depend on the order of the input", () => {
    const all = ["a", "b", "c", "d"].map((own) => named(own, oneRegion));
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(acceptedIn(shuffled)).toEqual(acceptedIn(all));
      }),
    );
  });
});

describe("the file", () => {
  const entry = (own: Omit<BaselineEntry, "fingerprint">): BaselineEntry => ({
    fingerprint: fingerprintIn(own),
    ...own,
  });
  const anything = fc.string({ unit: "binary", maxLength: 20 });
  const entries = fc
    .array(
      fc.record(
        {
          rule: fc.constantFrom(...rules.keys()),
          kind: fc.constant("cosmos-account"),
          resource: anything,
          stack: fc.tuple(anything, anything).map(([project, stack]) => `${project}/${stack}`),
          parents: anything.filter((text) => text !== ""),
          times: fc.integer({ min: 2, max: 9 }),
        },
        { requiredKeys: ["rule", "kind", "resource", "stack"] },
      ),
      { maxLength: 12 },
    )
    .map((all) => [...new Map(all.map(entry).map((one) => [one.fingerprint, one])).values()]);
  const validate = new Ajv().compile(JSON.parse(readFileSync(join(root, "schema", "baseline.schema.json"), "utf8")));

  test("what is written is read, follows the schema, and has one entry a line, whatever the names", () => {
    fc.assert(
      fc.property(entries, (all) => {
        const text = written({ tool: "azure-hadr 1.0.0", date: "2026-11-22", entries: all });
        expect(parseBaseline(text, "b.json").entries).toEqual(all);
        expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
        expect(text.split("\n").filter((line) => line.includes('"fingerprint":'))).toHaveLength(all.length);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
        expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u2028]/);
      }),
    );
  });

  const [one, other] = ["carts", "orders"].map((name) =>
    entry({ rule: watched, kind: "cosmos-account", resource: name, stack: "shop/dev" }),
  ) as [BaselineEntry, BaselineEntry];
  const text = written({ tool: "azure-hadr 1.0.0", date: "2026-11-22", entries: [one, other] });
  const edited = (from: string | RegExp, to: string): string => {
    expect(text).toMatch(from);
    return text.replace(from, to);
  };
  const lines = text.split("\n");
  test.each<[string, string, string | RegExp]>([
    ["nothing", "", "b.json:1: it ends too early"],
    ["cut off", text.slice(0, 300), /^b\.json:\d: it ends too early$/],
    ["no JSON", edited('"tool":', "tool:"), "b.json:3: not JSON: expected a name in quotes"],
    ["a comma too many", edited("}\n  ]", "},\n  ]"), "b.json:8: not JSON: expected a value"],
    [
      "a merge that is not finished",
      [...lines.slice(0, 5), "<<<<<<< HEAD", lines[5], "=======", lines[6], ">>>>>>> other", ...lines.slice(7)].join(
        "\n",
      ),
      "b.json:6: the marks of a merge that is not finished (<<<<<<<); keep the entries of both sides, each once",
    ],
    ["a list", "[]", "b.json:1: expected the file to be an object"],
    ["another version", edited('"1.0"', '"9.0"'), 'b.json:1: schemaVersion: expected "1.0"; another version wrote it'],
    ["no date", edited(/ {2}"date".*\n/, ""), "b.json:1: date is missing"],
    ["entries that are none", edited(/\[[\s\S]*\]/, "7"), "b.json:1: entries: expected a list"],
    [
      "an entry that is none",
      edited(/\{"fing.*"carts".*\},/, "{},"),
      /^b\.json:6: entries\[0\]: fingerprint is missing$/,
    ],
    [
      "an unknown field",
      edited('"kind":"cosmos-account","resource":"orders"', '"kinds":"cosmos-account","resource":"orders"'),
      /^b\.json:7: entries\[1\]: unknown field: kinds \(did you mean "kind"\?\); expected one of fingerprint, rule/,
    ],
    [
      "a hand-edited name",
      edited('"orders"', '"invoices"'),
      /^b\.json:7: entries\[1\]: the fingerprint is not that of /,
    ],
    [
      "a hand-written fingerprint",
      edited(one.fingerprint, "abc"),
      /^b\.json:6: entries\[0\]: fingerprint: expected 32 hex/,
    ],
    [
      "times",
      edited('"carts",', '"carts","times":1,'),
      /^b\.json:6: entries\[0\]: times: expected a whole number from 2$/,
    ],
    [
      "the same twice",
      edited(/( {4}.*"carts".*\n)/, "$1$1"),
      /^b\.json:7: entries\[1\]: the same as that of line 6; keep/,
    ],
    ["a name of objects", edited('"stack"', '"__proto__"'), /^b\.json:6: entries\[0\]: unknown field: __proto__/],
  ])("%s: one line with the place", (_, broken, message) => {
    let says = "";
    try {
      parseBaseline(broken, "b.json");
    } catch (error) {
      says = (error as Error).message;
    }
    if (typeof message === "string") expect(says).toBe(message);
    else expect(says).toMatch(message);
  });
  test("laid out by another tool it is the same, and mistakes still have their line", () => {
    const tidy = JSON.stringify(JSON.parse(text), null, 2);
    expect(parseBaseline(`\uFEFF${tidy.replaceAll("\n", "\r\n")}`, "b.json").entries).toEqual([one, other]);
    const line = tidy.split("\n").findIndex((row) => row.includes("orders")) - 3;
    expect(() => parseBaseline(tidy.replace('"orders"', '"x"'), "b.json")).toThrow(`b.json:${line}: entries[1]: `);
  });
});

describe("the command", () => {
  const folder = mkdtempSync(join(tmpdir(), "azure-hadr-baseline-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (cwd: string, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, "dist", "src", "cli.js"), ...args, "--as-of", "2026-11-22"],
      { cwd, encoding: "utf8", maxBuffer: 1 << 27 },
    );
    return { status, stdout, stderr };
  };
  const state = (...all: [name: string, inputs: object, stack?: string][]) =>
    JSON.stringify({
      version: 3,
      deployment: {
        manifest: {},
        resources: all.map(([name, inputs, stack = "dev"]) => ({
          urn: `urn:pulumi:${stack}::shop::${account}::${name}`,
          type: account,
          custom: true,
          id: name,
          inputs,
          outputs: inputs,
        })),
      },
    });
  let here = "";
  let count = 0;
  const write = (name: string, content: string): string => {
    writeFileSync(join(here, name), content);
    return name;
  };
  const file = () => readFileSync(join(here, "hadr-baseline.json"), "utf8");
  const names = () => parseBaseline(file(), "b").entries.map(({ resource: name, stack }) => `${stack} ${name}`);
  const fresh = (): void => {
    here = join(folder, String(count++));
    mkdirSync(join(here, "infra"), { recursive: true });
    write("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
    write(
      "hadr.yaml",
      `levels:\n${[...rules.keys()]
        .filter((id) => id !== watched && rules.get(id)?.check)
        .map((id) => `  ${id}: disabled\n`)
        .join("")}`,
    );
    write("state.json", state(["carts", oneRegion], ["stale", oneRegion], ["orders", twoRegions]));
  };
  beforeAll(fresh);

  test("writes what fails, and a check then passes but for what is new", () => {
    expect(run(here, "check", "state.json").status).toBe(1);
    expect(run(join(here, "infra"), "baseline", "../state.json")).toEqual({
      status: 0,
      stdout: "",
      stderr: `azure-hadr: wrote ../hadr-baseline.json: 2 findings of 1 rule in 1 stack\n  2  ${watched}\n`,
    });
    expect(names()).toEqual(["shop/dev carts", "shop/dev stale"]);
    expect(run(here, "check", "state.json").status).toBe(0);
    expect(run(here, "check", "state.json", "--no-baseline").status).toBe(1);
    write("new.json", state(["carts", oneRegion], ["stale", oneRegion], ["fresh", oneRegion]));
    expect(run(here, "check", "new.json").status).toBe(1);
    expect(run(join(folder, "0", "infra"), "check", "../state.json").status).toBe(0);
    expect(run(folder, "check", "0/state.json", "-c", "0/hadr.yaml").status).toBe(1);
    expect(run(folder, "check", "0/state.json", "-c", "0/hadr.yaml", "--baseline", "0/hadr-baseline.json").status).toBe(
      0,
    );
  });
  test("never replaces a file unasked", () => {
    const before = file();
    for (const args of [[], ["-o", "hadr-baseline.json"], ["-o", "infra"], ["--cwd", "infra"]]) {
      const { status, stdout, stderr } = run(here, "baseline", "new.json", ...args);
      expect([status, stdout]).toEqual([2, ""]);
      expect(stderr).toMatch(/^azure-hadr: \S+ is there already and stays as it is, .*--prune .*--renew .*\n$/);
    }
    expect(run(here, "baseline", "new.json", "--prune", "--renew").status).toBe(2);
    expect(file()).toBe(before);
    expect(run(here, "check", "state.json", "-f", "json=hadr-baseline.json")).toMatchObject({ status: 2, stdout: "" });
    expect(file()).toBe(before);
  });
  test("prunes what is mended, adds nothing, and says so where there is nothing", () => {
    const before = file();
    write("part.json", state(["carts", oneRegion], ["stale", twoRegions], ["fresh", oneRegion]));
    const printed = run(here, "baseline", "part.json", "--prune", "-o", "-");
    expect(file()).toBe(before);
    const { status, stderr } = run(here, "baseline", "part.json", "--prune");
    expect([status, file()]).toEqual([0, printed.stdout]);
    expect(stderr.split("\n")[0]).toBe(
      "azure-hadr: dropped what no failure needs any more: 1 finding of 1 rule in 1 stack",
    );
    expect(names()).toEqual(["shop/dev carts"]);
    const again = run(here, "baseline", "part.json", "--prune");
    expect(again).toEqual({
      status: 0,
      stdout: "",
      stderr: "azure-hadr: hadr-baseline.json stays as it is: nothing in it that is known to be mended\n",
    });
  });
  test("prunes nothing of a stack that the input does not show whole, and makes no baseline of one", () => {
    const before = file();
    write("hidden.json", JSON.stringify({ steps: [], changeSummary: { same: 3 } }));
    const pruning = run(here, "baseline", "hidden.json", "--prune");
    expect(pruning.status).toBe(0);
    expect(pruning.stderr).toMatch(/^azure-hadr: hidden\.json: 3 unchanged resources are not in it, so nothing /);
    for (const args of [["--renew"], ["-o", "other.json"], ["-o", "-"]]) {
      const { status, stdout, stderr } = run(here, "baseline", "hidden.json", ...args);
      expect([status, stdout]).toEqual([2, ""]);
      expect(stderr).toMatch(/^azure-hadr: hidden\.json: 3 unchanged .* --show-sames\n$/);
    }
    expect([file(), existsSync(join(here, "other.json"))]).toEqual([before, false]);
  });
  test("renews what the input is about, and keeps the rest", () => {
    write("prod.json", state(["ledger", oneRegion, "prod"]));
    expect(run(here, "baseline", "prod.json", "--renew").status).toBe(0);
    expect(names()).toEqual(["shop/dev carts", "shop/prod ledger"]);
    expect(run(here, "baseline", "new.json", "--renew").status).toBe(0);
    expect(names()).toEqual(["shop/dev carts", "shop/dev fresh", "shop/dev stale", "shop/prod ledger"]);
    expect(run(here, "check", "new.json", "prod.json").status).toBe(0);
  });
  test("there is nothing to prune where there is no file", () => {
    fresh();
    const { status, stderr } = run(here, "baseline", "state.json", "--prune");
    expect([status, stderr]).toEqual([
      2,
      "azure-hadr: hadr-baseline.json: no such file, so there is nothing to prune\n",
    ]);
  });
  test("says how many findings about a declared boundary are left out, and they block all the same", () => {
    write("hadr.yaml", "residency: { countries: [DE] }\n");
    const { status, stderr } = run(here, "baseline", "state.json");
    expect([status, stderr]).toEqual([
      0,
      expect.stringMatching(
        /^azure-hadr: left out 3 findings about a declared boundary, .*allowResidencyWaivers.*: cosmos-data-residency\n/,
      ),
    ]);
    expect(parseBaseline(file(), "b").entries.map(({ rule }) => rule)).not.toContain("cosmos-data-residency");
    expect(run(here, "check", "state.json").status).toBe(1);
  });
  test("names cannot write lines, commands or escape codes", () => {
    fresh();
    const name = '\u001b[31m\n::error::x\u202e##vso[task.complete]"},{';
    write("state.json", state([name, oneRegion]));
    const { status, stderr } = run(here, "baseline", "state.json");
    expect([status, stderr.split("\n").length]).toEqual([0, 3]);
    for (const raw of ["\u001b", "\u202e", "##vso[", "\n::"]) expect(file() + stderr).not.toContain(raw);
    expect(names()).toEqual([`shop/dev ${name}`]);
    expect(run(here, "check", "state.json").status).toBe(0);
  });
  test("a file that cannot be followed is one line and 2", () => {
    write("hadr-baseline.json", "<<<<<<< HEAD\n");
    for (const command of ["check", "baseline"]) {
      const args = command === "baseline" ? ["--prune"] : [];
      const { status, stdout, stderr } = run(here, command, "state.json", ...args);
      expect([status, stdout, stderr]).toEqual([
        2,
        "",
        "azure-hadr: hadr-baseline.json:1: the marks of a merge that is not finished (<<<<<<<); keep the entries of both sides, each once\n",
      ]);
    }
    expect(run(here, "check", "state.json", "--baseline", "nowhere.json").stderr).toBe(
      "azure-hadr: nowhere.json: no such file\n",
    );
    rmSync(join(here, "hadr-baseline.json"));
  });
  test("with --base-ref it is that of the revision, so that no change excuses itself", () => {
    fresh();
    const git = (...args: string[]) =>
      expect(
        spawnSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd: here }).status,
      ).toBe(0);
    git("init", "-q", "-b", "main");
    git("add", "hadr.yaml");
    git("commit", "-qm", "declared");
    expect(run(here, "baseline", "state.json").status).toBe(0);
    const held = (...args: string[]) => run(here, "check", "state.json", "--base-ref", "main", ...args);
    const sources = { inputs: [join(here, "state.json")], cwd: here, tags: new Map(), baseRef: "main" };
    const { notices } = assessed(
      { ...sources, failOnUnknown: false, allowEmpty: false, today: "2026-11-22" },
      { keep: 0, keepSettled: false },
      false,
    );
    expect([run(here, "check", "state.json").status, held().status]).toEqual([0, 1]);
    expect(notices?.at(-1)).toMatch(
      /hadr-baseline\.json is not in main: nothing that it holds is excused before it is merged\.$/,
    );
    git("add", "hadr-baseline.json");
    git("commit", "-qm", "known");
    expect(held().status).toBe(0);
    rmSync(join(here, "hadr-baseline.json"));
    expect([held().status, held("--no-baseline").status]).toEqual([0, 1]);
    expect(held("--baseline", "hadr-baseline.json").status).toBe(0);
    // One that cannot be followed once it is merged is told before.
    write("hadr-baseline.json", "");
    expect(held()).toMatchObject({ status: 2, stdout: "", stderr: expect.stringContaining("hadr-baseline.json") });
  });
  test("explain says what is in it", () => {
    const explained = (...args: string[]) => run(here, "explain", "--resource", "carts", "state.json", ...args).stdout;
    fresh();
    run(here, "baseline", "state.json");
    expect(explained()).toContain("baseline   Known before");
    expect(explained("--no-baseline")).not.toContain("Known before");
  });
});
