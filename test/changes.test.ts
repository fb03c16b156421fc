/** What a deployment does, from the engine's own words to the exit code. */
import { describe, expect, test } from "vitest";
import { assess } from "../dist/src/assess.js";
import type { Assessment } from "../dist/src/assessment.js";
import { gate } from "../dist/src/gate.js";
import type { Objectives } from "../dist/src/model.js";
import { read } from "../dist/src/read/read.js";
import { loadRules } from "../dist/src/rules.js";

const rules = loadRules();
const native = "azure-native:cosmosdb:DatabaseAccount";
const classic = "azure:cosmosdb/account:Account";
const twins = "azure-native:digitaltwins:DigitalTwin";
const urn = (name: string, type = native) => `urn:pulumi:dev::shop::${type}::${name}`;
const state = (type: string, inputs: object, more: object = {}) => ({ custom: true, type, inputs, ...more });
const step = (op: string, from?: object, to?: object, type = native) => ({
  op,
  urn: urn("orders", type),
  ...(from && { oldState: from }),
  ...(to && { newState: to }),
});

function assessed(steps: object[], objectives: Partial<Objectives> = {}): Assessment {
  const chunks = [Buffer.from(JSON.stringify({ steps, duration: 1, changeSummary: {} }))];
  return assess([read({ name: "preview.json", chunks })], {
    tool: { name: "azure-hadr", version: "0.0.0" },
    rules,
    policyFor: () => () => ({
      objectives: { environment: "production", levels: {}, failOnUnknown: false, ...objectives },
      waivers: [],
    }),
    today: "2026-11-22",
    keep: Number.POSITIVE_INFINITY,
    keepSettled: true,
  });
}
/** Outcomes of the rules about changes, those that do not apply left out. */
function changes(steps: object[], objectives?: Partial<Objectives>): Record<string, string> {
  const { verdicts } = assessed(steps, objectives);
  const about = verdicts.filter(
    ({ rule, outcome }) => rules.get(rule)?.scope === "change" && outcome !== "not-applicable",
  );
  return Object.fromEntries(
    about.map(({ rule, outcome, blocking }) => [rule, blocking ? `${outcome}, blocks` : outcome]),
  );
}
const failing = (steps: object[], objectives?: Partial<Objectives>) =>
  Object.fromEntries(Object.entries(changes(steps, objectives)).filter(([, outcome]) => outcome !== "pass"));

const at = (locationName: string, failoverPriority: number, isZoneRedundant = false) => ({
  locationName,
  failoverPriority,
  isZoneRedundant,
});
const one = { locations: [at("eastus", 0)] };
const two = { locations: [at("eastus", 0), at("westus", 1)] };

describe("updates", () => {
  test("respelled and reordered: nothing is said of the change", () => {
    const other = { locations: [at("West US", 1), at("East US", 0)] };
    expect(failing([step("update", state(native, two), state(native, other))])).toEqual({});
  });

  test("what Azure answered counts as what was there, and is no change when it is written down", () => {
    const before = state(native, one, { outputs: { ...one, publicNetworkAccess: "Enabled" } });
    expect(failing([step("update", before, state(native, { ...two, publicNetworkAccess: "Enabled" }))])).toEqual({});
    expect(failing([step("update", before, state(native, { ...two, publicNetworkAccess: "Disabled" }))])).toEqual({
      "cosmos-regions-change-alone": "fail, blocks",
    });
  });

  test("a flag that Azure never took: pointed out where the update leaves it, and set right where it tells the truth", () => {
    const zoned = { locations: [at("eastus", 0, true)] };
    const before = state(native, zoned, { outputs: { locations: [at("East US", 0, false)] } });
    expect(failing([step("update", before, state(native, { ...zoned, enableFreeTier: true }))])).toEqual({
      "cosmos-zones-change-with-regions": "fail",
    });
    expect(failing([step("update", before, state(native, one))])).toEqual({});
    const zones = (steps: object[]) => assessed(steps).verdicts.find(({ rule }) => rule === "cosmos-zones-as-declared");
    expect(zones([step("same", before, state(native, zoned))])).toMatchObject({
      outcome: "fail",
      blocking: false,
      because: "East US has no zones in Azure, and the program says that it has them",
    });
  });

  test("a provider that makes an update of each by itself is not asked for it", () => {
    const geo = (location: string, failoverPriority: number) => ({ location, failoverPriority });
    const from = { geoLocations: [geo("eastus", 0)], backup: { type: "Periodic" } };
    const to = {
      geoLocations: [geo("East US", 0), geo("westus", 1)],
      backup: { type: "Continuous" },
      automaticFailoverEnabled: true,
    };
    const found = changes([step("update", state(classic, from), state(classic, to), classic)]);
    expect(found).not.toHaveProperty("cosmos-regions-change-alone");
    expect(found).not.toHaveProperty("cosmos-backup-mode-changes-alone");
  });

  test("without the state before nobody knows", () => {
    const { "cosmos-regions-stay": removal } = changes([step("update", undefined, state(native, two))]);
    expect(removal).toBe("unknown");
  });

  test("a freeze holds back a change and nothing else", () => {
    const outageFreeze = { regions: ["eastus"], reason: "outage", until: "2026-11-30" };
    const tagged = state(native, { ...one, tags: { a: "b" } });
    expect(changes([step("update", state(native, one), tagged)], { outageFreeze })["stack-outage-freeze"]).toBe(
      "fail, blocks",
    );
    expect(changes([step("same", state(native, one), state(native, one))], { outageFreeze })).toEqual({});
  });
});

