/** What must hold whatever the account: by properties tried on many, with every exception named. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answer, Consequences, Outage } from "../dist/src/consequence.js";
import * as compare from "../dist/src/consequences/compare.js";
import { consequencesOf } from "../dist/src/consequences/consequences.js";
import { resource, ruling, unknownMarker } from "./support.js";

const { context } = ruling();
const native = "azure-native:cosmosdb:DatabaseAccount";
const of = (inputs: object, type = native): Consequences =>
  consequencesOf("cosmos-account", resource(type, inputs as Record<string, unknown>).props, context);

/** With zones and without, with a pair and without, restricted, disputed. */
const displayNames = [
  "West Europe",
  "North Europe",
  "France Central",
  "UK West",
  "Poland Central",
  "Southeast Asia",
  "West US",
];
const level = fc.constantFrom("Eventual", "ConsistentPrefix", "Session", "BoundedStaleness", "Strong");
const redundancy = fc.constantFrom("Geo", "Zone", "Local");
/** An account as a person would sum it up; `zones[i]` is of `regions[i]`, and the first one writes. */
const summary = fc.record({
  regions: fc.shuffledSubarray(displayNames, { minLength: 1, maxLength: 4 }),
  zones: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
  many: fc.boolean(),
  service: fc.boolean(),
  partition: fc.boolean(),
  /** A capability of another API, or of none. */
  api: fc.constantFrom("EnableTable", "EnableNoSQLVectorSearch"),
  kind: fc.constantFrom("GlobalDocumentDB", "MongoDB"),
  level,
  writes: fc.integer({ min: 100_000, max: 2_000_000 }),
  seconds: fc.integer({ min: 300, max: 86_400 }),
  backup: fc.option(redundancy),
  minutes: fc.option(fc.integer({ min: 60, max: 1440 }), { nil: undefined }),
  serverless: fc.boolean(),
});
type Summary = typeof summary extends fc.Arbitrary<infer T> ? T : never;

const inputsOf = (one: Summary) => ({
  locations: one.regions.map((locationName, failoverPriority) => ({
    locationName,
    failoverPriority,
    isZoneRedundant: one.zones[failoverPriority]!,
  })),
  enableMultipleWriteLocations: one.many,
  enableAutomaticFailover: one.service,
  consistencyPolicy: {
    defaultConsistencyLevel: one.level,
    maxStalenessPrefix: one.writes,
    maxIntervalInSeconds: one.seconds,
  },
  backupPolicy:
    one.backup === null
      ? { type: "Continuous" }
      : {
          type: "Periodic",
          periodicModeProperties: {
            backupStorageRedundancy: one.backup,
            ...(one.minutes !== undefined && { backupIntervalInMinutes: one.minutes }),
          },
        },
  capabilities: [
    { name: one.serverless ? "EnableServerless" : one.api },
    ...(one.partition ? [{ name: "EnablePerPartitionAutomaticFailover" }] : []),
  ],
  kind: one.kind,
});

/** The same account as the other provider spells it. */
const classicOf = (one: Summary) => ({
  geoLocations: one.regions.map((name, failoverPriority) => ({
    location: name.toLowerCase().replaceAll(" ", ""),
    failoverPriority,
    zoneRedundant: one.zones[failoverPriority]!,
  })),
  multipleWriteLocationsEnabled: one.many,
  automaticFailoverEnabled: one.service,
  consistencyPolicy: { consistencyLevel: one.level, maxStalenessPrefix: one.writes, maxIntervalInSeconds: one.seconds },
  backup:
    one.backup === null
      ? { type: "Continuous" }
      : { type: "Periodic", storageRedundancy: one.backup, intervalInMinutes: one.minutes },
  capabilities: inputsOf(one).capabilities,
  kind: one.kind,
});

type Compared = { [name: string]: readonly [Answer<never>, compare.Compare<never>] };
/** Every answer that a goal can be set for, with what is worse. No read region: nothing to lose. */
function compared({ sla, loss, copies, price }: Consequences): Compared {
  const none: Answer<Outage> = { best: "none", worst: "none", rows: [] };
  const { zone, writeRegion, readRegion } = loss;
  return {
    "SLA of reads": [sla.reads, compare.lowerIsWorse],
    "SLA of writes": [sla.writes, compare.lowerIsWorse],
    "zone: reads": [zone.reads, compare.worseOutage],
    "zone: writes": [zone.writes, compare.worseOutage],
    "zone: data": [zone.data, compare.worseLoss],
    "write region: reads": [writeRegion.reads, compare.worseOutage],
    "write region: writes": [writeRegion.writes, compare.worseOutage],
    "write region: data": [writeRegion.data, compare.worseLoss],
    "read region: reads": [readRegion?.reads ?? none, compare.worseOutage],
    "read region: writes": [readRegion?.writes ?? none, compare.worseOutage],
    copies: [copies, compare.lowerIsWorse],
    price: [price, compare.higherIsWorse],
  } as unknown as Compared;
}

