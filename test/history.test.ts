/** A history is added to once, whole or not at all, whoever else writes and wherever a run is cut off. */
import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { historyNames, readFolder } from "../dist/src/cli/history/tables.js";
import { account, answersOf, exported, folderOf, ran, rowsOf } from "./estates";

const cli = join(__dirname, "..", "dist", "src", "cli.js");
const top = mkdtempSync(join(tmpdir(), "azure-hadr-history-"));
afterAll(() => rmSync(top, { recursive: true }));
let made = 0;
const fresh = (kind: Kind): string => join(top, `${++made}${kind === "DuckDB" ? ".duckdb" : "/"}`);

/** Where runs that are started keep what passes. */
const temporary = join(top, "temporary");

type Kind = "DuckDB" | "Parquet";
const kinds: readonly Kind[] = ["DuckDB", "Parquet"];

/** Judged once: records are what is added below, so that most of a run is the history. */
const [template = ""] = ran(
  folderOf(join(top, "judged"), {
    "a.json": exported("shop/prod", { orders: account("westeurope"), carts: account("uksouth") }),
  }),
  ...["check", "a.json", "-f", "ndjson", "--as-of", "2026-11-23", "--exit-zero"],
).stdout.split("\n");
/** A file of records. Another `state`: the stacks have changed. */
function records(name: string, from: number, to: number, state = "0", day = "2026-11-23"): string {
  const file = join(top, `${name}.ndjson`);
  const lines = Array.from({ length: to - from }, (_, at) => {
    const record = JSON.parse(template);
    const source = { ...record.source, digest: state.padStart(64, "0") };
    return JSON.stringify({ ...record, stack: `shop/s${from + at}`, date: day, team: `team ${state}`, source });
  });
  const end = JSON.stringify({ record: "azure-hadr/part/1", stacks: lines.length, missing: 0 });
  writeFileSync(file, `${lines.join("\n")}\n${end}\n`);
  return file;
}
const adding = (history: string, ...files: readonly string[]) => [
  "report",
  ...files,
  "--history",
  history,
  "-f",
  "csv",
];
function add(history: string, ...files: readonly string[]): void {
  const { status, stderr } = ran(top, ...adding(history, ...files));
  expect([status, stderr]).toEqual([0, ""]);
}

/** What a history holds, by the newest run of each stack, without what tells runs apart. */
async function held(history: string): Promise<Record<string, unknown[]>> {
  const isFile = statSync(history).isFile();
  const views = isFile
    ? []
    : historyNames.map((name) => `CREATE VIEW ${name} AS SELECT * FROM ${readFolder(history, name)}`);
  const latest = readFileSync(join(__dirname, "..", "sql", "trend", "01_latest.sql"), "utf8");
  const names = historyNames.filter((name) => name !== "runs" && name !== "missing");
  const found = await answersOf(
    isFile ? history : ":memory:",
    views,
    names.map(
      (name) =>
        `SELECT t.* FROM ${name} t JOIN (${latest}) l ON l.run = t.run AND l.observed_day = t.observed_day AND l.stack = t.stack`,
    ),
  );
  return Object.fromEntries(
    names.map((name, at) => [
      name,
      (found[at] ?? [])
        .map(({ run: _, source: __, record_digest: ___, ...row }) => JSON.stringify(row, Object.keys(row).sort()))
        .sort(),
    ]),
  );
}
/** Everything, to the last byte that means something. */
async function everything(history: string): Promise<unknown> {
  if (statSync(history).isDirectory())
    return readdirSync(history, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".parquet"))
      .sort();
  const all = historyNames.map((name) => `SELECT * FROM ${name} ORDER BY ALL`);
  return answersOf(history, [], all);
}

