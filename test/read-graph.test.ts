/** A live estate, as Azure Resource Graph lists it: the same verdicts as of the stack that made it, and never a part for the whole. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { assess } from "../dist/src/assess.js";
import type { Assessment } from "../dist/src/assessment.js";
import { apart, graphUnits, isGraphFile } from "../dist/src/cli/estate/graph.js";
import { policiesFor } from "../dist/src/config/policies.js";
import type { RawResource } from "../dist/src/model.js";
import { Refused, read } from "../dist/src/read/read.js";
import { loadRules } from "../dist/src/rules.js";

const subscription = "00000000-0000-0000-0000-000000000000";
const idOf = (group: string, type: string, name: string) =>
  `/subscriptions/${subscription}/resourceGroups/${group}/providers/${type}/${name}`;
const account = "Microsoft.DocumentDB/databaseAccounts";
type Row = Record<string, unknown>;
const row = (name: string, more: Row = {}, group = "RG-Data", type = account): Row => ({
  id: idOf(group, type, name),
  name,
  type: type.toLowerCase(),
  location: "westeurope",
  resourceGroup: group.toLowerCase(),
  subscriptionId: subscription,
  kind: type === account ? "GlobalDocumentDB" : "",
  sku: null,
  zones: null,
  tags: null,
  properties: { locations: [{ locationName: "West Europe", failoverPriority: 0, isZoneRedundant: false }] },
  ...more,
});
const page = (data: readonly unknown[], more: Row = {}): Row => ({
  count: data.length,
  data,
  skip_token: null,
  total_records: data.length,
  ...more,
});
const reading = (...values: readonly unknown[]) =>
  read({ name: "x.json", chunks: [Buffer.from(values.map((value) => JSON.stringify(value)).join("\n"))] });
function readPages(...values: readonly unknown[]): RawResource[] {
  return [...reading(...values).resources];
}
const refusal = (...values: readonly unknown[]): string => {
  try {
    readPages(...values);
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
  return "";
};
const judged = (...values: readonly unknown[]): Assessment => assessed(reading(...values));
const assessed = (one: ReturnType<typeof read>): Assessment =>
  assess([one], {
    tool: { name: "azure-hadr", version: "0" },
    today: "2026-11-22",
    rules: loadRules(),
    policyFor: (project, stack) => policiesFor({ says: {}, at: () => "" }, { project, stack }),
    keep: Number.POSITIVE_INFINITY,
    keepSettled: true,
    compares: false,
  });
const outcomes = ({ verdicts }: Assessment) =>
  new Map(verdicts.map(({ rule, name, outcome, because }) => [`${rule} ${name}`, { outcome, because }]));
const outcomeOf = (name: string, rule: string, ...values: readonly unknown[]) =>
  outcomes(judged(...values)).get(`${rule} ${name}`)?.outcome;

describe("what a result is", () => {
  test.each([
    ["az graph query", page([row("a"), row("b")])],
    ["the REST API", { totalRecords: 2, count: 2, data: [row("a"), row("b")], resultTruncated: "false", facets: [] }],
    ["PowerShell, as one object", { Data: [row("a"), row("b")], SkipToken: null }],
  ])("%s", (_, value) => {
    const one = reading(value);
    expect([...one.resources].map(({ urn, operation }) => [urn, operation])).toEqual([
      [`urn:pulumi:rg-data::${subscription}::${account.toLowerCase()}::a`, "exists"],
      [`urn:pulumi:rg-data::${subscription}::${account.toLowerCase()}::b`, "exists"],
    ]);
    expect(one.input()).toEqual({ name: "x.json", kind: "graph", resources: 2, unseen: 0 });
  });

  test("several pages follow each other in one input", () => {
    const [first, last] = [
      page([row("a")], { total_records: 2, skip_token: "more" }),
      page([row("b")], { total_records: 2 }),
    ];
    expect(readPages(first, last)).toHaveLength(2);
    expect(refusal(first)).toBe("x.json: has 1 of 2 rows: expected all pages, one after the other");
    expect(refusal(last, last)).toContain("a row for the second time, so another may be missing");
    expect(refusal(first, page([row("b")], { total_records: 3 }))).toContain(
      "counts 3 rows in all, and a page before it 2",
    );
  });

  test("a result that holds nothing is whole", () => {
    expect(readPages(page([]))).toEqual([]);
  });

  test("a subscription has its name where the query gives it, and never that of another one", () => {
    const [named] = readPages(page([row("a", { subscriptionName: "Shop: production / EU" })]));
    expect(named?.urn).toMatch(/^urn:pulumi:rg-data::Shop-production-EU::/);
    const other = {
      ...row("b", { subscriptionName: "Shop" }),
      id: idOf("rg", account, "b").replace(/0000\/r/, "0001/r"),
    };
    const both = readPages(page([row("a", { subscriptionName: "Shop" }), other, { ...other, id: `${other.id}2` }]));
    const id = /subscriptions\/([^/]+)/.exec(other.id)?.[1];
    expect(both.map(({ urn }) => urn.split("::")[1])).toEqual(["Shop", `Shop(${id})`, `Shop(${id})`]);
  });

  test("resources of whatever type are counted; what is in no resource group is not", () => {
    const one = reading(
      page([
        row("a", {}, "rg", "Microsoft.Storage/storageAccounts"),
        { id: `/subscriptions/${subscription}`, type: "microsoft.resources/subscriptions", name: "Shop" },
      ]),
    );
    expect([...one.resources]).toHaveLength(1);
    expect(one.input().resources).toBe(1);
  });
});

describe("what is refused", () => {
  const table = { columns: [{ name: "id" }], rows: [["x"]] };
  test.each([
    [
      "cut off by the service",
      { count: 1, data: [row("a")], resultTruncated: "true" },
      "more rows follow its last page",
    ],
    ["a skip token left", { data: [row("a")], $skipToken: "x" }, "more rows follow its last page"],
    ["nothing says that it is whole", { data: [row("a")] }, "nothing says whether this is all"],
    ["rows taken out of a page", page([row("a")], { count: 2, total_records: 1 }), "counts 2 rows and holds 1"],
    [
      "the table form",
      { totalRecords: 1, count: 1, data: table, resultTruncated: "false" },
      'resultFormat "objectArray"',
    ],
    ["a list of rows", [row("a")], "a list, which does not say whether it is whole"],
    ["a row on its own", row("a"), "this looks like a row of an Azure Resource Graph result"],
    ["somebody else's data", { data: [{ id: 7 }] }, "data[0]: expected a row of an Azure Resource Graph result"],
    ["a type that is none", page([row("a", { type: "a::b" })]), 'its "type" is not that of an Azure resource'],
  ])("%s", (_, value, words) => {
    expect(refusal(value)).toContain(words);
  });
});

describe("what is judged", () => {
  test("properties that were left out of the query are not known, and never in order", () => {
    const { properties: _, ...without } = row("a");
    expect(outcomeOf("a", "cosmos-min-two-regions", page([without]))).toBe("unknown");
    expect(
      outcomeOf("a", "cosmos-min-two-regions", page([row("a", { properties: "@{locations=System.Object[]}" })])),
    ).toBe("unknown");
    expect(outcomeOf("a", "cosmos-min-two-regions", page([row("a")]))).toBe("fail");
    const settled = [...outcomes(judged(page([without])))].filter(
      ([, { outcome }]) => outcome === "pass" || outcome === "fail",
    );
    expect(settled.map(([key]) => key.split(" ", 1)[0])).toEqual(["stack-declares-objectives"]); // no property decides it
  });

  test("what Azure does not answer is not known: no properties, no regions, a column that nobody asked for", () => {
    const two = ["West Europe", "North Europe"].map((locationName, failoverPriority) => ({
      locationName,
      failoverPriority,
      isZoneRedundant: true,
    }));
    const minTwo = (properties: Row) =>
      outcomeOf("a", "cosmos-min-two-regions", page([row("a", { properties: { ...properties, extra: 1 } })]));
    expect(minTwo({ locations: two })).toBe("pass");
    expect(minTwo({ Locations: two })).toBe("pass");
    for (const locations of [undefined, null, []]) expect(minTwo({ locations })).toBe("unknown");
    const empty = row("a", { properties: {} });
    expect(outcomeOf("a", "cosmos-periodic-schedule", page([empty]))).toBe("unknown");
    const bare = row("a", {
      properties: { locations: two, capabilities: [{ name: "EnablePerPartitionAutomaticFailover" }] },
    });
    expect(outcomeOf("a", "cosmos-service-managed-failover", page([bare]))).toBe("pass");
    const { kind: _, ...without } = bare;
    expect(outcomeOf("a", "cosmos-service-managed-failover", page([without]))).toBe("unknown");
  });

  test("a region that is being made or given up does not count as one", () => {
    const inState = (provisioningState?: string) => {
      const locations = ["West Europe", "North Europe"].map((locationName, failoverPriority) => ({
        locationName,
        failoverPriority,
        ...(failoverPriority === 1 && { provisioningState }),
      }));
      return outcomeOf("a", "cosmos-min-two-regions", page([row("a", { properties: { locations } })]));
    };
    for (const state of [undefined, "Succeeded", "Updating"]) expect(inState(state)).toBe("pass");
    for (const state of ["Creating", "Deleting", "Failed", "Offline"]) expect(inState(state)).toBe("unknown");
  });

  test("a cluster of Azure DocumentDB is what its role says; without one nobody knows", () => {
    const type = "Microsoft.DocumentDB/mongoClusters";
    const cluster = (name: string, properties: Row, location = "westeurope") =>
      row(name, { location, properties: { compute: { tier: "M40" }, ...properties } }, "rg", type);
    const primary = cluster("one", { replica: { role: "Primary", sourceResourceId: "" } });
    const replica = cluster(
      "two",
      { replica: { role: "GeoAsyncReplica", sourceResourceId: idOf("rg", type, "one") } },
      "northeurope",
    );
    expect(outcomeOf("one", "documentdb-cross-region-replica", page([primary]))).toBe("fail");
    expect(outcomeOf("one", "documentdb-cross-region-replica", page([primary, replica]))).toBe("pass");
    expect(outcomeOf("two", "documentdb-ha", page([primary, replica]))).toBe("not-applicable");
    expect(outcomeOf("three", "documentdb-ha", page([cluster("three", {})]))).toBe("unknown");
  });

  test("zone groups of private endpoints are not listed, so nobody knows whether two regions share one", () => {
    const locations = ["West Europe", "North Europe"].map((locationName, failoverPriority) => ({
      locationName,
      failoverPriority,
    }));
    const closed = row("a", { properties: { locations, publicNetworkAccess: "Disabled" } });
    const endpoint = (name: string, location: string) =>
      row(
        name,
        {
          location,
          properties: { privateLinkServiceConnections: [{ properties: { privateLinkServiceId: closed.id } }] },
        },
        "RG-Data",
        "Microsoft.Network/privateEndpoints",
      );
    const rule = "stack-private-endpoint-per-region";
    expect(outcomeOf("a", rule, page([closed, endpoint("x", "westeurope")]))).toBe("fail");
    expect(outcomeOf("a", rule, page([closed, endpoint("x", "westeurope"), endpoint("y", "northeurope")]))).toBe(
      "unknown",
    );
  });

  test("a store of the family that no rule covers is said to be there", () => {
    const { uncovered } = judged(page([row("g", {}, "rg", "Microsoft.DocumentDB/garnetClusters")]));
    expect([...uncovered.keys()]).toEqual(["microsoft.documentdb/garnetclusters"]);
  });
});

describe("the demonstration, as its stack's export and as Azure would list it", () => {
  const file = join(__dirname, "..", "fixtures", "demo", "export.json");
  interface State {
    readonly urn: string;
    readonly type: string;
    readonly inputs?: Row;
    readonly outputs?: Row;
  }
  const { deployment } = JSON.parse(readFileSync(file, "utf8")) as { deployment: { resources: readonly State[] } };
  const beside = new Set(["id", "name", "type", "location", "kind", "tags", "zones", "sku", "identity"]);
  /** What azure-native has flat, Azure answers in `properties`. */
  const rows = deployment.resources.flatMap(({ urn, type, outputs, inputs }) => {
    const azure = outputs?.type;
    if (
      !type.startsWith("azure-native:") ||
      typeof azure !== "string" ||
      !/^Microsoft\.(?:DocumentDB|DigitalTwins)\//.test(azure)
    )
      return [];
    const own = Object.entries(outputs ?? {});
    return row(
      urn.split("::").at(-1) as string,
      {
        ...Object.fromEntries(own.filter(([name]) => beside.has(name))),
        name: urn.split("::").at(-1),
        location: outputs?.location ?? inputs?.location,
        properties: Object.fromEntries(own.filter(([name]) => !beside.has(name))),
      },
      "rg-data",
      azure,
    );
  });
  const ofExport = outcomes(assessed(read({ name: file, chunks: [readFileSync(file)] })));
  const ofGraph = outcomes(judged(page(rows)));
  /** What only a program or its change can break. */
  const aboutProgram = [...loadRules().values()]
    .filter(({ scope }) => scope === "state" || scope === "change" || scope === "regression")
    .map(({ id }) => id);
  const compared = [...ofGraph].filter(
    ([key]) => !aboutProgram.includes(key.split(" ", 1)[0] as string) && ofExport.has(key),
  );

  test("holds the same verdicts wherever both see the same", () => {
    const other = compared
      .filter(([key, { outcome }]) => ofExport.get(key)?.outcome !== outcome)
      .map(([key, { outcome }]) => `${key}: ${ofExport.get(key)?.outcome} and ${outcome}`);
    expect(other).toEqual([]);
  });

  test("compares something of every outcome", () => {
    expect(rows.length).toBeGreaterThan(20);
    expect(new Set(compared.map(([, { outcome }]) => outcome))).toEqual(
      new Set(["pass", "fail", "unknown", "not-applicable", "manual"]),
    );
    expect(compared.length).toBeGreaterThan(700);
  });
});

