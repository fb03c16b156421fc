/** The judge: levels, waivers' reach, and properties that hold for every rule and any account. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decider } from "../dist/src/alike.js";
import { attest } from "../dist/src/attest.js";
import { expand } from "../dist/src/azure/boundary.js";
import { blocksFrom, canBlock, policyLevel } from "../dist/src/config/levels.js";
import { decide, judge, rulingBy } from "../dist/src/judge.js";
import { type Objectives, type Operation, type Resource, severities } from "../dist/src/model.js";
import type { Rule } from "../dist/src/rule.js";
import { loadRules } from "../dist/src/rules.js";
import { waive } from "../dist/src/waive.js";
import { nativeType, resource, unknownMarker } from "./support.js";

const rules = loadRules();
const account = (inputs: Record<string, unknown>, operation: Operation = "create") =>
  resource(nativeType["cosmos-account"], inputs, { operation });
const settled = (objectives: Partial<Objectives> = {}, seesOperation = true) =>
  rulingBy(
    { environment: "production", levels: {}, failOnUnknown: false, ...objectives },
    { today: "2026-11-22", groupLocation: () => undefined, seesOperation },
  );
const any: Resource = account({});
const fails = (data: Partial<Rule>): Rule => ({
  ...(rules.get("cosmos-min-two-regions") as Rule),
  ...data,
  check: () => "fail",
});

describe("levels", () => {
  const blocks = (
    rule: Partial<Rule>,
    objectives: Partial<Objectives> = {},
    operation: Operation = "create",
    seesOperation = true,
  ) => {
    const { blocking, levelReason } = judge(account({}, operation), fails(rule), settled(objectives, seesOperation));
    return [blocking, levelReason];
  };
  test("critical and high block, the rest advise", () => {
    for (const severity of ["critical", "high"] as const) expect(blocks({ severity })).toEqual([true, undefined]);
    for (const severity of ["medium", "low", "info"] as const) expect(blocks({ severity })).toEqual([false, undefined]);
  });
  test("another environment lowers advice of the documents, never what Azure refuses or what was declared", () => {
    expect(blocks({}, { environment: "test" })).toEqual([false, "the environment is test"]);
    for (const basis of ["invalid", "declared"] as const)
      expect(blocks({ basis, severity: "medium" }, { environment: "test" })).toEqual([true, undefined]);
  });
  test("what cannot be fixed in place blocks where it is created, and a pack cannot see that", () => {
    const rule = { fixableInPlace: false };
    for (const operation of ["create", "replace"] as const) expect(blocks(rule, {}, operation)[0]).toBe(true);
    for (const operation of ["update", "same", "exists", "import", "read"] as const)
      expect(blocks(rule, {}, operation)).toEqual([false, expect.stringContaining("in place")]);
    expect(blocks(rule, {}, "create", false)).toEqual([false, expect.stringContaining("in place")]);
  });
  test("configuration has the last word", () => {
    const id = "cosmos-min-two-regions";
    expect(blocks({}, { levels: { [id]: "advisory" } })).toEqual([false, "set to advisory by configuration"]);
    expect(blocks({ severity: "low" }, { levels: { [id]: "mandatory" }, environment: "test" })).toEqual([
      true,
      "set to mandatory by configuration",
    ]);
    const advice = { ...fails({}), check: () => ({ outcome: "fail" as const, advice: "only said" }) };
    expect(judge(any, advice, settled())).toMatchObject({ blocking: false, levelReason: "only said" });
    expect(judge(any, advice, settled({ levels: { [id]: "mandatory" } })).blocking).toBe(true);
  });
  test("--fail-on draws the line by severity alone, and says what it moved", () => {
    const id = "cosmos-min-two-regions";
    expect(blocks({ severity: "medium" }, { failOn: "medium" })).toEqual([true, "at or above --fail-on medium"]);
    expect(blocks({ severity: "high" }, { failOn: "critical" })).toEqual([false, "below --fail-on critical"]);
    expect(blocks({ severity: "low", basis: "invalid" }, { failOn: "medium" })).toEqual([
      false,
      "below --fail-on medium",
    ]);
    const raised = [true, "at or above --fail-on high"];
    expect(blocks({}, { failOn: "high", environment: "test" })).toEqual(raised);
    expect(blocks({}, { failOn: "high", levels: { [id]: "advisory" } })).toEqual(raised);
    expect(blocks({ fixableInPlace: false }, { failOn: "high" }, "update")).toEqual(raised);
    // Where nothing is moved, what was said before still is.
    expect(blocks({}, { failOn: "high" })).toEqual([true, undefined]);
    expect(blocks({}, { failOn: "critical", environment: "test" })).toEqual([false, "the environment is test"]);
    for (const failOn of severities)
      for (const severity of severities)
        expect([failOn, severity, blocks({ severity }, { failOn })[0]]).toEqual([
          failOn,
          severity,
          severities.indexOf(severity) <= severities.indexOf(failOn),
        ]);
  });
  test("--fail-on leaves alone what does not fail", () => {
    const says = (outcome: "pass" | "not-applicable", objectives: Partial<Objectives>) =>
      judge(any, { ...fails({}), check: () => outcome }, settled({ failOn: "info", ...objectives })).blocking;
    expect([says("pass", {}), says("not-applicable", {})]).toEqual([false, false]);
    const open = account({ locations: unknownMarker });
    const of = (objectives: Partial<Objectives>) =>
      judge(open, rules.get("cosmos-min-two-regions") as Rule, settled(objectives)).blocking;
    expect([of({ failOn: "info" }), of({ failOn: "critical", failOnUnknown: true })]).toEqual([false, true]);
  });
  test("a new rule is advice until the next major version", () => {
    const id = "cosmos-min-two-regions";
    const fresh = { since: "0.2.0", blocksFrom: "1.0.0" };
    const reason = "new in 0.2.0: it blocks from 1.0.0 on";
    for (const data of [{}, { basis: "invalid" as const, severity: "low" as const }])
      expect(blocks({ ...fresh, ...data })).toEqual([false, reason]);
    expect(blocks({ ...fresh, severity: "medium" })).toEqual([false, undefined]); // it never blocks
    expect(blocks(fresh, { levels: { [id]: "mandatory" } })[0]).toBe(true);
    expect(blocks(fresh, { levels: { [id]: "advisory" } })[1]).toBe("set to advisory by configuration");
    expect(blocks(fresh, { failOn: "high" })).toEqual([true, "at or above --fail-on high"]);
    expect(blocks({ since: "0.2.0" })).toEqual([true, undefined]); // no longer new
    expect([canBlock(fails({})), canBlock(fails(fresh)), canBlock(fails({ ...fresh, basis: "declared" }))]).toEqual([
      true,
      false,
      false,
    ]);
    expect(policyLevel(fails(fresh), {})).toBe("advisory");
    expect(policyLevel(fails(fresh), { levels: { [id]: "mandatory" } })).toBe("mandatory");
  });
  test("new is what first shipped in this major version, or in one to come", () => {
    expect(blocksFrom(undefined, "0.1.0")).toBeUndefined();
    expect(["0.2.0", "0.1.0", "1.0.0"].map((since) => blocksFrom(since, "0.9.9"))).toEqual(["1.0.0", "1.0.0", "2.0.0"]);
    expect(["0.2.0", "1.4.0", "9.0.0"].map((since) => blocksFrom(since, "10.0.1"))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
  test("a check's own severity counts", () => {
    const rule = { ...fails({}), check: () => ({ outcome: "fail" as const, severity: "low" as const }) };
    expect(judge(any, rule, settled())).toMatchObject({ severity: "low", blocking: false });
  });
});

test("a bug in a rule decides nothing and stops nothing", () => {
  const broken: Rule = {
    ...fails({}),
    check: () => {
      throw new TypeError("secret text");
    },
  };
  const { outcome, because } = judge(any, broken, settled());
  expect([outcome, because]).toEqual(["unknown", "the rule failed on this resource (TypeError)"]);
});

test("a rule without a check is for a person", () => {
  const { check: _, ...manual } = fails({});
  expect(judge(any, manual, settled())).toMatchObject({ outcome: "manual", blocking: false, evidence: [] });
});

test("the first waiver that holds covers; one that has ended is only told", () => {
  const own = { rule: "r", resource: "ord*", owner: "me", reason: "why" };
  const [old, good] = [
    { ...own, until: "2026-11-21" },
    { ...own, until: "2026-11-22" },
  ];
  expect(waive("r", any, [old, good], "2026-11-22")).toEqual({ waiver: good });
  expect(waive("r", any, [old], "2026-11-22")).toEqual({ expiredWaiver: old });
  expect(waive("other", any, [good], "2026-11-22")).toEqual({});
  expect(
    waive(
      "r",
      any,
      [
        { ...good, resource: "ord" },
        { ...good, resource: "x*" },
      ],
      "2026-11-22",
    ),
  ).toEqual({});
});

test("an attestation vouches for its rule in its stacks, from its date until its last day", () => {
  const owner = { project: "shop", stack: "prod" };
  const own = { rule: "r", scope: "shop/*", by: "me", date: "2026-06-01", evidence: "wiki", until: "2026-11-22" };
  expect(attest("r", owner, [own], "2026-11-22")).toEqual({ attestation: own });
  expect(attest("r", owner, [own], "2026-06-01")).toEqual({ attestation: own });
  expect(attest("r", owner, [own], "2026-11-23")).toEqual({ expiredAttestation: own });
  const older = { ...own, until: "2026-10-01" };
  expect(attest("r", owner, [older, own], "2026-11-23")).toEqual({ expiredAttestation: own });
  expect(attest("r", owner, [older, own], "2026-11-22")).toEqual({ attestation: own });
  expect(attest("r", owner, [own], "2026-05-31")).toEqual({});
  expect(attest("other", owner, [own], "2026-11-22")).toEqual({});
  expect(attest("r", owner, [{ ...own, scope: "blog/*" }], "2026-11-22")).toEqual({});
});

test("alerts that are declared elsewhere take the question away, from those rules alone", () => {
  const told = [...rules.values()]
    .map((rule) => [rule.id, decide(rule, {}, settled({ alertsManagedElsewhere: true }).context)] as const)
    .filter(([, { because }]) => because === "alerts are declared elsewhere");
  expect(told.map(([id]) => id)).toEqual(["stack-resource-health-alert", "stack-service-health-alert"]);
  for (const [id, decision] of told) {
    expect(decision.outcome).toBe("not-applicable");
    const stack = { "digital-twins": 1 };
    expect(decide(rules.get(id) as Rule, stack, settled().context).outcome).not.toBe("not-applicable");
  }
});

// Any account: few values, so that they meet each other often; "(unknown)" may stand anywhere.
const unknown = fc.constant(unknownMarker);
const or = <T>(...values: T[]) =>
  fc.option(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...values) },
      { weight: 1, arbitrary: unknown as fc.Arbitrary<unknown> },
    ),
    { nil: undefined },
  );
const location = fc.record({
  locationName: or(
    "westeurope",
    "West Europe",
    "northeurope",
    "ukwest",
    "uksouth",
    "westus",
    "brazilsouth",
    "southeastasia",
    "italynorth",
    "chinanorth3",
    "germanycentral",
    "marsnorth",
    "swedencentral",
  ),
  failoverPriority: or(0, 1, 2, 5),
  isZoneRedundant: or(true, false),
});
const anyAccount = fc.record({
  locations: fc.oneof(
    {
      weight: 9,
      arbitrary: fc.array(fc.oneof({ weight: 9, arbitrary: location }, { weight: 1, arbitrary: unknown }), {
        maxLength: 4,
      }),
    },
    { weight: 1, arbitrary: unknown },
  ),
  enableAutomaticFailover: or(true, false),
  enableMultipleWriteLocations: or(true, false),
  consistencyPolicy: fc.option(
    fc.record({
      defaultConsistencyLevel: or("Strong", "BoundedStaleness", "Session"),
      maxStalenessPrefix: or(5, 10, 100000),
      maxIntervalInSeconds: or(4, 5, 300, 90_000),
    }),
    { nil: undefined },
  ),
  backupPolicy: fc.option(
    fc.record({
      type: or("Periodic", "Continuous"),
      periodicModeProperties: fc.option(
        fc.record({
          backupStorageRedundancy: or("Geo", "Zone", "Local"),
          backupIntervalInMinutes: or(30, 60, 1440),
          backupRetentionIntervalInHours: or(1, 8, 48),
        }),
        { nil: undefined },
      ),
    }),
    { nil: undefined },
  ),
  capabilities: fc.option(
    fc.array(fc.record({ name: or("EnableServerless", "EnablePerPartitionAutomaticFailover") }), { maxLength: 2 }),
    { nil: undefined },
  ),
  enablePerRegionPerPartitionAutoscale: or(true, false),
});
const boundary = fc.option(
  fc.constantFrom(
    expand({ countries: ["NL"] }),
    expand({ geographies: ["Europe"] }),
    expand({ geographyGroups: ["UK"] }),
  ),
  { nil: undefined },
);
const rulingWith = (own: ReturnType<typeof expand> | undefined) => settled(own ? { boundary: own } : {});

/** What may stand where something is not known, by the property's name. */
const completions: Record<string, unknown[]> = {
  locations: [
    [],
    [{ locationName: "westeurope", failoverPriority: 0 }],
    [
      { locationName: "uksouth", failoverPriority: 0, isZoneRedundant: true },
      { locationName: "ukwest", failoverPriority: 1 },
    ],
  ],
  element: [
    { locationName: "westeurope", failoverPriority: 0 },
    { locationName: "ukwest", failoverPriority: 1, isZoneRedundant: true },
    { locationName: "swedencentral", failoverPriority: 2 },
  ],
  locationName: ["westeurope", "northeurope", "ukwest", "swedencentral", "southeastasia", "italynorth", "chinanorth3"],
  failoverPriority: [0, 1, 2, 3, 7],
  isZoneRedundant: [true, false],
  enableAutomaticFailover: [true, false],
  enableMultipleWriteLocations: [true, false],
  defaultConsistencyLevel: ["Strong", "BoundedStaleness", "Session"],
  maxStalenessPrefix: [5, 10, 100000],
  maxIntervalInSeconds: [4, 5, 300, 90_000],
  type: ["Periodic", "Continuous"],
  backupStorageRedundancy: ["Geo", "Zone", "Local"],
  backupIntervalInMinutes: [30, 60, 240, 1440],
  backupRetentionIntervalInHours: [1, 8, 48, 721],
  capacityMode: ["Serverless", "Provisioned"],
  enablePerRegionPerPartitionAutoscale: [true, false],
  name: ["EnableServerless", "EnablePerPartitionAutomaticFailover", "Other"],
};
function complete(value: unknown, key: string, pick: (from: unknown[]) => unknown): unknown {
  if (value === unknownMarker) return pick(completions[key] as unknown[]);
  if (Array.isArray(value)) return value.map((each) => complete(each, key === "locations" ? "element" : key, pick));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, complete(inner, name, pick)]));
}