test("the provider's spelling of names and regions decides nothing", () => {
  fc.assert(
    fc.property(summary, (one) => {
      expect(of(classicOf(one), "azure:cosmosdb/account:Account")).toEqual(of(inputsOf(one)));
    }),
  );
});

test("the order of the locations decides nothing, not even where a value is not known", () => {
  fc.assert(
    fc.property(
      summary,
      fc.nat(3),
      fc.nat(3),
      fc.constantFrom("", ...["locationName", "failoverPriority", "isZoneRedundant"]),
      (one, shift, at, hidden) => {
        const inputs = inputsOf(one);
        const locations = inputs.locations.map((location, index) =>
          hidden && index === at ? { ...location, [hidden]: unknownMarker } : location,
        );
        const turned = locations.map((_, index) => locations[(index + shift) % locations.length]);
        const [before, after] = [of({ ...inputs, locations }), of({ ...inputs, locations: turned })];
        for (const [name, [answer]] of Object.entries(compared(before))) {
          const other = compared(after)[name]![0];
          expect([name, other.best, other.worst]).toEqual([name, answer.best, answer.worst]);
        }
        const plain = ({ footprint }: Consequences) => footprint.map(({ why, ...resting }) => resting);
        expect(plain(after)).toEqual(plain(before));
        if (!hidden) expect(after).toEqual(before);
      },
    ),
  );
});

describe("a value that is not known", () => {
  /** Every place in the inputs, the ones that hold others included. */
  const pathsOf = (value: unknown, path: string[] = []): string[][] =>
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => [[...path, key], ...pathsOf(inner, [...path, key])])
      : [];
  const without = (value: unknown, [key = "", ...rest]: readonly string[]): unknown => {
    if (typeof value !== "object" || value === null) return value; // what holds it is hidden already
    const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
    copy[key] = rest.length === 0 ? unknownMarker : without(copy[key], rest);
    return copy;
  };
  const hiding = fc.array(fc.nat(), { minLength: 1, maxLength: 5 });

  test("widens what is said to a range that holds the answer, and never narrows it", () => {
    let [wider, same] = [0, 0];
    fc.assert(
      fc.property(summary, hiding, (one, picks) => {
        const inputs = inputsOf(one);
        const known = of(inputs);
        if (known.refused) return;
        const paths = pathsOf(inputs);
        let less: unknown = inputs;
        for (const pick of picks) less = without(less, paths[pick % paths.length]!);
        const open = of(less as object);
        expect(open.refused).toBeUndefined();
        expect(open.loss.readRegion === undefined && known.loss.readRegion !== undefined).toBe(false);
        for (const [name, [answer, worse]] of Object.entries(compared(known))) {
          if (name.startsWith("read region") && !known.loss.readRegion) continue; // said of one that there may be
          const around = compared(open)[name]![0];
          expect([name, worse(around.best, answer.best) <= 0, worse(around.worst, answer.worst) >= 0]).toEqual([
            name,
            true,
            true,
          ]);
          expect([name, around.range !== undefined]).toEqual([name, worse(around.best, around.worst) !== 0]);
          if (worse(around.best, answer.best) !== 0 || worse(around.worst, answer.worst) !== 0) wider++;
          else same++;
        }
        const copies = (as: string) => as === "backup copy";
        for (const { region, as } of known.footprint)
          expect(
            open.footprint.some(
              (other) => copies(other.as) === copies(as) && (other.region === region || other.region === undefined),
            ),
          ).toBe(true);
        for (const { region, as, certain } of open.footprint)
          if (certain)
            expect(known.footprint.some((other) => copies(other.as) === copies(as) && other.region === region)).toBe(
              true,
            );
      }),
      { numRuns: 3000 },
    );
    expect([wider > 1000, same > 1000]).toEqual([true, true]);
  });

  test("is named as the reason of the range that it makes, and of no other", () => {
    const inputs = inputsOf({
      regions: ["West Europe", "North Europe"],
      zones: [true, true, true, true, true],
      many: false,
      service: true,
      partition: false,
      api: "EnableTable",
      kind: "GlobalDocumentDB",
      level: "Session",
      writes: 100_000,
      seconds: 300,
      backup: "Geo",
      minutes: undefined,
      serverless: false,
    });
    const open = of({
      ...inputs,
      enableAutomaticFailover: unknownMarker,
      locations: [inputs.locations[0], { ...inputs.locations[1], isZoneRedundant: unknownMarker }],
    });
    const because = (path: string) => `${path} is not known until the update`;
    expect(open.sla.writes).toMatchObject({
      best: 99.995,
      worst: 99.99,
      range: because("locations[1].isZoneRedundant"),
    });
    expect(open.loss.writeRegion.writes).toMatchObject({
      best: "hour-or-more",
      worst: "until-a-person-acts",
      range: because("enableAutomaticFailover"),
    });
    expect(open.sla.reads).toMatchObject({ best: 99.999, worst: 99.999 });
    expect(open.loss.writeRegion.data).not.toHaveProperty("range");
  });
});

