/** What is said when regions are lost: by role, consistency and failover; of several regions; and that no line lacks its row. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { row } from "../dist/src/azure/facts.js";
import { regions as table } from "../dist/src/azure/regions.js";
import { judge } from "../dist/src/cli/estate/judge.js";
import type { Loss } from "../dist/src/consequence.js";
import { consequencesOf } from "../dist/src/consequences/consequences.js";
import type { Case, Drill, Hit } from "../dist/src/drill.js";
import { drill } from "../dist/src/estate/drill/drill.js";
import { lostGeography, lostRegions, withPairs } from "../dist/src/estate/drill/lost.js";
import { matrix } from "../dist/src/estate/drill/matrix.js";
import { azureSaid, personSaid } from "../dist/src/estate/drill/said.js";
import { impactsOf } from "../dist/src/estate/impact.js";
import type { JudgedStack } from "../dist/src/estate.js";
import type { Kind } from "../dist/src/model.js";
import { html } from "../dist/src/report/drill/html.js";
import { markdown } from "../dist/src/report/drill/markdown.js";
import { text } from "../dist/src/report/drill/text.js";
import { loadDocuments } from "../dist/src/rules.js";
import { accountOf, dimensions } from "./consequence-table.js";
import { anyInputs, diced, hidden } from "./dice.js";
import { nativeType, resource, ruling } from "./support.js";

const folder = mkdtempSync(join(tmpdir(), "azure-hadr-drill-"));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, "hadr.yaml"), "environment: production\n");
const judged = judge({ cwd: folder, config: join(folder, "hadr.yaml"), failOnUnknown: false, today: "2026-11-22" });

const account = nativeType["cosmos-account"];
type Inputs = Record<string, unknown>;
/** The record of a stack of these resources: logical name → type and inputs. */
function stackOf(resources: Record<string, readonly [type: string, inputs: Inputs]>, stack = "prod"): JudgedStack {
  const state = Object.entries(resources).map(([name, [type, inputs]]) => ({
    urn: `urn:pulumi:${stack}::shop::${type}::${name}`,
    type,
    custom: true,
    id: `/subscriptions/0/resourceGroups/rg/x/${name}`,
    inputs,
    outputs: inputs,
  }));
  const bytes = Buffer.from(
    JSON.stringify({ version: 3, deployment: { manifest: { time: "2026-11-22T00:00:00Z" }, resources: state } }),
  );
  const record = judged({ name: `${stack}.json`, bytes });
  if (record?.record !== "azure-hadr/judged-stack/1") throw new Error(JSON.stringify(record));
  return record;
}
const places = (...names: string[]) =>
  names.map((locationName, failoverPriority) => ({ locationName, failoverPriority }));
const session = (...names: string[]): Inputs => ({
  accountName: "orders",
  resourceGroupName: "rg",
  locations: places(...names),
});
const one = (inputs: Inputs, type = account): JudgedStack => stackOf({ orders: [type, inputs] });
const lose = (record: JudgedStack, ...names: string[]): Drill => drill([record], lostRegions(names, false));

/** The only hit and its case. */
function only(result: Drill): Hit & { readonly is: Case } {
  expect(result.all.resources).toBe(1);
  const [hit] = result.stacks.flatMap(({ hits }) => hits);
  return { ...(hit as Hit), is: result.cases[(hit as Hit).case] as Case };
}

/** Every sentence of a result with its rows. */
const saidIn = ({ cases }: Drill) =>
  cases.flatMap(({ azure, steps, decision }) => [...azure, ...steps, ...(decision.consent ? [decision.consent] : [])]);

