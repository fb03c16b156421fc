import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { Log, Result } from "sarif";
import { describe, expect, test } from "vitest";
import { relativeUri } from "../dist/src/report/place.js";
import { type SarifOptions, sarif } from "../dist/src/report/sarif.js";
import type { Assessment } from "../src/assessment";
import { assess, hostile, many, mixed, nothing, verdict, waiver } from "./golden/assessments";
import { documents, rules } from "./golden/rules";

const ajv = new Ajv({ strict: false });
formats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync("test/schemas/sarif-2.1.0.json", "utf8")));

const options: SarifOptions = {
  documents,
  pageUrl: (id) => `https://example.com/rules/${id}`,
  fallbackFile: "infra/Pulumi.yaml",
};
const render = (assessment: Assessment, more: Partial<SarifOptions> = {}) => sarif(assessment, { ...options, ...more });
const run = (assessment: Assessment, more?: Partial<SarifOptions>) => {
  const [first] = (JSON.parse(render(assessment, more)) as Log).runs;
  if (!first) throw new Error("no run");
  return { ...first, results: first.results ?? [] };
};
const place = (result: Result | undefined) => result?.locations?.[0]?.physicalLocation;
const fingerprints = (assessment: Assessment) => run(assessment).results.map((one) => one.partialFingerprints);
const one = (draft: Parameters<typeof verdict>[3], name = "orders") =>
  assess([verdict("cosmos-min-two-regions", name, "fail", draft)]);

