/** What follows from a configuration: complete, as the documents say, and never narrower than what is known. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { row } from "../dist/src/azure/facts.js";
import type { Answer, Consequences } from "../dist/src/consequence.js";
import { consequencesOf } from "../dist/src/consequences/consequences.js";
import * as words from "../dist/src/consequences/words.js";
import { accountOf, type Combination, combinations, holds, type Table, tableOf } from "./consequence-table.js";
import { ruling } from "./support.js";

const { context } = ruling();
const consequences = new Map(
  combinations.map((one) => [one, consequencesOf("cosmos-account", accountOf(one), context)]),
);
const of = (one: Combination): Consequences => consequences.get(one)!;

const answersOf = ({ sla, loss, copies, price }: Consequences): Answer<unknown>[] => [
  sla.reads,
  sla.writes,
  ...[loss.zone, loss.writeRegion, ...(loss.readRegion ? [loss.readRegion] : [])].flatMap((lost) => [
    lost.reads,
    lost.writes,
    lost.data,
  ]),
  copies,
  price,
];

test("every configuration has every answer, and every answer rests on rows that there are", () => {
  expect(combinations.length).toBe(2880);
  for (const one of combinations) {
    const all = of(one);
    const answers = answersOf(all);
    const reads = one.regions !== "1" && one.writers === "one";
    expect([one, answers.length]).toEqual([one, reads ? 13 : 10]);
    for (const { best, worst, range, rows } of answers) {
      expect(rows.length).toBeGreaterThan(0);
      for (const id of rows) row(id);
      expect([one, range === undefined]).toEqual([one, JSON.stringify(best) === JSON.stringify(worst)]);
    }
    expect(all.footprint.length).toBeGreaterThanOrEqual(Number(one.regions));
    for (const { certain, why, rows } of all.footprint) {
      expect(certain).toBe(why === undefined);
      for (const id of rows) row(id);
    }
    for (const { azure, person } of [all.loss.zone, all.loss.writeRegion, all.loss.readRegion ?? all.loss.zone]) {
      expect(azure.length).toBeGreaterThan(0);
      for (const sentence of [...azure, ...person]) expect(sentence).toMatch(/^[A-Z].*\.$/);
    }
    for (const id of all.refused?.rows ?? []) row(id);
  }
});

describe("docs/consequences.md", () => {
  const told = (columns: Record<string, (all: Consequences) => string>): Table =>
    tableOf(Object.keys(columns), (one) => {
      const all = of(one);
      const cells = Object.values(columns);
      return all.refused
        ? [`refused: ${all.refused.why}`, ...cells.slice(1).map(() => "")]
        : cells.map((cell) => cell(all));
    });
  const tables: Record<string, Table> = {
    losses: told({
      "SLA of writes": ({ sla }) => words.slaAnswer(sla.writes),
      "SLA of reads": ({ sla }) => words.slaAnswer(sla.reads),
      "zone lost: writes": ({ loss }) => words.outageAnswer(loss.zone.writes),
      "data lost": ({ loss }) => words.lossAnswer(loss.zone.data),
      "write region lost: reads": ({ loss }) => words.outageAnswer(loss.writeRegion.reads),
      writes: ({ loss }) => words.outageAnswer(loss.writeRegion.writes),
      "data lost ": ({ loss }) => words.lossAnswer(loss.writeRegion.data),
      "read region lost: writes": ({ loss }) => (loss.readRegion ? words.outageAnswer(loss.readRegion.writes) : "–"),
    }),
    price: told({ price: ({ price }) => words.priceAnswer(price) }),
    places: told({ "data rests in": ({ footprint }) => words.footprintWords(footprint) }),
  };

  test.each(Object.entries(tables))("%s: each configuration stands in exactly one line", (_, table) => {
    for (const one of combinations) {
      const lines = table.lines.filter((line) => holds(table, line, one));
      expect([one, lines.length]).toEqual([one, 1]);
    }
    expect(table.lines.length).toBeLessThan(80);
  });

  test("the page shows what is computed (vitest -u writes it)", async () => {
    const file = join(__dirname, "..", "docs", "consequences.md");
    const page = readFileSync(file, "utf8").replace(
      /(<!-- table: (\w+) -->\n)[\s\S]*?(\n<!-- end -->)/g,
      (_, start: string, name: string, end: string) => `${start}\n${tables[name]?.text}\n${end}`,
    );
    for (const name of Object.keys(tables)) expect(page).toContain(`<!-- table: ${name} -->`);
    await expect(page).toMatchFileSnapshot(file);
  });
});
