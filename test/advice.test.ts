/** Remedies: the ranking of regions, and properties that hold for every rule, any account and any boundary. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expand } from "../dist/src/azure/boundary.js";
import { certainlyWithin, kilometres } from "../dist/src/azure/distance.js";
import { findRegion, type Region, regions } from "../dist/src/azure/regions.js";
import type { Remedy, Step } from "../dist/src/consequence.js";
import { consequencesOf } from "../dist/src/consequences/consequences.js";
import { decide, type Ruling } from "../dist/src/judge.js";
import type { CosmosAccount, Location } from "../dist/src/kinds/cosmos-account.js";
import { Unknown } from "../dist/src/known.js";
import type { Kind, Objectives } from "../dist/src/model.js";
import { waiversFor } from "../dist/src/plan.js";
import { looksAround, type Rule } from "../dist/src/rule.js";
import { type Example, loadExamples, loadRules } from "../dist/src/rules.js";
import { anyInputs, diced } from "./dice.js";
import { nativeType, resource, ruling, staged, unknownMarker } from "./support.js";

const rules = loadRules();
const rule = (id: string): Rule => rules.get(id) as Rule;
const region = (name: string): Region => findRegion(name) as Region;
const at = (locationName: string, failoverPriority: number, isZoneRedundant = true) => ({
  locationName,
  failoverPriority,
  isZoneRedundant,
});

/** What the rule advises; "unknown" where a value that it needs is not known. */
function mend(id: string, props: object, own: Ruling): Remedy | "unknown" {
  try {
    const parameters = own.objectives.parameters?.[id] ?? {};
    return (rule(id).mend as NonNullable<Rule["mend"]>)(props as never, own.context, parameters);
  } catch (error) {
    if (error instanceof Unknown) return "unknown";
    throw error;
  }
}
const advised = (id: string, props: object, objectives: Partial<Objectives> = {}): Remedy => {
  const remedy = mend(id, props, ruling(objectives));
  if (remedy === "unknown") throw new Error("unknown");
  return remedy;
};
const excluded = (remedy: Remedy, name: string) => remedy.candidates?.find((one) => one.region === name)?.excluded;
const names = (remedy: Remedy): string[] => (remedy.candidates ?? []).map((one) => one.region);

describe("distance", () => {
  test("great circles, both ways, as atlases have them", () => {
    expect(kilometres(region("brazilsouth"), region("southcentralus"))).toBe(8087);
    expect(kilometres(region("southcentralus"), region("brazilsouth"))).toBe(8087);
    expect(kilometres(region("westeurope"), region("northeurope"))).toBe(756);
    expect(kilometres(region("australiaeast"), region("uksouth"))).toBeGreaterThan(16_900);
    expect(kilometres(region("eastus"), region("eastus"))).toBe(0);
  });
  test("not measured from places that are missing or suspect", () => {
    for (const name of ["swedensouth", "usgovvirginia", "francecentral", "ukwest"])
      expect(kilometres(region("westeurope"), region(name)), name).toBeUndefined();
  });
  test("near a limit it is not certain; a suspect place is good for a coarse one only", () => {
    const [brazil, texas] = [region("brazilsouth"), region("southcentralus")];
    expect([8000, 8200, 8300].map((limit) => certainlyWithin(limit, brazil, texas))).toEqual([false, false, true]);
    expect(certainlyWithin(8000, region("francecentral"), region("westeurope"))).toBe(true);
    expect(certainlyWithin(8000, region("francecentral"), region("eastus"))).toBe(true);
    expect(certainlyWithin(8000, region("francecentral"), region("westus2"))).toBe(false);
    expect(certainlyWithin(8000, region("westeurope"), region("swedensouth"))).toBe(false);
  });
});