describe.each(kinds)("%s", (kind) => {
  test("the same records again on the same day change nothing", async () => {
    const history = fresh(kind);
    const file = records("same", 0, 5);
    add(history, file);
    const [before, all] = [await held(history), await everything(history)];
    expect(before.stacks).toHaveLength(5);
    add(history, file);
    expect([await held(history), await everything(history)]).toEqual([before, all]);
  });

  test("another digest of a stack on the same day replaces it, and leaves the others alone", async () => {
    const history = fresh(kind);
    add(history, records("first", 0, 4));
    add(history, records("second", 2, 3, "1"));
    const undisturbed = fresh(kind);
    add(undisturbed, records("first", 0, 2), records("second", 2, 3, "1"), records("third", 3, 4));
    expect(await held(history)).toEqual(await held(undisturbed));
    add(history, records("first", 2, 3)); // and back: the newest run holds
    const back = fresh(kind);
    add(back, records("first", 0, 4));
    expect(await held(history)).toEqual(await held(back));
  });

  test("parts that several runs write on one day add up, and days stand beside each other", async () => {
    const [history, undisturbed] = [fresh(kind), fresh(kind)];
    add(history, records("a", 0, 3));
    add(history, records("b", 3, 7));
    add(history, records("c", 0, 7, "0", "2026-11-24"));
    add(undisturbed, records("ab", 0, 7));
    add(undisturbed, records("c", 0, 7, "0", "2026-11-24"));
    const all = await held(history);
    expect(all.stacks).toHaveLength(14);
    expect(all).toEqual(await held(undisturbed));
  });

  test("two runs that write at once both are there", async () => {
    const [history, undisturbed] = [fresh(kind), fresh(kind)];
    const parts = [0, 1, 2].map((at) => records(`at-once-${at}`, at * 40, at * 40 + 40));
    const codes = await Promise.all(parts.map((part) => started(adding(history, part)).ended));
    expect(codes).toEqual([0, 0, 0]);
    add(undisturbed, records("one-by-one", 0, 120));
    const all = await held(history);
    expect(all.stacks).toHaveLength(120);
    expect(all).toEqual(await held(undisturbed));
  }, 300_000);

  test("a run that is killed while it writes leaves what was there, or all of itself, and can be run again", async () => {
    const history = fresh(kind);
    const files = [records("before", 0, 100), records("after", 0, 100, "1")] as const;
    const states = [];
    for (const file of files) {
      const undisturbed = fresh(kind);
      add(undisturbed, file);
      states.push(await held(undisturbed));
    }
    add(history, files[0]);
    let [now, killed] = [0, 0];
    for (const wait of [0, 15, 50, 150]) {
      const { child, ended } = started(adding(history, files[1 - now] ?? ""));
      await writing(history, ended);
      await new Promise((resolve) => setTimeout(resolve, wait));
      child.kill("SIGKILL");
      await ended;
      if (child.signalCode === "SIGKILL") killed++;
      const found = await held(history);
      const which = states.findIndex((state) => same(state, found));
      expect([wait, which]).not.toEqual([wait, -1]);
      now = which;
    }
    expect(killed).toBeGreaterThan(0);
    add(history, files[1 - now] ?? "");
    expect(await held(history)).toEqual(states[1 - now]);
  }, 300_000);
});

/** Until the first of a run's files is there: in the folder, or beside what DuckDB is about to take them from. */
async function writing(history: string, ended: Promise<unknown>): Promise<void> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  const [folder, parts] = history.endsWith("/") ? [history, /\.part$/] : [temporary, /\bruns\b.*\.parquet$/];
  const here = (): string[] => {
    try {
      return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => parts.test(name));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return []; // not there yet, or a folder that the run took away while this looked
      throw error;
    }
  };
  const before = new Set(here()); // what was killed leaves some
  while (!over && here().every((name) => before.has(name))) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function started(args: readonly string[]) {
  mkdirSync(temporary, { recursive: true });
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: top,
    stdio: "ignore",
    env: { ...process.env, TMPDIR: temporary },
  });
  return { child, ended: new Promise<number | null>((resolve) => child.on("exit", resolve)) };
}

test("what is killed in the middle of the first run ever is no history yet, or a whole one", async () => {
  const file = records("first-ever", 0, 60);
  for (const kind of kinds) {
    const history = fresh(kind);
    for (const wait of [0, 20, 60]) {
      const { child, ended } = started(adding(history, file));
      await writing(history, ended);
      await new Promise((resolve) => setTimeout(resolve, wait));
      child.kill("SIGKILL");
      await ended;
    }
    add(history, file);
    expect((await held(history)).stacks).toHaveLength(60);
  }
}, 300_000);

test("where DuckDB is not installed a folder is written, and a report says that it leaves the trend out", () => {
  const hook = join(top, "without.cjs");
  const why = "azure-hadr: the report leaves the trend out: it needs @duckdb/node-api, which is not installed\n";
  writeFileSync(
    hook,
    `const m = require("module"), own = m._load;
     m._load = (name, ...rest) => { if (name === "@duckdb/node-api") throw new Error("not there"); return own(name, ...rest); };`,
  );
  const run = (format: string) =>
    spawnSync(
      process.execPath,
      ["--require", hook, cli, "report", records("one", 0, 1), "--history", join(top, "without/"), "-f", format],
      { cwd: top, encoding: "utf8" },
    );
  expect(run("markdown")).toMatchObject({ status: 0, stderr: why });
  expect(run("csv")).toMatchObject({ status: 0, stderr: "" });
});

