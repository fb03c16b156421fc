/** CSV, as RFC 4180 reads it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fingerprintOf } from "../dist/src/fingerprint.js";
import { type CsvOptions, columns, csv } from "../dist/src/report/csv.js";
import type { Assessment } from "../src/assessment";
import { assess, gated, hostile, many, mixed, nothing, verdict } from "./golden/assessments";

const options: CsvOptions = {
  verdicts: "open",
  pageUrl: (id) => `https://example.com/rules/${id}`,
  fallbackFile: "infra/Pulumi.yaml",
  folder: "infra",
};
const render = (assessment: Assessment, more: Partial<CsvOptions> = {}) => csv(assessment, { ...options, ...more });

/** The grammar of RFC 4180 and nothing besides: throws at what it does not know. */
function parse(text: string): string[][] {
  const records: string[][] = [];
  const field = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;
  let at = 0;
  while (at < text.length) {
    const record: string[] = [];
    for (;;) {
      field.lastIndex = at;
      const [whole = "", quoted, bare] = field.exec(text) ?? [];
      record.push(quoted?.replaceAll('""', '"') ?? bare ?? "");
      at += whole.length;
      if (text[at] !== ",") break;
      at++;
    }
    if (text.slice(at, at + 2) !== "\r\n") throw new Error(`no CRLF after record ${records.length} at ${at}`);
    at += 2;
    records.push(record);
  }
  return records;
}
function rowsOf(text: string): Record<string, string>[] {
  const [header = [], ...rows] = parse(text);
  expect(header).toEqual(columns);
  return rows.map((row) => {
    expect(row).toHaveLength(header.length);
    return Object.fromEntries(row.map((value, index) => [header[index], value]));
  });
}

test("the parser refuses what RFC 4180 does not have", () => {
  expect(parse('a,"b ""c"", d\r\n"\r\n,\r\n')).toEqual([
    ["a", 'b "c", d\r\n'],
    ["", ""],
  ]);
  for (const bad of ["a\n", 'a"b\r\n', '"a\r\n', '"a"b\r\n', "a"]) expect(() => parse(bad), bad).toThrow("no CRLF");
});

describe("csv", () => {
  test.each(Object.entries({ mixed, many, nothing, hostile, gated }))(
    "%s has a line for each open verdict",
    (_, one) => {
      const open = one.verdicts.filter(({ outcome }) => outcome === "fail" || outcome === "unknown");
      expect(rowsOf(render(one))).toHaveLength(open.length);
      expect(rowsOf(render(one, { verdicts: "all" }))).toHaveLength(one.verdicts.length);
    },
  );

  test("the columns are these, in this order", () => {
    expect(columns.join(" ")).toBe(
      "date stack resource kind rule title outcome severity blocking waivedUntil waivedBy excused was because file line fingerprint url urn waivedDaysLeft",
    );
  });

  test("a line says all of a verdict that a table can hold", () => {
    const [orders, ...others] = rowsOf(render(gated));
    const sessions = others.find(({ excused }) => excused === "not new");
    const archived = others.find(({ waivedUntil }) => waivedUntil !== "");
    expect(orders).toEqual({
      date: "2026-11-22",
      stack: "shop/prod",
      resource: "orders",
      kind: "cosmos-account",
      rule: "cosmos-data-residency",
      title: "A Cosmos DB account rests inside the declared boundary",
      outcome: "fail",
      severity: "critical",
      blocking: "true",
      waivedUntil: "",
      waivedBy: "",
      excused: "",
      was: "in order",
      because: "the endpoint hub is in East US",
      file: "infra/src/index.ts",
      line: "14",
      fingerprint: fingerprintOf("cosmos-data-residency", gated.verdicts[0]!),
      url: "https://example.com/rules/cosmos-data-residency",
      urn: gated.verdicts[0]!.urn,
      waivedDaysLeft: "",
    });
    expect(sessions).toMatchObject({ resource: "sessions", was: "fail", file: "", line: "" });
    expect(archived).toMatchObject({ waivedUntil: "2027-03-31", waivedBy: "team-orders@example.com" });
  });

  test("whatever the names: one record on one line each, and no cell is a formula", () => {
    const begin = fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", '"', ",", ";", "");
    const texts = fc.tuple(begin, fc.string({ unit: "binary" })).map(([first, rest]) => first + rest);
    fc.assert(
      fc.property(texts, texts, (name, because) => {
        const printed = render(assess([verdict("cosmos-min-two-regions", name, "fail", { because })]));
        expect(printed.split("\r\n")).toHaveLength(3);
        expect(printed).not.toMatch(/[^\P{Cc}\r\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        const [row = {}] = rowsOf(printed);
        for (const value of Object.values(row)) expect(value).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
        if (/^[=+\-@][\w ]*$/.test(because)) expect(row.because).toBe(`'${because}`);
        if (/^\w[ -~]*$/.test(because) && !/##|::/.test(because)) expect(row.because).toBe(because);
      }),
    );
  });
});
