/** One stack of an estate on its own: what its record holds, and that the whole neither loses nor doubles one. */
import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { consequencesOf } from "../dist/src/consequences/consequences.js";
import { unveiled, veiled } from "../dist/src/estate/veil.js";
import type { EstateRecord, JudgedStack } from "../dist/src/estate.js";
import { loadRules } from "../dist/src/rules.js";
import { nativeType } from "../dist/src/staged.js";
import { generateEstate } from "../tools/bench/estate-generate.js";
import { anyInputs, diced, hidden } from "./dice.js";
import { resource, ruling } from "./support.js";

const root = join(__dirname, "..");
const cli = join(root, "dist", "src", "cli.js");
const top = mkdtempSync(join(tmpdir(), "azure-hadr-estate-"));
afterAll(() => rmSync(top, { recursive: true }));
let made = 0;

/** A folder with these files, out of sight of any hadr.yaml. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = join(top, String(++made));
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}
const exported = (project: string, ...accounts: string[]): string =>
  JSON.stringify({
    version: 3,
    deployment: {
      resources: accounts.map((name) => ({
        urn: `urn:pulumi:prod::${project}::azure-native:cosmosdb:DatabaseAccount::${name}`,
        custom: true,
        type: "azure-native:cosmosdb:DatabaseAccount",
        inputs: { location: "westeurope", locations: [{ locationName: "westeurope" }] },
      })),
    },
  });

function run(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args, "--as-of", "2026-11-23"], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...env },
    maxBuffer: 1 << 30,
  });
  return { status, stdout, stderr };
}
/** But for the line that says how many there are. */
const linesOf = (text: string): string[] =>
  text.split("\n").filter((line) => line !== "" && !line.startsWith('{"record":"azure-hadr/part/1"'));
const recordsOf = (text: string): EstateRecord[] => linesOf(text).map((line) => JSON.parse(line) as EstateRecord);
const stacksIn = (text: string): JudgedStack[] =>
  recordsOf(text).filter((one): one is JudgedStack => one.record === "azure-hadr/judged-stack/1");

describe("what nobody knows, written down and read back", () => {
  const { context } = ruling();
  const kinds = Object.entries(nativeType).filter(
    ([kind, type]) => consequencesOf(kind as never, resource(type, {}).props, context) !== undefined,
  );
  test("every kind that holds data is tried", () =>
    expect(kinds.map(([kind]) => kind).sort()).toEqual([
      "cassandra-cluster",
      "cassandra-data-center",
      "cosmos-account",
      "digital-twins",
      "documentdb-cluster",
      "postgresql-cluster",
    ]));
  test.each(kinds)("the same follows from %s", (kind, type) => {
    let open = 0;
    fc.assert(
      fc.property(diced, (dice) => {
        const { props } = resource(type, hidden(anyInputs(type, dice), dice));
        const plain = veiled(props) as object;
        const back = unveiled(JSON.parse(JSON.stringify(plain)) as object);
        if (JSON.stringify(plain).includes('"unknown":')) open++;
        expect(consequencesOf(kind as never, back, context)).toEqual(consequencesOf(kind as never, props, context));
        expect(veiled(back)).toEqual(plain);
      }),
      { numRuns: 500 * Number(process.env.FC_MORE ?? 1) },
    );
    expect(open).toBeGreaterThan(20);
  });
});

const fixtures = readdirSync(join(root, "fixtures"), { recursive: true, encoding: "utf8" })
  .filter((file) => /\.(?:json|ndjson)$/.test(file) && !file.includes("node_modules") && !file.includes(".pulumi/"))
  .map((file) => join("fixtures", file))
  .sort();
/** What looks back at the state before is no part of what a stack is. */
const looksBack = (rule: string): boolean => loadRules().get(rule)?.scope === "regression";

