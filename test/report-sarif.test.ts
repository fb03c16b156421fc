import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { Log, Result } from "sarif";
import { describe, expect, test } from "vitest";
import { relativeUri } from "../dist/src/report/place.js";
import { type SarifOptions, sarif } from "../dist/src/report/sarif.js";
import type { Assessment } from "../src/assessment";
import { assess, gated, hostile, many, mixed, nothing, verdict, waiver } from "./golden/assessments";
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
  test.each(Object.entries({ mixed, many, nothing, hostile, gated }))(
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
      for (const words of [rule.shortDescription, rule.fullDescription])
        expect(words?.text.length).toBeLessThanOrEqual(1024);
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
        justification:
          "team-orders@example.com, until 2027-03-31 (130 days left): Read-only archive, rebuilt from blobs within a day.",
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

  test("what a limit leaves out is what is set aside or was there, whatever order the input has", () => {
    const names = ["old-1", "old-2", "old-10", "known", "fresh"];
    const all = names.map((name) => ({
      ...verdict("cosmos-min-two-regions", name, "fail", { blocking: name !== "fresh" }),
      was: name === "fresh" ? ("in order" as const) : ("fail" as const),
      ...(name === "known" && { excused: "baseline" as const }),
    }));
    const shown = (verdicts: Assessment["verdicts"]) =>
      run(assess(verdicts), { maxResults: 4 }).results.map(
        ({ locations }) => locations?.[0]?.logicalLocations?.[0]?.name,
      );
    expect(shown(all)).toEqual(["old-1", "old-2", "old-10", "fresh"]);
    expect(shown(all.toReversed())).toEqual(shown(all));
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
    const twin = (parents: string) =>
      verdict("cosmos-min-two-regions", "db", "fail", { urn: `urn:pulumi:prod::shop::${parents}t::db` });
    const prints = fingerprints(assess([twin("acme:A$"), twin("acme:B$")])).map((one) => one?.primaryLocationLineHash);
    expect(new Set(prints).size).toBe(2);
    for (const print of prints) expect(print).toMatch(/:1$/);
  });

  test("those that share a fingerprint are numbered alike whatever the order, the lines and the cap", () => {
    const twin = (type: string, line: number) =>
      verdict("cosmos-min-two-regions", "db", "fail", {
        urn: `urn:pulumi:prod::shop::${type}::db`,
        at: ["index.ts", line, 1],
      });
    const byUrn = (assessment: Assessment, more?: Partial<SarifOptions>) =>
      new Map(
        run(assessment, more).results.map((one) => [
          one.locations?.[0]?.logicalLocations?.[0]?.fullyQualifiedName,
          one.partialFingerprints,
        ]),
      );
    const prints = byUrn(assess([twin("azure-native:x", 5), twin("azure:y", 90)]));
    expect([...prints.values()].map((one) => one?.["azure-hadr/v1"]?.split(":")[1])).toEqual(["1", "2"]);
    expect(byUrn(assess([twin("azure:y", 1), twin("azure-native:x", 2)]))).toEqual(prints);
    const [[urn, second] = []] = byUrn(assess([twin("azure:y", 1), twin("azure-native:x", 2)]), { maxResults: 1 });
    expect(second).toEqual(prints.get(urn));
  });

  test("suppressions say who accepted it where, or why it does not count", () => {
    const { results } = run(gated);
    const of = (name: string) =>
      results.find(({ locations }) => locations?.[0]?.logicalLocations?.[0]?.name === name)?.suppressions;
    const until =
      "team-orders@example.com, until 2027-03-31 (130 days left): Read-only archive, rebuilt from blobs within a day.";
    const external = (justification: string) => [{ kind: "external", status: "accepted", justification }];
    expect(of("orders")).toEqual([]);
    expect(of("sessions")).toEqual(external("it was there before the change, and only what is new counts"));
    expect(of("carts")).toEqual(external("it is in the baseline hadr-baseline.json"));
    expect(of("archive-2019")).toEqual(external(`${until} (hadr.yaml:12:5)`));
    expect(of("scratch")).toEqual([
      { kind: "inSource", status: "accepted", justification: `${until} (src/index.ts:13:1)` },
    ]);
  });

  test("what is new says so where every result is compared, and nothing does where one is not", () => {
    const states = (assessment: Assessment) => run(assessment).results.map(({ baselineState }) => baselineState);
    expect(states(gated)).toEqual(["new", "new", "new", "unchanged", "unchanged", "unchanged"]);
    const alone = verdict("cosmos-min-two-regions", "a", "fail");
    expect(new Set(states({ ...gated, verdicts: [...gated.verdicts, alone] }))).toEqual(new Set([undefined]));
  });

  test("other resources that the decision read are related locations, where they are in the repository", () => {
    const [orders, ...others] = run(gated, { folder: "infra" }).results;
    expect(orders?.relatedLocations).toEqual([
      {
        id: 1,
        physicalLocation: {
          artifactLocation: { uri: "infra/src/hub.ts" },
          region: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 2 },
        },
        logicalLocations: [{ name: "hub", fullyQualifiedName: "urn:pulumi:prod::shop::hub", kind: "resource" }],
        message: { text: "hub, which it read" },
      },
    ]);
    for (const one of others) expect(one).not.toHaveProperty("relatedLocations");
  });

  test("notices, waivers that end soon or cover nothing, and what the baseline can drop are told", () => {
    const texts = run(gated).invocations?.[0]?.toolExecutionNotifications?.map(({ message }) => message.text);
    const of = "The waiver of team-orders@example.com for cosmos-min-two-regions on";
    expect(texts).toEqual([
      "1 rule was left out by --skip: cosmos-min-three-regions.",
      `${of} soon ends on 2026-12-01: 10 days left.`,
      `${of} over ended on 2026-11-21.`,
      `${of} nobody (hadr.yaml:30:5) covers nothing here: drop it unless another stack needs it.`,
      "hadr-baseline.json: cosmos-min-two-regions on gone (shop/prod) does not fail any more: drop the entry.",
    ]);
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
