/** What follows from a cluster: complete for every configuration, as the documents say, and never narrower than what is known. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { row } from "../dist/src/azure/facts.js";
import type { Answer, Consequences, Outlook } from "../dist/src/consequence.js";
import * as compare from "../dist/src/consequences/compare.js";
import { consequencesOf, type Holder } from "../dist/src/consequences/consequences.js";
import { changes, linesOf, rowsOf } from "../dist/src/consequences/lines.js";
import * as words from "../dist/src/consequences/words.js";
import { kinds } from "../dist/src/kinds/recognise.js";
import { outlookOf } from "../dist/src/outlook.js";
import type { Context, Rule } from "../dist/src/rule.js";
import { loadRules } from "../dist/src/rules.js";
import { clusters, clusterTables, documentDbDimensions, documentDbOf } from "./cluster-table.js";
import { gridOf, holds, type Table } from "./consequence-table.js";
import { nativeType, resource, ruling, unknownMarker, withMarkers } from "./support.js";

const { context } = ruling();
type Cluster = keyof typeof clusters;
type One = Readonly<Record<string, string>>;
/** As a program declares it, so that what is not known is hidden as it will be. */
const declared = (kind: Cluster, inputs: object, group?: string): Consequences => {
  const own: Context = { ...context, groupLocation: () => group };
  return consequencesOf(kind, resource(nativeType[kind], withMarkers(inputs) as Record<string, unknown>).props, own);
};

const answersOf = ({ sla, loss, copies, price }: Consequences) =>
  [
    ["SLA of reads", sla.reads, compare.lowerIsWorse],
    ["SLA of writes", sla.writes, compare.lowerIsWorse],
    ...(["zone", "writeRegion"] as const).flatMap((place) => [
      [`${place}: reads`, loss[place].reads, compare.worseOutage],
      [`${place}: writes`, loss[place].writes, compare.worseOutage],
      [`${place}: data`, loss[place].data, compare.worseLoss],
    ]),
    ["copies", copies, compare.lowerIsWorse],
    ["price", price, compare.higherIsWorse],
  ] as unknown as [name: string, answer: Answer<never>, worse: compare.Compare<never>][];

/** How many configurations there are; what makes one better, and whether it costs more; what is paid; which tables show it. */
const expected = {
  "documentdb-cluster": {
    of: 48,
    better: "high availability",
    without: "none",
    dearer: 1,
    price: "price of nodes",
    tables: ["documentdb", "documentdbPlaces"],
  },
  "postgresql-cluster": {
    of: 256,
    better: "high availability",
    without: "no",
    dearer: 1,
    price: "price of nodes",
    tables: ["postgresql", "postgresqlPlaces"],
  },
  "cassandra-data-center": {
    of: 8,
    better: "zones",
    without: "no",
    dearer: 0,
    price: "price of a data center",
    tables: ["cassandra"],
  },
} as const satisfies Record<Cluster, object>;

