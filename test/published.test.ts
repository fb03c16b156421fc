/** The schemas of what `drill` and `trend` write, and of records: that they are what the nouns are, and what is written. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outages } from "../dist/src/consequence.js";
import { recoveries, risks, roles } from "../dist/src/drill.js";
import type { DataLoss } from "../src/consequence";
import type { Case, Drill } from "../src/drill";
import { account, exported, ran } from "./estates";
import { openIn, published, unseenIn, wrongIn } from "./published";

const top = mkdtempSync(join(tmpdir(), "azure-hadr-published-"));
afterAll(() => rmSync(top, { recursive: true }));
const root = join(__dirname, "..");

/** What no stack of the estate has: an app beside an account, a limit of lost writes, and a name that no command is made of. */
function odd(): string {
  const state = JSON.parse(
    exported("odd/prod", {
      orders: {
        ...account("westeurope", "northeurope"),
        accountName: "$(id)",
        consistencyPolicy: { defaultConsistencyLevel: "BoundedStaleness" },
      },
    }),
  );
  const type = "azure-native:web:WebApp";
  const inputs = { name: "app", location: "westeurope" };
  state.deployment.resources.push({
    urn: `urn:pulumi:prod::odd::${type}::app`,
    custom: true,
    type,
    inputs,
    outputs: {},
  });
  return JSON.stringify(state);
}

const drills = new Map<string, object>();
const drilled = (...what: readonly string[]) => drills.get(what.join(" ")) as object;
const ways = [
  ["--region", "westeurope"],
  ["--region", "westeurope", "--zone"],
  ["--region", "westeurope", "--region", "northeurope"],
  ["--region", "germanywestcentral", "--with-pair"],
  ["--region", "japanwest"],
  ["--geography", "Europe"],
  ["--all"],
  ["--all", "--zone"],
];
let lines: readonly string[];
beforeAll(() => {
  const estate = join(root, "fixtures", "estate");
  writeFileSync(join(top, "odd.json"), odd());
  writeFileSync(join(top, "broken.json"), "{");
  const { status } = ran(
    top,
    ...["check", estate, join(root, "fixtures", "demo", "export.json"), "odd.json", "broken.json"],
    ...["--config", join(estate, "hadr.yaml"), "--as-of", "2026-11-23"],
    ...["--exit-zero", "--allow-partial", "-f", "ndjson=records.ndjson"],
  );
  expect(status).toBe(0);
  lines = readFileSync(join(top, "records.ndjson"), "utf8").trimEnd().split("\n");
  for (const way of ways) {
    const { status, stdout, stderr } = ran(top, "drill", "records.ndjson", "--allow-partial", ...way, "-f", "json");
    expect([way, status, stderr]).toEqual([way, 0, expect.stringContaining("broken.json")]);
    drills.set(way.join(" "), JSON.parse(stdout));
  }
});

test("the records of an estate follow their schema", () => {
  expect(lines).toHaveLength(11); // nine stacks, what is broken, and the line that ends them
  for (const line of lines) expect(wrongIn("judged-stack", JSON.parse(line))).toEqual([]);
  expect(lines.some((line) => JSON.parse(line).beside)).toBe(true);
});

describe("a drill", () => {
  test.each(ways)("%s %s %s %s follows its schema, which its first property names", (...way) => {
    const one = drilled(...way.filter(Boolean));
    expect(wrongIn("drill", one)).toEqual([]);
    const { record } = published.drill.$defs[way[0] === "--all" ? "matrix" : "drill"].properties;
    expect(Object.entries(one)[0]).toEqual(["record", record.const]);
  });
  test("with anything else in it is refused, at every level", () => {
    const [several, all] = [drilled(...(ways[2] as string[])), drilled("--all", "--zone")];
    const places = [several, all].map((one) => unseenIn("drill", one));
    expect(places.map(({ unseen }) => unseen)).toEqual([[], []]);
    expect(places.map(({ tried }) => tried > 60)).toEqual([true, true]);
    expect(wrongIn("drill", { ...several, record: "azure-hadr/drill-matrix/1" })).not.toEqual([]);
    expect(wrongIn("drill", { ...several, record: "azure-hadr/drill/2" })).not.toEqual([]);
    const { loss } = (several as Drill).cases.find((one) => one.loss) as Case;
    const wrong = (data: DataLoss) => ({
      ...several,
      cases: [{ ...(several as Drill).cases[0], loss: { ...loss, data: { best: data, worst: data, rows: [] } } }],
    });
    expect(wrongIn("drill", wrong({ is: "window", minutes: 0.5 }))).toEqual([]);
    expect(wrongIn("drill", wrong({ is: "window" } as DataLoss))).not.toEqual([]);
    expect(wrongIn("drill", wrong({ is: "none", minutes: 1 } as DataLoss))).not.toEqual([]);
  });
});