describe.each(fixtures)("%s", (fixture) => {
  const name = fixture.replaceAll("/", "-").replace(/\.ndjson$/, ".json");
  const folder = folderOf({ [name]: readFileSync(join(root, fixture), "utf8") });
  const whole = run(folder, ["check", name, "-f", "json"]);
  const [line = "", ...more] = linesOf(run(folder, ["check", name, "-f", "ndjson"]).stdout);
  const record = JSON.parse(line) as EstateRecord;

  test("is judged as it is alone", () => {
    expect(more).toEqual([]);
    if (record.record !== "azure-hadr/judged-stack/1") {
      expect(whole.status).toBe(2);
      expect(whole.stdout).toBe("");
      expect(whole.stderr).toContain(record.why);
      return;
    }
    const { verdicts, summary } = JSON.parse(whole.stdout);
    const told = (one: Record<string, unknown>, urn: unknown) =>
      JSON.stringify([one.rule, urn, one.outcome, one.severity, one.blocking, one.because]);
    const alone = (verdicts as Record<string, unknown>[]).filter(({ rule }) => !looksBack(rule as string));
    const own = record.findings.map((one) => told({ ...one }, urnOf(record, one.resource)));
    const urns = new Set(record.resources.map(({ urn }) => urn));
    expect(own.sort()).toEqual(alone.map((one) => told(one, urns.has(one.urn as string) ? one.urn : "")).sort());
    expect(record.findings.length).toBe(record.counts.fail + record.counts.unknown);
    for (const outcome of ["pass", "manual"] as const)
      expect([outcome, record.counts[outcome]]).not.toEqual([outcome, 0]);
    expect(summary).toBeDefined();
  });

  test("leaves plain data, the same every time", () => {
    expect(JSON.stringify(JSON.parse(line))).toBe(line);
    expect(linesOf(run(folder, ["check", name, "-f", "ndjson"]).stdout)).toEqual([line]);
    expect(line).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });

  test("says what follows from each, as its properties do once they are read back", () => {
    if (record.record !== "azure-hadr/judged-stack/1") return;
    const { environment, boundary, targets } = record;
    const { context } = ruling({
      environment,
      ...targets,
      ...(boundary && { boundary: { ...boundary, regions: new Set(boundary.regions) } }),
    });
    for (const { kind, props, follows } of record.resources) {
      expect(follows === undefined).toBe(props === undefined);
      if (props === undefined || follows === undefined) continue;
      // What leaves its place to a resource group depends on that group.
      if (!("location" in props) && kind !== "cosmos-account" && kind !== "cassandra-data-center") continue;
      const again = consequencesOf(kind as never, unveiled(props), context);
      expect(JSON.parse(JSON.stringify(again))).toEqual(record.consequences[follows]);
    }
  });

  test("tells the worst first", () => {
    if (record.record !== "azure-hadr/judged-stack/1") return;
    const open = record.findings.filter(({ waiver, excused }) => !waiver && !excused);
    expect(open.map(({ blocking }) => blocking)).toEqual(
      open
        .map(({ blocking }) => blocking)
        .sort()
        .reverse(),
    );
    expect(record.findings.slice(0, open.length)).toEqual(open);
  });
});

const urnOf = ({ resources }: JudgedStack, at: number | undefined): string =>
  at === undefined ? "" : (resources[at]?.urn ?? "");