describe.each(Object.keys(clusters) as Cluster[])("%s", (kind) => {
  const { grid, propsOf, all } = clusters[kind];
  const { combinations } = grid;

  test("every configuration has every answer, and every answer rests on rows that there are", () => {
    expect(combinations.length).toBe(expected[kind].of);
    for (const [one, of] of all) {
      for (const [name, { best, worst, range, rows }] of answersOf(of)) {
        expect([one, name, rows.length > 0]).toEqual([one, name, true]);
        for (const id of rows) row(id);
        expect([one, name, range === undefined]).toEqual([one, name, JSON.stringify(best) === JSON.stringify(worst)]);
      }
      expect(of.loss).not.toHaveProperty("readRegion");
      expect(of.footprint.length).toBeGreaterThan(0);
      for (const { certain, why, rows } of of.footprint) {
        expect(certain).toBe(why === undefined);
        for (const id of rows) row(id);
      }
      for (const { azure, person } of [of.loss.zone, of.loss.writeRegion]) {
        expect(azure.length).toBeGreaterThan(0);
        for (const sentence of [...azure, ...person]) expect(sentence).toMatch(/^[A-Z].*\.$/);
      }
      for (const id of of.refused?.rows ?? []) row(id);
      expect(linesOf(of).at(-1)?.what).toBe(expected[kind].price);
    }
  });

  test("high availability and zones make nothing worse but the price, wherever Azure takes them", () => {
    const { better, without, dearer, of } = expected[kind];
    let compared = 0;
    for (const [one, then] of all) {
      if (one[better] === without || then.refused) continue;
      const now = all.get(combinations.find((other) => same(other, { ...one, [better]: without }))!)!;
      const before = new Map(answersOf(now).map(([name, answer]) => [name, answer]));
      for (const [name, answer, worse] of answersOf(then)) {
        const was = before.get(name)!;
        if (name === "price") expect(worse(answer.best, was.worst)).toBe(dearer);
        else {
          expect([one, name, worse(answer.best, was.best) <= 0]).toEqual([one, name, true]);
          expect([one, name, worse(answer.worst, was.worst) <= 0]).toEqual([one, name, true]);
        }
      }
      compared++;
    }
    expect(compared).toBeGreaterThanOrEqual(of / 6);
  });

  test("what is not known gives ranges that hold every completion", () => {
    fc.assert(
      fc.property(fc.constantFrom(...combinations), fc.infiniteStream(fc.boolean()), (one, coins) => {
        const whole = propsOf(one);
        const open = blurred(whole, () => coins.next().value === true);
        const [known, range] = [declared(kind, whole), declared(kind, open)];
        if (known.refused) return;
        const wide = new Map(answersOf(range).map(([name, answer]) => [name, answer]));
        for (const [name, { best, worst }, worse] of answersOf(known)) {
          const of = wide.get(name)!;
          expect([name, worse(of.best, best) <= 0, worse(of.worst, worst) >= 0]).toEqual([name, true, true]);
          if (of.range === undefined) continue;
          expect(of.range).toMatch(/known|secret|not|same zone/);
        }
        for (const { region, as } of known.footprint)
          expect(range.footprint.some((place) => (place.region ?? region) === region && fits(place.as, as))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("each configuration stands in exactly one line of each table", () => {
    for (const name of expected[kind].tables) {
      const table = clusterTables[name] as Table;
      for (const one of combinations)
        expect([one, table.lines.filter((line) => holds(table, line, one)).length]).toEqual([one, 1]);
      expect(table.lines.length).toBeLessThan(30);
    }
  });
});

const same = (one: One, other: One): boolean => Object.keys(one).every((key) => one[key] === other[key]);

/** A place that may be either is called "region". */
const fits = (wide: string, known: string): boolean =>
  wide === known || (wide === "region" && known === "write region");

/** The same with some values in the place of which nobody knows any. */
function blurred<T>(value: T, hides: () => boolean): unknown {
  if (typeof value !== "object" || value === null) return hides() ? "(unknown)" : value;
  if (Array.isArray(value)) return value.map((one) => blurred(one, hides));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, blurred(inner, hides)]));
}

describe("Azure DocumentDB", () => {
  const of = (properties: object, more: object = {}) =>
    declared("documentdb-cluster", { location: "westeurope", properties, ...more });

  test("the older shape is answered as the newer one, where it can say the same", () => {
    const { combinations } = gridOf(documentDbDimensions);
    for (const one of combinations.filter((each) => each["high availability"] !== "same zone"))
      expect(consequencesOf("documentdb-cluster", documentDbOf(one, true), context)).toEqual(
        consequencesOf("documentdb-cluster", documentDbOf(one), context),
      );
  });
  test("defaults: a primary without a standby; letter case decides nothing", () => {
    expect(of({})).toEqual(of({ createMode: "default", highAvailability: { targetMode: "DISABLED" } }));
    expect(of({ compute: { tier: "m30" }, highAvailability: { targetMode: "zoneredundantpreferred" } })).toMatchObject({
      sla: { reads: { best: 99.99, worst: 99.99 } },
      loss: { zone: { writes: { worst: "until-standby" }, data: { worst: { is: "none" } } } },
    });
  });
  test("a mode that nobody documents decides nothing", () => {
    const { sla, loss } = of({ compute: { tier: "M30" }, highAvailability: { targetMode: "Sometimes" } });
    expect([sla.reads.best, sla.reads.worst]).toEqual([99.99, null]);
    expect(sla.reads.range).toContain("none that Azure documents");
    expect([loss.zone.reads.best, loss.zone.reads.worst]).toEqual(["until-standby", "outage"]);
  });
  test("what Azure refuses", () => {
    const targetMode = "ZoneRedundantPreferred";
    expect(of({ compute: { tier: "free" }, highAvailability: { targetMode } }).refused?.why).toContain("tier");
    expect(of({ createMode: "GeoReplica", highAvailability: { targetMode } }).refused?.why).toContain("replica");
    // A tier that is not known may be one that Azure takes.
    expect(of({ compute: { tier: "(unknown)" }, highAvailability: { targetMode } })).not.toHaveProperty("refused");
  });
  test("the place of its group is its own; where that is not known, neither are its zones", () => {
    const inputs = {
      resourceGroupName: "rg",
      properties: { compute: { tier: "M30" }, highAvailability: { targetMode: "ZoneRedundantPreferred" } },
    };
    expect(declared("documentdb-cluster", inputs, "ukwest").loss.zone.reads.worst).toBe("outage");
    const open = declared("documentdb-cluster", inputs);
    expect(open.loss.zone.reads).toMatchObject({ best: "until-standby", worst: "outage" });
    expect(open.footprint[0]).toMatchObject({ as: "write region", certain: false });
  });
});

describe("Azure Cosmos DB for PostgreSQL", () => {
  const of = (inputs: object) => declared("postgresql-cluster", { location: "westeurope", ...inputs });

  test("no page prints an SLA; without high availability a zone may take five minutes of data", () => {
    const { sla, loss } = of({});
    expect(sla.reads).toMatchObject({ best: null, worst: null, rows: ["postgresql-standby-2024/sla"] });
    expect(loss.zone.data).toMatchObject({
      worst: { is: "window", minutes: 5 },
      note: expect.stringMatching(/^derived/),
    });
    expect(loss.writeRegion.data.worst).toEqual({ is: "everything" });
    expect(of({ enableHa: true }).loss.zone.data.worst).toEqual({ is: "none" });
  });
  test("a geo-redundant backup rests where the page says, not in the pair", () => {
    const places = (inputs: object) => of(inputs).footprint.map(({ region, as, certain }) => [region, as, certain]);
    expect(places({ location: "West US 2", enableGeoBackup: true })).toEqual([
      ["westus2", "write region", true],
      ["westcentralus", "backup copy", true],
    ]);
    expect(places({ location: "uksouth", enableGeoBackup: true })).toHaveLength(1);
    expect(places({ location: "uksouth", enableGeoBackup: "(unknown)" })).toHaveLength(1);
    expect(places({ enableGeoBackup: "(unknown)" })[1]).toEqual(["northeurope", "backup copy", false]);
    expect(places({ location: "italynorth", enableGeoBackup: true })[1]).toEqual([undefined, "backup copy", false]);
  });
  test("a region that the page does not list may be of any kind", () => {
    const { zone } = of({ location: "italynorth", enableHa: true }).loss;
    expect(zone.reads).toMatchObject({ best: "until-standby", worst: "outage" });
    expect(zone.reads.range).toContain("does not name Italy North");
  });
});

describe("Azure Managed Instance for Apache Cassandra", () => {
  const center = (properties: object) => declared("cassandra-data-center", { properties });
  const cluster = (properties: object) =>
    consequencesOf("cassandra-cluster", resource(nativeType["cassandra-cluster"], { properties }).props, context);

  test("no page prints an SLA; zones help as far as keyspaces keep three copies, which nobody sees", () => {
    const { sla, loss, copies } = center({ dataCenterLocation: "West Europe", availabilityZone: true, nodeCount: 3 });
    expect(sla.writes).toMatchObject({ best: null, worst: null, rows: ["cassandra-2023/sla"] });
    expect(copies).toMatchObject({ best: null, worst: null });
    expect(loss.zone.writes).toMatchObject({ best: "none", worst: "not-stated" });
    expect(loss.zone.writes.range).toContain("replication factor is not known");
    expect(loss.writeRegion).toMatchObject({ reads: { worst: "outage" }, data: { worst: { is: "everything" } } });
  });
  test("zones want nodes for every copy, and a region that has zones", () => {
    const best = (properties: object) => center({ availabilityZone: true, ...properties }).loss.zone.reads.best;
    expect(best({ dataCenterLocation: "westeurope", nodeCount: 2 })).toBe("not-stated");
    expect(best({ dataCenterLocation: "ukwest", nodeCount: 3 })).toBe("not-stated");
    expect(best({ dataCenterLocation: "westeurope", nodeCount: 3, availabilityZone: false })).toBe("not-stated");
  });
  test("how many nodes there are is never guessed", () => {
    const { loss, price } = center({ dataCenterLocation: "westeurope", availabilityZone: true });
    expect(loss.zone.reads).toMatchObject({ best: "none", worst: "not-stated" });
    expect(price).toMatchObject({ worst: null, range: expect.stringContaining("nodeCount is not set") });
  });
  test("the data rests where the data center stands, and so do its backups", () => {
    expect(center({ dataCenterLocation: "North Europe" }).footprint).toMatchObject([
      { region: "northeurope", as: "region", certain: true },
    ]);
    expect(center({}).footprint).toMatchObject([{ as: "region", certain: false }]);
  });
  test("of a cluster alone its data centers say where, and nodes outside the service nobody", () => {
    const { loss, footprint } = cluster({});
    expect(loss.zone.reads).toMatchObject({ best: "none", worst: "not-stated" });
    expect(loss.writeRegion).toMatchObject({
      writes: { best: "none", worst: "outage" },
      data: { best: { is: "none" }, worst: { is: "everything" } },
    });
    expect(footprint).toHaveLength(1);
    expect(footprint[0]).toMatchObject({ certain: false, why: expect.stringContaining("its data centers") });
    expect(footprint[0]?.why).not.toContain("outside the service");
    for (const externalSeedNodes of [[{ ipAddress: "10.0.0.1" }], unknownMarker])
      expect(cluster({ externalSeedNodes }).footprint[0]?.why).toContain("outside the service");
    for (const id of rowsOf(cluster({}))) row(id);
  });
});

test("where something is stated, what is not is named", () => {
  const named = (of: Consequences) => changes(of).map(({ what }) => what)[0];
  expect(named(declared("postgresql-cluster", { location: "westeurope" }))).toBe("SLA");
  const center = { properties: { dataCenterLocation: "westeurope", nodeCount: 3 } };
  expect(named(declared("cassandra-data-center", center))).toBe("SLA, zone lost, zone lost for good");
  expect(named(consequencesOf("digital-twins", { location: "westeurope" }, context))).toBe("SLA, outages and losses");
});

test("kinds that hold no data of their own have no consequences; none is taken for another", () => {
  const holders: Holder[] = [
    "cassandra-cluster",
    "cassandra-data-center",
    "cosmos-account",
    "documentdb-cluster",
    "postgresql-cluster",
    "digital-twins",
  ];
  for (const kind of kinds) {
    const of = consequencesOf(kind, {}, context);
    expect([kind, of !== undefined]).toEqual([kind, (holders as string[]).includes(kind)]);
  }
});

test("a finding of a kind without consequences has no outlook; of a cluster it says what the remedy changes", () => {
  const rule = loadRules().get("documentdb-ha") as Rule;
  const of = (kind: "cosmos-container" | "documentdb-cluster") =>
    outlookOf(resource(nativeType[kind], { location: "westeurope" }), rule, { outcome: "fail" }, context);
  expect(of("cosmos-container")).toBeUndefined();
  const outlook = of("documentdb-cluster");
  expect(outlook?.now.loss.zone.reads.worst).toBe("outage");
  expect(outlook?.mended?.loss.zone.reads.worst).toBe("until-standby");
  expect(outlook?.times).toEqual({ atLeast: 2, atMost: 2 });
  expect(words.timesWords(outlook as Outlook)).toBe(
    "2 times as much for nodes (1 time (2024) → 2 times (2024) the price without standbys)",
  );
});
