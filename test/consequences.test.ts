/** What follows from a configuration: complete, as the documents say, and never narrower than what is known. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { row } from "../dist/src/azure/facts.js";
import { type Answer, type Consequences, type DataLoss, outages } from "../dist/src/consequence.js";
import * as compare from "../dist/src/consequences/compare.js";
import { consequencesOf } from "../dist/src/consequences/consequences.js";
import { changes, changeWords, linesOf, rowsOf } from "../dist/src/consequences/lines.js";
import * as words from "../dist/src/consequences/words.js";
import type { CosmosAccount } from "../dist/src/kinds/cosmos-account.js";
import { hide } from "../dist/src/known.js";
import { clusterTables } from "./cluster-table.js";
import { accountOf, type Combination, dimensions, gridOf, holds, type Table } from "./consequence-table.js";
import { ruling } from "./support.js";

const { context } = ruling();
const { combinations, tableOf } = gridOf(dimensions);
const consequences = new Map(
  combinations.map((one) => [one, consequencesOf("cosmos-account", accountOf(one), context)]),
);
const of = (one: Combination): Consequences => consequences.get(one)!;

const answersOf = ({ sla, loss, copies, price }: Consequences): Answer<unknown>[] => [
  sla.reads,
  sla.writes,
  ...[loss.zone, loss.writeRegion, ...(loss.readRegion ? [loss.readRegion] : [])].flatMap((lost) => [
    lost.reads,
    lost.writes,
    lost.data,
  ]),
  copies,
  price,
];

test("every configuration has every answer, and every answer rests on rows that there are", () => {
  expect(combinations.length).toBe(2880);
  for (const one of combinations) {
    const all = of(one);
    const answers = answersOf(all);
    const reads = one.regions !== "1" && one.writers === "one";
    expect([one, answers.length]).toEqual([one, reads ? 13 : 10]);
    for (const { best, worst, range, rows } of answers) {
      expect(rows.length).toBeGreaterThan(0);
      for (const id of rows) row(id);
      expect([one, range === undefined]).toEqual([one, JSON.stringify(best) === JSON.stringify(worst)]);
    }
    expect(all.footprint.length).toBeGreaterThanOrEqual(Number(one.regions));
    for (const { certain, why, rows } of all.footprint) {
      expect(certain).toBe(why === undefined);
      for (const id of rows) row(id);
    }
    for (const { azure, person } of [all.loss.zone, all.loss.writeRegion, all.loss.readRegion ?? all.loss.zone]) {
      expect(azure.length).toBeGreaterThan(0);
      for (const sentence of [...azure, ...person]) expect(sentence).toMatch(/^[A-Z].*\.$/);
    }
    for (const id of all.refused?.rows ?? []) row(id);
  }
});

describe("docs/consequences.md", () => {
  const told = (columns: Record<string, (all: Consequences) => string>): Table =>
    tableOf(Object.keys(columns), (one) => {
      const all = of(one);
      const cells = Object.values(columns);
      return all.refused
        ? [`refused: ${all.refused.why}`, ...cells.slice(1).map(() => "")]
        : cells.map((cell) => cell(all));
    });
  const tables: Record<string, Table> = {
    losses: told({
      "SLA of writes": ({ sla }) => words.slaAnswer(sla.writes),
      "SLA of reads": ({ sla }) => words.slaAnswer(sla.reads),
      "zone lost: writes": ({ loss }) => words.outageAnswer(loss.zone.writes),
      "data lost": ({ loss }) => words.lossAnswer(loss.zone.data),
      "write region lost: reads": ({ loss }) => words.outageAnswer(loss.writeRegion.reads),
      writes: ({ loss }) => words.outageAnswer(loss.writeRegion.writes),
      "data lost ": ({ loss }) => words.lossAnswer(loss.writeRegion.data),
      "read region lost: writes": ({ loss }) => (loss.readRegion ? words.outageAnswer(loss.readRegion.writes) : "–"),
    }),
    price: told({ price: ({ price }) => words.priceAnswer(price) }),
    places: told({ "data rests in": ({ footprint }) => words.footprintWords(footprint) }),
  };

  test.each(Object.entries(tables))("%s: each configuration stands in exactly one line", (_, table) => {
    for (const one of combinations) {
      const lines = table.lines.filter((line) => holds(table, line, one));
      expect([one, lines.length]).toEqual([one, 1]);
    }
    expect(table.lines.length).toBeLessThan(80);
  });

  test("the page shows what is computed (vitest -u writes it)", async () => {
    const shown = { ...tables, ...clusterTables };
    const file = join(__dirname, "..", "docs", "consequences.md");
    const page = readFileSync(file, "utf8").replace(
      /(<!-- table: (\w+) -->\n)[\s\S]*?(\n<!-- end -->)/g,
      (_, start: string, name: string, end: string) => `${start}\n${shown[name]?.text}\n${end}`,
    );
    for (const name of Object.keys(shown)) expect(page).toContain(`<!-- table: ${name} -->`);
    await expect(page).toMatchFileSnapshot(file);
  });
});

/** Two regions with zones and one writer, unless said otherwise. */
const account = (more: CosmosAccount = {}): Consequences => {
  const locations = [
    { locationName: "eastus2", failoverPriority: 0, isZoneRedundant: true },
    { locationName: "centralus", failoverPriority: 1, isZoneRedundant: true },
  ];
  // Not spread: what is hidden throws when it is touched.
  const props = Object.defineProperties({ locations }, Object.getOwnPropertyDescriptors(more));
  return consequencesOf("cosmos-account", props, context);
};
const only = (locationName: string, more: CosmosAccount = {}): Consequences =>
  account({ locations: [{ locationName, failoverPriority: 0 }], ...more });
