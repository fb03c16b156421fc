/** The formats of an estate's report, and the tables that they share. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { begin, type EstateFormatName } from "../dist/src/cli/estate/formats.js";
import { lineOf } from "../dist/src/cli/estate/line.js";
import { estateOptions } from "../dist/src/cli/report.js";
import { rowsOf as tablesOf } from "../dist/src/estate/rows/rows.js";
import { runs, tableNames, tables } from "../dist/src/estate/rows/tables.js";
import { survey } from "../dist/src/estate/survey/survey.js";
import { tableFile } from "../dist/src/report/estate/table-file.js";
import type { EstateRecord, JudgedStack, NotRead } from "../src/estate";
import { account, answersOf, exported, folderOf, ran, rowsOf } from "./estates";
import { openIn, published, wrongIn } from "./published";

const top = mkdtempSync(join(tmpdir(), "azure-hadr-formats-"));
afterAll(() => rmSync(top, { recursive: true }));
const day = "2026-11-23";

/** What nobody should have named anything. */
const wicked = [
  "<script>alert(1)</script>",
  "=cmd|' /C calc'!A0",
  "+1|2`x`",
  "@here #1 ![x](https://example.com/x)",
  "\u202edesrever",
  'a"b\r\n| c |\r\n',
  "-->",
  "__proto__",
];

let records: EstateRecord[];
beforeAll(() => {
  const sources = folderOf(join(top, "estate"), {
    "a.json": exported("shop/prod", { orders: account("westeurope"), carts: account("westeurope", "northeurope") }),
    "b.json": exported("shop/dev", { trial: account("uksouth") }),
    "c.json": exported("factory/prod", {}),
    "broken.json": "{",
    "hadr.yaml": `stacks:
  - match: shop/prod
    team: shop
    rpoMinutes: 0.5
    residency:
      regions: [westeurope, northeurope]
  - match: "*/dev"
    environment: development
waivers:
  - rule: cosmos-min-two-regions
    resource: trial
    owner: shop
    reason: A trial.
    until: 2026-12-01
`,
  });
  const args = ["check", "a.json", "b.json", "c.json", "broken.json", join(fixtures, "demo", "preview.json")];
  const { stdout } = ran(sources, ...args, "-f", "ndjson", "--as-of", day, "--allow-partial");
  const judged = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as EstateRecord)
    .filter(({ record }) => !record.startsWith("azure-hadr/part/")); // the line that ends it
  expect(judged.map(({ record }) => record.split("/")[1])).toEqual([
    ...["judged-stack", "judged-stack", "judged-stack", "not-judged", "judged-stack"],
  ]);
  records = [...judged, ...hostile(judged[0] as JudgedStack)];
});
const fixtures = join(__dirname, "..", "fixtures");

/** The same stack with wicked words wherever words come from elsewhere. */
const hostile = (one: JudgedStack): EstateRecord[] => [
  ...wicked.map(
    (words): JudgedStack => ({
      ...one,
      stack: `evil/${words}`,
      team: words,
      notes: [words],
      source: { ...one.source, name: words },
      resources: one.resources.map((resource) => ({ ...resource, name: words, azureName: words })),
      findings: one.findings.map((finding) => ({ ...finding, because: words, does: words })),
      waivers: [
        {
          waiver: {
            rule: "cosmos-min-two-regions",
            resource: words,
            stack: words,
            owner: words,
            reason: words,
            until: day,
          },
          covers: 1,
          daysLeft: 1,
        },
      ],
    }),
  ),
  ...wicked.map((words): NotRead => ({ record: "azure-hadr/not-judged/1", source: words, why: words })),
];

/** What a format writes, file by file; standard output is "". */
function written(format: EstateFormatName, of: readonly EstateRecord[] = records): Map<string, Buffer> {
  const files = new Map<string, Buffer[]>();
  const open = (name: string) => {
    const pieces: Buffer[] = [];
    files.set(name, pieces);
    return { write: (piece: string | Uint8Array) => void pieces.push(Buffer.from(piece as string)) };
  };
  const report = begin(format, { whole: () => open(""), inFolder: open }, estateOptions(day));
  const overview = survey();
  for (const record of of) {
    overview.add(record);
    report.add?.(record);
  }
  void report.end(overview.end([]));
  return new Map([...files].map(([name, pieces]) => [name, Buffer.concat(pieces)]));
}
const text = (format: EstateFormatName, of?: readonly EstateRecord[]): string => `${written(format, of).get("")}`;
const stacks = (): JudgedStack[] => records.flatMap((one) => (one.record === "azure-hadr/judged-stack/1" ? [one] : []));

