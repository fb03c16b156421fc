/** GitLab's Code Quality format. */
import Ajv from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gitlab } from "../dist/src/report/gitlab.js";
import type { Assessment } from "../src/assessment";
import type { Severity } from "../src/model";
import { assess, gated, hostile, many, mixed, nothing, verdict } from "./golden/assessments";

/** As GitLab's documentation describes it ("Code Quality report format"), and narrower: nothing that it does not name. */
const text = { type: "string", minLength: 1 };
const schema = {
  type: "array",
  items: {
    type: "object",
    additionalProperties: false,
    required: ["description", "check_name", "fingerprint", "severity", "location"],
    properties: {
      description: text,
      check_name: text,
      fingerprint: text,
      severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
      location: {
        type: "object",
        additionalProperties: false,
        required: ["path", "lines"],
        properties: {
          // Relative to the repository; GitLab matches nothing that begins with ./
          path: { type: "string", pattern: "^(?!\\.?/|[A-Za-z]:)" },
          lines: {
            type: "object",
            additionalProperties: false,
            required: ["begin"],
            properties: { begin: { type: "integer", minimum: 1 } },
          },
        },
      },
    },
  },
};
const validate = new Ajv({ allErrors: true }).compile(schema);

interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}
const render = (assessment: Assessment) => gitlab(assessment, { fallbackFile: "infra/Pulumi.yaml", folder: "infra" });
const issues = (assessment: Assessment): Issue[] => JSON.parse(render(assessment));

describe("gitlab", () => {
  test.each(Object.entries({ mixed, many, nothing, hostile, gated }))(
    "%s follows the format, and no two issues share a fingerprint",
    (_, assessment) => {
      const found = issues(assessment);
      validate(found);
      expect(validate.errors).toBeNull();
      expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(found.length);
    },
  );

  test("the schema refuses what GitLab would", () => {
    const [first] = issues(mixed);
    for (const wrong of [
      { ...first, severity: "high" },
      { ...first, fingerprint: "" },
      { ...first, location: { path: "./a.ts", lines: { begin: 1 } } },
      { ...first, location: { path: "a.ts", lines: { begin: 0 } } },
    ])
      expect(validate([wrong])).toBe(false);
  });

  test("what stands in the way is a blocker and nothing else is", () => {
    for (const assessment of [mixed, hostile, gated])
      expect(issues(assessment).filter(({ severity }) => severity === "blocker")).toHaveLength(
        assessment.counts.blocking,
      );
    const weight = (severity: Severity, outcome: "fail" | "unknown") =>
      issues(assess([verdict("cosmos-min-two-regions", "a", outcome, { severity })]))[0]?.severity;
    expect((["critical", "high", "medium", "low", "info"] as const).map((one) => weight(one, "fail"))).toEqual([
      "critical",
      "major",
      "minor",
      "info",
      "info",
    ]);
    expect(weight("critical", "unknown")).toBe("info");
  });

  test("the waived and the excused are left out", () => {
    expect(
      issues(gated).map(({ check_name, description }) => [check_name, description.split(" for ")[1]?.split(" ")[0]]),
    ).toEqual([
      ["cosmos-data-residency", "orders"],
      ["cosmos-min-two-regions", "geo"],
    ]);
  });

  test("a fingerprint knows neither the line, nor the reason, nor what else there is", () => {
    const draft = { at: ["index.ts", 5, 1], because: "x" } as const;
    const one = (more: object) => verdict("cosmos-min-two-regions", "orders", "fail", { ...draft, ...more });
    const print = (...all: ReturnType<typeof one>[]) => issues(assess(all)).at(-1)?.fingerprint;
    expect(print(one({}))).toMatch(/^[0-9a-f]{32}$/);
    expect(print(one({ at: ["index.ts", 90, 7], because: "y" }))).toBe(print(one({})));
    expect(print(verdict("cosmos-data-residency", "orders", "fail"), one({}))).toBe(print(one({})));
    expect(print(one({ stack: "dev" }))).not.toBe(print(one({})));
  });

  test("paths are paths, not URIs; without one, the project's file", () => {
    const place = (file: string) =>
      issues(assess([verdict("cosmos-min-two-regions", "a", "fail", { at: [file, 5, 1] })]))[0]?.location;
    expect(place("src/a b#ü%41.ts")).toEqual({ path: "infra/src/a b#ü%41.ts", lines: { begin: 5 } });
    expect(place("../x.ts")).toEqual({ path: "infra/Pulumi.yaml", lines: { begin: 1 } });
  });

  test("whatever the names, it is JSON of printable characters, and the description one line", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (name, because) => {
        const one = verdict("cosmos-min-two-regions", name, "fail", { because, at: [`${name}.ts`, 1, 1] });
        expect(render(assess([one]))).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(validate(issues(assess([one])))).toBe(true);
        expect(issues(assess([one]))[0]?.description).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
    );
  });
});