const both = <T>(value: T) => ({ best: value, worst: value });

describe("what the documents say", () => {
  test("defaults: session, periodic, every four hours, geo-redundant, nobody fails over", () => {
    const { loss, footprint, sla } = account();
    expect(loss.writeRegion.writes).toMatchObject(both("until-a-person-acts"));
    expect(loss.writeRegion.data).toMatchObject(both({ is: "window", minutes: 15 }));
    expect(loss.zone.writes).toMatchObject({ ...both("seconds"), note: expect.stringContaining("2021") });
    expect(sla.reads).toMatchObject({ ...both(99.999), note: "99.995 % in another table of 2021" });
    expect(footprint.map(({ region, as, certain }) => [region, as, certain])).toEqual([
      ["eastus2", "write region", true],
      ["centralus", "region", true],
      ["centralus", "backup copy", true],
      ["eastus2", "backup copy", false],
    ]);
  });
  test("bounded staleness loses what is declared, and no less than may be declared", () => {
    const bounded = (maxStalenessPrefix: number, maxIntervalInSeconds: number) =>
      account({
        consistencyPolicy: { defaultConsistencyLevel: "BoundedStaleness", maxStalenessPrefix, maxIntervalInSeconds },
      }).loss.writeRegion.data;
    expect(bounded(400_000, 900)).toMatchObject(both({ is: "window", minutes: 15, writes: 400_000 }));
    expect(bounded(10, 5)).toMatchObject(both({ is: "window", minutes: 5, writes: 100_000 }));
    const { data } = account({ consistencyPolicy: { defaultConsistencyLevel: "BoundedStaleness" } }).loss.writeRegion;
    expect(data).toMatchObject({
      best: { minutes: 5, writes: 100_000 },
      worst: { minutes: 1440, writes: 2_147_483_647 },
      range: "maxStalenessPrefix is not set",
    });
  });
  test("per-partition failover does not help bounded staleness, and says so", () => {
    const { writes } = account({
      capabilities: [{ name: "EnablePerPartitionAutomaticFailover" }],
      enableAutomaticFailover: true,
      consistencyPolicy: {
        defaultConsistencyLevel: "BoundedStaleness",
        maxStalenessPrefix: 1e5,
        maxIntervalInSeconds: 300,
      },
    }).loss.writeRegion;
    expect(writes).toMatchObject({ ...both("hour-or-more"), note: expect.stringContaining("bounded staleness") });
    expect(writes.rows).toContain("partition-failover-2026/consistency");
  });
  test("per-partition failover helps the API for NoSQL in the public cloud alone, and says so", () => {
    const partition = (more: CosmosAccount = {}, api = "EnableNoSQLVectorSearch") =>
      account({ capabilities: [{ name: "enablePerPartitionAutomaticFailover" }, { name: api }], ...more }).loss
        .writeRegion.writes;
    expect(partition({ kind: "GlobalDocumentDB" })).toMatchObject(both("minutes"));
    const others = [
      ...["EnableMongo", "EnableCassandra", "EnableGremlin", "enabletable"].map((api) => partition({}, api)),
      partition({ kind: "mongoDB" }),
      partition({ kind: "Parse" }),
    ];
    for (const writes of others)
      expect(writes).toMatchObject({
        ...both("until-a-person-acts"),
        note: expect.stringContaining("API for NoSQL alone"),
        rows: expect.arrayContaining(["partition-failover-2026/api"]),
      });
    const chinese = ["chinanorth3", "chinaeast3"].map((locationName, failoverPriority) => ({
      locationName,
      failoverPriority,
    }));
    expect(partition({ locations: chinese, enableAutomaticFailover: true })).toMatchObject({
      ...both("hour-or-more"),
      note: expect.stringContaining("global cloud alone"),
    });
    // One region that is known tells the cloud of all; a kind that Azure does not document tells nothing.
    const american = ["eastus2", "centralus"].map((locationName, failoverPriority) => ({
      locationName,
      failoverPriority,
    }));
    const last = { locationName: "nowhere", failoverPriority: 2 };
    for (const [places, outage] of [
      [chinese, "until-a-person-acts"],
      [american, "minutes"],
    ] as const)
      for (const locations of [
        [...places, last],
        [last, ...places],
      ])
        expect(partition({ locations })).toMatchObject(both(outage));
    expect(partition({ kind: "Graph" })).toMatchObject({ best: "minutes", worst: "until-a-person-acts" });
  });
  test("strong consistency over several regions: verify the SLA of writes", () => {
    const strong = { consistencyPolicy: { defaultConsistencyLevel: "Strong" } };
    expect(account(strong).sla.writes.note).toContain("verify");
    expect(only("eastus2", strong).sla.writes).not.toHaveProperty("note");
  });
  test("a person can act although Azure would, and nobody changes the write region meanwhile", () => {
    const { azure, person } = account({ enableAutomaticFailover: true }).loss.writeRegion;
    expect(azure.join(" ")).toContain("once Microsoft has declared the outage");
    expect(person.join(" ")).toMatch(
      /Take the lost region offline.*Do not change the write region.*Service Health.*yourself/,
    );
    expect(account({ enableMultipleWriteLocations: true }).loss.writeRegion.person.join(" ")).not.toContain("offline");
  });
  test("one region: the interval between backups, if a copy rests elsewhere", () => {
    const hourly = { periodicModeProperties: { backupIntervalInMinutes: 60 } };
    expect(only("eastus2").loss.writeRegion.data.rows[0]).toBe("rpo-2025/one-region");
    expect(only("eastus2", { backupPolicy: hourly }).loss.writeRegion.data).toMatchObject({
      ...both({ is: "window", minutes: 60 }),
      note: expect.stringContaining("derived"),
    });
    expect(only("polandcentral", { backupPolicy: hourly }).loss.writeRegion.data).toMatchObject(
      both({ is: "everything" }),
    );
    expect(only("polandcentral").footprint).toHaveLength(1);
    // Whether a restricted region's backups leave it, no document says.
    expect(only("brazilsouth").loss.writeRegion.data).toMatchObject({
      best: { is: "window" },
      worst: { is: "everything" },
      range: expect.stringContaining("residency-restricted"),
    });
    expect(only("brazilsouth").footprint[1]).toMatchObject({ region: "southcentralus", certain: false });
  });
  test("what cannot be is not reckoned with: an unknown value never makes what Azure refuses", () => {
    const unknown = (key: string, more: CosmosAccount = {}): CosmosAccount => {
      hide(more, key, key, "a secret");
      return more;
    };
    expect(account(unknown("capacityMode"))).toEqual(account({ capacityMode: "Provisioned" }));
    const strong = { consistencyPolicy: { defaultConsistencyLevel: "Strong" } };
    const open = account(unknown("enableMultipleWriteLocations", { ...strong }));
    expect([open.refused, open.loss.writeRegion.data.worst]).toEqual([undefined, { is: "none" }]);
    expect(account({ ...strong, enableMultipleWriteLocations: true }).refused?.rows).toEqual([
      "strong-2025/many-writers",
    ]);
  });
  test("two write regions by mistake, or none: every one of them may be it", () => {
    const [first, second] = [true, false].map((isZoneRedundant, at) => ({
      locationName: ["eastus2", "centralus"][at]!,
      isZoneRedundant,
    }));
    const zone = (...priorities: number[]) =>
      account({ locations: [first!, second!].map((place, at) => ({ ...place, failoverPriority: priorities[at]! })) })
        .loss.zone;
    expect([zone(0, 1).writes, zone(0, 1).person]).toMatchObject([both("seconds"), []]);
    expect(zone(1, 0).person.join(" ")).toContain("as when that region is lost");
    expect(zone(0, 0).writes).toMatchObject({
      best: "seconds",
      worst: "until-a-person-acts",
      range: "more than one location has failoverPriority 0",
    });
    expect(zone(1, 2).writes).toMatchObject({
      worst: "until-a-person-acts",
      range: "no location has failoverPriority 0",
    });
  });
  test("no locations at all: one region, nobody knows which", () => {
    const { sla, footprint } = account({ locations: [] });
    expect(sla.writes).toMatchObject({ best: 99.995, worst: 99.99, range: "no locations are set" });
    expect(footprint.map(({ certain }) => certain)).toEqual([false, false]);
  });
});