describe("ranking", () => {
  const one = { locations: [at("westeurope", 0)], backupPolicy: { type: "Continuous" } };
  test("every region of the cloud is in it, with reasons, the excluded ones last", () => {
    const remedy = advised("cosmos-min-two-regions", one, { boundary: expand({ euDataBoundary: true }) });
    const cloud = regions.filter(({ cloud }) => cloud === "AzureCloud").map(({ name }) => name);
    expect(names(remedy).sort()).toEqual(cloud.sort());
    const barred = (remedy.candidates ?? []).map((each) => each.excluded !== undefined);
    expect(barred.lastIndexOf(false)).toBeLessThan(barred.indexOf(true));
    expect(remedy.region).toBe(remedy.candidates?.[0]?.region);
    expect(remedy.candidates?.[0]?.reasons).toEqual([
      "inside the declared boundary, the EU Data Boundary",
      "has availability zones",
      "open to every subscription",
      "Cosmos DB is offered there",
      expect.stringMatching(/^[\d,]+ km from West Europe$/),
    ]);
    expect(excluded(remedy, "westeurope")).toBe("already a region of the account");
    expect(excluded(remedy, "germanynorth")).toBe("open to some subscriptions only");
    expect(excluded(remedy, "eastus")).toContain("outside the declared boundary");
    const american = advised("cosmos-min-two-regions", { ...one, locations: [at("westus2", 0)] });
    expect(excluded(american, "eastus2euap")).toContain("no source says whether Cosmos DB");
  });
  test("zones before distance, distance beyond what a shared disaster reaches, then nearest; unmeasured last", () => {
    const remedy = advised("cosmos-min-two-regions", one, { boundary: expand({ euDataBoundary: true }) });
    const fit = (remedy.candidates ?? []).filter((each) => each.excluded === undefined);
    const distances = fit.map((each) => each.kilometres);
    const far = distances.filter((distance) => distance !== undefined && distance >= 483) as number[];
    const near = distances.filter((distance) => distance !== undefined && distance < 483) as number[];
    const unmeasured = distances.filter((distance) => distance === undefined);
    const rising = (list: number[]) => [...list].sort((a, b) => a - b);
    expect(distances).toEqual([...rising(far), ...rising(near), ...unmeasured]);
    expect([far.length, near.length, unmeasured.length].every((count) => count > 1)).toBe(true);
    const american = advised("cosmos-min-two-regions", { ...one, locations: [at("westus2", 0)] });
    const [zoned, bare] = ["eastus", "northcentralus"].map((name) => names(american).indexOf(name)) as [number, number];
    expect(zoned).toBeLessThan(bare);
    expect(kilometres(region("westus2"), region("northcentralus"))).toBeLessThan(
      kilometres(region("westus2"), region("eastus")) as number,
    );
  });
  test("without a boundary no border is crossed silently: country, geography, group, and it is said", () => {
    const german = advised("cosmos-min-two-regions", { ...one, locations: [at("koreacentral", 0)] });
    expect(german.region).toBe("koreasouth"); // without zones, but in Korea
    const dutch = advised("cosmos-min-two-regions", one);
    expect(dutch.region).toBe("northeurope"); // the same geography, though farther than Belgium
    expect(dutch.candidates?.[0]?.reasons[0]).toContain("another country, Ireland; no boundary is declared");
    const abroad = "North Europe (in another country, Ireland: no boundary is declared)";
    expect(dutch.does).toContain(`Add ${abroad}, then`);
    expect(advised("cosmos-min-two-regions", one, { boundary: expand({ geographies: ["Europe"] }) }).does).toContain(
      "Add North Europe, then",
    );
    expect(advised("cosmos-rpo-target", one, { rpoMinutes: 15 }).does).toContain(`Add ${abroad}, then`);
    const bare = { locations: [at("westeurope", 0, false)], backupPolicy: { type: "Continuous" } };
    expect(advised("cosmos-zone-redundant-write-region", bare).does).toContain(`add ${abroad} for a while`);
  });
  test("geo-redundant backups follow the pair, so the pair counts; with continuous backup it does not", () => {
    const boundary = expand({ countries: ["NL", "IE", "BE", "DE"], regions: ["swedencentral"] });
    const geo = advised("cosmos-min-two-regions", { locations: [at("westeurope", 0)] }, { boundary });
    expect(excluded(geo, "swedencentral")).toContain("rest in Sweden South, outside the declared boundary");
    expect(excluded(advised("cosmos-min-two-regions", one, { boundary }), "swedencentral")).toBeUndefined();
    const zonal = { backupPolicy: { type: "Periodic", periodicModeProperties: { backupStorageRedundancy: "Zone" } } };
    const periodic = advised("cosmos-min-two-regions", { ...one, ...zonal, locations: [at("westus2", 0)] });
    expect(excluded(periodic, "northcentralus")).toBe("offers Geo and Local redundancy for backups, not the account's");
    const unpaired = "has no pair, so geo-redundant backups are not to be had there";
    const europe = { boundary: expand({ countries: ["NL", "AT", "BE"] }) };
    const alone = advised("cosmos-min-two-regions", { locations: [at("westeurope", 0)] }, europe);
    expect([alone.becomes, excluded(alone, "austriaeast"), excluded(alone, "belgiumcentral")]).toEqual([
      undefined,
      unpaired,
      unpaired,
    ]);
    expect(advised("cosmos-min-two-regions", one, europe).region).toBe("austriaeast");
  });
  test("Strong consistency: nothing farther than 8,000 km from any region, nor near that limit", () => {
    const strong = { ...one, consistencyPolicy: { defaultConsistencyLevel: "Strong" } };
    const brazil = advised("cosmos-min-two-regions", { ...strong, locations: [at("brazilsouth", 0)] });
    expect(excluded(brazil, "southcentralus")).toContain("not certainly within 8,000 km of Brazil South");
    expect(excluded(brazil, "westeurope")).toContain("8,000 km");
    const two = advised("cosmos-strong-needs-three-regions", {
      ...strong,
      locations: [at("westeurope", 0), at("eastus", 1)],
    });
    expect(excluded(two, "japaneast")).toContain("8,000 km");
    expect(two.becomes).toMatchObject({ locations: [{}, {}, { locationName: two.region, failoverPriority: 2 }] });
  });
  test("Strong consistency never comes to rest over two regions: a weaker level goes with the second, or nothing does", () => {
    const strong = { ...one, consistencyPolicy: { defaultConsistencyLevel: "Strong" } };
    const two = { boundary: expand({ geographies: ["Europe"] }) };
    const remedy = advised("cosmos-min-two-regions", strong, two);
    expect(remedy.does).toMatch(/^Choose Session .* 15 minutes .* add North Europe, then .*geographies Europe/);
    expect(does(remedy)).toEqual([
      "Choose Session consistency.",
      "Add North Europe with zones.",
      "Switch service-managed failover on.",
    ]);
    const tight = advised("cosmos-min-two-regions", strong, { ...two, rpoMinutes: 0 });
    expect([tight.becomes, tight.obstacle]).toEqual([undefined, expect.stringMatching(/with either.*rpoMinutes: 0/)]);
  });
  test("an account that is to write everywhere still does when it has grown; with Strong consistency one region writes", () => {
    const everywhere = { ...one, enableMultipleWriteLocations: true };
    const europe = { boundary: expand({ euDataBoundary: true }) };
    const remedy = advised("cosmos-min-two-regions", everywhere, europe);
    expect(remedy.does).toContain("where it takes writes too");
    expect(remedy.becomes).toMatchObject({ enableMultipleWriteLocations: true, locations: [{}, {}] });
    const strong = { ...everywhere, consistencyPolicy: { defaultConsistencyLevel: "Strong" } };
    const first = advised("cosmos-min-two-regions", strong, europe);
    expect(first.does).toMatch(/^Let the first region alone take writes, .* then switch service-managed failover on/);
    expect(first.becomes).toMatchObject({ enableMultipleWriteLocations: false, enableAutomaticFailover: true });
  });
  test("nothing is built on a region outside the boundary before it has moved", () => {
    const american = { ...one, locations: [at("eastus", 0, false)] };
    const two = { ...one, locations: [at("westeurope", 0), at("eastus", 1, false)] };
    const europe = { boundary: expand({ euDataBoundary: true }), rpoMinutes: 0 };
    const strong = { ...two, consistencyPolicy: { defaultConsistencyLevel: "Strong" } };
    for (const [id, props] of [
      ["cosmos-min-two-regions", american],
      ["cosmos-zone-redundant-write-region", american],
      ["cosmos-zone-redundant-read-region", two],
      ["cosmos-strong-needs-three-regions", strong],
      ["cosmos-rpo-target", two],
    ] as const) {
      const { becomes, obstacle } = advised(id, props, europe);
      expect([becomes, obstacle], id).toEqual([
        undefined,
        expect.stringMatching(/^East US .*outside the declared boundary, which `cosmos-data-residency`/),
      ]);
    }
  });
  test("a region that is out is not suggested while the freeze lasts, and nothing is built on one", () => {
    const frozen = (until: string, ...names: string[]): Partial<Objectives> => ({
      boundary: expand({ geographies: ["Europe"] }),
      outageFreeze: { regions: names, reason: "power failure", until },
    });
    const now = advised("cosmos-min-two-regions", one, frozen("2026-11-22", "northeurope"));
    expect([now.becomes, excluded(now, "northeurope")]).toEqual([
      undefined,
      "frozen until 2026-11-22 (`outageFreeze`)",
    ]);
    expect(advised("cosmos-min-two-regions", one, frozen("2026-11-21", "northeurope")).region).toBe("northeurope");
  });
  test.each([...rules.values()].filter((each) => each.mend && each.appliesTo === "cosmos-account"))(
    "nothing of an account is changed while one of its regions is out: $id",
    (rule) => {
      const { id } = rule;
      const examples = Object.values(loadExamples(id).fail ?? {}).map((example) => staged(rule, example));
      const inWestEurope = examples.filter(({ resource: { props } }) =>
        /"westeurope"/.test(JSON.stringify(plain(props))),
      );
      const others = { props: { locations: [at("westeurope", 0), at("northeurope", 1)] } };
      for (const { props } of [...inWestEurope.map((each) => each.resource), others])
        expect(
          advised(id, props, { outageFreeze: { regions: ["westeurope"], reason: "fire", until: "2026-11-22" } }),
        ).toEqual({
          does: "Change nothing of this account until the freeze ends.",
          obstacle: "West Europe is frozen until 2026-11-22 (`outageFreeze`)",
        });
    },
  );
  test.each([...rules.values()].filter((each) => each.mend))(
    "nothing of any kind is changed while all regions are out: $id",
    (rule) => {
      const outageFreeze = { regions: regions.map(({ name }) => name), reason: "fire", until: "2026-11-22" };
      for (const example of Object.values(loadExamples(rule.id).fail ?? {})) {
        const { resource, ruling: own } = staged(rule, example);
        const objectives = { ...own.objectives, outageFreeze };
        const remedy = mend(rule.id, resource.props, { ...own, objectives, context: { ...own.context, objectives } });
        if (remedy === "unknown") throw new Error("unknown");
        expect([remedy.becomes, remedy.steps]).toEqual([undefined, undefined]);
        // What has no region does not stand in one that is out.
        expect(remedy.obstacle).toMatch(/ frozen until 2026-11-22 \(`outageFreeze`\)$|^no locations are set/);
      }
    },
  );
  test("a cluster, a data center and an instance stand in one region, and wait for that alone", () => {
    const freeze = (name: string) => ({ outageFreeze: { regions: [name], reason: "fire", until: "2026-11-22" } });
    const cluster = { location: "West Europe" };
    const cases: [id: string, props: object, what: string][] = [
      ["documentdb-ha", cluster, "cluster"],
      ["cosmos-pg-ha", cluster, "cluster"],
      ["cassandra-rf3-nodes", { properties: { dataCenterLocation: "westeurope", nodeCount: 1 } }, "data center"],
      ["adt-paired-region-residency", cluster, "instance"],
    ];
    for (const [id, props, what] of cases) {
      expect(advised(id, props, freeze("westeurope"))).toEqual({
        does: `Change nothing of this ${what} until the freeze ends.`,
        obstacle: "West Europe is frozen until 2026-11-22 (`outageFreeze`)",
      });
      expect(advised(id, props, freeze("eastasia")).obstacle, id).not.toEqual(expect.stringContaining("is frozen"));
    }
    for (const id of ["documentdb-ha", "cosmos-pg-ha", "cassandra-rf3-nodes"])
      expect(advised(id, cases.find(([one]) => one === id)![1], freeze("eastasia")).becomes, id).toBeDefined();
    expect(advised("documentdb-ha", { resourceGroupName: "rg" }, freeze("eastasia")).obstacle).toContain(
      "may be frozen",
    );
  });
  test("data centers say where a Cassandra cluster stands, so it waits for any region", () => {
    const freeze = (name: string, until = "2026-11-22") => ({
      outageFreeze: { regions: [name], reason: "fire", until },
    });
    const repair = (own: Partial<Objectives>) =>
      advised("cassandra-repair", { location: "westeurope", properties: { repairEnabled: false } }, own);
    expect(repair(freeze("westeurope")).obstacle).toContain("West Europe is frozen");
    expect(repair(freeze("eastasia")).obstacle).toContain("one of its regions is not known, and may be frozen");
    expect(repair(freeze("westeurope", "2026-11-21")).becomes).toEqual({
      location: "westeurope",
      properties: { repairEnabled: true },
    });
  });
  test("where a region is not known, it may be the one that is out", () => {
    const hidden = resource(nativeType["cosmos-account"], {
      locations: [at("northeurope", 0), at(unknownMarker, 1)],
    }).props;
    const freeze = (name: string) => ({ outageFreeze: { regions: [name], reason: "fire", until: "2026-11-22" } });
    const obstacle = (name: string) => advised("cosmos-service-managed-failover", hidden, freeze(name)).obstacle;
    expect(obstacle("westeurope")).toContain("may be frozen until 2026-11-22");
    expect(obstacle("northeurope")).toContain("North Europe is frozen");
  });
  test("nothing fits: the objective that stands in the way", () => {
    const law = advised("cosmos-min-two-regions", one, { singleRegionByLaw: true });
    expect([law.becomes, law.obstacle]).toEqual([undefined, expect.stringContaining("singleRegionByLaw")]);
    const narrow = advised("cosmos-min-two-regions", one, { boundary: expand({ countries: ["NL"] }) });
    expect([narrow.becomes, narrow.obstacle]).toEqual([undefined, expect.stringContaining("countries NL")]);
    const strong = {
      locations: [at("westeurope", 0), at("northeurope", 1)],
      consistencyPolicy: { defaultConsistencyLevel: "Strong" },
    };
    const boundary = expand({ geographies: ["Europe"] });
    const weaker = advised("cosmos-strong-needs-three-regions", strong, { boundary });
    expect(weaker.does).toMatch(/^Choose Session consistency, .* up to 15 minutes of writes .*geographies Europe/);
    expect(weaker.becomes).toMatchObject({ consistencyPolicy: { defaultConsistencyLevel: "Session" } });
    const bounded = advised("cosmos-strong-needs-three-regions", strong, { boundary, rpoMinutes: 14 });
    expect(bounded.does).toMatch(/up to 5 minutes or 100,000 of the last writes.*stops writes later/);
    expect(bounded.becomes).toMatchObject({
      consistencyPolicy: { defaultConsistencyLevel: "BoundedStaleness", maxIntervalInSeconds: 300 },
    });
    const tight = advised("cosmos-strong-needs-three-regions", strong, { boundary, rpoMinutes: 1 });
    expect([tight.becomes, tight.obstacle]).toEqual([undefined, expect.stringContaining("rpoMinutes: 1")]);
    const twins = advised("adt-paired-region-residency", { location: "westeurope" });
    expect([twins.becomes, twins.obstacle]).toEqual([undefined, expect.stringContaining("no boundary is declared")]);
  });
  test("Digital Twins: where it is offered, with a pair that may hold the copy and a residency that is known", () => {
    const asia = { boundary: expand({ geographyGroups: ["Asia Pacific", "Middle East"] }) };
    const remedy = advised("adt-region-has-pair", { location: "qatarcentral" }, asia);
    expect(remedy.region).toBe("koreacentral");
    expect(excluded(remedy, "southeastasia")).toContain("built-in data residency");
    expect(excluded(remedy, "centralindia")).toBe("Digital Twins is not offered there");
    const abroad = advised(
      "adt-paired-region-residency",
      { location: "eastus" },
      { boundary: expand({ countries: ["NL", "GB"] }) },
    );
    expect([abroad.region, excluded(abroad, "westeurope")]).toEqual([
      "uksouth",
      expect.stringContaining("North Europe, outside the boundary"),
    ]);
    const undeclared = advised("adt-region-has-pair", { location: "qatarcentral" });
    expect(undeclared.does).toMatch(/^Declare where the data may rest/);
    expect(undeclared.obstacle).toContain("no boundary is declared");
    const law = advised("adt-paired-region-residency", { location: "westeurope" }, { singleRegionByLaw: true });
    expect([law.does, law.obstacle]).toEqual([
      "Keep this data in another service.",
      expect.stringContaining("`singleRegionByLaw`"),
    ]);
  });
});

