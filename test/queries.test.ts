/** Queries to Azure Resource Graph: that they are KQL which it takes, current, and say of a resource what the rule says. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findRegion } from "../dist/src/azure/regions.js";
import { decide, rulingOf } from "../dist/src/judge.js";
import { Neighbourhood } from "../dist/src/kinds/neighbourhood.js";
import { recognise } from "../dist/src/kinds/recognise.js";
import { tables } from "../dist/src/kinds/tables.js";
import type { Resource } from "../dist/src/model.js";
import { read } from "../dist/src/read/read.js";
import type { Rule } from "../dist/src/rule.js";
import { type Example, loadExamples, loadRules } from "../dist/src/rules.js";
import { queries, stale } from "../tools/queries.js";
import { kinds } from "../tools/query-words.js";
import { answer, type Part, parsed, type Row, within } from "./kql";
import { ruling } from "./support";

const folder = join(__dirname, "..", "queries");
const rules = loadRules();
const files = readdirSync(folder).filter((file) => file.endsWith(".kql"));
const text = (file: string): string => readFileSync(join(folder, file), "utf8");
const asked = [...rules.values()].filter(({ query }) => typeof query === "object");

test("they are current, and every rule has one or a reason", () => {
  expect(stale()).toEqual([]);
  expect(files.length).toBe(asked.length + 1);
  const rows = text("README.md")
    .split("\n")
    .filter((line) => line.startsWith("| ["));
  expect(rows.map((row) => /^\| \[([\w-]+)\]/.exec(row)?.[1])).toEqual([...rules.keys()]);
});

/**
 * What Azure Resource Graph takes of KQL: the tabular operators of "Understand the query language" (2024-03-20), and the
 * scalar functions and operators that its documents' own samples use.
 */
const taken = {
  operators: [
    "FilterOperator",
    "ExtendOperator",
    "MvExpandOperator",
    "ProjectOperator",
    "SortOperator",
    "JoinOperator",
  ],
  functions: ["array_length", "iff", "isempty", "isnotempty", "not", "strcat", "tostring"],
};
function faults(query: string): readonly string[] {
  const { root, wrong } = parsed(query);
  const all = [...within(root)];
  const operators = all.map(({ kind }) => kind).filter((kind) => kind.endsWith("Operator"));
  const calls = all.filter(({ kind }) => kind === "FunctionCallExpression").map((one) => words(one.parts.Name));
  const count = (kind: string): number => operators.filter((one) => one === kind).length;
  return [
    ...wrong,
    ...operators.filter((kind) => !taken.operators.includes(kind)),
    ...calls.filter((name) => !taken.functions.includes(name)),
    ...(all.some(({ kind }) => kind === "LetStatement") ? ["let"] : []),
    ...(count("JoinOperator") > 3 || count("MvExpandOperator") > 2 ? ["too many joins or mv-expands"] : []),
  ];
}
const words = (part: Part | undefined): string => (part ? [...within(part)].map(({ text: own }) => own).join("") : "");

describe("KQL that Azure Resource Graph takes", () => {
  test.each(files)("%s", (file) => {
    expect(faults(text(file))).toEqual([]);
  });

  test.each([
    ["a column that is not there", "resources | where typ =~ 'x'", "'typ' does not refer to any known column"],
    ["a function that is none", "resources | extend a = shout(id)", "'shout' does not refer to any known function"],
    ["what is cut off", "resources | where (type =~ 'x'", "Expected: )"],
    ["an operator that it does not take", "resources | sample 5", "SampleOperator"],
    [
      "a function that it may not take",
      "resources | extend a = cosmosdb_sql_request('', '', '')",
      "cosmosdb_sql_request",
    ],
    ["a name for a part", "let a = 5; resources | where array_length(properties.x) == a", "let"],
    ["too many lists", `resources ${"| mv-expand at = properties.x ".repeat(3)}`, "too many joins or mv-expands"],
  ])("found wrong: %s", (_, query, found) => {
    expect(faults(query).join("; ")).toContain(found);
  });

  test("each says first what it rests on, with a date, and what it does not see", () => {
    for (const { id, cannotSee, title } of asked) {
      const [header = ""] = text(`${id}.kql`).split("\nresources\n");
      expect(header.split("\n").every((line) => line.startsWith("//"))).toBe(true);
      expect(header).toContain(title);
      expect(header).toContain(cannotSee);
      expect(header).toMatch(/", [\w .]+, \d{4}-\d\d-\d\d, section "/);
    }
  });
});

