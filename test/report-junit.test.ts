/** JUnit XML, as test tabs read it. */

import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, test } from "vitest";
import { type JunitOptions, junit } from "../dist/src/report/junit.js";
import type { Assessment } from "../src/assessment";
import { assess, gated, hostile, many, mixed, nothing, verdict } from "./golden/assessments";

const options: JunitOptions = {
  verdicts: "open",
  pageUrl: (id) => `https://example.com/rules/${id}`,
  fallbackFile: "infra/Pulumi.yaml",
  folder: "infra",
};
const render = (assessment: Assessment, more: Partial<JunitOptions> = {}) => junit(assessment, { ...options, ...more });

interface Case {
  readonly name: string;
  readonly classname: string;
  readonly file?: string;
  readonly line?: string;
  readonly properties?: { readonly property: readonly { readonly name: string; readonly value: string }[] };
  readonly failure?: { readonly message: string; readonly type: string; readonly "#text": string };
  readonly skipped?: { readonly message: string; readonly "#text": string };
  readonly "system-out"?: string;
}
interface Suite extends Record<"name" | "tests" | "failures" | "skipped" | "errors", string> {
  readonly testcase: readonly Case[];
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  isArray: (name) => ["testsuite", "testcase", "property"].includes(name),
});
function suitesOf(xml: string): readonly Suite[] {
  expect(XMLValidator.validate(xml)).toBe(true);
  return parser.parse(xml).testsuites.testsuite;
}
const casesOf = (xml: string): readonly Case[] => suitesOf(xml).flatMap(({ testcase }) => testcase);
const state = ({ failure, skipped }: Case) => (failure ? "failed" : skipped ? "skipped" : "passed");