const several = { locations: [at("westeurope", 0, false), at("northeurope", 1)], enableAutomaticFailover: true };
const boundary = expand({ euDataBoundary: true });
const does = (remedy: Remedy): string[] => (remedy.steps ?? []).map((step) => step.does);

describe("targets", () => {
  const eu = { boundary };
  const level = (defaultConsistencyLevel: string, more: object = {}) => ({
    consistencyPolicy: { defaultConsistencyLevel, ...more },
  });
  const alone = { locations: [at("westeurope", 0)] };
  const levels = ({ becomes }: Remedy) => (becomes as CosmosAccount).consistencyPolicy;
  const capabilities = ({ becomes }: Remedy) => (becomes as CosmosAccount).capabilities?.map(({ name }) => name);
  const partition = "EnablePerPartitionAutomaticFailover";

  test("loss of data: the second region, then the weakest level that is enough", () => {
    const rpo = (props: object, rpoMinutes: number, more: Partial<Objectives> = {}) =>
      advised("cosmos-rpo-target", props, { ...eu, rpoMinutes, ...more });
    expect(does(rpo(alone, 15))).toEqual(["Add Switzerland North with zones.", "Switch service-managed failover on."]);
    expect(levels(rpo(several, 10))).toEqual({
      defaultConsistencyLevel: "BoundedStaleness",
      maxStalenessPrefix: 100_000,
      maxIntervalInSeconds: 600,
    });
    const wide = level("BoundedStaleness", { maxStalenessPrefix: 500_000, maxIntervalInSeconds: 7200 });
    expect(levels(rpo({ ...several, ...wide }, 20))).toMatchObject({
      maxStalenessPrefix: 500_000,
      maxIntervalInSeconds: 1200,
    });
    expect(does(rpo(several, 4))).toEqual(["Add Switzerland North with zones.", "Choose Strong consistency."]);
    // Bounded staleness would idle it.
    const byPartition = rpo({ ...several, capabilities: [{ name: partition }] }, 5, { rtoMinutes: 5 });
    expect(levels(byPartition)).toEqual({ defaultConsistencyLevel: "Strong" });
    const tight = level("BoundedStaleness", { maxStalenessPrefix: 10, maxIntervalInSeconds: 5 });
    expect(does(rpo({ ...alone, ...tight }, 0))[0]).toContain("Widen the staleness window");
    expect(
      rpo({ locations: [at("westeurope", 0), at("australiaeast", 1)] }, 0, { boundary: undefined }).obstacle,
    ).toContain("8,000 km");
  });
  test("loss of data: several write regions give way to Strong consistency, unless the application is made for them", () => {
    const everywhere = { locations: several.locations, enableMultipleWriteLocations: true };
    const rpo = (more: Partial<Objectives>) =>
      advised("cosmos-rpo-target", everywhere, { ...eu, rpoMinutes: 0, ...more });
    expect(does(rpo({}))).toEqual([
      "Let the first region alone take writes.",
      "Add Switzerland North with zones.",
      "Choose Strong consistency.",
      "Switch service-managed failover on.",
    ]);
    expect(rpo({ activeActive: true })).toMatchObject({ obstacle: expect.stringContaining("`activeActive`") });
  });
  test("loss of data: where the account stays alone, its backups, as far as they may leave it", () => {
    const rpo = (props: object, more: Partial<Objectives>) => advised("cosmos-rpo-target", props, more);
    const serverless = { ...alone, capabilities: [{ name: "EnableServerless" }] };
    const europe = { boundary: expand({ geographies: ["Europe"] }) };
    expect(rpo(serverless, { ...europe, rpoMinutes: 90 }).becomes).toMatchObject({
      backupPolicy: {
        type: "Periodic",
        periodicModeProperties: { backupStorageRedundancy: "Geo", backupIntervalInMinutes: 90 },
      },
    });
    const obstacle = (objectives: Partial<Objectives>, props: object = serverless) => rpo(props, objectives).obstacle;
    expect(obstacle({ ...europe, rpoMinutes: 59 })).toBe("a serverless account has one region and gets no other");
    expect(obstacle({ boundary: expand({ countries: ["NL"] }), rpoMinutes: 60 }, alone)).toMatch(
      /countries NL.*copied to North Europe/,
    );
    expect(obstacle({ singleRegionByLaw: true, rpoMinutes: 60 }, alone)).toContain("`singleRegionByLaw`");
    expect(obstacle({ ...europe, rpoMinutes: 60 }, { ...serverless, backupPolicy: { type: "Continuous" } })).toContain(
      "continuous backup",
    );
  });
  test("recovery: by partition, which keeps the other capabilities, or by every region that writes where declared", () => {
    const rto = (props: object, rtoMinutes: number, more: Partial<Objectives> = {}) =>
      advised("cosmos-rto-target", props, { ...eu, rtoMinutes, ...more });
    const search = { name: "EnableNoSQLVectorSearch" };
    const byPartition = rto({ ...several, capabilities: [search] }, 60);
    expect(capabilities(byPartition)).toEqual([search.name, partition]);
    expect(byPartition.does).toContain("`forcedFailoverMinutes`");
    const bounded = level("BoundedStaleness", { maxStalenessPrefix: 100_000, maxIntervalInSeconds: 300 });
    expect(levels(rto({ ...several, ...bounded }, 15))).toEqual({ defaultConsistencyLevel: "Session" });
    expect(levels(rto({ ...several, ...bounded }, 15, { rpoMinutes: 5 }))).toEqual({
      defaultConsistencyLevel: "Strong",
    });
    expect(rto(several, 1).obstacle).toContain("`activeActive`");
    expect(rto(several, 1, { activeActive: true }).becomes).toEqual({ ...several, enableMultipleWriteLocations: true });
    const strong = { ...several, ...level("Strong") };
    expect(levels(rto(strong, 0, { activeActive: true }))).toEqual({ defaultConsistencyLevel: "Session" });
    expect(levels(rto(strong, 0, { activeActive: true, rpoMinutes: 10 }))).toMatchObject({ maxIntervalInSeconds: 600 });
    expect(rto(strong, 0, { activeActive: true, rpoMinutes: 0 }).obstacle).toContain("rpoMinutes is 0");
    expect(rto({ ...several, kind: "MongoDB" }, 15).obstacle).toMatch(/API for NoSQL.*`activeActive`.*of 15 or less/);
    const runbook = { parameters: { "cosmos-rto-target": { forcedFailoverMinutes: 30 } } };
    expect(rto(alone, 60, runbook)).toMatchObject({ does: expect.not.stringContaining("forcedFailoverMinutes") });
    expect(capabilities(rto(alone, 60, runbook))).toBeUndefined();
    expect(rto(alone, 60, { singleRegionByLaw: true }).obstacle).toContain("`singleRegionByLaw`");
  });
  test("availability: zones, a second region, both, every region that writes, and no more than is covered", () => {
    const sla = (props: object, slaTarget: NonNullable<Objectives["slaTarget"]>, more: Partial<Objectives> = {}) =>
      advised("cosmos-sla-target", props, { ...eu, slaTarget, ...more });
    const bare = { locations: [at("westeurope", 0, false)] };
    expect((sla(bare, { write: 99.995 }).becomes as CosmosAccount).locations).toEqual([at("westeurope", 0)]);
    expect(does(sla(alone, { read: 99.999 }))).toHaveLength(2);
    const both = sla(bare, { write: 99.995, read: 99.999 });
    expect((both.becomes as CosmosAccount).locations).toEqual([at("westeurope", 0), at("switzerlandnorth", 1)]);
    const exposed = { locations: [at("westeurope", 0, false), at("northeurope", 1, false)] };
    expect((sla(exposed, { write: 99.995 }).becomes as CosmosAccount).locations).toEqual([
      at("westeurope", 0),
      at("northeurope", 1),
    ]);
    expect(sla(several, { write: 99.999 }).becomes).toEqual({ ...several, enableMultipleWriteLocations: true });
    const strong = { ...several, ...level("Strong") };
    expect(sla(strong, { write: 99.999 }, { rpoMinutes: 0 }).obstacle).toContain("rpoMinutes is 0");
    expect(sla(several, { write: 99.9999 }).obstacle).toContain("99.9999 %");
    expect(sla(alone, { read: 99.999 }, { singleRegionByLaw: true }).obstacle).toContain("`singleRegionByLaw`");
  });
});

