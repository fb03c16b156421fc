import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { json, schemaVersion } from "../dist/src/report/json.js";
import { nativeType } from "../dist/src/staged.js";
import type { Assessment } from "../src/assessment";
import { assess, declared, gated, hostile, many, mixed, nothing, verdict, waiver } from "./golden/assessments";

const schema = JSON.parse(readFileSync("schema/report.schema.json", "utf8"));
const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);
const pageUrl = (id: string) => `https://example.com/rules/${id}`;
const render = (assessment: Assessment, verdicts: "open" | "all" = "open") => json(assessment, { verdicts, pageUrl });
const parse = (assessment: Assessment, verdicts?: "open" | "all") => JSON.parse(render(assessment, verdicts));

describe("json", () => {
  test.each(Object.entries({ mixed, many, nothing, hostile, gated }))("%s follows the schema", (_, assessment) => {
    for (const verdicts of ["open", "all"] as const) {
      validate(parse(assessment, verdicts));
      expect(validate.errors).toBeNull();
    }
  });

  test("the schema knows every kind that there are rules on", () => {
    expect(schema.$defs.kind.enum.toSorted()).toEqual([...Object.keys(nativeType), "stack"].sort());
  });
  test("the schema refuses what is not in it, at every level", () => {
    const report = parse(mixed);
    const place = { file: "a.ts", line: 0, column: 1 };
    const bad = [
      { ...report, extra: 1 },
      { ...report, schemaVersion: "2.0" },
      { ...report, date: "today" },
      { ...report, tool: { ...report.tool, extra: 1 } },
      { ...report, inputs: [{ ...report.inputs[0], digest: "abc" }] },
      { ...report, rules: [{ ...report.rules[0], extra: 1 }] },
      { ...report, summary: { ...report.summary, fail: -1 } },
      { ...report, summary: { ...report.summary, uncovered: [{ type: "t", count: 1, extra: 1 }] } },
      ...[{ outcome: "bad" }, { extra: 1 }, { location: place }, { evidence: [{ path: "a", value: null }] }].map(
        (wrong) => ({ ...report, verdicts: [{ ...report.verdicts[0], ...wrong }] }),
      ),
      { ...report, verdicts: [{ ...report.verdicts[0], waiver: { ...waiver, owner: undefined } }] },
    ];
    for (const one of bad) expect(validate(one), JSON.stringify(one).slice(0, 200)).toBe(false);
    for (const key of schema.required) {
      const { [key]: _, ...rest } = report;
      expect(validate(rest), key).toBe(false);
    }
  });

  test("open holds failing and unknown verdicts, waived ones too; all holds everything", () => {
    const outcomes = (verdicts: "open" | "all") =>
      new Set(parse(mixed, verdicts).verdicts.map(({ outcome }: { outcome: string }) => outcome));
    expect(outcomes("open")).toEqual(new Set(["fail", "unknown"]));
    expect(outcomes("all")).toEqual(new Set(["fail", "unknown", "pass", "not-applicable", "manual"]));
    const waived = parse(mixed).verdicts.filter((one: { waiver?: unknown }) => one.waiver);
    expect(waived).toHaveLength(1);
    expect(waived[0].waiver).toEqual(waiver);
  });

  test("what a stack was held against, and who vouches, are in it and follow the schema", () => {
    const attestation = {
      rule: "cosmos-failover-is-drilled",
      scope: "shop/*",
      by: "team-sre",
      date: "2026-10-01",
      evidence: "wiki/drill-7",
      until: "2027-10-01",
    };
    const report = parse(
      assess([{ ...verdict("cosmos-failover-is-drilled", "orders", "manual"), attestation }], { declared: [declared] }),
      "all",
    );
    validate(report);
    expect(validate.errors).toBeNull();
    expect(report.verdicts[0].attestation).toEqual(attestation);
    expect(report.summary.attested).toBe(1);
    expect(report.stacks).toEqual([
      {
        name: "shop/prod",
        environment: "production",
        criticality: "mission-critical",
        rpoMinutes: 5,
        slaTarget: { read: 99.99 },
        failOnUnknown: false,
        boundary: { declaredAs: "geographies Europe", regions: ["northeurope", "westeurope"] },
        notes: ["geographies: Europe is narrower than it may sound."],
        unseen: ["The config of shop/prod was not seen."],
        resources: ["orders*"],
      },
    ]);
  });

  test("rules are those that occur, also where no verdict of them was kept", () => {
    const ids = (assessment: Assessment, verdicts?: "open" | "all") =>
      parse(assessment, verdicts).rules.map(({ id }: { id: string }) => id);
    expect(ids(many)).toEqual(["cosmos-min-two-regions"]);
    expect(ids({ ...many, verdicts: [] })).toEqual(["cosmos-min-two-regions"]);
    expect(ids(mixed)).not.toContain("cosmos-failover-is-drilled");
    expect(ids(mixed, "all")).toContain("cosmos-failover-is-drilled");
  });

  test("what a change does, with its consequences held once, and what became of waivers and the baseline", () => {
    const report = parse(gated);
    const [stack] = report.comparison.stacks;
    const [changed, deleted] = report.comparison.resources;
    expect([stack.was, stack.is].map((name) => typeof report.consequences[name])).toEqual(["object", "object"]);
    expect([changed.was, changed.is, deleted.was]).toEqual([stack.was, stack.is, stack.was]);
    expect(stack.was).not.toBe(stack.is);
    expect(deleted).not.toHaveProperty("is");
    expect(report.rules.map(({ id }: { id: string }) => id)).toEqual(
      [...changed.appeared, ...changed.mended, ...deleted.mended].toSorted(
        (a, b) => [...gated.rules.keys()].indexOf(a) - [...gated.rules.keys()].indexOf(b),
      ),
    );
    expect(changed).toMatchObject({ does: "changed", worse: ["SLA of writes"], appeared: ["cosmos-data-residency"] });
    expect(stack).toMatchObject({
      times: { atLeast: 1, atMost: 2.5 },
      fails: { appeared: 2, mended: 1, remaining: 1 },
    });
    const { newOnly, waivers, baseline, notices } = gated;
    expect(report).toMatchObject({
      newOnly,
      waivers,
      baseline,
      notices,
      summary: { excused: 2, blocking: 1, waived: 2 },
    });
    expect(report.verdicts.map(({ name, was, excused }: Record<string, string>) => [name, was, excused])).toEqual([
      ["orders", "in order", undefined],
      ["geo", "absent", undefined],
      ["carts", "absent", "baseline"],
      ["archive-2019", "fail", undefined],
      ["scratch", "unknown", undefined],
      ["sessions", "fail", "not new"],
    ]);
    const [orders, , , archived, scratch] = report.verdicts;
    expect(orders.refusedWaiver.rule).toBe("cosmos-data-residency");
    expect(orders.related[0]).toEqual({
      urn: "urn:pulumi:prod::shop::hub",
      name: "hub",
      location: { file: "src/hub.ts", line: 3, column: 1 },
    });
    expect([archived.waiver.at, scratch.waiver.inCode]).toEqual(["hadr.yaml:12:5", true]);
  });

  test("the summary counts what is not listed", () => {
    const { summary, verdicts } = parse(many);
    expect(verdicts).toHaveLength(20);
    expect(summary).toMatchObject({ fail: 40, waived: 1, blocking: 37, judged: 40, resources: 14, uncovered: [] });
    expect(parse(mixed).summary).toMatchObject({
      unseen: 9,
      uncovered: [{ type: "azure-native:documentdb:CassandraCluster", count: 2 }],
    });
  });

  test("the order of keys is the report's own, whatever the order in the assessment", () => {
    const turned = <T extends object>(value: T): T => Object.fromEntries(Object.entries(value).reverse()) as T;
    const other = {
      ...mixed,
      tool: turned(mixed.tool),
      verdicts: mixed.verdicts.map(turned),
      counts: turned(mixed.counts),
    };
    expect(render(turned(other))).toBe(render(mixed));
    expect(Object.keys(parse(mixed))).toEqual(schema.required);
    expect(parse(mixed).schemaVersion).toBe(schemaVersion);
    expect(render(mixed).endsWith("}\n")).toBe(true);
  });

  test("every text comes back as it was, and nothing but printable characters is written", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary-ascii" }), (name, value) => {
        const one = verdict("cosmos-min-two-regions", name, "fail", { evidence: [{ path: "a", value }] });
        const printed = render(assess([one]));
        expect(printed).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        const [back] = JSON.parse(printed).verdicts;
        expect(back.name).toBe(name);
        expect(back.evidence[0].value).toBe(value);
      }),
    );
  });
});
