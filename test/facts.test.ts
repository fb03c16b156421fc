/** The tables of facts: every cell says where it stands and what it means, and every figure is the one that was printed. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { figure, row, tables } from "../dist/src/azure/facts.js";
import { offers } from "../dist/src/azure/postgresql.js";
import { findRegion } from "../dist/src/azure/regions.js";
import { loadDocuments } from "../dist/src/rules.js";
import { figures, grids, postgresqlRegions } from "./golden/facts-transcribed.js";

const documents = loadDocuments();
const ids = Object.entries(tables).flatMap(([table, { cells }]) =>
  Object.keys(cells).map((cell) => `${table}/${cell}`),
);
const rows = ids.map(row);

/** `table/cell` → what the document prints there, from the transcription; places left empty are no cells. */
const transcribed = new Map([
  ...Object.entries(grids).flatMap(([table, text]) => cellsOf(text).map(([id, print]) => [`${table}/${id}`, print])),
  ...Object.entries(figures).flatMap(([table, cells]) =>
    Object.entries(cells).map(([cell, print]) => [`${table}/${cell}`, print]),
  ),
] as [string, string][]);

function cellsOf(grid: string): [id: string, print: string][] {
  const [head = [], ...lines] = grid
    .trim()
    .split("\n")
    .map((line) => line.split("|").map((part) => part.trim()));
  return lines.flatMap((line) =>
    line.flatMap((print, at): [string, string][] =>
      at > 1 && print !== "" ? [[`${head[at]}/${line[1]}`, print]] : [],
    ),
  );
}

const isFigure = (print: string) => /^\d/.test(print);

/** What a word of the transcription looks like in our sentences. */
const words: Readonly<Record<string, RegExp>> = {
  loss: /may lose|may be gone|is gone|do not save|do not keep/,
  "no loss": /loses no data|to lose no data|does not interrupt|not to interrupt|to interrupt nothing/,
  "by consistency": /depends on the consistency level/,
  "none for reads, writes later": /read region interrupts nothing; .*write region interrupts for a time/,
  "reads go on, writes later": /reads go on .*writes are interrupted for a time/,
  "multi-write rate": /rate for several write regions/,
  "each region": /once for each region/,
  "-": /No zones/,
  "…": /./,
};

test("every figure is the one that the document prints, and none is missing or made up", () => {
  const printed = [...transcribed].filter(([, print]) => isFigure(print));
  const held = rows.filter(({ value }) => value !== undefined).map(({ id, value, unit }) => [id, `${value} ${unit}`]);
  expect(Object.fromEntries(held)).toEqual(Object.fromEntries(printed));
  expect(printed.length).toBe(71);
});

test("every other cell of a transcribed table is there and says what the document says", () => {
  for (const [id, print] of transcribed) {
    if (isFigure(print)) continue;
    expect(row(id).value, id).toBeUndefined();
    expect(row(id).says, id).toMatch(words[print] ?? `no word for ${print}`);
  }
});

test.each(["sla-2021", "zones-2021", "zones-2025", "outage-2021", "outage-2026"])("%s has no cell besides", (table) => {
  const cells = Object.keys(tables[table]?.cells ?? {}).map((cell) => `${table}/${cell}`);
  expect(cells.filter((id) => !transcribed.has(id))).toEqual([]);
});

const printedNumbers = new Set([...transcribed.values()].filter(isFigure).map((print) => Number.parseFloat(print)));
const isYear = (number: number) => number >= 2020 && number <= 2030;

test.each(Object.keys(tables))("%s: one sentence a cell, with its own figure and none that nobody printed", (table) => {
  for (const { id, says, value, unit } of rows.filter((one) => one.id.startsWith(`${table}/`))) {
    expect(says, id).toMatch(/^[A-Z][^.!?]{20,}(?:\d\.\d[^.!?]*)*\.$/);
    const named = [...says.matchAll(/\d[\d,]*(?:\.\d+)?/g)].map(([text]) => Number(text.replaceAll(",", "")));
    if (value !== undefined) expect([id, unit, named.includes(value)]).toEqual([id, expect.any(String), true]);
    expect(
      named.filter((number) => !printedNumbers.has(number) && !isYear(number)),
      id,
    ).toEqual([]);
  }
});

test.each(Object.keys(tables))("%s stands in sections of a document, of the document's date", (table) => {
  for (const { id, document, section, date } of rows.filter((one) => one.id.startsWith(`${table}/`))) {
    const cited = documents.get(document);
    expect(
      cited?.sections.map(({ heading }) => heading),
      id,
    ).toContain(section);
    expect(cited?.date, id).toBe(date);
  }
});

test("what is superseded names a later cell, and no chain of them turns back", () => {
  const superseded = rows.filter(({ supersededBy }) => supersededBy !== undefined);
  expect(superseded.length).toBeGreaterThan(50);
  for (const { id, supersededBy, date } of superseded)
    expect([id, row(supersededBy as string).date > date]).toEqual([id, true]);
});

test("each cell of 2021 stands beside its correction, and nothing of 2026 is superseded", () => {
  for (const { id, date, supersededBy } of rows) {
    if (date.startsWith("2021")) expect(supersededBy, id).toBeDefined();
    if (date.startsWith("2026")) expect(supersededBy, id).toBeUndefined();
  }
});

test("the reads on which two tables of 2021 disagree are both there, and the table says which is followed", () => {
  expect(figure("sla-2021/one-writer/reads")).toBe(99.999);
  expect(figure("zones-2021/one-writer-zones/reads")).toBe(99.995);
  expect(figure(row("zones-2021/one-writer-zones/reads").supersededBy as string)).toBe(99.999);
  expect(row("zones-2021/one-writer-zones/reads").choice).toContain("99.999 % is followed");
});

test("a row tells all that its table tells; what does not exist is an error", () => {
  expect(row("recovery-2026/zone")).toMatchObject({
    id: "recovery-2026/zone",
    document: "cosmos-reliability-2026",
    section: "Behavior during a zone failure",
    date: "2026-05-06",
  });
  expect(row("rpo-2025/one-writer/weak").unit).toBe("minutes");
  expect(row("recovery-2026/zone")).not.toHaveProperty("cells");
  for (const id of ["", "rpo-2025", "rpo-2025/", "rpo-1999/one-region", "rpo-2025/three-regions", "constructor/name"])
    expect(() => row(id), id).toThrow(`no such row: ${id}`);
  expect(() => row("rpo-2025/toString")).toThrow("no such row");
  expect(() => figure("rpo-2025/one-writer/bounded")).toThrow("no figure: rpo-2025/one-writer/bounded");
  expect(figure("rpo-2025/one-writer/strong")).toBe(0);
});

test("no table or cell is written down twice", () => {
  const text = readFileSync(join(__dirname, "..", "src", "azure", "facts.json"), "utf8");
  const held = [...text.matchAll(/^ {8}"[^"]+": \{ .*"says": "/gm)].length;
  expect(held).toBe(ids.length);
  expect([...text.matchAll(/^ {4}"[^"]+": \{$/gm)].length).toBe(Object.keys(tables).length);
});

test("PostgreSQL: what each region offers is what the page lists, and every region is one of the table", () => {
  const lines = postgresqlRegions.trim().split("\n");
  const listed = lines.map((line) => {
    const [region = "", zones, backup = ""] = line.split("|").map((part) => part.trim());
    const place = backup === "no" ? null : findRegion(backup)?.name;
    return [findRegion(region)?.name, { survivesZone: zones === "yes", backup: place }];
  });
  expect(Object.fromEntries(listed)).toEqual(offers);
  expect(listed.length).toBe(31);
});