describe("the tables", () => {
  const all = () => records.map((record) => tablesOf(record, day, "00"));
  test("say of findings, verdicts and resources what the records say", () => {
    const [found, judged] = [all(), stacks()];
    const rows = found.flatMap(({ findings }) => findings);
    expect(rows).toHaveLength(judged.reduce((sum, { findings }) => sum + findings.length, 0));
    const open = judged.flatMap(({ findings }) => findings);
    expect(rows.filter(({ blocking }) => blocking)).toHaveLength(
      open.filter(({ blocking, waiver, excused }) => blocking && !waiver && !excused).length,
    );
    expect(rows.filter(({ waived }) => waived).map(({ resource, waived_until }) => [resource, waived_until])).toEqual([
      ["trial", "2026-12-01"],
    ]);
    for (const [at, record] of records.entries())
      if (record.record === "azure-hadr/judged-stack/1") {
        const { verdict_counts, stacks, resources } = found[at] as ReturnType<typeof tablesOf>;
        expect(verdict_counts).toHaveLength(Object.keys(record.rules).length);
        expect(verdict_counts.reduce((sum, row) => sum + (row.fail_count ?? 0), 0)).toBe(record.counts.fail);
        expect(stacks).toHaveLength(1);
        expect(resources).toHaveLength(record.resources.length);
      }
  });
  test("say what the loss of a place does, as the records' consequences do", () => {
    const [{ resources, impacts }] = all() as [ReturnType<typeof tablesOf>];
    expect(
      resources.map(({ resource, regions, region_writes, region_data }) => [
        resource,
        regions,
        region_writes,
        region_data,
      ]),
    ).toEqual([
      ["orders", "westeurope", "with-the-place", "everything"],
      ["carts", "westeurope,northeurope", "by-azure", "window"],
    ]);
    expect(
      impacts.map(({ resource, region, part, writes_recovery }) => [resource, region, part, writes_recovery]),
    ).toEqual([
      ["orders", "westeurope", "only region", "with-the-place"],
      ["carts", "northeurope", "read region", "kept"],
      ["carts", "westeurope", "write region", "by-azure"],
    ]);
  });
  test("tell findings and resources of a stack apart, whatever order they come in", () => {
    const [one] = stacks() as [JudgedStack];
    const [orders] = one.resources as [JudgedStack["resources"][number]];
    const other = { ...orders, urn: orders.urn.replace("cosmosdb", "documentdb") };
    const finding = one.findings.find(({ resource }) => resource === 0) as JudgedStack["findings"][number];
    const twice = { ...one, resources: [orders, other], findings: [finding, { ...finding, resource: 1 }] };
    const rows = tablesOf(twice, day, "");
    expect(new Set(rows.findings.map(({ fingerprint }) => fingerprint)).size).toBe(2);
    expect(new Set(rows.resources.map(({ resource_id }) => resource_id)).size).toBe(2);
    const turned = tablesOf(
      { ...twice, resources: [other, orders], findings: [{ ...finding, resource: 1 }, finding] },
      ...([day, ""] as const),
    );
    const known = (of: typeof rows) =>
      of.findings.map(({ urn, fingerprint, resource_id }) => [urn, fingerprint, resource_id]).sort();
    expect(known(turned)).toEqual(known(rows));
  });
  test("have names that no SQL reserves, and rows have the columns that are described, in their order", async () => {
    const reserved = await rowsOf(
      ":memory:",
      "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = 'reserved'",
    );
    const taken = new Set([
      ...reserved.map(({ keyword_name }) => keyword_name),
      "at",
      "date",
      "position",
      "unknown",
      "current",
    ]);
    for (const [name, { columns }] of Object.entries({ ...tables, runs })) {
      expect(Object.keys(columns).filter((column) => taken.has(column) || !/^[a-z][a-z_]*$/.test(column))).toEqual([]);
      for (const rows of all())
        for (const row of (rows as unknown as Record<string, object[]>)[name] ?? [])
          expect(Object.keys(row)).toEqual(Object.keys(columns));
    }
  });
  test("are described in the guide", async () => {
    const page = [
      "# The tables of an estate",
      "",
      "`report -f parquet=FOLDER` writes each as a file, a [history](estate.md#history-and-trend) keeps them day by day, and the SQL in",
      "`sql/` asks them. A cell is null where the value is not known or there is nothing to say. Later versions add tables and columns.",
      "Recovery classes are, the best first: `kept`, `by-azure` (it comes back by itself), `by-a-person` (once somebody acts),",
      "`with-the-place` (when that is back), `not-stated` (no document says) and `not-known` (it depends on what nobody knows).",
      ...Object.entries({ ...tables, runs }).flatMap(([name, { about, columns }]) => [
        ...[
          "",
          `## ${name}`,
          "",
          name === "runs" ? `${about} Only in a history, where all other tables have \`run\` too.` : about,
          "",
        ],
        ...["| Column | Type | What it says |", "| --- | --- | --- |"],
        ...Object.entries(columns).map(([column, [type, says]]) => `| \`${column}\` | ${type} | ${says} |`),
      ]),
    ];
    await expect(`${page.join("\n")}\n`).toMatchFileSnapshot(join(__dirname, "..", "docs", "estate-tables.md"));
  });
});

