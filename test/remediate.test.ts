/** What Pulumi may mend by itself: on all examples, and through the real engine. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseAccount } from "@pulumi/azure-native/cosmosdb";
import { ResourceGroup } from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { consequencesOf } from "../dist/src/consequences/consequences.js";
import { worsened } from "../dist/src/consequences/worsened.js";
import { decide } from "../dist/src/judge.js";
import { loadExamples, loadRules } from "../dist/src/rules.js";
import { foreign } from "../fixtures/program/foreign";
import { sound } from "../fixtures/program/resources";
import { findPulumi, noPulumi, openStack, type Run, root, type Stack } from "./engine/engine";
import { unknownValue } from "./engine/stub-provider";
import { nativeType, resource, ruling, staged, withMarkers } from "./support.js";

const load = createRequire(import.meta.url);
const { policies } = load("../dist/policies/policies.js");
const { ownProps } = load("../dist/policies/sdk.js");
const { remediation } = load("../dist/policies/remediate.js");
const { Secret } = load("@pulumi/policy");

const folder = mkdtempSync(join(tmpdir(), "azure-hadr-remediate-"));
afterAll(() => rmSync(folder, { recursive: true }));

type Inputs = Record<string, unknown>;
const patchable = [...loadRules().values()].filter(({ patch }) => patch);
const account = nativeType["cosmos-account"];
const at = (locationName: unknown, failoverPriority: number) => ({ locationName, failoverPriority });
const two = [at("westeurope", 0), at("northeurope", 1)];

/** What a rule's remediation makes of properties; undefined where it leaves them alone. */
function mended(rule: string, type: string, props: Inputs, config: object = {}): Inputs | undefined {
  const args = {
    type,
    props,
    urn: `urn:pulumi:dev::shop-${Math.random()}::${type}::orders`, // configuration is read once for each project
    name: "orders",
    stackTags: new Map(),
    getConfig: () => config,
    notApplicable: (reason: string) => {
      throw new Error(reason);
    },
  };
  try {
    return remediation(loadRules().get(rule))(args);
  } catch (error) {
    if ((error as Error).message.match(/^(?:Not a|Does not apply|Disabled)/)) return undefined;
    throw error;
  }
}
/** Every path at which two objects differ. */
const differing = (one: unknown, other: unknown, path = ""): string[] =>
  typeof one === "object" && one && typeof other === "object" && other
    ? [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((key) =>
        differing((one as Inputs)[key], (other as Inputs)[key], path ? `${path}.${key}` : key),
      )
    : one === other
      ? []
      : [path, ...Object.keys(typeof other === "object" ? (other ?? {}) : {}).map((key) => `${path}.${key}`)];

describe("a patch is what the remedy sets, and nothing else gets worse", () => {
  const bad: Record<string, number> = { pass: 0, "not-applicable": 0, unknown: 1, fail: 2 };

  test.each(patchable)("$id, on all examples of its kind", (rule) => {
    let count = 0;
    const own = [...loadRules().values()].filter(
      ({ appliesTo, scope, check }) => appliesTo === rule.appliesTo && check && !scope,
    );
    for (const source of own)
      for (const [name, example] of Object.entries(Object.assign({}, ...Object.values(loadExamples(source.id))))) {
        const { properties, residency, objectives = {} } = example as { properties: Inputs } & Record<string, object>;
        const inputs = withMarkers(properties) as Inputs;
        const type = nativeType[rule.appliesTo as keyof typeof nativeType];
        const after = mended(rule.id, type, inputs, {
          ...objectives,
          ...(residency && { residency }),
          ...(rule.disabled !== undefined && { levels: { [rule.id]: "advisory" } }),
        });
        if (!after) continue;
        count++;
        const place = `${source.id}: ${name}`;
        const { ruling: by } = staged(rule, { properties, residency, objectives } as never);
        const [was, is] = [resource(type, inputs), resource(type, after)];
        const says = (one: (typeof own)[number], of: typeof was) => decide(one, of.props, by.context).outcome;
        expect([place, says(rule, was), says(rule, is)]).toEqual([place, "fail", "pass"]);
        for (const one of own)
          expect(bad[says(one, is)], `${place}: ${one.id}`).toBeLessThanOrEqual(bad[says(one, was)]!);
        if (rule.appliesTo === "cosmos-account") {
          const follows = (of: typeof was) => consequencesOf("cosmos-account", of.props, by.context);
          expect([place, worsened(follows(was), follows(is))]).toEqual([place, undefined]);
        }
        const allowed = new Set(
          rule.patch!.flatMap((path) => path.split(".").map((_, i, all) => all.slice(0, i + 1).join("."))),
        );
        expect(
          differing(inputs, after).filter((path) => !allowed.has(path)),
          place,
        ).toEqual([]);
      }
    expect(count).toBeGreaterThan(0);
  });

  test("the documentation names each, and no other", () => {
    const page = readFileSync(join(root, "docs", "pack.md"), "utf8")
      .split("\n## Let Pulumi mend it")[1]!
      .split("\n## ")[0]!;
    const named = [...page.matchAll(/^\| `([\w-]+)`/gm)].map(([, id]) => id);
    expect(named.sort()).toEqual(patchable.map(({ id }) => id));
  });

  test("every rule that has a patch has a policy that remediates, and no other", () => {
    const able = (policies() as { name: string; remediateResource?: unknown }[]).filter((one) => one.remediateResource);
    expect(able.map(({ name }) => name)).toEqual(patchable.map(({ id }) => id));
    expect(able.length).toBeGreaterThan(2);
  });

  test("policy-config refuses to have anything else remediated", () => {
    const cli = join(root, "dist", "src", "cli.js");
    const run = (rule: string) =>
      spawnSync(process.execPath, [cli, "policy-config", "--cwd", folder, "--remediate", rule], { encoding: "utf8" });
    expect(run("cosmos-min-two-regions")).toMatchObject({ status: 2, stdout: "" });
    expect(run("cosmos-min-two-regions").stderr).toContain("cosmos-service-managed-failover");
    expect(run("cosmos-service-managed-failovr").stderr).toContain("cosmos-service-managed-failover");
  });

  test("nothing that Azure keeps as it was created can be named, nor anything in a list", () => {
    for (const { id, patch } of patchable)
      expect(patch!.join(), id).not.toMatch(/locations|isZoneRedundant|availabilityZone/);
  });
});

describe("it is left alone", () => {
  const failing = { locations: two };
  const failover = (props: Inputs, config?: object, type = account) =>
    mended("cosmos-service-managed-failover", type, props, config);

  test("unless the rule fails, and nobody answers for it", () => {
    expect(failover(failing)).toEqual({ ...failing, enableAutomaticFailover: true });
    expect(failover({ ...failing, enableAutomaticFailover: true })).toBeUndefined();
    expect(failover({ locations: [at("westeurope", 0)] })).toBeUndefined();
    expect(failover({ ...failing, enableAutomaticFailover: unknownValue })).toBeUndefined();
    expect(failover({ ...failing, enableAutomaticFailover: new Secret(false) })).toBeUndefined();
    expect(failover({ locations: unknownValue })).toBeUndefined();
    const waivers = (until: string) => [
      { rule: "cosmos-service-managed-failover", resource: "or*", owner: "us", reason: "so be it", until },
    ];
    expect(failover(failing, { waivers: waivers("2999-12-31") })).toBeUndefined();
    expect(failover(failing, { waivers: waivers("2020-01-01") })).toBeDefined();
    expect(failover(failing, { levels: { "cosmos-service-managed-failover": "disabled" } })).toBeUndefined();
    const runbook = { "cosmos-service-managed-failover": { forcedFailoverRunbook: true } };
    expect(failover(failing, { parameters: runbook })).toBeUndefined();
  });

  test("while its region is frozen", () => {
    const freeze = (until: string) => ({ outageFreeze: { regions: ["West Europe"], reason: "incident", until } });
    expect(failover(failing, freeze("2999-12-31"))).toBeUndefined();
    expect(failover(failing, freeze("2020-01-01"))).toBeDefined();
    const cluster = { location: "westeurope", properties: { repairEnabled: false } };
    const repair = (until: string) =>
      mended("cassandra-repair", nativeType["cassandra-cluster"], cluster, freeze(until));
    expect(repair("2999-12-31")).toBeUndefined();
    expect(repair("2020-01-01")).toEqual({ ...cluster, properties: { repairEnabled: true } });
  });

  test("where the spelling cannot be told", () => {
    const classic = {
      geoLocations: [
        { location: "westeurope", failoverPriority: 0 },
        { location: "northeurope", failoverPriority: 1 },
      ],
    };
    const type = "azure:cosmosdb/account:Account";
    expect(failover(classic, {}, type)).toBeUndefined(); // 4.x and 6.x have different names for it
    for (const name of ["automaticFailoverEnabled", "enableAutomaticFailover"])
      expect(failover({ ...classic, [name]: false }, {}, type)).toEqual({ ...classic, [name]: true });
    expect(failover(failing, {}, "azurerm:index/cosmosdbAccount:CosmosdbAccount")).toBeUndefined();
    const arm = { type: "Microsoft.DocumentDB/databaseAccounts@2024-11-15", body: { properties: failing } };
    expect(failover(arm, {}, "azapi:index/resource:Resource")).toBeUndefined();
  });

  test("where something else would get worse: the copy elsewhere is all that outlives the region", () => {
    const backup = (countries: string[], ...locations: object[]) =>
      mended("cosmos-backup-geo-residency", account, { locations }, { residency: { countries } });
    expect(backup(["NL"], at("westeurope", 0))).toBeUndefined();
    expect(backup(["NL", "SE"], at("westeurope", 0))).toBeUndefined(); // a second region first
    expect(backup(["NL", "SE"], at("westeurope", 0), at("swedencentral", 1))).toMatchObject({
      backupPolicy: { type: "Periodic", periodicModeProperties: { backupStorageRedundancy: "Zone" } },
    });
    const classic = {
      geoLocations: [
        { location: "westeurope", failoverPriority: 0 },
        { location: "swedencentral", failoverPriority: 1 },
      ],
      backup: { type: "Periodic", intervalInMinutes: 60, storageRedundancy: "Geo" },
    };
    const type = "azure:cosmosdb/account:Account";
    expect(mended("cosmos-backup-geo-residency", type, classic, { residency: { countries: ["NL", "SE"] } })).toEqual({
      ...classic,
      backup: { ...classic.backup, storageRedundancy: "Zone" },
    });
  });
});

test("secrets stay wrapped and unknown values stay what they are", () => {
  const secret = new Secret("hunter2");
  const props = { locations: two, tags: { owner: secret }, resourceGroupName: unknownValue, keyVaultKeyUri: secret };
  const after = mended("cosmos-service-managed-failover", account, props);
  expect(after).toEqual({ ...props, enableAutomaticFailover: true });
  expect(after?.keyVaultKeyUri).toBe(secret);
  expect(JSON.stringify(ownProps({ props }).plain)).not.toContain("hunter2");
});

const missing = findPulumi() ? "" : noPulumi;
if (missing) console.warn(`skipped: ${missing}`);

describe.skipIf(missing)("in the real engine", { timeout: 120_000 }, () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await openStack();
  });
  afterAll(() => stack.close());

  const Mongo = foreign("azure-native:mongocluster:MongoCluster");
  const Ring = foreign("azure-native:cosmosdb:CassandraCluster");
  const Postgres = foreign("azure-native:dbforpostgresql:ServerGroupCluster");
  const Classic = foreign("azure:cosmosdb/account:Account");
  const Of2023 = foreign("azure-native:documentdb/v20230915:DatabaseAccount");
  const Local = foreign("azure-native_cosmosdb_v20241115:cosmosdb:DatabaseAccount");
  const off = { ...sound, enableAutomaticFailover: false };
  const program = async () => {
    const group = new ResourceGroup("group", { location: "westeurope" });
    new DatabaseAccount("quotes", {
      ...off,
      resourceGroupName: group.name,
      tags: { owner: pulumi.secret("hunter2"), group: group.id },
      keyVaultKeyUri: pulumi.secret("https://vault/keys/hunter2"),
    });
    new Of2023("older", off);
    new Local("local", off);
    new Classic("classic", {
      resourceGroupName: "rg-data",
      location: "westeurope",
      offerType: "Standard",
      consistencyPolicy: { consistencyLevel: "Session" },
      automaticFailoverEnabled: false,
      geoLocations: [
        { location: "westeurope", failoverPriority: 0, zoneRedundant: true },
        { location: "northeurope", failoverPriority: 1, zoneRedundant: true },
      ],
      backup: { type: "Continuous" },
    });
    new DatabaseAccount("backed-up-abroad", {
      ...sound,
      locations: [
        { locationName: "westeurope", failoverPriority: 0, isZoneRedundant: true },
        { locationName: "swedencentral", failoverPriority: 1, isZoneRedundant: true },
      ],
      backupPolicy: { type: "Periodic" as const },
    });
    // Two at once.
    new DatabaseAccount("bounded", {
      ...off,
      consistencyPolicy: {
        defaultConsistencyLevel: "BoundedStaleness",
        maxStalenessPrefix: 200_000,
        maxIntervalInSeconds: 60,
      },
    });
    new DatabaseAccount("bursts", { ...sound, enablePerRegionPerPartitionAutoscale: false });
    new Mongo("catalogue", {
      resourceGroupName: "rg-data",
      location: "westeurope",
      properties: { compute: { tier: "M40" } },
    });
    new Ring("metrics", { resourceGroupName: "rg-data", location: "westeurope", properties: { repairEnabled: false } });
    new Postgres("sales", {
      resourceGroupName: "rg-data",
      location: "westeurope",
      coordinatorServerEdition: "GeneralPurpose",
      enableHa: false,
    });
    // What has to stay as it is.
    new DatabaseAccount("orders", sound);
    new DatabaseAccount("hidden", { ...sound, enableAutomaticFailover: pulumi.secret(false) });
    new DatabaseAccount("zoneless", { ...sound, locations: [{ locationName: "westeurope", failoverPriority: 0 }] });
    new DatabaseAccount("waived", off);
  };
  const declared = {
    residency: { countries: ["NL", "SE", "IE"] },
    stacks: [
      { match: "azure-hadr-demo/dev", resource: "backed-up-abroad", residency: { countries: ["NL", "SE"] } },
      // It ships switched off.
      { match: "azure-hadr-demo/dev", resource: "bursts", levels: { "cosmos-dynamic-scaling": "advisory" } },
    ],
    waivers: [
      {
        rule: "cosmos-service-managed-failover",
        resource: "waived",
        owner: "us",
        reason: "so be it",
        until: "2999-12-31",
      },
    ],
  };

  /** The pack's configuration, with these policies set to remediate. */
  function configuration(...remediated: string[]): string {
    const [yaml, json] = ["hadr.yaml", `policy-${remediated.length}.json`].map((name) => join(folder, name)) as [
      string,
      string,
    ];
    writeFileSync(yaml, JSON.stringify(declared));
    const cli = join(root, "dist", "src", "cli.js");
    const args = [
      "policy-config",
      "-c",
      yaml,
      "-o",
      json,
      ...(remediated.length > 0 ? ["--remediate", ...remediated] : []),
    ];
    const run = spawnSync(process.execPath, [cli, ...args], { encoding: "utf8" });
    expect([run.status, run.stderr]).toEqual([0, ""]);
    return json;
  }
  const pack = (...remediated: string[]) => ({
    program,
    policyPacks: [root],
    policyPackConfigs: [configuration(...remediated)],
  });
  const all = patchable.map(({ id }) => id);

  /** Planned inputs by name. */
  const planned = async (options: object): Promise<Record<string, Inputs>> => {
    const { stdout } = await stack.previewJson({ program, ...options });
    const { steps } = JSON.parse(stdout) as { steps: { urn: string; newState?: { inputs?: Inputs } }[] };
    return Object.fromEntries(steps.map(({ urn, newState }) => [urn.split("::").at(-1), newState?.inputs ?? {}]));
  };
  const findings = (run: Run): string[] =>
    run.policyEvents.map(({ resourceUrn, policyName }) => `${resourceUrn?.split("::").at(-1)} ${policyName}`).sort();

  test("changes what the remedies set, in the program's own words, and nothing else", async () => {
    const before = await planned({});
    const after = await planned(pack(...all));
    const changed = Object.fromEntries(
      Object.keys(before).flatMap((name) => {
        const paths = differing(before[name], after[name]);
        return paths.length > 0 ? [[name, paths]] : [];
      }),
    );
    expect(changed).toEqual({
      quotes: ["enableAutomaticFailover"],
      older: ["enableAutomaticFailover"],
      local: ["enableAutomaticFailover"],
      classic: ["automaticFailoverEnabled"],
      "backed-up-abroad": [
        "backupPolicy.periodicModeProperties",
        "backupPolicy.periodicModeProperties.backupStorageRedundancy",
      ],
      bounded: ["consistencyPolicy.maxIntervalInSeconds", "enableAutomaticFailover"],
      bursts: ["enablePerRegionPerPartitionAutoscale"],
      catalogue: ["properties.highAvailability", "properties.highAvailability.targetMode"],
      metrics: ["properties.repairEnabled"],
      sales: ["enableHa"],
    });
    expect(after.classic?.automaticFailoverEnabled).toBe(true);
    expect(after["backed-up-abroad"]?.backupPolicy).toEqual({
      type: "Periodic",
      periodicModeProperties: { backupStorageRedundancy: "Zone" },
    });
    expect(after.bounded?.consistencyPolicy).toMatchObject({ maxStalenessPrefix: 200_000, maxIntervalInSeconds: 300 });
    // Unknown values and secrets are what they were.
    expect(after.quotes).toEqual({ ...before.quotes, enableAutomaticFailover: true });
    expect(JSON.stringify(after.quotes)).toContain(unknownValue);
    expect(JSON.stringify(after.quotes)).toContain("[secret]");
    expect(JSON.stringify(after)).not.toContain("hunter2");
  });

  test("the rules pass then, and no other finding or consequence is worse", async () => {
    const asked = findings(await stack.preview(pack()));
    const left = findings(await stack.preview(pack(...all)));
    const cured = asked.filter((one) => !left.includes(one));
    expect(left.filter((one) => !asked.includes(one))).toEqual([]);
    expect(cured).toEqual([
      "backed-up-abroad cosmos-backup-geo-residency",
      "bounded cosmos-bounded-staleness-bounds",
      "bounded cosmos-service-managed-failover",
      "bursts cosmos-dynamic-scaling",
      "catalogue documentdb-ha",
      "classic cosmos-service-managed-failover",
      "local cosmos-service-managed-failover",
      "metrics cassandra-repair",
      "older cosmos-service-managed-failover",
      "quotes cosmos-service-managed-failover",
      "sales cosmos-pg-ha",
    ]);
    const [before, after] = [await planned({}), await planned(pack(...all))];
    for (const [name, kind] of [
      ["quotes", "cosmos-account"],
      ["backed-up-abroad", "cosmos-account"],
      ["catalogue", "documentdb-cluster"],
      ["sales", "postgresql-cluster"],
    ] as const) {
      const [now, then] = [before, after].map((inputs) =>
        consequencesOf(kind, resource(nativeType[kind], inputs[name]!).props, ruling().context),
      );
      expect(worsened(now!, then!), name).toBeUndefined();
    }
  });

  test("without being asked to, nothing is changed", async () => {
    const before = await planned({});
    expect(await planned(pack())).toEqual(before);
    expect(await planned({ policyPacks: [root] })).toEqual(before);
    expect(await planned(pack("cosmos-bounded-staleness-bounds"))).toEqual({ ...before, bounded: expect.anything() });
  });

  test("what is deployed holds the patch and its secrets, and the next preview changes nothing", async () => {
    const only = { "cosmos-service-managed-failover": "remediate", all: "disabled" };
    const options = { program, policyPacks: [root], policyPackConfigs: [only] };
    const run = await stack.up(options);
    expect([run.ok, run.stderr]).toEqual([true, expect.anything()]);
    const state = await stack.exportStack();
    expect(state).not.toContain("hunter2");
    const { deployment } = JSON.parse(state) as { deployment: { resources: { urn: string; inputs: Inputs }[] } };
    const quotes = deployment.resources.find(({ urn }) => urn.endsWith("::quotes"))?.inputs;
    expect(quotes?.enableAutomaticFailover).toBe(true);
    expect(quotes?.keyVaultKeyUri).toHaveProperty("ciphertext");
    expect(quotes?.tags).toMatchObject({
      owner: { ciphertext: expect.any(String) },
      group: expect.stringContaining("/"),
    });
    const next = await stack.preview(options);
    expect(next.steps.filter(({ op, type }) => op !== "same" && !type.startsWith("pulumi:providers:"))).toEqual([]);
  });
});