describe("sarif", () => {
  test.each(Object.entries({ mixed, many, nothing, hostile }))(
    "%s follows the schema of SARIF 2.1.0",
    (_, assessment) => {
      const printed = render(assessment);
      validate(JSON.parse(printed));
      expect(validate.errors).toBeNull();
      expect(printed.trimEnd().split("\n")).toHaveLength(1);
    },
  );

  test("the schema refuses a level that SARIF does not have", () => {
    expect(validate(JSON.parse(render(mixed).replace('"level":"error"', '"level":"fatal"')))).toBe(false);
  });

  test("what GitHub requires is there and not empty", () => {
    const { tool, results } = run(hostile);
    for (const rule of tool.driver.rules ?? []) {
      expect(rule.shortDescription?.text).toMatch(/\S/);
      expect(rule.fullDescription?.text).toMatch(/\S/);
      expect(rule.help?.text).toMatch(/\S/);
      expect(rule.properties?.tags?.length).toBeLessThanOrEqual(10);
      expect(rule.properties).not.toHaveProperty("security-severity");
    }
    expect(results).toHaveLength(3);
    for (const result of results) {
      expect(tool.driver.rules?.[result.ruleIndex ?? -1]?.id).toBe(result.ruleId);
      expect(result.message.text).toMatch(/\S/);
      expect(place(result)?.artifactLocation?.uri).toMatch(/^[^/:]+(\/[^/:]+)*$/);
      expect(Object.keys(place(result)?.region ?? {})).toEqual(["startLine", "startColumn", "endLine", "endColumn"]);
      expect(result.partialFingerprints?.primaryLocationLineHash).toMatch(/^[0-9a-f]{32}:\d+$/);
    }
  });

  test("a description is never longer than 1024 characters", () => {
    const rule = rules.get("cosmos-min-two-regions");
    if (!rule) throw new Error("no rule");
    const wordy = new Map([[rule.id, { ...rule, rationale: "why ".repeat(1000) }]]);
    const { tool } = run(assess([verdict(rule.id, "a", "fail")], { rules: wordy }));
    expect(tool.driver.rules?.[0]?.fullDescription?.text).toHaveLength(1024);
  });

  test("levels: blocking is an error, advice goes by severity, unknown is a note", () => {
    const level = (draft: object, outcome: "fail" | "unknown" = "fail") =>
      run(assess([verdict("cosmos-min-two-regions", "a", outcome, draft)])).results[0]?.level;
    expect(level({ blocking: true, severity: "low" })).toBe("error");
    expect(["critical", "high", "medium", "low", "info"].map((severity) => level({ severity }))).toEqual([
      "warning",
      "warning",
      "warning",
      "note",
      "note",
    ]);
    expect(level({}, "unknown")).toBe("note");
    expect(level({ blocking: true }, "unknown")).toBe("error");
  });

  test("the first sentence says what is wrong with what, or that it can't be decided", () => {
    const texts = run(mixed).results.map(({ message }) => message.text ?? "");
    expect(texts[0]).toMatch(
      /^A Cosmos DB account rests inside the declared boundary: not so for orders \(shop\/prod\)(?:: [^.]+)?\. /,
    );
    expect(texts.filter((text) => text.includes("can't be decided for"))).toHaveLength(4);
    expect(texts.some((text) => text.includes("The waiver of team-orders@example.com ended on 2026-06-30."))).toBe(
      true,
    );
    expect(texts.some((text) => text.includes("Read: locations[0].locationName: West Europe"))).toBe(true);
  });

  test("a message holds no link of the program's making and no control character", () => {
    for (const { message, suppressions } of run(hostile).results) {
      const text = `${message.text} ${suppressions?.[0]?.justification}`;
      expect(text).not.toContain("](");
      expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
  });

  test("worst first; only failing and unknown ones; waived ones last and suppressed", () => {
    const { results } = run(mixed);
    expect(results).toHaveLength(11);
    const levels = results.map(({ level, suppressions }) => (suppressions?.length ? "waived" : level));
    expect(levels.slice(0, 4)).toEqual(["error", "error", "error", "error"]);
    expect(levels.indexOf("waived")).toBe(10);
    expect(results[10]?.suppressions).toEqual([
      {
        kind: "external",
        status: "accepted",
        justification: "team-orders@example.com, until 2027-03-31: Read-only archive, rebuilt from blobs within a day.",
      },
    ]);
  });

  test("says how many results were left out, and what was not judged", () => {
    const notes = (assessment: Assessment, maxResults?: number) =>
      run(assessment, maxResults === undefined ? {} : { maxResults }).invocations?.[0]?.toolExecutionNotifications?.map(
        ({ message }) => message.text,
      );
    expect(notes(many)).toEqual(["20 results of 40 left out, the least severe ones."]);
    expect(notes(many, 3)).toEqual(["37 results of 40 left out, the least severe ones."]);
    expect(run(many, { maxResults: 3 }).results).toHaveLength(3);
    expect(notes(nothing)).toEqual([]);
    expect(notes(mixed)).toHaveLength(4);
    expect(notes(mixed)).toEqual(
      expect.arrayContaining([
        "The config of shop/prod was not seen.",
        "shop/prod: geographies: Europe is narrower than it may sound.",
      ]),
    );
  });

  test("a fingerprint stays when code moves, and differs by rule, file, name and stack", () => {
    const base = fingerprints(one({ at: ["index.ts", 5, 1] }));
    expect(fingerprints(one({ at: ["index.ts", 90, 7], because: "new", blocking: true }))).toEqual(base);
    const moved = fingerprints(one({ at: ["other.ts", 5, 1] }));
    expect(moved[0]?.primaryLocationLineHash).not.toBe(base[0]?.primaryLocationLineHash);
    expect(moved[0]?.["azure-hadr/v1"]).toBe(base[0]?.["azure-hadr/v1"]);
    for (const other of [one({ at: ["index.ts", 5, 1], stack: "dev" }), one({ at: ["index.ts", 5, 1] }, "carts")])
      expect(fingerprints(other)[0]?.["azure-hadr/v1"]).not.toBe(base[0]?.["azure-hadr/v1"]);
    const hashes = fingerprints(mixed).map((prints) => prints?.primaryLocationLineHash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  test("two resources of one name in different components are two alerts", () => {
    const twin = (urn: string) => verdict("cosmos-min-two-regions", "db", "fail", { urn });
    const [first, second] = fingerprints(assess([twin("urn:a"), twin("urn:b")]));
    expect(first?.primaryLocationLineHash).not.toBe(second?.primaryLocationLineHash);
  });

  test("the category is the stack, or everything where there are several or none", () => {
    const id = (assessment: Assessment, category?: string) =>
      run(assessment, category === undefined ? {} : { category }).automationDetails?.id;
    expect(id(mixed)).toBe("azure-hadr/shop/prod/");
    expect(id(nothing)).toBe("azure-hadr/");
    expect(id(nothing, "shop/prod")).toBe("azure-hadr/shop/prod/");
    const two = assess([
      verdict("cosmos-min-two-regions", "a", "fail"),
      verdict("cosmos-min-two-regions", "a", "fail", { stack: "dev" }),
    ]);
    expect(id(two)).toBe("azure-hadr/");
  });

  test("where the place is not known or not in the repository, the fallback file's first line", () => {
    const start = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };
    for (const file of [undefined, "/etc/passwd", "../x.ts", "a/../../x.ts", "C:\\x.ts", "\\\\host\\x", ""]) {
      const [result] = run(one(file === undefined ? {} : { at: [file, 5, 6] })).results;
      expect(place(result)?.artifactLocation?.uri, file).toBe("infra/Pulumi.yaml");
      expect(place(result)?.region, file).toEqual(start);
    }
    const [known] = run(one({ at: ["src/index.ts", 5, 6] }), { folder: "infra" }).results;
    expect(place(known)).toEqual({
      artifactLocation: { uri: "infra/src/index.ts" },
      region: { startLine: 5, startColumn: 6, endLine: 5, endColumn: 7 },
    });
  });

  test.each([
    ["", "a b/ü#?%.ts", "a%20b/%C3%BC%23%3F%25.ts"],
    ["./infra/", "src\\index.ts", "infra/src/index.ts"],
    ["", "ab:c.ts", "ab%3Ac.ts"],
    ["", "\ud800.ts", "%EF%BF%BD.ts"],
    ["..", "a.ts", undefined],
  ])("%j + %j is %j", (folder, file, uri) => {
    expect(relativeUri(folder, file)).toBe(uri);
  });

  test("a waived result is the same alert as before", () => {
    expect(fingerprints(one({ waiver }))).toEqual(fingerprints(one({})));
  });
});