describe("junit", () => {
  test.each(Object.entries({ mixed, many, nothing, hostile, gated }))(
    "%s: suites count what is in them, none is empty, and every test has a name of its own",
    (_, assessment) => {
      const suites = suitesOf(render(assessment));
      for (const { testcase, tests, failures, skipped, errors } of suites) {
        const states = testcase.map(state);
        const of = (one: string) => `${states.filter((other) => other === one).length}`;
        expect([tests, failures, skipped, errors]).toEqual([`${testcase.length}`, of("failed"), of("skipped"), "0"]);
        expect(testcase.length).toBeGreaterThan(0);
      }
      const names = suites.flatMap(({ testcase }) => testcase.map(({ classname, name }) => `${classname} ${name}`));
      expect(new Set(names).size).toBe(names.length);
    },
  );

  test("red where the gate is closed, and nowhere else", () => {
    for (const assessment of [mixed, nothing, hostile, gated])
      expect(casesOf(render(assessment)).filter(({ failure }) => failure)).toHaveLength(assessment.counts.blocking);
    const blocked = { ...nothing, uncovered: new Map([["t:x", { count: 2, blocking: 2, why: "not covered" }]]) };
    const [, one] = casesOf(render({ ...blocked, counts: { ...nothing.counts, blocking: 2 } }));
    expect([one?.name, one?.failure?.message]).toEqual(["not judged: t:x", "2 resources of type t:x: not covered"]);
  });

  test("a suite for each stack, with a test for each rule and resource", () => {
    const suites = suitesOf(render(mixed));
    expect(suites.map(({ name }) => name)).toEqual(["azure-hadr", "shop/prod"]);
    const [judged, first] = suites[1]?.testcase ?? [];
    expect(judged?.["system-out"]).toMatch(/^Held against: production, mission-critical; data in 2 regions .*\n/);
    expect(first).toMatchObject({
      classname: "shop/prod",
      name: "cosmos-data-residency: orders",
      file: "infra/src/index.ts",
      line: "14",
      properties: {
        property: [
          { name: "severity", value: "critical" },
          { name: "rule", value: "https://example.com/rules/cosmos-data-residency" },
        ],
      },
    });
    const headline =
      "A Cosmos DB account rests inside the declared boundary: not so for orders (shop/prod): East US is outside countries DE, NL";
    expect(first?.failure).toMatchObject({ message: headline, type: "cosmos-data-residency" });
    expect(first?.failure?.["#text"].split("\n")[0]).toBe(`${headline}.`);
  });

  test("what is skipped says why, as an attribute and as content", () => {
    const why = new Map(casesOf(render(gated)).map(({ name, skipped }) => [name, skipped?.message]));
    const start = (rule: string) => why.get(`cosmos-min-two-regions: ${rule}`)?.split(" A Cosmos DB")[0];
    expect(start("archive-2019")).toBe(
      "Waived by team-orders@example.com, until 2027-03-31 (130 days left): Read-only archive, rebuilt from blobs within a day. (hadr.yaml:12:5)",
    );
    expect(start("sessions")).toBe("Does not count: it was there before the change, and only what is new counts.");
    expect(start("carts")).toBe("Does not count: it is in the baseline hadr-baseline.json.");
    expect(start("geo")).toBe("Advice:");
    const unknown = casesOf(render(mixed)).find(({ name }) => name === "cosmos-min-two-regions: reporting");
    expect(unknown?.skipped?.message).toMatch(/ can't be decided for reporting \(shop\/prod\): the whole account /);
    for (const { skipped } of casesOf(render(mixed))) expect(skipped?.["#text"]).toBe(skipped?.message);
  });

  test("all: what passes passes, and what a person answers for is skipped", () => {
    const all = new Map(casesOf(render(mixed, { verdicts: "all" })).map((one) => [one.name, one]));
    expect(state(all.get("cosmos-data-residency: archive-2019") as Case)).toBe("passed");
    expect(all.get("cosmos-zone-redundant-write-region: archive-2019")?.skipped?.message).toBe("Does not apply");
    expect(all.get("cosmos-failover-is-drilled: carts")?.skipped?.message).toMatch(/^A person answers for it/);
    expect(casesOf(render(mixed)).some(({ name }) => name.includes("drilled"))).toBe(false);
  });

  test("what is to be known of the whole is in the output of a test that passes", () => {
    const [judged] = casesOf(render(gated));
    expect(judged?.["system-out"]?.split("\n")).toEqual([
      "5 fail, 1 unknown, 1 pass, 0 not applicable, 0 for a person.",
      "1 in the way, 2 waived, 2 excused.",
      ...gated.notices!,
      expect.stringContaining("on soon ends on 2026-12-01: 10 days left."),
      expect.stringContaining("on over ended on 2026-11-21."),
      expect.stringContaining("covers nothing here: drop it unless another stack needs it."),
      expect.stringContaining("does not fail any more: drop the entry."),
    ]);
    expect(casesOf(render(many))[0]?.["system-out"]).toContain("20 verdicts left out, the least severe ones.");
    const capped = casesOf(render(mixed, { verdicts: "all", maxTests: 2 }));
    expect(capped).toHaveLength(5);
    expect(capped[0]?.["system-out"]).toContain("14 verdicts left out, the least severe ones.");
  });

  test("two of one name in different components go by their URNs, whatever the order", () => {
    const twin = (parent: string) =>
      verdict("cosmos-min-two-regions", "db", "fail", { urn: `urn:pulumi:prod::shop::${parent}$t::db` });
    const names = (...all: ReturnType<typeof twin>[]) => new Set(casesOf(render(assess(all))).map(({ name }) => name));
    expect(names(twin("a"), twin("b"))).toEqual(names(twin("b"), twin("a")));
    expect(names(twin("a"), twin("b"))).toContain("cosmos-min-two-regions: urn:pulumi:prod::shop::a$t::db");
  });

  test("no name breaks out of its place, and none is an attachment", () => {
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "a ]]> b ]]> <x/>",
        '" onx="y',
        "[[ATTACHMENT|/etc/passwd]]",
        "&amp; & <",
        "\u0000\ufffe\n\ud800",
      ),
    );
    fc.assert(
      fc.property(texts, texts, (name, because) => {
        const one = verdict("cosmos-min-two-regions", name, "fail", {
          blocking: true,
          because,
          at: [`${because}.ts`, 3, 5],
          evidence: [{ path: name, value: because }],
        });
        const two = verdict("cosmos-data-residency", name, "unknown", { because });
        const xml = render(assess([one, two]));
        const cases = casesOf(xml);
        expect(cases.map(state)).toEqual(["passed", "passed", "failed", "skipped"]);
        for (const one of cases) expect(Object.keys(one)).not.toContain("onx");
        expect(xml).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Cs}]|[\ufffe\uffff]|\[\[ATTACHMENT/u);
      }),
    );
  });
});