describe("the query that feeds the reader", () => {
  const estate = text("estate.kql");
  test("asks for every type that is judged or looked at, and for every column that is read", () => {
    const types = tables.flatMap(({ arm }) => arm.map(({ id }) => id.replace(/\/\{\w*\}/g, "").toLowerCase()));
    for (const type of types) expect(estate).toContain(`'${type}'`);
    expect(estate).toContain(
      "project id, name, type, kind, location, resourceGroup, subscriptionId, subscriptionName, sku, zones, properties\n",
    );
    expect(estate).toMatch(/\| order by id asc\n$/); // pages do not overlap
  });
});

const account = "cosmos-account";
/** What Azure answers beside, not in, `properties`. */
const beside = new Set(["location", "kind", "sku", "zones", "tags", "identity"]);
const displayed: Readonly<Record<string, string>> = {
  westeurope: "West Europe",
  northeurope: "North Europe",
  eastus2: "East US 2",
};
const roles: Readonly<Record<string, string>> = {
  GeoReplica: "GeoAsyncReplica",
  Replica: "AsyncReplica",
  PointInTimeRestore: "Primary",
  Default: "Primary",
};

/** An example as Azure would answer it; undefined: with values that nobody knows, or as nothing can be there. */
function rowOf(kind: string, { properties: said }: Example): Row | undefined {
  if (/"\((?:unknown|secret)\)"/.test(JSON.stringify(said))) return undefined;
  const own = Object.entries(said).filter(
    ([name]) =>
      !beside.has(name) && !/^(?:accountName|resourceGroupName|resourceName|clusterName|properties)$/.test(name),
  );
  let inner: Row = { ...Object.fromEntries(own), ...(said.properties as object) };
  if (kind === account) {
    const locations = (Array.isArray(inner.locations) ? inner.locations : []) as Row[];
    if (locations.length === 0) return undefined;
    inner = {
      ...inner,
      locations: locations.map((one) => ({
        ...one,
        locationName: displayed[String(one.locationName)] ?? one.locationName,
        failoverPriority: one.failoverPriority ?? (locations.length === 1 ? 0 : undefined),
      })),
    };
  } else if (kind !== "cassandra-cluster" && typeof said.location !== "string") return undefined;
  if (kind === "documentdb-cluster") {
    const { createMode = "Default", ...rest } = inner;
    const role = roles[String(createMode)];
    inner = role ? { ...rest, replica: { role } } : inner;
  }
  const { type } = kinds[kind as keyof typeof kinds];
  const envelope = Object.fromEntries(Object.entries(said).filter(([name]) => beside.has(name)));
  return {
    id: `/subscriptions/s/resourceGroups/rg/providers/${type}/orders`,
    name: "orders",
    type,
    location: "westeurope",
    resourceGroup: "rg",
    subscriptionId: "s",
    kind: kind === account ? "GlobalDocumentDB" : "",
    ...envelope,
    properties: { provisioningState: "Succeeded", ...inner },
  };
}

const judged = new Map<Row, { readonly own: Resource; readonly hood: Neighbourhood }>();
/** What the reader makes of a row, and what a rule says of it where nothing is declared. */
function verdict(rule: Rule, row: Row): string {
  let made = judged.get(row);
  if (!made) {
    const bytes = Buffer.from(JSON.stringify({ count: 1, total_records: 1, data: [row] }));
    const [raw] = read({ name: "x.json", chunks: [bytes] }).resources;
    const found = raw && recognise(raw);
    if (found?.is !== "resource") throw new Error("it is not recognised");
    made = { own: found.resources[0] as Resource, hood: new Neighbourhood() };
    made.hood.add(made.own);
    judged.set(row, made);
  }
  const { own, hood } = made;
  const { context } = rulingOf(ruling(), rule, own, () => hood.seenFrom(own));
  return decide(rule, own.props, context).outcome;
}