describe("every line rests on a row", () => {
  const { context } = ruling();
  const kinds = [
    "cosmos-account",
    "documentdb-cluster",
    "postgresql-cluster",
    "cassandra-cluster",
    "cassandra-data-center",
    "digital-twins",
  ] as const;
  const told = (kind: Kind, losses: readonly (Loss | undefined)[]): void => {
    for (const loss of losses) {
      if (!loss) continue;
      const lines = [...loss.azure.map((words) => azureSaid(words, kind)), ...personSaid(loss.person, kind)];
      for (const { rows, words } of lines) {
        expect(rows.length, words).toBeGreaterThan(0);
        for (const id of rows) expect(row(id).says).not.toBe("");
      }
    }
  };

  test("whatever the account, of every configuration that the tables tell apart", () => {
    for (const regions of dimensions.regions)
      for (const writers of dimensions.writers)
        for (const failover of dimensions.failover)
          for (const zones of dimensions.zones)
            for (const backup of dimensions.backup)
              for (const consistency of ["session", "bounded", "strong"]) {
                const props = accountOf({ regions, writers, failover, zones, backup, consistency, serverless: "no" });
                const { loss } = consequencesOf("cosmos-account", props, context);
                told("cosmos-account", [loss.zone, loss.writeRegion, loss.readRegion]);
              }
  });

  test.each(kinds)("%s, whatever it is and whatever is not known of it", (kind) => {
    fc.assert(
      fc.property(diced, (dice) => {
        const inputs = anyInputs(nativeType[kind], dice);
        const { props } = resource(nativeType[kind], dice(2) === 0 ? hidden(inputs, dice) : inputs);
        const { loss } = consequencesOf(kind, props, context);
        told(kind, [loss.zone, loss.writeRegion, loss.readRegion]);
      }),
      { numRuns: 300 },
    );
  });

  test("a sentence that no table knows is an error, not a line without a source", () => {
    expect(() => azureSaid("Azure does what it likes.", "cosmos-account")).toThrow("no row for");
    expect(() => personSaid(["Do something."], "cosmos-account")).toThrow("no row for");
  });

  test("of steps, decisions and consent too", () => {
    const result = lose(
      stackOf({
        orders: [
          account,
          {
            ...session("West Europe", "North Europe"),
            enableAutomaticFailover: true,
            keyVaultKeyUri: "https://v.vault.azure.net/keys/k",
          },
        ],
        twin: [nativeType["digital-twins"], { location: "westeurope" }],
      }),
      "westeurope",
    );
    const lines = saidIn(result);
    expect(lines.length).toBeGreaterThan(30);
    for (const { words, rows } of lines) {
      expect(rows.length, words).toBeGreaterThan(0);
      for (const id of rows) expect(() => row(id)).not.toThrow();
    }
  });
});