describe("steps", () => {
  test("zones for the write region: another region for a while, failover off only while the writes move", () => {
    expect(does(advised("cosmos-zone-redundant-write-region", several, { boundary }))).toEqual([
      "Add Switzerland North with zones for the time of the change.",
      "Switch service-managed failover off.",
      "Move the writes to North Europe: failover order North Europe, Switzerland North, West Europe.",
      "Remove West Europe.",
      "Add West Europe with zones.",
      "Move the writes to West Europe: failover order West Europe, North Europe, Switzerland North.",
      "Switch service-managed failover on.",
      "Remove Switzerland North.",
    ]);
  });
  test("backups that stay: nobody gives up the only copy elsewhere without a word, or for a boundary that nobody declared", () => {
    const backups = (props: object, objectives: Partial<Objectives>) =>
      advised("cosmos-backup-geo-residency", props, objectives);
    const alone = { locations: [at("swedencentral", 0)] };
    const undeclared = backups({ locations: [at("westeurope", 0)] }, {});
    expect([undeclared.becomes, undeclared.does]).toEqual([undefined, expect.stringContaining("`residency`")]);
    const nordic = { boundary: expand({ regions: ["swedencentral", "westeurope", "northeurope"] }) };
    expect(does(backups(alone, nordic))).toEqual([
      "Add West Europe with zones.",
      "Switch service-managed failover on.",
      "Set `backupStorageRedundancy` to `Zone`, in an update of its own.",
    ]);
    const trade = /accept that nothing outlives Sweden Central then/;
    expect(backups(alone, { boundary: expand({ regions: ["swedencentral"] }) }).does).toMatch(trade);
    expect(backups(alone, { singleRegionByLaw: true }).does).toMatch(trade);
    expect(backups(alone, { boundary: expand({ countries: ["NL"] }) }).obstacle).toContain("cosmos-data-residency");
    expect(backups(several, { boundary: expand({ regions: ["westeurope"] }) }).does).toMatch(/^Set `backup/);
  });
  test("backups that outlive the region: a copy in the pair where it may rest, otherwise a second region, if there can be one", () => {
    const survive = (props: object, objectives: Partial<Objectives> = {}) =>
      advised("cosmos-backup-survives-region", props, objectives);
    const zonal = { backupPolicy: { type: "Periodic", periodicModeProperties: { backupStorageRedundancy: "Zone" } } };
    const alone = { locations: [at("westeurope", 0)], ...zonal };
    const europe = { boundary: expand({ geographies: ["Europe"] }) };
    expect(survive(alone, europe).becomes).toMatchObject({
      backupPolicy: { periodicModeProperties: { backupStorageRedundancy: "Geo" } },
    });
    expect(does(survive(alone))).toEqual(["Add North Europe with zones.", "Switch service-managed failover on."]);
    const continuous = { locations: [at("westeurope", 0)], backupPolicy: { type: "Continuous" } };
    expect(survive(continuous, europe).does).toMatch(/^Add North Europe, then/);
    const serverless = { ...continuous, capabilities: [{ name: "EnableServerless" }] };
    expect(survive(serverless, europe).obstacle).toContain("continuous backup cannot be given up");
  });
  test("one write region for what needs no more, unless a declared target rests on several", () => {
    const everywhere = { locations: several.locations, enableMultipleWriteLocations: true };
    const remedy = (objectives: Partial<Objectives>) =>
      advised("cosmos-multi-write-has-reason", everywhere, objectives);
    expect(does(remedy({}))).toEqual([
      "Let the first region alone take writes.",
      "Switch service-managed failover on.",
    ]);
    expect(remedy({ rtoMinutes: 5 }).obstacle).toContain("rtoMinutes is 5");
  });
  test("headroom: what the remaining regions need, in steps that autoscale takes, and nothing during an outage", () => {
    const own = rule("cosmos-failover-headroom-autoscale");
    const { fail } = loadExamples(own.id) as { fail: Record<string, Example> };
    const example = fail["fixed by hand, over three regions"] as Example;
    const remedy = (objectives: Partial<Objectives>) => {
      const { resource: container, ruling: by } = staged(own, { ...example, objectives });
      return mend(own.id, container.props, by);
    };
    expect(remedy({})).toMatchObject({ becomes: { options: { autoscaleSettings: { maxThroughput: 15_000 } } } });
    const freeze = { outageFreeze: { regions: ["centralus"], reason: "fire", until: "2026-11-22" } };
    expect(remedy(freeze)).toMatchObject({ obstacle: expect.stringContaining("Central US is frozen") });
  });
  test("zones for a read region: the account does not rest on one region meanwhile, or it is said", () => {
    const two = { locations: [at("westeurope", 0), at("northeurope", 1, false)] };
    expect(does(advised("cosmos-zone-redundant-read-region", two, { boundary }))).toEqual([
      "Add Switzerland North with zones for the time of the change.",
      "Put the failover order to West Europe, Switzerland North, North Europe.",
      "Remove North Europe.",
      "Add North Europe with zones.",
      "Put the failover order to West Europe, North Europe, Switzerland North.",
      "Remove Switzerland North.",
    ]);
    const narrow = { boundary: expand({ geographies: ["Europe"] }) };
    const [removal] = advised("cosmos-zone-redundant-read-region", two, narrow).steps ?? [];
    expect(removal?.risks).toContain("the account rests on West Europe alone");
  });
  test("where nothing may take the place meanwhile, a new account does", () => {
    const alone = { locations: [at("switzerlandnorth", 0, false)] };
    const swiss = advised("cosmos-zone-redundant-write-region", alone, {
      boundary: expand({ regions: ["switzerlandnorth"] }),
    });
    const serverless = advised("cosmos-zone-redundant-write-region", {
      ...alone,
      capabilities: [{ name: "EnableServerless" }],
    });
    for (const remedy of [swiss, serverless]) {
      expect(does(remedy)).toHaveLength(4);
      expect(remedy.steps?.at(-1)?.after).toEqual([{ name: "it" }, { name: "successor", props: remedy.becomes }]);
    }
  });
  test("a tight staleness window and several write regions wait while an account in one region has two", () => {
    const consistencyPolicy = {
      defaultConsistencyLevel: "BoundedStaleness",
      maxStalenessPrefix: 10,
      maxIntervalInSeconds: 5,
    };
    const alone = { locations: [at("westeurope", 0, false)], consistencyPolicy, enableMultipleWriteLocations: true };
    const remedy = advised("cosmos-zone-redundant-write-region", alone, { boundary });
    expect(does(remedy)[0]).toContain("Widen the staleness window");
    expect(remedy.becomes).toEqual({ ...alone, locations: [at("westeurope", 0)] });
  });
  test("out of a boundary: the law lets one region be, an account elsewhere moves as a whole", () => {
    const abroad = { locations: [at("westeurope", 0), at("eastus", 1)] };
    expect(advised("cosmos-data-residency", abroad, { boundary, singleRegionByLaw: true }).becomes).toEqual({
      locations: [at("westeurope", 0)],
    });
    const serverless = { locations: [at("eastus", 0)], capabilities: [{ name: "EnableServerless" }] };
    expect(does(advised("cosmos-data-residency", serverless, { boundary }))).toHaveLength(4);
    const narrow = expand({ countries: ["NL"] });
    expect(advised("cosmos-data-residency", abroad, { boundary: narrow }).does).toMatch(
      /^Remove East US and keep West Europe, since .*countries NL/,
    );
    const american = { locations: [at("eastus", 0), at("westus3", 1)], backupPolicy: { type: "Continuous" } };
    expect(advised("cosmos-data-residency", american, { boundary: narrow }).does).toMatch(
      /^Replace East US and West US 3 by West Europe, since .*countries NL, holds no other region that fits: add first/,
    );
    const everywhere = advised(
      "cosmos-data-residency",
      { ...american, enableMultipleWriteLocations: true },
      { boundary },
    );
    expect([everywhere.does, ...does(everywhere)].filter((words) => /move the writes/i.test(words))).toEqual([]);
    expect(everywhere.does).toMatch(/add first, then remove\.$/);
  });
  test("the drill: failover off, the region offline, back, on again", () => {
    expect(does(advised("cosmos-failover-is-rehearsed", several))).toEqual([
      "Switch service-managed failover off.",
      expect.stringMatching(/^Take West Europe offline .*North Europe first/),
      expect.stringMatching(/^Wait until West Europe is online/),
      "Move the writes to West Europe: failover order West Europe, North Europe.",
      "Switch service-managed failover on.",
    ]);
    expect(advised("cosmos-failover-is-rehearsed", { locations: [at("eastus", 0)] }).obstacle).toContain("one region");
    const everywhere = advised("cosmos-failover-is-rehearsed", { ...several, enableMultipleWriteLocations: true });
    expect(does(everywhere)).toHaveLength(2);
  });
  test("the way back: the program follows the failover first, the writes return later, and deployments go again", () => {
    expect(does(advised("cosmos-failback-is-planned", several))).toEqual([
      expect.stringMatching(
        /^Put the program in line with the account: hold all deployments.*North Europe, West Europe/,
      ),
      expect.stringMatching(/^Wait until West Europe is online/),
      "Switch service-managed failover off.",
      "Move the writes to West Europe: failover order West Europe, North Europe.",
      "Switch service-managed failover on.",
      "Let deployments go again.",
    ]);
    const obstacle = (props: object) => advised("cosmos-failback-is-planned", props).obstacle;
    expect(obstacle({ locations: [at("eastus", 0)] })).toContain("one region");
    expect(obstacle({ ...several, enableMultipleWriteLocations: true })).toContain("every region");
  });
  test("by law in one region: the others go, with a boundary or without", () => {
    const law = { singleRegionByLaw: true };
    const { locations } = several;
    for (const objectives of [law, { ...law, boundary }]) {
      const remedy = advised("cosmos-data-residency", { locations }, objectives);
      expect(remedy.does).toBe("Remove North Europe and keep West Europe, since the law wants a single region.");
      expect(remedy.becomes).toEqual({ locations: locations.slice(0, 1) });
    }
  });
  test("the waivers that they need are what would block, and no more", () => {
    const remedy = advised("cosmos-zone-redundant-write-region", several, { boundary });
    const by = ruling({ boundary });
    const { props } = resource(nativeType["cosmos-account"], several);
    const waivers = waiversFor(props, remedy.steps as Step[], "cosmos-account", rules.values(), by);
    const failover = [{ rule: "cosmos-service-managed-failover", resource: "it" }];
    // Steps that switch failover off or take a region away make it worse for a while.
    const less = [{ rule: "cosmos-resilience-is-kept", resource: "it" }];
    const both = [...less, ...failover];
    expect(waivers).toEqual([[], both, failover, both, failover, failover, [], less]);
    const moved = advised("adt-paired-region-residency", { location: "uksouth" }, { boundary });
    // A boundary that is declared is waived only where hadr.yaml allows it.
    const old = [{ rule: "adt-paired-region-residency", resource: "it", refused: true }];
    expect(waiversFor({ location: "uksouth" }, moved.steps as Step[], "digital-twins", rules.values(), by)).toEqual([
      old,
      old,
      old,
      [{ rule: "adt-instance-is-kept", resource: "it" }],
    ]);
  });
  test("no waiver is asked for rules that look around: no step says what stands there", () => {
    const objectives = { boundary, failOnUnknown: true } as const;
    const { steps } = advised("cosmos-zone-redundant-write-region", several, objectives);
    const { props } = resource(nativeType["cosmos-account"], several);
    const blocked = waiversFor(props, steps as Step[], "cosmos-account", rules.values(), ruling(objectives)).flat();
    expect(blocked.length).toBeGreaterThan(0);
    for (const one of blocked) expect(looksAround(rule(one.rule)), one.rule).toBe(false);
  });
});

// Any account: mostly in order, from few regions, so that remedies are found; something unknown now and then.
const or = <T>(...values: T[]) => fc.option(fc.constantFrom<T[]>(...values), { nil: undefined });
const rarely = (value: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 19, arbitrary: value }, { weight: 1, arbitrary: fc.constant(unknownMarker) });
const somewhere = fc.constantFrom(
  ...["westeurope", "North Europe", "swedencentral", "germanywestcentral", "francecentral", "uksouth", "ukwest"],
  ...["westus", "eastus", "southcentralus", "brazilsouth", "japaneast", "southeastasia", "italynorth", "austriaeast"],
  ...["chinanorth", "usgovvirginia", "germanycentral", "marsnorth"],
);
const locations = fc
  .uniqueArray(somewhere, { minLength: 0, maxLength: 4 })
  .chain((list) =>
    fc.tuple(
      ...list.map((locationName, index) =>
        fc.record({
          locationName: rarely(fc.constant(locationName)),
          failoverPriority: rarely(
            fc.oneof({ weight: 12, arbitrary: fc.constant(index) }, { weight: 1, arbitrary: fc.nat(3) }),
          ),
          isZoneRedundant: rarely(or(true, false)),
        }),
      ),
    ),
  )
  .chain((list) => fc.shuffledSubarray(list, { minLength: list.length }));
const anyAccount = fc.record({
  locations,
  enableAutomaticFailover: rarely(or(true, false)),
  enableMultipleWriteLocations: rarely(or(false, false, true)),
  consistencyPolicy: fc.option(
    fc.record({
      defaultConsistencyLevel: rarely(or("Strong", "BoundedStaleness", "Session")),
      maxStalenessPrefix: rarely(or(5, 10, 100000)),
      maxIntervalInSeconds: rarely(or(4, 5, 300, 900, 90_000)),
    }),
    { nil: undefined },
  ),
  backupPolicy: fc.option(
    fc.record({
      type: rarely(or("Periodic", "Continuous")),
      periodicModeProperties: fc.option(
        fc.record({ backupStorageRedundancy: or("Geo", "Zone", "Local"), backupIntervalInMinutes: or(60, 1440) }),
        { nil: undefined },
      ),
    }),
    { nil: undefined },
  ),
  capabilities: fc.option(
    fc.array(
      fc.record({
        name: rarely(or("EnableServerless", "EnablePerPartitionAutomaticFailover", "EnableGremlin", "Other")),
      }),
      { maxLength: 2 },
    ),
    { nil: undefined },
  ),
  kind: rarely(or("GlobalDocumentDB", "GlobalDocumentDB", "MongoDB")),
  enablePerRegionPerPartitionAutoscale: rarely(or(true, false)),
});
const anyTwins = fc.record({
  location: rarely(fc.oneof(somewhere, fc.constantFrom("qatarcentral", "koreacentral", "westus2"))),
  resourceGroupName: or("rg"),
});
const anyObjectives = fc.record(
  {
    boundary: fc.constantFrom(
      expand({ countries: ["NL"] }),
      expand({ geographies: ["Europe"] }),
      expand({ euDataBoundary: true }),
      expand({ geographyGroups: ["UK", "US"] }),
      expand({ geographyGroups: ["Europe", "UK", "US", "South America", "Asia Pacific"] }),
      expand({ geographyGroups: ["Europe", "UK", "US", "South America", "Asia Pacific"] }),
      expand({ regions: ["switzerlandnorth", "uksouth"] }),
    ),
    singleRegionByLaw: fc.constant(true),
    rpoMinutes: fc.constantFrom(0, 5, 15, 60, 240),
    rtoMinutes: fc.constantFrom(0, 1, 5, 60, 240),
    slaTarget: fc.record(
      { read: fc.constantFrom(99.9, 99.995, 99.999), write: fc.constantFrom(99.99, 99.995, 99.999, 99.9999) },
      { requiredKeys: [] },
    ),
    activeActive: fc.constant(true),
    criticality: fc.constantFrom("mission-critical", "standard"),
    parameters: fc.constantFrom(10, 120).map((forcedFailoverMinutes) => ({
      "cosmos-rto-target": { forcedFailoverMinutes },
    })),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Partial<Objectives>>;

/** Rules that a cure may break, each for a reason that the remedy states. */
const justified: Readonly<Record<string, readonly string[]>> = {
  // The boundary, or the law, leaves fewer regions than the account had, as they are.
  "cosmos-data-residency": [
    "cosmos-min-two-regions",
    "cosmos-strong-needs-three-regions",
    "cosmos-zone-redundant-write-region",
    "cosmos-rpo-target",
    "cosmos-rto-target",
    "cosmos-sla-target",
    "cosmos-periodic-schedule", // holds the backups of a single region to the RPO
  ],
  // By law a single region; what its backups promise, nothing else does then.
  "cosmos-serverless-single-region": ["cosmos-periodic-schedule"],
  // Where several regions are to write, a bound on what is lost is all that the level gives.
  "cosmos-rpo-target": ["cosmos-bounded-staleness-single-write"],
  // The copy that is elsewhere, where it must not be, was all that would have outlived the region.
  "cosmos-backup-geo-residency": ["cosmos-rpo-target", "cosmos-backup-survives-region"],
  // Before, nobody could tell which region takes the writes and which only reads.
  "cosmos-failover-priorities": ["cosmos-zone-redundant-read-region", "cosmos-zone-redundant-write-region"],
};

/** The same in plain values: what nobody knows reads "?". */
function plain<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  const copy = (Array.isArray(value) ? [] : {}) as Record<string, unknown>;
  for (const key of Object.keys(value)) {
    try {
      copy[key] = plain((value as Record<string, unknown>)[key]);
    } catch (error) {
      if (!(error instanceof Unknown)) throw error;
      copy[key] = "?";
    }
  }
  return copy as T;
}
const sorted = (props: unknown): unknown => {
  const account = props as { locations?: { locationName: string }[] };
  if (!account?.locations) return props;
  return {
    ...account,
    locations: [...account.locations].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  };
};
/** Something of it is not known, or is a region of which nobody knows everything. */
const hasGaps = (props: object): boolean =>
  /"\?"|"marsnorth"|"westus"|"chinanorth"|"germanycentral"/.test(JSON.stringify(plain(props))) ||
  cloudsOf(props).size > 1;
/** In several of them nothing can stand, so nothing is known of it. */
const cloudsOf = (props: object): Set<string> =>
  new Set(placesOf(props).flatMap((name) => findRegion(name)?.cloud ?? []));
/** Which regions a resource stands in. */
const placesOf = (props: object | undefined): string[] => {
  const { location, locations } = plain(props ?? {}) as CosmosAccount & { location?: string };
  const listed = Array.isArray(locations) ? (locations as Location[]) : []; // "?" where the list is not known
  return [...listed.map(({ locationName }) => locationName ?? ""), ...(location ? [location] : [])].map(
    (name) => findRegion(name)?.name ?? name,
  );
};

/** Whether Azure certainly refuses a resource, as the consequences and the rules know it. */
const isRefused = (kind: Kind, props: object, own: Ruling): boolean =>
  ((kind === "cosmos-account" || kind === "digital-twins") &&
    consequencesOf(kind, props, own.context).refused !== undefined) ||
  [...rules.values()].some((each) => {
    if (each.appliesTo !== kind || each.scope || each.basis !== "invalid") return false;
    const decision = decide(each, props, own.context);
    return decision.outcome === "fail" && !("advice" in decision);
  });

/** What is wrong with a remedy, in words; empty: nothing. */
function faults(mended: Rule, kind: Kind, props: object, own: Ruling, remedy: Remedy): string[] {
  const wrong: string[] = [];
  const { boundary: inside } = own.objectives;
  if ((remedy.becomes === undefined) === (remedy.obstacle === undefined))
    wrong.push("an obstacle if and only if nothing fits");
  if (!/^[A-Z].*\.$/s.test(remedy.does)) wrong.push(`not a sentence: ${remedy.does}`);
  const before = new Set(placesOf(props));
  const stages = (remedy.steps ?? []).flatMap(({ after }) => after.map((each) => each.props));
  for (const name of [remedy.region ?? [], remedy.becomes ?? [], ...stages.map((each) => each ?? [])].flatMap((each) =>
    typeof each === "string" ? [each] : placesOf(each),
  )) {
    if (before.has(name)) continue;
    const found = findRegion(name);
    const good = found && found.status !== "closed" && found.restrictedAccess === false;
    const offered = kind === "cosmos-account" ? found?.cosmosDb : found?.digitalTwins;
    if (!good || !offered || (inside && !inside.regions.has(found.name))) wrong.push(`suggests ${name}`);
  }
  if (remedy.becomes === undefined) return wrong;

  const outcome = (each: Rule, of: object) => decide(each, of, own.context).outcome;
  const cured = mended.check ? outcome(mended, remedy.becomes) : "pass";
  const open = cured === "unknown" && hasGaps(props);
  if (cured !== "pass" && cured !== "not-applicable" && !open) wrong.push(`not cured: ${cured}`);
  for (const other of rules.values()) {
    if (other.appliesTo !== kind || !other.check || other.scope || justified[mended.id]?.includes(other.id)) continue;
    if (other.disabled) continue; // newer advice asks for the opposite, or it is a matter of taste
    if (outcome(other, props) === "pass" && outcome(other, remedy.becomes) === "fail") wrong.push(`breaks ${other.id}`);
  }
  if (!remedy.steps) return wrong;
  for (const { after: _, ...words } of remedy.steps)
    for (const text of Object.values(words)) if (!/^[A-Z].*\.$/s.test(text)) wrong.push(`not a sentence: ${text}`);
  const last = remedy.steps.at(-1)?.after ?? [];
  const survivor = last.find((each) => each.props !== undefined);
  if (survivor?.props !== remedy.becomes) wrong.push("the last step is not what it becomes");
  if (survivor?.name !== "it" && last.find(({ name }) => name === "it")?.props !== undefined)
    wrong.push("the old one stays");
  wrong.push(...leaps(props as CosmosAccount, remedy.steps));
  for (const { does, after } of remedy.steps)
    for (const each of after)
      if (each.props && isRefused(kind, each.props, own) && !isRefused(kind, props, own))
        wrong.push(`Azure refuses what this asks for: ${does}`);
  return wrong;
}

/** Moves nothing: a failover has, and the program follows. */
const isInLine = (does: string): boolean => does.startsWith("Put the program in line with the account: ");

/** Steps that change regions, their order and other properties at once, or move the writes while failover is on. */
function leaps(start: CosmosAccount, steps: readonly Step[]): string[] {
  let now = plain(start);
  const wrong: string[] = [];
  for (const { does, after } of steps) {
    const next = plain((after.find(({ name }) => name === "it")?.props ?? now) as CosmosAccount);
    const set = (account: CosmosAccount) =>
      JSON.stringify(
        (account.locations ?? [])
          .map((each) => [findRegion(each.locationName ?? "")?.name, each.isZoneRedundant ?? false])
          .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1)),
      );
    const line = (account: CosmosAccount) =>
      [...(account.locations ?? [])]
        .sort((one, other) => (one.failoverPriority ?? 0) - (other.failoverPriority ?? 0))
        .map((each) => findRegion(each.locationName ?? "")?.name ?? "");
    const rest = ({ locations: _, ...account }: CosmosAccount) => JSON.stringify(account);
    const [was, is] = [line(now), line(next)];
    const kept = (one: string[], other: string[]) => one.filter((name) => other.includes(name)).join();
    const changes = [set(now) !== set(next), kept(was, is) !== kept(is, was), rest(now) !== rest(next)];
    if (changes.filter(Boolean).length > 1) wrong.push(`does two things at once: ${does}`);
    if (was[0] !== is[0] && now.enableAutomaticFailover === true && !isInLine(does))
      wrong.push(`moves the writes with failover on: ${does}`);
    if (was[0] !== is[0] && changes[0]) wrong.push(`the write region goes: ${does}`);
    if ((next.locations ?? []).some((_, index, all) => !all.some((one) => one.failoverPriority === index)))
      wrong.push(`a gap in the priorities: ${does}`);
    now = next;
  }
  return wrong;
}

/** FC_MORE=20 looks twenty times as hard. */
const more = Number(process.env.FC_MORE ?? 1);
const mended = [...rules.values()].filter((each) => each.mend);

test("rules have remedies, and one that only a person answers for has a plan", () => {
  expect(mended.filter((each) => each.check).length).toBeGreaterThanOrEqual(12);
  expect(mended.filter((each) => !each.check).map(({ id }) => id)).toContain("cosmos-failover-is-rehearsed");
});

/** Of any resource; what else the stack holds, or held before, is in the examples alone. */
const alone = mended.filter(({ scope, appliesTo }) => scope === undefined && appliesTo !== "stack");
const anyOf = (kind: Kind): fc.Arbitrary<Record<string, unknown>> => {
  if (kind === "cosmos-account") return anyAccount;
  if (kind === "digital-twins") return anyTwins;
  return diced.map((dice) => anyInputs(nativeType[kind as keyof typeof nativeType], dice));
};

/** Asked where little is declared, or something rare: looked at so many times as hard. */
const seldom: Readonly<Record<string, number>> = { "cosmos-multi-write-has-reason": 12, "cosmos-third-region": 6 };

describe.each(alone)("any resource: $id", (each) => {
  const kind = each.appliesTo;
  const inputs = anyOf(kind);
  const failing = (given: Record<string, unknown>, objectives: Partial<Objectives>) => {
    const own = ruling(objectives);
    const { props } = resource(nativeType[kind], given);
    return { own, props, asked: !each.check || decide(each, props, own.context).outcome === "fail" };
  };

  test("cures what it mends and breaks nothing else, in steps that Azure takes", () => {
    let [met, cured] = [0, 0];
    fc.assert(
      fc.property(inputs, anyObjectives, (given, objectives) => {
        const { own, props, asked } = failing(given, objectives);
        if (!asked) return;
        met++;
        const remedy = mend(each.id, props, own);
        if (remedy === "unknown") {
          expect(hasGaps(props)).toBe(true);
          return;
        }
        if (remedy.becomes) cured++;
        expect(faults(each, kind, props, own, remedy)).toEqual([]);
      }),
      { numRuns: 3000 * (seldom[each.id] ?? 1) * more },
    );
    expect([met > 60, cured > 10]).toEqual([true, true]);
  });

  test("neither the order of locations nor asking twice makes a difference", () => {
    fc.assert(
      fc.property(inputs, anyObjectives, (given, objectives) => {
        const { own, props, asked } = failing(given, objectives);
        if (!asked) return;
        const turned = Array.isArray(given.locations) ? { ...given, locations: [...given.locations].reverse() } : given;
        const [one, other] = [mend(each.id, props, own), mend(each.id, failing(turned, objectives).props, own)];
        if (one === "unknown" || other === "unknown") {
          expect(other).toBe(one);
          return;
        }
        const words = ({ becomes: _, steps: __, ...said }: Remedy) => said;
        expect(words(plain(other))).toEqual(words(plain(one)));
        expect(does(other)).toEqual(does(one));
        expect(sorted(plain(other.becomes))).toEqual(sorted(plain(one.becomes)));
      }),
      { numRuns: 1000 * more },
    );
  });
});

describe.each(mended)("an example: $id", (each) => {
  const kind = each.appliesTo;
  test("every failing example is cured, or it is said what stands in the way", () => {
    for (const [name, example] of Object.entries(loadExamples(each.id).fail ?? {})) {
      const { resource: own, ruling: by } = staged(each, example);
      const remedy = mend(each.id, own.props, by);
      if (remedy !== "unknown") expect(faults(each, kind, own.props, by, remedy), name).toEqual([]);
    }
  });
});