/** Every example of a kind, of whatever rule and outcome; what Azure refuses is not there. */
const rowsOf = (kind: string): readonly Row[] => {
  const all = [...rules.values()]
    .filter(({ appliesTo }) => appliesTo === kind)
    .flatMap(({ id }) => Object.values(loadExamples(id)).flatMap((named) => Object.values(named)))
    .flatMap((example) => rowOf(kind, example) ?? []);
  const different = [...new Map(all.map((row) => [JSON.stringify(row), row])).values()];
  const impossible = ["cosmos-failover-priorities", "cosmos-one-cloud"].map((id) => rules.get(id) as Rule);
  return kind === account
    ? different.filter((row) => impossible.every((rule) => verdict(rule, row) !== "fail"))
    : different;
};

/** Whether all of its regions are in the tables. */
const isKnown = ({ properties, location }: Row): boolean => {
  const { locations = [] } = properties as { locations?: readonly Row[] };
  return [location, ...locations.map(({ locationName }) => locationName)].every((name) => findRegion(String(name)));
};

describe("what a query lists is what its rule fails", () => {
  const rows = new Map(Object.keys(kinds).map((kind) => [kind, rowsOf(kind)]));

  test.each(asked.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
    const { root } = parsed(text(`${id}.kql`));
    const own = rows.get(rule.appliesTo) ?? [];
    const isListed = (row: Row) => answer(root, [row]).length > 0;
    const listed = own.filter((row) => isKnown(row) && isListed(row));
    const failing = own.filter((row) => isKnown(row) && verdict(rule, row) === "fail");
    const shown = (some: readonly Row[]) =>
      some.map(({ properties, location, kind }) => JSON.stringify({ properties, location, kind }));
    expect(shown(listed)).toEqual(shown(failing));
    // A region that no table names counts as a region; what the rule leaves open is then listed, and never what it passes.
    for (const row of own.filter((one) => !isKnown(one) && isListed(one)))
      expect(["fail", "unknown"]).toContain(verdict(rule, row));
    // One that lists everything or nothing would prove little.
    expect(listed.length).toBeGreaterThan(0);
    expect(listed.length).toBeLessThan(own.length);
    const [first] = answer(root, [listed[0] as Row]);
    expect(Object.keys(first ?? {})).toEqual([
      "id",
      "name",
      "type",
      "location",
      "resourceGroup",
      "subscriptionId",
      "reason",
    ]);
    expect(first?.reason).toMatch(/\w \w/);
  });

  test("over many resources", () => {
    const counts = Object.fromEntries([...rows].map(([kind, own]) => [kind, own.length]));
    console.info(`rows: ${JSON.stringify(counts)}`);
    expect(counts[account]).toBeGreaterThan(150);
    for (const own of rows.values()) expect(own.length).toBeGreaterThan(1);
  });

  test("whichever way Azure spells the region", () => {
    const id = "cosmos-zone-redundant-write-region";
    const [row] = (rows.get(account) ?? []).filter((one) => verdict(rules.get(id) as Rule, one) === "fail");
    for (const locationName of ["usgovvirginia", "US Gov Virginia", "USGov Virginia", "usgov virginia"]) {
      const there = { ...row, properties: { locations: [{ locationName, failoverPriority: 0 }] } };
      expect(verdict(rules.get(id) as Rule, there)).toBe("fail");
      expect(answer(parsed(text(`${id}.kql`)).root, [there])).toHaveLength(1);
    }
  });

  test("a query with another meaning is noticed", () => {
    const row = rows
      .get(account)
      ?.find((one) => verdict(rules.get("cosmos-min-two-regions") as Rule, one) === "fail") as Row;
    const turned = text("cosmos-min-two-regions.kql").replace("regions < 2", "regions >= 2");
    expect(answer(parsed(turned).root, [row])).toEqual([]);
  });
});

test("what is made is what is written", () => {
  for (const [file, content] of queries()) expect(text(file)).toBe(content);
});