describe("an estate of many stacks", () => {
  const folder = join(top, "many");
  const { source, stacks } = generateEstate(120, folder, { form: "folder" });
  const judged = (...args: string[]) => run(folder, ["check", "exports", "-f", "ndjson", ...args]);
  const one = judged("--workers", "1");

  test("threads change nothing, nor where one begins", () => {
    expect(one.stderr).toBe("");
    expect(stacksIn(one.stdout)).toHaveLength(stacks);
    for (const workers of ["2", "3"]) expect(judged("--workers", workers)).toEqual(one);
    expect(source).toBe(join(folder, "exports"));
  });

  test.each([1, 15, 16, 17, 32, 33])("%i stacks are as many lines", (count) => {
    const own = folderOf(
      Object.fromEntries([...Array(count).keys()].map((at) => [`${at}.json`, exported(`p${at}`, "a")])),
    );
    const lines = linesOf(run(own, ["check", ".", "-f", "ndjson", "--workers", "2"]).stdout);
    expect(lines).toHaveLength(count);
    expect(new Set(stacksIn(lines.join("\n")).map(({ stack }) => stack)).size).toBe(count);
  });

  test("the order of the sources does not change the report", () => {
    const [first, ...rest] = readdirSync(source).sort();
    const report = (...sources: string[]) => run(folder, ["report", ...sources, "-f", "json"]);
    const all = report("exports");
    expect(all.status).toBe(0);
    const turned = report(...rest.reverse().map((name) => join("exports", name)), join("exports", first as string));
    expect(turned).toEqual(all);
  });

  test("a report of parts that were judged elsewhere is the same", () => {
    const parts = join(folder, "part.ndjson");
    writeFileSync(parts, one.stdout);
    const again = run(folder, ["report", "part.ndjson", "-f", "json"]);
    rmSync(parts);
    expect(again.stdout).toBe(run(folder, ["report", "exports", "-f", "json"]).stdout);
  });

  test("a reader that has enough ends it, with the exit code of what is not whole", () => {
    const { stdout, stderr } = spawnSync(
      "sh",
      ["-c", `"${process.execPath}" "${cli}" check exports -f ndjson; echo $? >status`].map((arg, at) =>
        at === 1 ? `{ ${arg}; } | head -n 1` : arg,
      ),
      { cwd: folder, encoding: "utf8" },
    );
    expect(linesOf(stdout)).toEqual(linesOf(one.stdout).slice(0, 1));
    expect(stderr).toBe("azure-hadr: standard output was closed, so not all of it was judged\n");
    expect(readFileSync(join(folder, "status"), "utf8")).toBe("2\n");
  });

  test("somebody who stops it finds nothing that is not whole", async () => {
    const spooled = folderOf({});
    const out = folderOf({});
    const child = spawn(process.execPath, [cli, "check", "-", "-f", `ndjson=${join(out, "part.ndjson")}`], {
      cwd: folder,
      env: { ...process.env, TMPDIR: spooled },
      stdio: ["pipe", "ignore", "ignore"],
    });
    child.stdin?.on("error", () => {}); // it may be stopped before it has read them all
    child.stdin?.write(readFileSync(generateEstate(20, folderOf({}), { form: "ndjson" }).source)); // and it waits for more
    const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on("exit", (_, signal) => resolve(signal)));
    const begun = () => readdirSync(out).length > 0;
    for (let waited = 0; !begun() && waited < 20_000; waited += 20) await new Promise((next) => setTimeout(next, 20));
    expect(begun()).toBe(true);
    child.kill("SIGINT");
    expect(await ended).toBe("SIGINT");
    expect(readdirSync(out)).toEqual([]);
    expect(readdirSync(spooled)).toEqual([]);
  });
});

describe("what is wrong with one concerns no other", () => {
  const good = { "a.json": exported("a", "orders"), "c.json": exported("c", "orders") };
  const bad = { ...good, "b.json": "{ not JSON" };

  test("a bad file is told, and the rest is judged", () => {
    const folder = folderOf(bad);
    const { status, stdout, stderr } = run(folder, ["report", ".", "-f", "json"]);
    const { stacks, missing } = JSON.parse(stdout);
    expect([status, stacks, missing.length, missing[0].source]).toEqual([2, 2, 1, "b.json"]);
    expect(linesOf(stderr)).toHaveLength(2);
    expect(stderr).toMatch(
      /^azure-hadr: b\.json: .+\nazure-hadr: 1 of the inputs could not be judged: .+--allow-partial/,
    );
    expect(run(folder, ["report", ".", "-f", "json", "--allow-partial"])).toMatchObject({ status: 0, stdout });
    expect(run(folder, ["check", ".", "-f", "ndjson"])).toMatchObject({ status: 2 });
    expect(linesOf(run(folder, ["check", ".", "-f", "ndjson"]).stdout)).toHaveLength(3);
  });

  test("where nothing can be judged nothing is written", () => {
    const folder = folderOf({ "b.json": "{ not JSON", "d.json": '{"version":3' });
    const { status, stdout, stderr } = run(folder, ["report", ".", "-f", "json=report.json"]);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("no stack was judged, so there is nothing to report");
    expect(readdirSync(folder).sort()).toEqual(["b.json", "d.json"]);
  });

  test("two stacks in one piece are none", () => {
    const both = JSON.parse(exported("a", "orders"));
    both.deployment.resources.push(...JSON.parse(exported("z", "carts")).deployment.resources);
    const { stdout } = run(folderOf({ "both.json": JSON.stringify(both), ...good }), ["report", ".", "-f", "json"]);
    expect(JSON.parse(stdout).missing).toMatchObject([{ source: "both.json", why: expect.stringContaining("z/prod") }]);
  });

  test("the same stack twice counts once, and is told", () => {
    const folder = folderOf({ "1.json": exported("a", "orders"), "2.json": exported("a", "orders", "carts") });
    const { status, stdout, stderr } = run(folder, ["report", "2.json", "1.json", "-f", "json"]);
    const { stacks, judged, missing } = JSON.parse(stdout);
    expect([status, stacks, judged]).toEqual([2, 1, 2]);
    expect(missing).toMatchObject([{ source: "1.json", stack: "a/prod" }]);
    expect(stderr).toContain("1.json: a/prod is in 2.json too, which was judged; this one was not");
  });

  test("a thread whose memory is used up takes nobody with it", () => {
    const many = Array.from({ length: 60_000 }, (_, at) => `orders-${at}-${"x".repeat(400)}`);
    const small = Object.fromEntries([...Array(40).keys()].map((at) => [`s${at}.json`, exported(`s${at}`, "a")]));
    const folder = folderOf({ "big.json": exported("big", ...many), ...small });
    const { status, stdout } = run(folder, ["report", ".", "-f", "json", "--workers", "2"], {
      NODE_OPTIONS: "--max-old-space-size=70",
    });
    const { stacks, missing } = JSON.parse(stdout);
    expect([status, stacks]).toEqual([2, 40]);
    expect(missing).toMatchObject([{ source: "big.json", why: "too large to be judged in the memory that there is" }]);
  });
});

