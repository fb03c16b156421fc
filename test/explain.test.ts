/** What a finding costs, in every report, and one resource explained to the last row. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020";
import { afterAll, describe, expect, test } from "vitest";
import { row } from "../dist/src/azure/facts.js";
import { loadDocuments } from "../dist/src/rules.js";

const root = join(__dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "azure-hadr-explain-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["dist/src/cli.js", ...args, "--as-of", "2026-11-22"],
    { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 },
  );
  return { status, stdout, stderr };
};
const explain = (name: string, ...inputs: string[]) => run("explain", "--resource", name, ...inputs);

const objectives = file(
  "hadr.yaml",
  "residency: { euDataBoundary: true }\nrpoMinutes: 5\nrtoMinutes: 30\nslaTarget: { read: 99.999, write: 99.995 }\n",
);
/** An account in one region, one that needs several steps, and an instance. */
const fixtures: readonly (readonly [name: string, input: string, ...more: string[]])[] = [
  ["carts-single-region", "fixtures/demo/preview.json", "-c", objectives],
  ["stock-no-zones-for-writes", "fixtures/demo/export.json", "-c", objectives],
  ["pumps-pair-abroad", "fixtures/demo/preview.json", "-c", objectives],
];

/** A preview of one cluster and a data center in each region. */
const cluster = (...regions: string[]): string => {
  const of = (type: string, name: string, inputs: object) => {
    const urn = `urn:pulumi:prod::shop::azure-native:cosmosdb:${type}::${name}`;
    return { op: "create", urn, newState: { urn, type: `azure-native:cosmosdb:${type}`, custom: true, inputs } };
  };
  const centers = regions.map((dataCenterLocation) =>
    of("CassandraDataCenter", dataCenterLocation, { clusterName: "metrics", properties: { dataCenterLocation } }),
  );
  const steps = [of("CassandraCluster", "metrics", { clusterName: "metrics" }), ...centers];
  return file(
    `${regions.join("-")}.json`,
    JSON.stringify({ config: {}, steps, changeSummary: { create: steps.length } }),
  );
};

test("rules that look around see what comes after the resource too", () => {
  expect(explain("metrics", cluster("eastus", "westus3")).stdout).toMatch(/passes: .*cassandra-multi-region/);
  expect(explain("metrics", cluster("eastus")).stdout).toContain("✗ high cassandra-multi-region");
});

test("of what is deleted nothing is asked but that it is", () => {
  const { stdout } = explain("deleted", "fixtures/second-preview/preview.json");
  expect(stdout).toMatch(/1 rule fails, 0\s+cannot be decided, 1 in the way/);
  expect(stdout).toContain("✗ critical cosmos-account-is-kept");
});

test("a stack can be explained like what is in it", () => {
  expect(explain("shop-prod", cluster("eastus")).stdout).toContain("! info stack-declares-objectives");
});

describe("one resource, as an architect would explain it", () => {
  test.each(fixtures)("%s", async (name, ...args) => {
    const { status, stdout, stderr } = explain(name, ...args);
    expect([status, stderr]).toEqual([0, ""]);
    await expect(stdout.replaceAll(folder, "")).toMatchFileSnapshot(`golden/explain-${name}.txt`);
  });

  test.each(fixtures)("%s: every number leads to a row, every row to a document", (name, ...args) => {
    const { stdout } = explain(name, ...args);
    const [answer = "", sources = ""] = stdout.split("Where the numbers stand");
    const cited = new Set([...answer.matchAll(/ \[(\d+)\]/g)].map(([, number]) => Number(number)));
    const listed = [...sources.matchAll(/^\[(\d+)\] ([\w/-]+)/gm)].map(
      ([, number, id]) => [Number(number), id] as const,
    );
    expect(listed.map(([number]) => number)).toEqual([...cited].sort((one, other) => one - other));
    expect(cited.size).toBeGreaterThan(5);
    for (const [, id = ""] of listed) {
      const { document, section } = row(id);
      const known = loadDocuments().get(document);
      expect(known?.sections.map(({ heading }) => heading)).toContain(section);
      expect(sources.replace(/\s+/g, " ")).toContain(`${known?.title}, ${row(id).date} › ${section}`);
    }
    // Each answer of the tables carries at least one.
    const follows = answer.split("What follows from it today")[1]?.split("When ")[0] ?? "";
    for (const line of follows.split(/\n {2}(?=\S)/).slice(1)) expect(line).toMatch(/\[\d+\]/);
  });

  test("the whole ranking: every region of the cloud, each with its reasons or why not", () => {
    const { stdout } = explain("carts-single-region", "fixtures/demo/preview.json");
    const part = stdout.slice(stdout.indexOf("where else"), stdout.indexOf("What differs once"));
    const { regions } = JSON.parse(readFileSync(join(root, "src", "azure", "regions.json"), "utf8")) as {
      regions: { name: string; cloud: string; status: string }[];
    };
    const all = regions.filter(({ cloud, status }) => cloud === "AzureCloud" && status !== "closed");
    for (const { name } of all) expect(part, name).toMatch(new RegExp(`\\b${name}\\b`));
    expect(all.length).toBeGreaterThan(50);
  });

  test("a waiver that a step needs is one that hadr.yaml takes, and it lets the step pass", () => {
    const { stdout } = explain("stock-no-zones-for-writes", "fixtures/demo/preview.json");
    const [, block = ""] = /^( {4}waivers:\n(?: {6}.*\n)+)/m.exec(stdout) ?? [];
    const yaml = block.replace(/^ {4}/gm, "");
    expect(yaml).toContain("rule: cosmos-service-managed-failover");
    expect(run("check", "fixtures/demo/preview.json", "--exit-zero", "-c", file("waivers.yaml", yaml)).status).toBe(0);
  });

  test("who is not there is named, with who was probably meant", () => {
    expect(explain("carts-single-regoin", "fixtures/demo/preview.json")).toEqual({
      status: 2,
      stdout: "",
      stderr:
        'azure-hadr: nothing in the input that a rule speaks of is called "carts-single-regoin" (did you mean "carts-single-region"?)\n',
    });
    expect(run("explain")).toMatchObject({ status: 2, stdout: "" });
    expect(run("explain", "cosmos-min-two-regions", "cosmos-rpo-target")).toMatchObject({ status: 2, stdout: "" });
    expect(explain("orders", join(folder, "nowhere.json"))).toMatchObject({ status: 2, stdout: "" });
  });

  test("values that nobody knows give ranges with their reason, and no secret is told", () => {
    const { stdout } = explain("vault-secret-failover", "fixtures/demo/preview.json");
    expect(stdout).toContain("a range, because enableAutomaticFailover is a secret");
    expect(explain("archive-follows-orders", "fixtures/demo/preview.json").stdout).toContain(
      "not known until the update",
    );
  });
});