describe("what the schemas say is what the nouns do", () => {
  /** Of each of these files what it declares. */
  const declared = new Map(
    ["drill", "fare", "estate", "estate/trend"].flatMap((name) => {
      const path = join(root, "src", `${name}.ts`);
      const { statements } = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest);
      return statements.flatMap((one) =>
        ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one) ? [[one.name.text, one] as const] : [],
      );
    }),
  );
  /** The words that a type is one of; undefined: it is another one. */
  function wordsOf(type: ts.TypeNode | undefined): readonly string[] | undefined {
    const types = type && ts.isUnionTypeNode(type) ? type.types : [];
    const words = types.flatMap((one) =>
      ts.isLiteralTypeNode(one) && ts.isStringLiteral(one.literal) ? [one.literal.text] : [],
    );
    return words.length > 0 && words.length === types.length ? words : undefined;
  }
  /** A property after the other, those of what it extends first: whether it is there always, and its words. */
  function fieldsOf(
    name: string,
  ): readonly (readonly [string, { always: boolean; words: readonly string[] | undefined }])[] {
    const noun = declared.get(name);
    if (!noun || !ts.isInterfaceDeclaration(noun)) throw new Error(`no interface: ${name}`);
    const above = (noun.heritageClauses ?? []).flatMap(({ types }) =>
      types.flatMap(({ expression }) => (ts.isIdentifier(expression) ? fieldsOf(expression.text) : [])),
    );
    const own = noun.members.flatMap((one) =>
      ts.isPropertySignature(one) && ts.isIdentifier(one.name)
        ? [[one.name.text, { always: !one.questionToken, words: wordsOf(one.type) }] as const]
        : [],
    );
    return [...above, ...own];
  }

  const { drill, trend, "judged-stack": record } = published;
  test.each([
    ["Drill", drill.$defs.drill, ["facts"]],
    ["Matrix", drill.$defs.matrix, ["facts"]],
    ["Lost", drill.$defs.lost],
    ["Said", drill.$defs.said],
    ["Case", drill.$defs.case],
    ["Step", drill.$defs.step],
    ["Decision", drill.$defs.decision],
    ["HitStack", drill.$defs.hitStack],
    ["Hit", drill.$defs.hit],
    ["Fare", drill.$defs.fare],
    ["Trend", trend, ["schemaVersion", "tool"]],
    ["TrendPoint", trend.$defs.point],
    ["Movement", trend.$defs.moved],
    ["Regression", trend.$defs.regression],
    ["Worsened", trend.$defs.worsened],
    ["Unobserved", trend.$defs.unobserved],
    ["Standing", trend.$defs.standing],
    ["JudgedStack", record.$defs.stack],
    ["JudgedResource", record.$defs.resource],
    ["Dependant", record.$defs.dependant],
    ["NotRead", record.$defs.notJudged],
    ["PartEnd", record.$defs.partEnd],
  ])("%s", (name, { properties, required }, added: readonly string[] = []) => {
    const fields = fieldsOf(name);
    expect(Object.keys(properties).sort()).toEqual([...fields.map(([field]) => field), ...added].sort());
    const always = fields.filter(([, field]) => field.always).map(([field]) => field);
    expect(required.toSorted()).toEqual([...always, ...added].sort());
    for (const [field, { words }] of fields) if (words) expect([field, properties[field].enum]).toEqual([field, words]);
  });

  test.each([
    ["recovery", recoveries],
    ["risk", risks],
    ["role", roles],
    ["outage", outages],
    ["part", wordsOf((declared.get("Part") as ts.TypeAliasDeclaration).type)],
    ["act", wordsOf((declared.get("Act") as ts.TypeAliasDeclaration).type)],
  ])("the words for a %s, in their order", (name, words) => {
    expect(drill.$defs[name].enum).toEqual(words);
  });
  test("the counts by recovery and by risk", () => {
    const { byRecovery, byRisk } = published.estate.$defs;
    expect([byRecovery.required, Object.keys(byRecovery.properties)]).toEqual([recoveries, recoveries]);
    expect([byRisk.required, Object.keys(byRisk.properties)]).toEqual([risks, risks]);
  });
  test("whatever has properties has no others", () => {
    // These are closed by what they refer to, and by who refers to them.
    expect(openIn(drill)).toEqual(["/$defs/outageAnswer", "/$defs/dataAnswer"]);
    expect(openIn(trend)).toEqual(["/$defs/moved"]);
  });
});