describe("an estate out of one result", () => {
  const rows = [row("a", {}, "rg-one"), row("b", {}, "rg-two"), row("c", {}, "RG-One")];
  const bytes = Buffer.from(JSON.stringify(page(rows)));

  test("is one unit for each resource group, each a whole result", () => {
    const units = [...graphUnits("live.json", [bytes])];
    expect(units.map((unit) => ("stack" in unit ? unit.stack : ""))).toEqual([
      `${subscription}/rg-one`,
      `${subscription}/rg-two`,
    ]);
    const names = units.map((unit) =>
      "bytes" in unit && unit.bytes instanceof Uint8Array
        ? [...read({ name: unit.name, chunks: [unit.bytes] }).resources].map(({ urn }) => urn.split("::").at(-1))
        : [],
    );
    expect(names).toEqual([["a", "c"], ["b"]]);
  });

  test("is nothing where the result is not whole", () => {
    const part = Buffer.from(JSON.stringify(page(rows, { total_records: 9 })));
    expect([...graphUnits("live.json", [part])]).toEqual([
      {
        record: "azure-hadr/not-judged/1",
        source: "live.json",
        why: "has 3 of 9 rows: expected all pages, one after the other",
      },
    ]);
  });

  test("is taken apart among whatever else is read, and in no other case", async () => {
    const other = { name: "other.json", bytes: Buffer.from('{"version":3}') };
    const names: string[] = [];
    const packed = { name: "live.gz", bytes: gzipSync(bytes) };
    for await (const piece of apart([other, { name: "live.json", bytes }, packed]))
      if ("name" in piece) names.push(piece.name);
    const own = (file: string) => ["rg-one", "rg-two"].map((group) => `${file}#${subscription}/${group}`);
    expect(names).toEqual(["other.json", ...own("live.json"), ...own("live.gz")]);
  });

  const folder = mkdtempSync(join(tmpdir(), "azure-hadr-graph-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const script = join(__dirname, "..", "integrations", "estate", "resource-graph.sh");
  /** In place of `az`: one row on each page, and what it was asked. */
  const az = `#!/usr/bin/env node
const given = process.argv.slice(2);
require("fs").appendFileSync(${JSON.stringify(join(folder, "asked"))}, JSON.stringify(given) + "\\n");
const rows = ${JSON.stringify(rows)};
const at = given.includes("--skip-token") ? Number(given[given.indexOf("--skip-token") + 1]) : 0;
if (process.env.BREAKS === String(at)) process.exit(1);
const skip_token = at + 1 < rows.length ? String(at + 1) : null;
console.log(JSON.stringify({ count: 1, data: [rows[at]], skip_token, total_records: rows.length }, null, 2));
`;
  writeFileSync(join(folder, "az"), az, { mode: 0o755 });
  const ask = (env: Record<string, string> = {}) =>
    spawnSync("sh", [script, join(__dirname, "..", "queries", "estate.kql"), "--management-groups", "mine"], {
      env: { ...process.env, PATH: `${folder}:${dirname(process.execPath)}:${process.env.PATH}`, ...env },
      encoding: "utf8",
    });

  test("is asked for page by page by the script that is shipped, and each resource group is a stack of the estate", () => {
    const { stdout, status, stderr } = ask();
    expect([status, stderr]).toEqual([0, ""]);
    const asked = readFileSync(join(folder, "asked"), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as string[]);
    expect(asked).toHaveLength(3);
    expect(asked[0]).toEqual(expect.arrayContaining(["graph", "query", "--management-groups", "mine", "1000"]));
    expect(asked[0]?.[3]).toContain("| order by id asc");
    const live = join(folder, "live.json");
    writeFileSync(live, stdout);
    const cli = join(__dirname, "..", "dist", "src", "cli.js");
    const run = spawnSync(process.execPath, [cli, "report", live, "-f", "ndjson"], { cwd: folder, encoding: "utf8" });
    const records = run.stdout
      .trim()
      .split("\n")
      .slice(0, -1) // how many there are
      .map((line) => JSON.parse(line) as { stack: string; source: { resources: number } });
    expect(records.map(({ stack, source }) => [stack, source.resources])).toEqual([
      [`${subscription}/rg-one`, 2],
      [`${subscription}/rg-two`, 1],
    ]);
  });

  test("pages may stand one on each line, as other tools write them", () => {
    const pages = rows.map((one, index) =>
      JSON.stringify({ totalRecords: 3, count: 1, data: [one], ...(index < 2 && { $skipToken: "more" }) }),
    );
    const compact = join(folder, "compact.json");
    writeFileSync(compact, pages.join("\n"));
    const cli = join(__dirname, "..", "dist", "src", "cli.js");
    const given = [cli, "report", compact, "-f", "ndjson"];
    const { stdout, stderr } = spawnSync(process.execPath, given, { cwd: folder, encoding: "utf8" });
    expect(stderr).toBe("");
    expect(stdout).toContain('{"record":"azure-hadr/part/1","stacks":2,"missing":0}');
  });

  test("a page that does not come leaves what is refused", () => {
    const { stdout, status } = ask({ BREAKS: "1" });
    expect(status).not.toBe(0);
    expect([...graphUnits("live.json", [Buffer.from(stdout)])]).toEqual([
      expect.objectContaining({ why: "has 1 of 3 rows: expected all pages, one after the other" }),
    ]);
  });

  test("is known by the first bytes of the file", () => {
    expect(isGraphFile(bytes.subarray(0, 200))).toBe(true);
    expect(isGraphFile(Buffer.from('\ufeff{\n  "totalRecords": 1'))).toBe(true);
    expect(isGraphFile(Buffer.from(bytes.toString(), "utf16le"))).toBe(true);
    for (const other of [
      '{"version":3,"deployment":{',
      '{"config":{},"steps":[',
      '{"sequence":1',
      "",
      '{"data',
      '["count"',
    ])
      expect(isGraphFile(Buffer.from(other))).toBe(false);
  });
});