describe("what is no history is one clear line, exit 2, and stays as it is", () => {
  const one = () => records("one", 0, 1);
  const refused = (history: string, why: string, ...args: readonly string[]) => {
    const { status, stdout, stderr } = ran(top, ...(args.length > 0 ? args : adding(history, one())));
    expect([status, stdout, stderr]).toEqual([2, "", `azure-hadr: ${history}: ${why}\n`]);
  };
  test("a name that says neither", () =>
    refused("hadr.sqlite", "expected a history: a file that ends in .duckdb, or a folder, as history/"));
  test.each([
    ["notes.duckdb", "my notes, which are long enough to be taken for something else altogether".repeat(200)],
    ["export.json", '{"version":3,"deployment":{"resources":[]}}'],
  ])("a file of another kind: %s", (name, content) => {
    const file = join(top, name);
    writeFileSync(file, content);
    const why = "no DuckDB database, so no history of azure-hadr";
    refused(file, why);
    refused(file, why, "trend", "--history", file);
    expect(readFileSync(file, "utf8")).toBe(content);
  });
  test("a database of somebody else's", async () => {
    const file = join(top, "theirs.duckdb");
    await rowsOf(file, "CREATE TABLE orders (id INTEGER)", "SELECT 1");
    const why = "a database, but no history of azure-hadr: expected its table runs";
    refused(file, why);
    refused(file, why, "trend", "--history", file);
    expect(await rowsOf(file, "SELECT table_name FROM information_schema.tables")).toEqual([{ table_name: "orders" }]);
  });
  test("one that is not there, or holds nothing", async () => {
    const missing = join(top, "missing.duckdb");
    refused(missing, "no such history", "trend", "--history", missing);
    expect(existsSync(missing)).toBe(false);
    const empty = join(top, "empty.duckdb");
    await rowsOf(empty, "SELECT 1");
    refused(empty, "holds no run; `azure-hadr report --history` records one", "trend", "--history", empty);
  });
  test("a folder that holds something else", () => {
    const folder = folderOf(join(top, "holiday"), { "picture.txt": "sea" });
    refused(folder, "holds picture.txt and no history; expected an empty folder");
    expect(readdirSync(folder)).toEqual(["picture.txt"]);
  });
  test.each([
    [2, "a newer azure-hadr wrote it (history version 2; this one knows 1)"],
    [0, "an older azure-hadr wrote it (history version 0; this one knows 1): begin a new one"],
  ])("one of version %i", async (version, why) => {
    for (const kind of kinds) {
      const history = fresh(kind);
      add(history, one());
      if (kind === "DuckDB") await rowsOf(history, `UPDATE runs SET schema_version = ${version}`, "SELECT 1");
      else writeFileSync(join(history, "_history.json"), JSON.stringify({ azureHadrHistory: version }));
      const before = await everything(history);
      refused(history, why);
      refused(history, why, "trend", "--history", history);
      expect(await everything(history)).toEqual(before);
    }
  });
  test("an estate of which nothing was judged is not recorded", () => {
    const folder = folderOf(join(top, "broken"), { "a.json": "{" });
    const history = join(top, "never.duckdb");
    expect(ran(top, "report", folder, "--history", history, "-f", "csv").status).toBe(2);
    expect(existsSync(history)).toBe(false);
  });
});

test("without DuckDB a folder is written all the same, and all else is one line that says so", () => {
  const guard = join(top, "without.cjs");
  writeFileSync(
    guard,
    `const { Module } = require("node:module"), resolve = Module._resolveFilename;
Module._resolveFilename = function (id, ...more) { if (/^@duckdb/.test(id)) throw Object.assign(new Error("no"), { code: "MODULE_NOT_FOUND" }); return resolve.call(this, id, ...more); };`,
  );
  const history = fresh("Parquet");
  const without = (...args: readonly string[]) => {
    const before = process.env.NODE_OPTIONS;
    process.env.NODE_OPTIONS = `--require ${guard}`;
    try {
      return ran(top, ...args);
    } finally {
      if (before === undefined) delete process.env.NODE_OPTIONS;
      else process.env.NODE_OPTIONS = before;
    }
  };
  const file = records("without", 0, 2);
  expect(without("report", file, "--history", history, "-f", "markdown")).toMatchObject({
    status: 0,
    stderr: "azure-hadr: the report leaves the trend out: it needs @duckdb/node-api, which is not installed\n",
  });
  const line =
    "azure-hadr: a history in DuckDB, and trend, need the package @duckdb/node-api, which is not installed; a folder, as --history history/, is written without it\n";
  expect(without("trend", "--history", history)).toEqual({ status: 2, stdout: "", stderr: line });
  expect(without(...adding(fresh("DuckDB"), file))).toEqual({ status: 2, stdout: "", stderr: line });
  expect(ran(top, "trend", "--history", history).status).toBe(0);
});