describe("parquet", () => {
  const read = async (of?: readonly EstateRecord[]) => {
    const folder = join(top, "parquet");
    folderOf(folder, {});
    for (const [name, bytes] of written("parquet", of)) writeFileSync(join(folder, name), bytes);
    const found = await answersOf(
      ":memory:",
      [],
      tableNames.map((name) => `SELECT * FROM '${join(folder, `${name}.parquet`)}'`),
    );
    return new Map(tableNames.map((name, at) => [name, found[at] ?? []]));
  };
  test("DuckDB reads back what was written, with its types, hostile words included", async () => {
    const found = await read();
    const rows = records.map((record) => tablesOf(record, day, ""));
    for (const name of tableNames) {
      const expected = rows.flatMap((one) => one[name] as readonly object[]);
      expect(expected.length).toBeGreaterThan(0);
      const own = (row: object) => JSON.stringify({ ...row, record_digest: "" });
      expect([name, found.get(name)?.map(own)]).toEqual([name, expected.map(own)]);
    }
    const described = await rowsOf(":memory:", `DESCRIBE SELECT * FROM '${join(top, "parquet", "findings.parquet")}'`);
    const types = Object.fromEntries(described.map(({ column_name, column_type }) => [column_name, column_type]));
    expect(types).toMatchObject({
      observed_on: "DATE",
      observed_day: "INTEGER",
      blocking: "BOOLEAN",
      price_least: "DOUBLE",
      rule: "VARCHAR",
    });
  });
  test("an estate of nothing but what is missing has all tables", async () => {
    const found = await read([{ record: "azure-hadr/not-judged/1", source: "a.json", why: "cut off" }]);
    expect([...found].map(([name, rows]) => [name, rows.length])).toEqual(
      tableNames.map((name) => [name, name === "missing" ? 1 : 0]),
    );
  });
  test("the same estate gives the same bytes", () => {
    expect(written("parquet")).toEqual(written("parquet"));
  });
  test("rows are written as they come, a group at a time", async () => {
    const sizes: number[] = [];
    const pieces: Uint8Array[] = [];
    const file = tableFile(tables.missing.columns, {
      write: (piece: Uint8Array) => void [sizes.push(piece.length), pieces.push(piece)],
    });
    const row = (at: number) => ({
      observed_on: day,
      observed_day: 20_780,
      source: `${at}.json`,
      stack: null,
      why: "no",
    });
    for (let at = 0; at < 45_000; at++) {
      file.add(row(at));
      if (at === 30_000) expect(sizes.length).toBeGreaterThan(0);
    }
    file.end();
    const path = join(top, "many.parquet");
    writeFileSync(path, Buffer.concat(pieces));
    const [counted] = await rowsOf(
      ":memory:",
      `SELECT COUNT(*) AS rows, COUNT(DISTINCT source) AS sources FROM '${path}'`,
    );
    expect(counted).toEqual({ rows: "45000", sources: "45000" });
  });
});

describe("csv", () => {
  const cells = (line: string): string[] =>
    [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, cell = ""]) => cell.replaceAll('""', '"'));
  test("has a line for each finding, in which nothing begins a formula or another line", () => {
    const lines = text("csv").split("\r\n");
    expect(lines.pop()).toBe("");
    expect(cells(lines[0] ?? "")).toEqual(Object.keys(tables.findings.columns));
    expect(lines).toHaveLength(1 + stacks().reduce((sum, { findings }) => sum + findings.length, 0));
    for (const line of lines) {
      expect(cells(line)).toHaveLength(Object.keys(tables.findings.columns).length);
      for (const cell of cells(line)) expect(cell).not.toMatch(/^[=+\-@]|[\p{Cc}\p{Cf}]/u);
    }
    expect(text("csv")).toContain(`"'=cmd|' /C calc'!A0"`);
  });
});

