/** `explain --resource` says of every resource what `check` says of it, neighbours and changes included. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { assessed, type Sources } from "../dist/src/cli/check.js";
import { dossiersOf } from "../dist/src/cli/explain.js";
import type { Verdict } from "../dist/src/model.js";
import { looksAround } from "../dist/src/rule.js";
import { loadRules } from "../dist/src/rules.js";
import { unknownMarker } from "./support.js";

const folder = mkdtempSync(join(tmpdir(), "azure-hadr-explain-check-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

const idOf = (type: string, name: string) => `/subscriptions/s/resourceGroups/rg/providers/${type}/${name}`;
const orders = idOf("Microsoft.DocumentDB/databaseAccounts", "orders");
const locations = ["eastus2", "centralus"].map((locationName, failoverPriority) => ({
  locationName,
  failoverPriority,
}));
const endpoint = (location: string) => ({
  location,
  privateEndpointName: `pe-${location}`,
  privateLinkServiceConnections: [{ privateLinkServiceId: orders, groupIds: ["Sql"] }],
});
const state = (type: string, name: string, inputs: object) => ({
  urn: `urn:pulumi:prod::shop::${type}::${name}`,
  type,
  custom: true,
  inputs: { resourceGroupName: "rg", ...inputs },
});
const created = (...one: Parameters<typeof state>) => ({
  op: "create",
  urn: state(...one).urn,
  newState: state(...one),
});
const account = "azure-native:cosmosdb:DatabaseAccount";
const cluster = "azure-native:documentdb:CassandraCluster";
const before = state(account, "old", { accountName: "old", locations });

/** An account with all that stands around it, a cluster with its data centers, and accounts that are changed. */
const steps = [
  created(account, "orders", { accountName: "orders", locations, publicNetworkAccess: "Disabled" }),
  created("azure-native:cosmosdb:SqlResourceSqlContainer", "lines", {
    accountName: "orders",
    databaseName: "shop",
    containerName: "lines",
    options: { throughput: 4000 },
  }),
  created("azure-native:cosmosdb:SqlResourceSqlContainer", "carts", {
    accountName: unknownMarker,
    databaseName: "shop",
    containerName: "carts",
    options: { throughput: 4000 },
  }),
  created("azure-native:network:PrivateEndpoint", "one", endpoint("eastus2")),
  created("azure-native:network:PrivateEndpoint", "two", endpoint("centralus")),
  created("azure-native:monitor:ActivityLogAlert", "health", {
    location: "global",
    enabled: true,
    scopes: ["/subscriptions/s"],
    condition: { allOf: [{ field: "category", equals: "ServiceHealth" }] },
  }),
  created(cluster, "ring", { clusterName: "ring", location: "westeurope" }),
  ...["westeurope", "northeurope"].map((dataCenterLocation) =>
    created("azure-native:documentdb:CassandraDataCenter", dataCenterLocation, {
      clusterName: "ring",
      properties: { dataCenterLocation, nodeCount: 3, availabilityZone: true },
    }),
  ),
  { op: "delete", urn: before.urn, oldState: before },
  {
    op: "update",
    urn: state(account, "moved", {}).urn,
    oldState: state(account, "moved", { accountName: "moved", locations }),
    newState: state(account, "moved", { accountName: "moved", locations: [...locations].slice(0, 1) }),
    diffReasons: ["locations"],
  },
];
const preview = file("preview.json", JSON.stringify({ steps, duration: 1, changeSummary: { create: steps.length } }));

const sources = (input: string, config?: string): Sources => ({
  inputs: [input],
  cwd: folder,
  tags: new Map(),
  failOnUnknown: false,
  allowEmpty: false,
  today: "2026-11-22",
  ...(config !== undefined && { config }),
});

/** What `check` says of everything but the stacks themselves, by URN. */
function checked(own: Sources): Map<string, Verdict[]> {
  const { verdicts } = assessed(own, { keep: Number.POSITIVE_INFINITY, keepSettled: true }, false);
  const byUrn = new Map<string, Verdict[]>();
  for (const verdict of verdicts)
    if (verdict.kind !== "stack") byUrn.set(verdict.urn, [...(byUrn.get(verdict.urn) ?? []), verdict]);
  return byUrn;
}
/** What was said before the change belongs to the report on the change. */
const byRule = (verdicts: readonly Verdict[]) =>
  verdicts.map(({ was: _, ...own }) => own).toSorted((a, b) => (a.rule < b.rule ? -1 : 1));
const explained = (urn: string, own: Sources) =>
  dossiersOf(urn, own).flatMap(({ findings, others }) => [...findings.map(({ verdict }) => verdict), ...others]);

const config = file(
  "hadr.yaml",
  `environment: production
attestations:
  - { rule: cosmos-failover-is-rehearsed, scope: "*/*", by: me, date: 2026-11-01, evidence: wiki, until: 2026-12-31 }
waivers:
  - { rule: cosmos-service-managed-failover, resource: orders, owner: me, reason: soon, until: 2026-12-31 }
`,
);

describe.each([
  ["an account with what stands around it", preview, config],
  ["the demonstration", join(__dirname, "..", "fixtures/demo/preview.json"), undefined],
  ["an event log", join(__dirname, "..", "fixtures/event-log/events.ndjson"), undefined],
])("%s", (_, input, declared) => {
  const own = sources(input, declared);
  const all = checked(own);
  test.each([...all.keys()])("%s", (urn) => {
    expect(byRule(explained(urn, own))).toEqual(byRule(all.get(urn) ?? []));
  });
});

test("rules that look around are decided, and of what is deleted only the change is asked", () => {
  const all = checked(sources(preview, config));
  const rules = loadRules();
  const around = [...all.values()].flat().filter(({ rule }) => looksAround(rules.get(rule)!));
  const outcomes = new Map(around.map(({ rule, name, outcome }) => [`${rule} ${name}`, outcome]));
  expect(outcomes.get("stack-private-endpoint-per-region orders")).toBe("pass");
  expect(outcomes.get("cassandra-multi-region ring")).toBe("pass");
  expect(outcomes.get("cosmos-failover-headroom-autoscale lines")).not.toBe("unknown");
  expect(outcomes.get("cosmos-failover-headroom-autoscale carts")).toBe("unknown");
  const gone = all.get(before.urn) ?? [];
  expect(gone.map(({ rule }) => rules.get(rule)?.scope)).toEqual(gone.map(() => "change"));
  expect(gone.length).toBeGreaterThan(0);
});