describe("what makes an account safer", () => {
  interface Exception {
    readonly because: string;
    readonly of: readonly string[];
    readonly when: (before: Summary, after: Summary) => boolean;
  }
  const added = (before: Summary, after: Summary) => before.regions.length < after.regions.length;
  /** All that the documents say gets worse by a step that is meant to help. */
  const exceptions: readonly Exception[] = [
    {
      because: "strong consistency over two regions stops writes when either is lost",
      of: ["read region: writes", "zone: writes"],
      when: (before, after) =>
        added(before, after) && after.level === "Strong" && !after.many && after.regions.length === 2,
    },
    {
      because: "bounded staleness stops writes when a lost read region lags too far behind",
      of: ["read region: writes", "zone: writes"],
      when: (before, after) => added(before, after) && after.level === "BoundedStaleness" && !after.many,
    },
    {
      because: "bounds may be declared that are wider than the interval between backups",
      of: ["write region: data", "zone: data"],
      when: (before, after) =>
        added(before, after) && before.regions.length === 1 && after.level === "BoundedStaleness",
    },
    {
      because:
        "each of several write regions holds writes that the others may not have yet, and one more may have no zones",
      of: ["zone: data"],
      when: (before, after) => added(before, after) && after.many,
    },
    {
      because: "with zones in some regions only, no document says which SLA of writes holds",
      of: ["SLA of writes"],
      when: (before, after) => added(before, after) && !after.many,
    },
  ];
  const met = new Set<string>();
  const steps: Record<string, (one: Summary, region: string, zoned: boolean) => Summary> = {
    "another region": (one, region, zoned) =>
      one.regions.includes(region)
        ? one
        : {
            ...one,
            regions: [...one.regions, region],
            zones: one.zones.map((is, at) => (at === one.regions.length ? zoned : is)),
          },
    "zone redundancy": (one, region) => ({
      ...one,
      zones: one.zones.map((is, at) => is || one.regions[at] === region),
    }),
    "service-managed failover": (one) => ({ ...one, service: true }),
    "per-partition automatic failover": (one) => ({ ...one, partition: true }),
  };

  test.each(Object.entries(steps))("%s worsens nothing, but for the exceptions that the documents state", (_, step) => {
    fc.assert(
      fc.property(summary, fc.constantFrom(...displayNames), fc.boolean(), (one, region, zoned) => {
        const next = step(one, region, zoned);
        const [before, after] = [of(inputsOf(one)), of(inputsOf(next))];
        if (before.refused || after.refused) return;
        for (const [name, [answer, worse]] of Object.entries(compared(before))) {
          if (name === "price") continue;
          const then = compared(after)[name]![0];
          if (worse(then.best, answer.best) <= 0 && worse(then.worst, answer.worst) <= 0) continue;
          const excused = exceptions.filter((exception) => exception.of.includes(name) && exception.when(one, next));
          expect([name, answer, then, excused.map(({ because }) => because)]).toEqual([
            name,
            answer,
            then,
            [expect.any(String), ...excused.slice(1).map(() => expect.any(String))],
          ]);
          met.add(excused[0]!.because);
        }
      }),
      { numRuns: 2000 },
    );
  });
  test("each of the exceptions is met", () => {
    expect(exceptions.map(({ because }) => because).filter((because) => !met.has(because))).toEqual([]);
  });
});