describe("markdown", () => {
  test("says what is missing, and nothing in a name is markup of its own", () => {
    const page = text("markdown");
    expect(page).toContain("Not the whole estate: 9 inputs could not be judged");
    const html = micromark(page, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
    expect(
      html.match(/<(?!\/?(?:h\d|p|ul|li|table|thead|tbody|tr|th|td|code|a|sub|em|details|summary)\b)[^>]*>/g),
    ).toBe(null);
    expect(
      [...html.matchAll(/href="([^"]*)"/g)].filter(([, to]) => !/\/rules\/[a-z0-9-]+\/README\.md$/.test(to ?? "")),
    ).toEqual([]);
    expect(html).not.toContain("<img");
    for (const row of html.matchAll(/<tr>(.*?)<\/tr>/gs)) expect(row[1]?.match(/<t[hd]/g)?.length).toBeGreaterThan(5);
  });
  test("is not in order where something was not judged", () => {
    const [stack] = stacks().filter(({ findings }) => findings.length === 0);
    const notJudged = [{ type: "azure-native:x:Y", count: 2, blocking: 0, why: "opaque" }];
    const page = text("markdown", [{ ...(stack ?? stacks()[0]), findings: [], notJudged } as JudgedStack]);
    expect(page).toContain("Not the whole estate: 2 resources that may matter were not judged.");
    expect(page).toContain(":Y</code> (2): opaque");
    expect(page).not.toContain("✅");
  });
  test("of a small estate", async () => {
    await expect(text("markdown", records.slice(0, 4))).toMatchFileSnapshot("golden/estate.md");
  });
});

describe("schemas", () => {
  test("the JSON report follows its schema", () => {
    expect(wrongIn("estate", JSON.parse(text("json")))).toEqual([]);
  });
  test("records follow theirs, as they are written and read again", () => {
    const lines = text("ndjson").trimEnd().split("\n");
    expect(lines).toHaveLength(records.length + 1); // and the one that ends it
    for (const line of lines) expect(wrongIn("judged-stack", JSON.parse(line))).toEqual([]);
    expect(lines.slice(0, -1).map((line) => JSON.parse(line))).toEqual(records);
  });
  test("they refuse what is not in them, at every level", () => {
    for (const name of ["judged-stack", "estate"] as const) expect([name, openIn(published[name])]).toEqual([name, []]);
    const one = " must NOT have additional properties";
    expect(wrongIn("judged-stack", { ...records[0], more: 1 })).toContain(one);
    expect(wrongIn("estate", { ...JSON.parse(text("json")), more: 1 })).toContain(one);
  });
});

describe("a record that was made elsewhere", () => {
  const read = (record: unknown) => lineOf({ name: "part.ndjson:3", line: JSON.stringify(record) }, () => undefined);
  test("is taken as it is, with what a later version may have added", () => {
    for (const one of records.filter(({ record }) => record === "azure-hadr/judged-stack/1")) {
      expect(read(one)).toMatchObject({ stack: (one as JudgedStack).stack });
      expect(read(one)?.why).toBeUndefined();
      expect(read({ ...one, added: { later: true } })?.why).toBeUndefined();
    }
  });
  test("is not judged, in one clear line, where any field that it must have is missing or another", () => {
    const whole = records[4] as JudgedStack; // of the demonstration: it has everything
    const optional = new Set<string>();
    let tried = 0;
    for (const key of Object.keys(whole))
      for (const wrong of [undefined, 7, "x", { a: 1 }]) {
        const line = read({ ...whole, [key]: wrong });
        if (line?.why === undefined) optional.add(key);
        else
          expect([key, line.why, line.stack]).toEqual([
            key,
            expect.stringMatching(/^(?:not a whole record: |expected a record )[^\n]+$/),
            undefined,
          ]);
        tried++;
      }
    expect(tried).toBeGreaterThan(60);
    expect([...optional].sort()).toEqual(["stack", "targets", "tool"]); // any text, any targets
    const [resource, finding] = [whole.resources[0], whole.findings[0]];
    for (const part of [
      { resources: [{ ...resource, urn: undefined }] },
      { resources: [{ ...resource, follows: 900 }] },
      { resources: [null] },
      { findings: [{ ...finding, severity: "grave" }] },
      { findings: [{ ...finding, fingerprint: undefined }] },
      { findings: [{ ...finding, resource: 900 }] },
      { consequences: [{}] },
      { rules: { "cosmos-min-two-regions": { fail: 1 } } },
      { counts: { ...whole.counts, blocking: -1 } },
      { beside: [{ kind: "compute" }] },
      { date: "2026-02-30" },
    ])
      expect([part, read({ ...whole, ...part })?.why]).toEqual([part, expect.stringContaining("not a whole record: ")]);
    for (const line of ["null", "[]", "7", '"x"', "{}"])
      expect(lineOf({ name: "x", line }, () => undefined)?.why).toMatch(/^(?:expected|not a whole) /);
  });
  test("does not stop the others, and the report says so", () => {
    const part = join(top, "part.ndjson");
    const lines = [
      { ...records[0], counts: undefined },
      records[1],
      { record: "azure-hadr/part/1", stacks: 2, missing: 0 },
    ];
    writeFileSync(part, `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`);
    const { status, stdout, stderr } = ran(top, "report", part, "-f", "json");
    expect([status, stderr]).toEqual([
      2,
      expect.stringContaining(
        `azure-hadr: ${part}:1: not a whole record: the record must have required property 'counts'\n`,
      ),
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ stacks: 1, missing: [{ source: `${part}:1` }] });
  });
});