describe("Digital Twins", () => {
  const twins = (props: object, groupLocation?: string) =>
    consequencesOf("digital-twins", props, { ...context, groupLocation: () => groupLocation });
  test("no figure is made up", () => {
    const { sla, loss, copies, price } = twins({ location: "West Europe" });
    for (const { best, worst, note } of [sla.reads, sla.writes, copies, price])
      expect([best, worst, typeof note]).toEqual([null, null, "string"]);
    for (const { reads, writes, data } of [loss.zone, loss.writeRegion]) {
      expect([reads, writes]).toMatchObject([both("not-stated"), both("not-stated")]);
      expect(data).toMatchObject(both({ is: "not-stated" }));
    }
    expect(loss.writeRegion.person.join(" ")).toContain("Service Health");
    expect(loss).not.toHaveProperty("readRegion");
  });
  test.each([
    [
      { location: "West Europe" },
      undefined,
      [
        ["westeurope", true],
        ["northeurope", true],
      ],
    ],
    [
      { location: "southeastasia" },
      undefined,
      [
        ["southeastasia", true],
        ["eastasia", false],
      ],
    ],
    [
      { location: "qatarcentral" },
      undefined,
      [
        ["qatarcentral", true],
        [undefined, false],
      ],
    ],
    [
      { resourceGroupName: "rg" },
      "uksouth",
      [
        ["uksouth", true],
        ["ukwest", true],
      ],
    ],
    [
      { resourceGroupName: "rg" },
      undefined,
      [
        [undefined, false],
        [undefined, false],
      ],
    ],
  ])("%o in a group in %s rests in %o", (props, group, places) => {
    const { footprint, sla, loss, price, copies } = twins(props, group);
    expect(footprint.map(({ region, certain }) => [region, certain])).toEqual(places);
    expect(footprint.map(({ as }) => as)).toEqual(["write region", "paired copy"]);
    const answers = [sla.reads, sla.writes, loss.zone.data, loss.writeRegion.reads, price, copies];
    for (const { rows } of [...footprint, ...answers]) expect(rows.map((id) => row(id).id)).toEqual(rows);
  });
});

