/** An estate on Apache Spark: judged by a cluster it is what one run says, also where a worker dies; and so is its SQL. */
import { spawnSync } from "node:child_process";
import { hash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tableNames } from "../dist/src/estate/rows/tables";
import { type Cluster, cluster, noSpark } from "./cluster";
import { root } from "./engine/engine";
import { estateOf } from "./stacks";

const missing = noSpark();
if (missing) console.warn(`skipped: ${missing}`);
const folder = mkdtempSync(join(tmpdir(), "azure-hadr-spark-"));
const file = (...names: string[]): string => join(folder, ...names);
const cli = join(root, "dist", "src", "cli.js");
const day = "2026-11-20";

const stacks = 96;
const declarations = `
stacks:
  - match: "*/prod-*"
    environment: production
    residency: { euDataBoundary: true }
    rpoMinutes: 5
    slaTarget: { read: 99.99, write: 99.995 }
waivers:
  - rule: cosmos-min-two-regions
    resource: carts-single-region
    owner: shop
    reason: Moves in March.
    until: 2027-03-01
`;

const run = (...given: string[]) => {
  const { status, stderr } = spawnSync(process.execPath, [cli, ...given, "--as-of", day], {
    cwd: folder,
    encoding: "utf8",
  });
  return { status, stderr };
};

/** Hashes of records. Where a stack was read is the only thing that depends on who read it. */
const recordsIn = (text: string): string[] =>
  text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith('{"record":"azure-hadr/part/1"'))
    .map((line) => {
      const { source, ...record } = JSON.parse(line);
      const told = { ...record, source: typeof source === "string" ? "" : { ...source, name: "" } };
      return `${record.stack} ${hash("sha256", JSON.stringify(told))}`;
    })
    .sort();

let spark: Cluster | undefined;
let rowsOf: (sql: string) => Promise<readonly (readonly unknown[])[]>;

beforeAll(async () => {
  if (missing) return;
  writeFileSync(file("hadr.yaml"), declarations);
  // A line that no one can judge.
  const lines = estateOf(stacks).split("\n");
  writeFileSync(file("estate.ndjson"), [...lines.slice(0, 50), '{"version":3,"deploy', ...lines.slice(50)].join("\n"));
  expect(
    run("check", "estate.ndjson", "-f", "ndjson=whole.ndjson", "--exit-zero", "--config", file("hadr.yaml")).status,
  ).toBe(2);
  expect(run("report", "whole.ndjson", "-f", "parquet=whole").status).toBe(2);
  const database = await (await DuckDBInstance.create()).connect();
  rowsOf = async (sql) => (await database.runAndReadAll(sql)).getRowsJson();
  spark = await cluster(folder, 2);
});
afterAll(() => {
  spark?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

/** `dies`: the worker that is killed meanwhile. */
const judge = (output: string, dies?: number) =>
  (spark as Cluster).submit(
    dies,
    join(root, "integrations", "estate", "spark_estate.py"),
    ...["--input", file("estate.ndjson"), "--output", file(output), "--command", `${process.execPath} ${cli}`],
    ...["--flags", `--config ${file("hadr.yaml")}`, "--as-of", day, "--partitions", "6"],
  );

/** What can be compared and shown quickly. */
const shortened = (rows: readonly (readonly unknown[])[]): string =>
  `${rows.length} rows, ${hash("sha256", rows.map(String).join("\n"))}`;

/** Records, rows and columns are those of the single run. */
async function expectTheSame(output: string) {
  const parts = readdirSync(file(output, "records")).filter((name) => name.startsWith("part-"));
  expect(parts).toHaveLength(6);
  const records = parts.map((name) => readFileSync(file(output, "records", name), "utf8")).join("");
  expect(recordsIn(records)).toEqual(recordsIn(readFileSync(file("whole.ndjson"), "utf8")));
  for (const table of tableNames) {
    const [one, other] = [file("whole", `${table}.parquet`), file(output, "tables", table, "*.parquet")];
    const columns = (path: string) =>
      rowsOf(`SELECT column_name, column_type FROM (DESCRIBE FROM read_parquet('${path}'))`);
    const rows = (path: string) =>
      rowsOf(`SELECT COLUMNS(c -> c NOT IN ('source', 'record_digest')) FROM read_parquet('${path}') ORDER BY ALL`);
    expect([table, await columns(other)]).toEqual([table, await columns(one)]);
    const expected = await rows(one);
    expect([table, expected.length > 0]).toEqual([table, true]);
    expect(shortened(await rows(other))).toEqual(shortened(expected));
  }
  const report = run("report", `${output}/records/part-*`, "-f", `json=${output}.json`);
  expect([report.status, report.stderr.match(/^azure-hadr: -:\d+: /gm)?.length]).toEqual([2, 1]);
  expect(JSON.parse(readFileSync(file(`${output}.json`), "utf8"))).toMatchObject({ stacks, missing: [{}] });
}

describe.skipIf(missing)(`a master and two workers${missing && ` (${missing})`}`, () => {
  test("say what a single run says", async () => {
    const { status, said } = await judge("judged");
    expect([status, said.slice(-3000)]).toEqual([
      0,
      expect.stringContaining(`${stacks} stacks judged, 1 could not be\n`),
    ]);
    await expectTheSame("judged");
  }, 300_000);

  test("answer SQL as DuckDB does", async () => {
    const sql = join(root, "sql", "report");
    const { said, status } = await (spark as Cluster).submit(
      undefined,
      join(__dirname, "spark_sql.py"),
      file("judged", "tables"),
      sql,
    );
    expect([status, said.slice(-3000)]).toEqual([0, expect.anything()]);
    const told = new Map(
      said
        .split("\n")
        .filter((line) => line.startsWith("["))
        .map((line) => JSON.parse(line))
        .map(([name, columns, rows]) => [name as string, { columns, rows: rows as unknown[][] }]),
    );
    expect([...told.keys()]).toEqual(readdirSync(sql).sort());
    for (const table of tableNames)
      await rowsOf(`CREATE VIEW ${table} AS FROM read_parquet('${file("judged", "tables", table, "*.parquet")}')`);
    for (const [name, { columns, rows }] of told) {
      const query = readFileSync(join(sql, name), "utf8");
      const names = await rowsOf(`SELECT column_name FROM (DESCRIBE ${query.replace(/^--.*\n/gm, "")})`);
      expect([name, columns, rows.length > 0]).toEqual([name, names.flat(), true]);
      expect([name, shortened(rows)]).toEqual([name, shortened(await rowsOf(query))]);
    }
  }, 300_000);

  test("lose nothing where a worker dies in the middle", async () => {
    const { status, said } = await judge("bereft", 1);
    expect([status, said.slice(-3000)]).toEqual([
      0,
      expect.stringContaining(`${stacks} stacks judged, 1 could not be\n`),
    ]);
    expect(said).toMatch(/Lost executor \d+ on 127\.0\.0\.1/);
    await expectTheSame("bereft");
  }, 300_000);
});