describe("what gets worse", () => {
  const kept = (steps: object[], objectives?: Partial<Objectives>) =>
    assessed(steps, objectives)
      .verdicts.filter(({ rule }) => rules.get(rule)?.scope === "regression" && rule.startsWith("cosmos"))
      .map(({ outcome, blocking, because }) => [outcome, blocking, because ?? ""]);
  const safe = { ...two, enableAutomaticFailover: true };
  const update = (from: object, to: object) => [step("update", state(native, from), state(native, to))];

  test("a failover that is switched off is found as such, and where it stays or comes nothing is", () => {
    expect(kept(update(safe, two))).toEqual([["fail", true, expect.stringContaining("write region lost, writes: ")]]);
    expect(kept(update(two, safe))).toEqual([["pass", false, ""]]);
    expect(kept(update(safe, two), { environment: "test" })).toEqual([["fail", false, expect.any(String)]]);
  });

  test("what is created, deleted or left as it is is compared with nothing", () => {
    const nothing = [["not-applicable", false, "there is nothing to compare it with"]];
    expect(kept([step("create", undefined, state(native, two))])).toEqual(nothing);
    expect(kept([step("delete", state(native, two))])).toEqual(nothing);
    expect(kept([step("same", state(native, two), state(native, two))])).toEqual(nothing);
  });
});

describe("what is deleted or replaced", () => {
  test("a stack of deletions has verdicts and blocks; nothing else is judged of what goes", () => {
    const assessment = assessed([
      step("delete", state(native, one)),
      step("delete", state(twins, { location: "westeurope", resourceGroupName: "rg" }), undefined, twins),
    ]);
    expect(assessment.judged).toBe(2);
    expect(gate(assessment.counts)).toBe(1);
    const own = assessment.verdicts.filter(({ kind }) => kind !== "stack");
    expect(
      own
        .filter(({ outcome }) => outcome === "fail")
        .map(({ rule }) => rule)
        .sort(),
    ).toEqual(["adt-instance-is-kept", "cosmos-account-is-kept"]);
    const asked = own.filter(({ outcome }) => outcome !== "not-applicable");
    expect(asked.every(({ rule }) => rules.get(rule)?.scope === "change")).toBe(true);
    const retained = assessed([step("delete", state(native, one, { retainOnDelete: true }))]);
    expect(gate(retained.counts)).toBe(0);
  });

  test("a replacement is one resource, in whatever steps it comes", () => {
    const [from, to] = [state(native, one), state(native, two)];
    const steps = [step("delete-replaced", from), step("create-replacement", from, to), step("replace", from, to)];
    const { verdicts, judged } = assessed(steps);
    expect(judged).toBe(1);
    expect(verdicts.filter(({ rule }) => rule === "cosmos-account-is-kept")).toMatchObject([
      { outcome: "fail", blocking: true, because: expect.stringContaining("replaced") },
    ]);
    expect(verdicts.filter(({ rule }) => rule === "cosmos-min-two-regions")).toMatchObject([{ outcome: "pass" }]);
  });
});