describe("in words", () => {
  test("losses", () => {
    expect(words.lossWords({ is: "window", minutes: 15 })).toBe("under 15 minutes of writes");
    expect(words.lossWords({ is: "window", minutes: 5, writes: 100_000 })).toBe("up to 100,000 writes or 300 seconds");
    expect(outages.map(words.outageWords)).toEqual([
      "not interrupted",
      "out for seconds",
      "out for about 3 minutes",
      "out until a standby takes over",
      "out for one hour or more",
      "out until a person takes the region offline",
      "out as long as the outage",
      "not stated",
    ]);
  });
  test("all of it, in order, the reason of a range once", () => {
    const some = account({
      locations: [
        { locationName: "eastus2", failoverPriority: 0, isZoneRedundant: true },
        { locationName: "centralus", failoverPriority: 1 },
      ],
      consistencyPolicy: { defaultConsistencyLevel: "Strong" },
      backupPolicy: { type: "Continuous" },
    });
    const told = changes(some).map(changeWords);
    expect(told).toEqual([
      "SLA of writes: 99.99 to 99.995 % (2025), because only some regions are spread over zones",
      "SLA of reads: 99.999 % (2025)",
      "zone lost, reads: out for seconds (2026)",
      "zone lost, writes: out for seconds to out until a person takes the region offline (2026), because all copies of a region without zone redundancy may stand in one zone",
      "zone lost for good, data: nothing (2025)",
      "write region lost, reads: not interrupted (2026)",
      "write region lost, writes: out until a person takes the region offline (2026)",
      "write region lost for good, data: nothing (2025)",
      "read region lost, reads: not interrupted (2026)",
      "read region lost, writes: out until a person takes the region offline (2026)",
      "read region lost for good, data: nothing (2026)",
      "data rests in: East US 2, Central US",
    ]);
    const all = linesOf(some);
    expect(all.map(({ what }) => what)).toEqual([
      "accepted by Azure",
      ...told.slice(0, -1).map((line) => line.slice(0, line.indexOf(":"))),
      "copies",
      "data rests in",
      "price of request units",
    ]);
    for (const { what, rows } of all.slice(1)) expect(rows.length, what).toBeGreaterThan(0);
    expect(rowsOf(some)).toEqual([...new Set(all.flatMap(({ rows }) => rows))]);
    const open: CosmosAccount = {};
    hide(open, "locations", "geoLocations", "a secret");
    const reasons = changes(account(open)).filter(({ range }) => range === "geoLocations is a secret");
    expect(reasons).toHaveLength(1);
  });
  test("what changes, and nothing else", () => {
    expect(changes(account(), account())).toEqual([]);
    const told = (...all: [Consequences, Consequences]) =>
      changes(...all).map(({ isRange: _, ...words }) => Object.values(words));
    expect(told(account(), account({ enableAutomaticFailover: true }))).toEqual([
      [
        "write region lost, writes",
        "out until a person takes the region offline (2026)",
        "out for one hour or more (2026)",
      ],
    ]);
    const refused = account({ capabilities: [{ name: "EnableServerless" }] });
    expect(told(refused, account()).slice(0, 2)).toEqual([
      ["accepted by Azure", "no: a serverless account has one region (2025)", "yes"],
      ["SLA of writes", "–", "99.995 % (2025)"],
    ]);
    expect(changes(refused)[0]?.now).toBe("no: a serverless account has one region (2025)");
  });
});

test("what is worse: no figure is worse than any, no bound worse than any bound", () => {
  const losses: DataLoss[] = [
    { is: "none" },
    { is: "window", minutes: 5, writes: 100_000 },
    { is: "window", minutes: 5, writes: 200_000 },
    { is: "window", minutes: 5 },
    { is: "window", minutes: 15, writes: 10 },
    { is: "everything" },
    { is: "not-stated" },
  ];
  losses.forEach((one, at) => {
    losses.forEach((other, place) => {
      expect(Math.sign(compare.worseLoss(one, other))).toBe(Math.sign(at - place));
    });
  });
  expect(losses.map(compare.minutesOf)).toEqual([0, 5, 5, 5, 15, Number.POSITIVE_INFINITY, undefined]);
  expect([
    compare.lowerIsWorse(99.99, 99.999),
    compare.lowerIsWorse(null, 99),
    compare.lowerIsWorse(null, null),
  ]).toEqual([1, 1, 0]);
  expect([compare.higherIsWorse(2, 1), compare.higherIsWorse(null, 9), compare.higherIsWorse(1, 1)]).toEqual([1, 1, 0]);
});