/** FC_MORE=20 looks twenty times as hard. */
const more = Number(process.env.FC_MORE ?? 1);

const accountRules = [...rules.values()].filter((rule) => rule.check && rule.appliesTo === "cosmos-account");
describe.each(accountRules)("any account: $id", (rule) => {
  const outcome = (inputs: object, own: ReturnType<typeof expand> | undefined) =>
    judge(account(inputs as Record<string, unknown>), rule, rulingWith(own)).outcome;

  test("what is not known never makes a pass that could fail, nor a fail that could pass", () => {
    fc.assert(
      fc.property(anyAccount, boundary, fc.infiniteStream(fc.nat()), (inputs, own, numbers) => {
        const before = outcome(inputs, own);
        if (before !== "pass" && before !== "fail") return;
        const after = outcome(complete(inputs, "", (from) => from[numbers.next().value % from.length]) as object, own);
        expect([before, after]).not.toEqual(before === "pass" ? ["pass", "fail"] : ["fail", "pass"]);
      }),
      { numRuns: 1500 * more },
    );
  });

  test("neither the order of locations nor how it is judged makes a difference", () => {
    fc.assert(
      fc.property(anyAccount, boundary, (inputs, own) => {
        const ruling = rulingWith(own);
        const here = account(inputs);
        const plain = decide(rule, here.props, ruling.context);
        expect(judge(here, rule, ruling).outcome).toBe(plain.outcome);
        expect(decider([rule], ruling.context)(here.props).decisions[0]?.outcome).toBe(plain.outcome);
        if (Array.isArray(inputs.locations))
          expect(outcome({ ...inputs, locations: [...inputs.locations].reverse() }, own)).toBe(plain.outcome);
      }),
      { numRuns: 800 * more },
    );
  });
});

describe("what else a decision read", () => {
  const hub = (name: string, more: object = {}) => ({
    ...any,
    urn: `urn:${name}`,
    name,
    props: { region: name },
    ...more,
  });
  const position = { file: "hub.ts", line: 3, column: 1 };
  const near = [
    hub("read", { position }),
    hub("placeless"),
    hub("untouched", { position }),
    { ...any, position }, // a resource is among those of its kind
  ];
  const rule = fails({ scope: "stack" });
  const reads: Rule = {
    ...rule,
    check: (_, { neighbours }) => {
      for (const { name, props } of neighbours?.all("cosmos-account") ?? [])
        if (name !== "untouched" && (props as { region?: string }).region === "nowhere") return "pass";
      return "fail";
    },
  };
  const none = { certain: [] };
  const neighbours = { all: () => near, referred: () => none, referring: () => none, from: () => neighbours };
  const { context, ...ruling } = settled();

  test("is related where its place is known", () => {
    const { related } = judge(any, reads, { ...ruling, context: { ...context, neighbours } } as never);
    expect(related).toEqual([{ urn: "urn:read", name: "read", position }]);
    expect(judge(any, reads, settled())).not.toHaveProperty("related");
  });
});