interface Report {
  verdicts: {
    rule: string;
    kind: string;
    outcome: string;
    outlook?: { now: string; mended?: string; remedy?: object };
  }[];
  comparison?: Record<"stacks" | "resources", { was?: string; is?: string }[]>;
  consequences: Record<string, object>;
  facts: Record<string, { document: string }>;
}

describe("every finding says what it costs", () => {
  const recordings = ["demo/preview.json", "demo/export.json", "secrets/export.json", "event-log/events.ndjson"];
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  const isReport = ajv.compile(JSON.parse(readFileSync(join(root, "schema", "report.schema.json"), "utf8")));

  test.each(recordings)("in JSON: fixtures/%s", (name) => {
    const { stdout } = run("check", `fixtures/${name}`, "-c", objectives, "-f", "json", "--exit-zero");
    const report = JSON.parse(stdout) as Report;
    isReport(report);
    expect(isReport.errors ?? []).toEqual([]);
    const findings = report.verdicts.filter(({ kind }) => kind !== "stack");
    expect(findings.length).toBeGreaterThan(0);
    const named = new Set<string>();
    for (const { rule, outlook, outcome } of findings) {
      expect(outlook, rule).toBeDefined();
      for (const id of [outlook?.now, outlook?.mended]) if (id !== undefined) named.add(id);
      if (outcome === "unknown") expect(outlook?.remedy).toBeUndefined();
    }
    const { stacks = [], resources = [] } = report.comparison ?? {};
    for (const { was, is } of [...stacks, ...resources])
      for (const id of [was, is]) if (id !== undefined) named.add(id);
    expect([...named].sort()).toEqual(Object.keys(report.consequences).sort());
    const rows = new Set(
      [...JSON.stringify(report.consequences).matchAll(/"([\w-]+-?\d*\/[\w/-]+)"/g)].map(([, id]) => id),
    );
    for (const id of rows) expect(report.facts).toHaveProperty([id as string]);
    for (const { document } of Object.values(report.facts)) expect(loadDocuments().has(document)).toBe(true);
  });

  test.each(recordings)("in SARIF: fixtures/%s", (name) => {
    const { stdout } = run("check", `fixtures/${name}`, "-c", objectives, "-f", "sarif", "--exit-zero");
    const results = JSON.parse(stdout).runs[0].results as { ruleId: string; message: { text: string } }[];
    expect(results.length).toBeGreaterThan(0);
    for (const { ruleId, message } of results)
      if (!ruleId.startsWith("stack-")) expect(message.text).toMatch(/Now(?: → then)?: |Here: /);
  });

  test("in text: what each resource has now and would have, and at what price", () => {
    const { stdout } = run("check", "fixtures/demo/preview.json", "-c", objectives, "--exit-zero");
    const said = stdout.replace(/\n\s+/g, " ");
    expect(said).toMatch(
      /now → then .*region lost, reads: out as long as the outage \(2026\) → not interrupted \(2026\)/,
    );
    expect(said).toMatch(
      /price {2,}2 times as much for request units \(1 to 1\.25 times \(2025\) → 2 to 2\.5 times \(2025\) the price of one region\)/,
    );
    expect(said).toMatch(/✗ \S+ · \S+ · \S+ · new · as \S+/);
  });
});