describe("one region", () => {
  const levels = {
    session: { defaultConsistencyLevel: "Session" },
    strong: { defaultConsistencyLevel: "Strong" },
    bounded: { defaultConsistencyLevel: "BoundedStaleness", maxStalenessPrefix: 200_000, maxIntervalInSeconds: 600 },
  };
  const modes = {
    none: {},
    service: { enableAutomaticFailover: true },
    partition: { capabilities: [{ name: "EnablePerPartitionAutomaticFailover" }] },
    many: { enableMultipleWriteLocations: true },
  };
  const of = (level: keyof typeof levels, mode: keyof typeof modes, lost: string) =>
    only(
      lose(one({ ...session("West Europe", "North Europe"), consistencyPolicy: levels[level], ...modes[mode] }), lost),
    ).is;

  test.each([
    ["session", "none", "westeurope", "write region", "by-a-person", "window", true],
    ["session", "service", "westeurope", "write region", "by-azure", "window", true],
    ["session", "partition", "westeurope", "write region", "by-azure", "window", false],
    ["session", "many", "westeurope", "write region", "kept", "window", false],
    ["strong", "none", "westeurope", "write region", "by-a-person", "none", true],
    ["strong", "service", "westeurope", "write region", "by-azure", "none", true],
    ["bounded", "none", "westeurope", "write region", "by-a-person", "window", true],
    ["session", "none", "northeurope", "read region", "kept", "none", false],
    ["strong", "none", "northeurope", "read region", "by-a-person", "none", true],
    ["strong", "partition", "northeurope", "read region", "by-azure", "none", false],
    ["bounded", "none", "northeurope", "read region", "by-a-person", "none", true],
  ] as const)(
    "%s consistency, failover %s, %s lost: %s, writes %s, data %s",
    (level, mode, lost, part, writes, risk, consents) => {
      const is = of(level, mode, lost);
      expect([is.part, is.recovery.writes, is.risk, is.decision.consent !== undefined]).toEqual([
        part,
        writes,
        risk,
        consents,
      ]);
      expect(is.recovery.reads).toBe("kept");
    },
  );

  test("a forced failover: decided by one, agreed to by another, done by a third, and no up before the program is in line", () => {
    const hit = only(lose(one(session("West Europe", "North Europe", "France Central")), "westeurope"));
    const { steps, decision } = hit.is;
    expect(decision).toMatchObject({
      by: "incident lead",
      consent: { by: "data owner", words: expect.stringContaining("under 15 minutes of writes") },
    });
    const at = (words: string) => steps.findIndex((step) => step.words.includes(words));
    expect([
      at("Watch"),
      at("Decide:"),
      at("Agree before"),
      at("forced failover"),
      at("takes the writes."),
      at("no `pulumi up`"),
      at("listed as online"),
      at("Move the writes back"),
    ]).toSatisfy((order: number[]) =>
      order.every((place, index) => place >= 0 && (index === 0 || place > (order[index - 1] as number))),
    );
    expect([hit.next, hit.left]).toEqual(["northeurope", ["northeurope", "francecentral"]]);
    expect(hit.commands.map(({ line }) => line)).toEqual([
      "az cosmosdb show --name orders --resource-group rg --query '{writes:writeLocations[].locationName,reads:readLocations[].locationName}'",
      "az cosmosdb offline-region --name orders --resource-group rg --region 'West Europe'",
      "pulumi refresh --stack prod",
      "pulumi preview --stack prod",
    ]);
  });

  test("the writes go to the next priority, however the program lists its regions, and nobody knows where if one is hidden", () => {
    const at = (...all: readonly (readonly [name: unknown, priority: unknown])[]) => ({
      accountName: "orders",
      locations: all.map(([locationName, failoverPriority]) => ({ locationName, failoverPriority })),
    });
    const of = (inputs: Inputs) => only(lose(one(inputs), "westeurope"));
    const mixed = of(at(["France Central", 2], ["North Europe", 1], ["West Europe", 0]));
    expect([mixed.next, mixed.left]).toEqual(["northeurope", ["northeurope", "francecentral"]]);
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "x" };
    expect(of(at(["West Europe", 0], [secret, 1], ["France Central", 2]))).not.toHaveProperty("next");
    expect(of(at(["West Europe", 0], ["North Europe", secret], ["France Central", secret]))).not.toHaveProperty("next");
  });

  test("the way back is told once, and throughput is seen to before: it is set-up, which nobody changes during an outage", () => {
    const { steps } = only(
      lose(one({ ...session("West Europe", "North Europe"), enableAutomaticFailover: true }), "westeurope"),
    ).is;
    const told = (words: RegExp) => steps.filter((step) => words.test(step.words)).map(({ when }) => when);
    expect(told(/move the writes back|write region again/i)).toEqual(["after"]);
    expect(told(/switch service-managed failover off for it/)).toEqual(["after"]);
    expect(told(/throughput/)).toEqual(["before", "after"]);
  });

  test("where each partition fails over by itself, nobody has to act afterwards either", () => {
    const partition = { capabilities: [{ name: "EnablePerPartitionAutomaticFailover" }] };
    const { steps } = only(lose(one({ ...session("West Europe", "North Europe"), ...partition }), "westeurope")).is;
    expect(steps.filter(({ when }) => when === "after")).toEqual([]);
  });

  test.each(["postgresql-cluster", "documentdb-cluster"] as const)(
    "a replica that is lost is not promoted, and no replica of it is looked for: %s",
    (kind) => {
      const source = "/subscriptions/0/resourceGroups/rg/x/primary";
      const replica = {
        location: "westeurope",
        sourceLocation: "northeurope",
        sourceResourceId: source,
        properties: {
          createMode: "GeoReplica",
          replicaParameters: { sourceLocation: "northeurope", sourceResourceId: source },
        },
      };
      const hit = only(lose(one(replica, nativeType[kind]), "westeurope"));
      expect(hit.is).toMatchObject({ recovery: { writes: "kept" }, decision: { by: "nobody" } });
      expect(hit.is.decision.words).toContain("its primary goes on");
      expect(hit.commands).toEqual([]);
      expect(hit.is.steps.map(({ words }) => words).join()).not.toMatch(/replica/);
    },
  );

  test("the only region: everything that no backup elsewhere holds, or what a backup in the pair brings back", () => {
    const local = { backupPolicy: { type: "Periodic", periodicModeProperties: { backupStorageRedundancy: "Local" } } };
    expect(only(lose(one({ ...session("West Europe"), ...local }), "westeurope")).is).toMatchObject({
      part: "only region",
      risk: "everything",
      recovery: { writes: "with-the-place" },
      decision: { by: "nobody" },
    });
    const geo = only(lose(one(session("West Europe")), "westeurope")).is;
    expect(geo).toMatchObject({ risk: "window", decision: { consent: { words: expect.stringContaining("240") } } });
  });

  test("what only holds a copy there is not interrupted, and is told", () => {
    expect(only(lose(one(session("West Europe")), "northeurope")).is).toMatchObject({
      part: "copy",
      recovery: { writes: "kept" },
      risk: "none",
    });
  });

  test("what stands elsewhere is counted, and is not hit", () => {
    const result = lose(one(session("Japan East")), "westeurope");
    expect([result.all.resources, result.looked, result.stacks]).toEqual([0, { stacks: 1, resources: 1 }, []]);
  });

  test("a region that nobody knows may be the one", () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    const hit = only(
      lose(
        one({
          locations: [
            { locationName: unknown, failoverPriority: 0 },
            { locationName: "Japan East", failoverPriority: 1 },
          ],
        }),
        "westeurope",
      ),
    );
    expect(hit.is.part).toBe("not known");
    expect(hit.doubt).toContain("may stand there");
    expect(matrix([one({ locations: [{ locationName: unknown, failoverPriority: 0 }] })], false)).toMatchObject({
      anywhere: 1,
      regions: [],
    });
  });

  test("of what Azure refuses nothing follows, and that is said", () => {
    const is = only(
      lose(
        one({ ...session("West Europe", "North Europe"), capabilities: [{ name: "EnableServerless" }] }),
        "westeurope",
      ),
    ).is;
    expect(is.refused?.words).toContain("serverless");
    expect([is.loss, is.steps]).toEqual([undefined, []]);
  });

  test("agrees with what one region means to a resource, whatever the account", () => {
    fc.assert(
      fc.property(diced, (dice) => {
        const inputs = anyInputs(account, dice);
        const record = one(dice(3) === 0 ? hidden(inputs, dice) : inputs);
        const follows = record.consequences[record.resources[0]?.follows ?? -1];
        if (!follows) return;
        for (const { region, as, loss } of impactsOf(follows)) {
          if (as === "copy") continue;
          const result = lose(record, region);
          const copied =
            as === "only region" &&
            follows.footprint.some((place) => place.as === "backup copy" && place.region === region);
          const { is } = only(result);
          expect(is.part).toBe(as);
          if (!copied) expect(is.loss).toEqual(loss && { reads: loss.reads, writes: loss.writes, data: loss.data });
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("several regions at once", () => {
  const both = lostRegions(["westeurope", "northeurope"], false);
  const of = (inputs: Inputs, lost = both) => only(drill([one(inputs)], lost));

  test("what remains is judged again: two of three, and that it is derived is said", () => {
    const three = session("West Europe", "North Europe", "France Central");
    expect(of(three).is).toMatchObject({
      part: "write region",
      recovery: { writes: "by-a-person" },
      risk: "window",
      derived: expect.stringContaining("no document"),
    });
    expect(of(three).commands.filter(({ line }) => line?.includes("offline-region"))).toHaveLength(2);
    expect(of(three).next).toBe("francecentral");
  });

  test("strong consistency: two of five are not felt, what is left has to be the majority, two of three read regions leave no quorum, and no loss is promised", () => {
    const strong = { consistencyPolicy: { defaultConsistencyLevel: "Strong" } };
    const four = { ...session("France Central", "West Europe", "North Europe", "UK South"), ...strong };
    expect(of(four).is).toMatchObject({ part: "read region", recovery: { writes: "by-a-person" } });
    const five = {
      ...session("France Central", "West Europe", "North Europe", "UK South", "Sweden Central"),
      ...strong,
    };
    expect(of(five).is).toMatchObject({ part: "read region", recovery: { writes: "kept" } });
    const three = { ...session("France Central", "West Europe", "North Europe"), ...strong };
    expect(of(three).is).toMatchObject({ part: "read region", recovery: { writes: "by-a-person" } });
    const written = of({ ...session("West Europe", "North Europe", "France Central"), ...strong }).is;
    expect(written.loss?.data).toMatchObject({ best: { is: "none" }, worst: { is: "not-stated" } });
    // A failover moves the writes; the other region that is lost stays in the quorum until somebody takes it offline.
    const failover = { ...strong, enableAutomaticFailover: true };
    const minority = of({ ...session("West Europe", "North Europe", "France Central"), ...failover }).is;
    expect([minority.loss?.writes.best, minority.recovery.writes]).toEqual(["hour-or-more", "by-a-person"]);
    const spread = session("West Europe", "North Europe", "France Central", "UK South", "Sweden Central");
    const majority = of({ ...spread, ...failover }).is;
    expect(majority.recovery.writes).toBe("by-azure");
  });

  test("all regions: like the only one, but for the backups that are lost with them", () => {
    expect(of(session("West Europe", "North Europe")).is).toMatchObject({
      part: "all of its regions",
      risk: "everything",
      recovery: { reads: "with-the-place", writes: "with-the-place" },
    });
    const elsewhere = only(
      drill([one(session("West Europe", "Sweden Central"))], lostRegions(["westeurope", "swedencentral"], false)),
    );
    expect(elsewhere.is).toMatchObject({ part: "all of its regions", risk: "window" });
    expect(of(session("West Europe")).is).toMatchObject({ part: "only region", risk: "everything" });
  });

  test("the pair is directed, and a region may have none", () => {
    expect(withPairs(["westus3"]).regions).toEqual(["eastus", "westus3"]);
    expect(withPairs(["westus3", "westus3"])).toEqual(withPairs(["westus3"]));
    expect(withPairs(["qatarcentral"])).toMatchObject({
      regions: ["qatarcentral"],
      notes: [expect.stringContaining("no pair")],
    });
  });

  test("a geography is what Azure draws: Europe is Ireland and the Netherlands", () => {
    expect(lostGeography("europe")).toMatchObject({
      regions: ["northeurope", "westeurope"],
      words: expect.stringContaining("geography Europe"),
    });
    expect(lostGeography("Middle-earth")).toBeUndefined();
  });

  test("Digital Twins: where the data goes, that it leaves the boundary, and that nobody can drill it", () => {
    const twin = stackOf({ twin: [nativeType["digital-twins"], { resourceName: "twin", location: "westeurope" }] });
    const bounded: JudgedStack = { ...twin, boundary: { declaredAs: "countries NL", regions: ["westeurope"] } };
    const hit = only(lose(bounded, "westeurope"));
    expect(hit.is.decision.words).toContain("Microsoft alone decides");
    expect(hit.is.steps.some(({ words }) => words.includes("not even as a drill"))).toBe(true);
    expect(hit.notes.map(({ words }) => words)).toEqual([
      expect.stringContaining("copied to North Europe"),
      expect.stringContaining("outside of the declared boundary: countries NL"),
    ]);
    const both = only(lose(twin, "westeurope", "northeurope"));
    expect([both.is.azure, both.is.derived, both.notes[0]?.words]).toEqual([
      [],
      expect.stringContaining("nowhere to fail over to"),
      expect.stringContaining("lost too"),
    ]);
  });

  test("a backup of a PostgreSQL cluster that is lost with its region saves nothing", () => {
    const cluster = one(
      { clusterName: "ledger", location: "westeurope", enableGeoBackup: true },
      nativeType["postgresql-cluster"],
    );
    expect(only(lose(cluster, "westeurope")).is.risk).toBe("not-stated");
    expect(only(lose(cluster, "westeurope", "northeurope")).is).toMatchObject({
      risk: "everything",
      derived: expect.any(String),
    });
  });

  test("a Cassandra cluster stands where its data centers do", () => {
    const record = stackOf({
      events: [nativeType["cassandra-cluster"], { clusterName: "events", location: "westeurope" }],
      west: [
        nativeType["cassandra-data-center"],
        { clusterName: "events", dataCenterName: "west", properties: { dataCenterLocation: "westeurope" } },
      ],
      north: [
        nativeType["cassandra-data-center"],
        { clusterName: "events", dataCenterName: "north", properties: { dataCenterLocation: "northeurope" } },
      ],
    });
    const parts = (region: string) =>
      lose(record, region)
        .cases.map(({ part }) => part)
        .sort();
    expect(parts("northeurope")).toEqual(["data center", "only region"]);
    expect(parts("francecentral")).toEqual([]);
  });
});

describe("one zone", () => {
  const zoned = (...flags: readonly boolean[]) => ({
    accountName: "orders",
    locations: places("West Europe", "North Europe").map((place, at) => ({ ...place, isZoneRedundant: flags[at] })),
  });
  const of = (inputs: Inputs, region: string) => only(drill([one(inputs)], lostRegions([region], true))).is;

  test("a region with zones is felt for seconds, whatever the other one is", () => {
    expect(of(zoned(true, false), "westeurope")).toMatchObject({
      recovery: { reads: "kept", writes: "kept" },
      risk: "none",
    });
    expect(of(zoned(false, true), "northeurope")).toMatchObject({
      recovery: { reads: "kept", writes: "kept" },
      risk: "none",
    });
  });

  test("a region without them may be lost with any of its zones", () => {
    const is = of(zoned(false, true), "westeurope");
    expect(is.loss?.writes).toMatchObject({ best: "seconds", worst: "until-a-person-acts" });
    expect(is.loss?.data).toMatchObject({ best: { is: "none" }, worst: { is: "window" } });
    expect(is).toMatchObject({ acts: true, decision: { by: "incident lead", rows: ["recovery-2026/nonzonal"] } });
  });

  test("a region that has no zones says so", () => {
    const none = table.find(({ zones, status }) => zones === false && status !== "closed");
    expect(lostRegions([none?.name ?? ""], true).notes[0]).toContain("no availability zones");
    expect(lostRegions(["westeurope"], true).notes).toEqual([]);
  });
});

test("beside it: what leads to a resource or is sent data by it, even where the resource stands elsewhere", () => {
  const endpoint = "azure-native:network:PrivateEndpoint";
  const id = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.DocumentDB/databaseAccounts/orders";
  const record = stackOf({
    orders: [
      account,
      { ...session("North Europe", "France Central"), keyVaultKeyUri: "https://v.vault.azure.net/keys/k" },
    ],
    door: [
      endpoint,
      {
        location: "westeurope",
        privateEndpointName: "door",
        privateLinkServiceConnections: [{ name: "x", privateLinkServiceId: id }],
      },
    ],
    app: ["azure-native:web:WebApp", { name: "app", location: "westeurope" }],
  });
  const result = drill([record], lostRegions(["westeurope"], false));
  const hit = only(result);
  expect(hit.is).toMatchObject({ part: "copy" });
  expect(hit.dependants).toContainEqual({ kind: "private-endpoint", name: "door", region: "westeurope", lost: true });
  expect(hit.customerKey).toBe(true);
  expect(result.stacks[0]?.beside).toEqual([{ kind: "compute", name: "app", region: "westeurope" }]);
  expect(only(lose(record, "northeurope")).is.steps.some(({ by }) => by === "key custodian")).toBe(true);
});

test("what has no place of its own is lost with its resource; of one zone, and of an unknown place, nobody knows", () => {
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"; // as Pulumi writes what it does not know yet
  const of = (...names: string[]) =>
    stackOf({
      orders: [account, session(...names)],
      lines: [
        nativeType["cosmos-container"],
        { accountName: "orders", containerName: "lines", resourceGroupName: "rg" },
      ],
    });
  const lost = (result: Drill) => only(result).dependants.map((own) => own.lost);
  expect(lost(lose(of("West Europe"), "westeurope"))).toEqual([true]);
  expect(lost(lose(of("West Europe", "North Europe"), "westeurope"))).toEqual([false]);
  expect(lost(lose(of("West Europe", "North Europe"), "westeurope", "northeurope"))).toEqual([true]);
  expect(lost(drill([of("West Europe")], lostRegions(["westeurope"], true)))).toEqual([null]);
  expect(lost(lose(of(unknown), "westeurope"))).toEqual([null]);
});

test("what is only beside it is not said to stand in an unknown place, nor to be undecidable", () => {
  const replica = {
    location: "westeurope",
    sourceLocation: "northeurope",
    sourceResourceId: "/subscriptions/0/resourceGroups/rg/providers/Microsoft.DBforPostgreSQL/serverGroupsv2/primary",
  };
  const result = lose(
    stackOf({
      primary: [
        nativeType["postgresql-cluster"],
        { clusterName: "primary", resourceGroupName: "rg", location: "northeurope" },
      ],
      copy: [nativeType["postgresql-cluster"], replica],
    }),
    "westeurope",
  );
  const beside = result.cases.find(({ part }) => part === "beside it");
  expect(beside?.decision.words).toContain("only what stands beside it is out");
  const options = { documents: loadDocuments(), color: false, width: 100, cap: 10 };
  for (const format of [text, markdown, html]) {
    const sheet = format(result, options);
    expect(sheet).toContain("nothing of its own");
    expect(sheet).not.toMatch(/place not known/);
  }
});

test("a matrix: every region on its own, counted as its drill counts it", () => {
  const records = [
    stackOf({ a: [account, session("West Europe", "North Europe")], b: [account, session("West Europe")] }),
    stackOf({ c: [account, session("Japan East")] }, "dev"),
  ];
  const all = matrix(records, false);
  expect(all.regions.map(({ region }) => region)).toEqual(["japaneast", "northeurope", "westeurope"]);
  expect(all.regions.find(({ region }) => region === "westeurope")?.all).toMatchObject({
    resources: 2,
    acts: 1,
    data: { window: 2 },
  });
  const alone = drill(records, lostRegions(["westeurope"], false));
  expect(alone.all).toEqual(all.regions.find(({ region }) => region === "westeurope")?.all);
});

describe("names are names", () => {
  const hostile = [
    "<script>alert(1)</script>",
    "x'; rm -rf / #",
    "a\n# heading",
    "`id`",
    "=cmd()",
    "\u202Egnp.exe",
    "| a | b |",
    "$(id)",
  ];
  const options = { documents: loadDocuments(), color: false, width: 100, cap: 10 };
  const records = hostile.map((name, at) => {
    const record = stackOf(
      { orders: [account, { ...session("West Europe", "North Europe"), accountName: name }] },
      `s${at}`,
    );
    const resources = record.resources.map((own) => ({ ...own, name, azureName: name, resourceGroup: name }));
    return { ...record, team: name, resources } as JudgedStack;
  });
  const result = drill(records, lostRegions(["westeurope"], false));

  test("none becomes a part of a command", () => {
    const commands = result.stacks.flatMap(({ hits }) => hits.flatMap((hit) => hit.commands));
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.filter(({ line }) => line !== undefined)).toEqual([]);
  });

  test("none is markup, a cell, a heading or a line of its own", () => {
    const page = html(result, options);
    expect(page).not.toContain("<script>alert");
    expect(page).not.toMatch(/\u202E/);
    expect(page).toContain("&#60;script&#62;alert(1)");
    const wiki = markdown(result, options);
    expect(wiki).not.toMatch(/^# heading/m);
    expect(wiki).not.toContain("<script>");
    for (const line of wiki.split("\n").filter((one) => one.includes("| RTO") || one.includes("none declared")))
      expect(line.split(" | ")).toHaveLength(12);
    expect(text(result, options)).not.toContain("\u202E");
  });

  test("the page loads nothing, runs nothing and says which style is its own", () => {
    const page = html(result, options);
    expect(page).toMatch(/default-src 'none'; style-src 'sha256-[\w+/=]+'/);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\sstyle=|\son\w+=|src=/);
  });

  test("a name that is not known is a blank that no shell takes for more", () => {
    const nameless = only(lose(one({ locations: places("West Europe", "North Europe") }), "westeurope"));
    expect(nameless.commands.map(({ line }) => line).join("\n")).toContain("--name '<name>' --resource-group");
  });
});

test("no command is one that the documents forbid during an outage", () => {
  const result = lose(one({ ...session("West Europe", "North Europe"), enableAutomaticFailover: true }), "westeurope");
  const commands = result.stacks.flatMap(({ hits }) => hits.flatMap((hit) => hit.commands.map(({ line }) => line)));
  expect(commands.join("\n")).not.toMatch(/failover-priority-change|cosmosdb update|pulumi up|--yes/);
});

test("of a live estate, and of what a program only reads, no stack of Pulumi is made up", () => {
  const record = one(session("West Europe", "North Europe"));
  const live = { ...record, source: { ...record.source, kind: "graph" as const } };
  const read = { ...record, resources: record.resources.map((own) => ({ ...own, operation: "read" as const })) };
  for (const own of [live, read]) {
    const { commands } = only(lose(own, "westeurope"));
    expect(commands.flatMap(({ line }) => line ?? []).map((line) => line.split(" ")[0])).toEqual(["az", "az"]);
    expect(commands.filter(({ why }) => why !== undefined)).toEqual([
      { for: "refresh", why: "which stack of Pulumi declares it is not known" },
    ]);
  }
});

test("the run sheet of a small estate, as it is kept", async () => {
  const shop = stackOf({
    orders: [account, { ...session("West Europe", "North Europe"), enableAutomaticFailover: true }],
    carts: [account, { accountName: "carts", resourceGroupName: "rg", locations: places("West Europe") }],
    twin: [nativeType["digital-twins"], { resourceName: "twin", location: "westeurope" }],
  });
  const records = [{ ...shop, team: "shop", criticality: "standard" as const, targets: { rtoMinutes: 60 } }];
  const options = { documents: loadDocuments(), color: false, width: 100, cap: 10 };
  const result = { ...drill(records, lostRegions(["westeurope"], false)), tool: "0.0.0" };
  await expect(markdown(result, options)).toMatchFileSnapshot("golden/drill.md");
});

describe("azure-hadr drill", () => {
  const cli = join(__dirname, "..", "dist", "src", "cli.js");
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [cli, "drill", ...args], { cwd: folder, encoding: "utf8" });
  const exports = join(folder, "exports");
  mkdirSync(exports);
  const demo = join(__dirname, "..", "fixtures", "demo", "export.json");
  writeFileSync(join(exports, "demo.json"), readFileSync(demo));

  test.each([
    [["--region", "westeurop"], 'did you mean "westeurope"?'],
    [["--geography", "Europa"], 'did you mean "Europe"?'],
    [[], "what is lost?"],
    [["--all", "--region", "westeurope"], "exclude each other"],
    [["--region", "westeurope", "--region", "northeurope", "--zone"], "--zone is about one region"],
    [["--region", "westeurope", "-f", "htm=x"], 'did you mean "html"?'],
  ])("%j is one clear line", (args, words) => {
    const { status, stdout, stderr } = run(...args, "exports");
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(words);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  test("what is missing is told, and ends with 2 unless that is allowed", () => {
    const broken = join(folder, "broken");
    mkdirSync(broken);
    writeFileSync(join(broken, "a.json"), readFileSync(demo));
    writeFileSync(join(broken, "b.json"), "{");
    const { status, stdout, stderr } = run("--region", "westeurope", "broken");
    expect(status).toBe(2);
    expect(stdout).toContain("Not looked at: broken/b.json");
    expect(stderr).toContain("--allow-partial");
    expect(run("--region", "westeurope", "--allow-partial", "broken").status).toBe(0);
  });

  test("a region in which nothing stands is said, with what was looked at", () => {
    const { status, stdout } = run("--region", "japanwest", "exports");
    expect(status).toBe(0);
    expect(stdout).toMatch(/0 resources of 0 stacks are hit or may be, of \d+ resources of 1 stack/);
    expect(stdout).not.toContain("\u001b");
  });

  test("every format of one run, and every way to lose something", () => {
    const { status, stderr } = run(
      "--region",
      "westeurope",
      "exports",
      "--as-of",
      "2026-11-22",
      "-f",
      "html=sheet.html",
      "-f",
      "json=sheet.json",
      "-f",
      "markdown=sheet.md",
    );
    expect([status, stderr]).toEqual([0, ""]);
    const data = JSON.parse(readFileSync(join(folder, "sheet.json"), "utf8")) as Drill & { facts: object };
    expect(data.record).toBe("azure-hadr/drill/1");
    for (const { rows } of saidIn(data)) for (const id of rows) expect(data.facts).toHaveProperty([id]);
    for (const way of [
      ["--all"],
      ["--all", "--zone"],
      ["--region", "westeurope", "--with-pair"],
      ["--geography", "Europe"],
    ])
      for (const format of ["text", "json", "markdown", "html"])
        expect(run(...way, "exports", "-f", format).status).toBe(0);
  });
});