describe("where reports go", () => {
  const folder = folderOf({ "a.json": exported("a", "orders"), "hadr.yaml": "environment: production\n" });
  const refused = (says: string, ...args: string[]) => {
    const before = readdirSync(folder).sort();
    const { status, stdout, stderr } = run(folder, args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(linesOf(stderr).at(-1)).toContain(says);
    expect(readdirSync(folder).sort()).toEqual(before);
  };
  test("all of them or none", () => {
    refused(
      "cannot be written: no such folder",
      "report",
      "a.json",
      "-f",
      "json=one.json",
      "-f",
      "ndjson=none/two.ndjson",
    );
    refused("is a folder", "report", "a.json", "-f", "json=.");
  });
  test("no report replaces what it is made of", () => {
    refused("cannot replace its own input", "report", "a.json", "-f", "json=./a.json");
    refused("cannot replace its own input", "check", "a.json", "-f", "ndjson=a.json");
    refused("is there already, among the sources", "report", ".", "-f", "json=a.json");
    refused("is there already, among the sources", "check", ".", "-f", "ndjson=a.json");
    refused("hadr.yaml", "report", "a.json", "-f", "json=hadr.yaml");
    refused("two formats cannot go to one file", "report", "a.json", "-f", "json=x", "-f", "ndjson=x");
    refused("only one format can go to standard output", "report", "a.json", "-f", "json", "-f", "ndjson");
  });
  test("flags that say nothing of an estate", () => {
    for (const flags of [
      ["--base", "a.json"],
      ["--stack", "prod"],
      ["--new-only"],
      ["--baseline", "b.json"],
      ["--tag", "a=b"],
    ])
      refused(`${flags[0]} says nothing of an estate`, "check", "a.json", "-f", "ndjson", ...flags);
    refused("ndjson and rows go alone", "check", "a.json", "-f", "ndjson", "-f", "json=x.json");
    refused("standard input (-) can be read only once", "report", "-", "-");
  });
  test("the gate is the one that is asked for", () => {
    const status = (...flags: string[]) => run(folder, ["check", "a.json", "-f", "ndjson", ...flags]).status;
    expect([status(), status("--exit-zero"), status("--only", "cosmos-free-zone-redundancy")]).toEqual([1, 0, 0]);
    const least = (severity: string) =>
      stacksIn(run(folder, ["check", "a.json", "-f", "ndjson", "--fail-on", severity]).stdout)[0]?.counts.blocking;
    expect([least("critical"), least("info")]).toEqual([
      0,
      stacksIn(run(folder, ["check", "a.json", "-f", "ndjson"]).stdout)[0]?.counts.fail,
    ]);
  });
  test("a link is followed, and a device is written to", () => {
    const real = folderOf({ "real.json": "old" });
    symlinkSync(join(real, "real.json"), join(real, "link.json"));
    expect(run(folder, ["report", "a.json", "-f", `json=${join(real, "link.json")}`]).status).toBe(0);
    expect(JSON.parse(readFileSync(join(real, "real.json"), "utf8")).stacks).toBe(1);
    expect(run(folder, ["report", "a.json", "-f", "json=/dev/null"]).status).toBe(0);
    expect(existsSync("/dev/.null.part")).toBe(false);
  });
  test("no place for what is judged is one line", () => {
    const { status, stderr } = run(folder, ["report", "a.json", "-f", "json"], { TMPDIR: join(folder, "none") });
    expect(status).toBe(2);
    expect(linesOf(stderr)).toEqual([expect.stringContaining("no place to keep what is judged: no such file")]);
  });
});
