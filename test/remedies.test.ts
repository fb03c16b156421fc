/** Enforcement never blocks its own cure: every step of every remedy goes through the real engine and the enforcing pack. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseAccount } from "@pulumi/azure-native/cosmosdb";
import { DigitalTwin } from "@pulumi/azure-native/digitaltwins";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expand } from "../dist/src/azure/boundary.js";
import type { Staged, Step } from "../dist/src/consequence.js";
import { rulingOf } from "../dist/src/judge.js";
import { Neighbourhood } from "../dist/src/kinds/neighbourhood.js";
import { Unknown } from "../dist/src/known.js";
import type { Kind, Objectives } from "../dist/src/model.js";
import { type Blocked, waiversFor } from "../dist/src/plan.js";
import { looksAround, type Rule } from "../dist/src/rule.js";
import { loadExamples, loadRules } from "../dist/src/rules.js";
import { findPulumi, noPulumi, openStack, type Run, root, type Stack } from "./engine/engine";
import { nativeType, resource, ruling, staged as stagedExample } from "./support.js";

const missing = findPulumi() ? "" : noPulumi;
if (missing) console.warn(`skipped: ${missing}`);

const folder = mkdtempSync(join(tmpdir(), "azure-hadr-remedies-"));
afterAll(() => rmSync(folder, { recursive: true }));

const boundary = expand({ euDataBoundary: true });
const rules = loadRules();

/** What stands around a resource is no part of its steps. */
const levels = Object.fromEntries(
  [...rules.values()].filter(looksAround).map(({ id }): [string, string] => [id, "disabled"]),
);

/** A resource that needs a remedy of several steps, on its way. */
interface Patient {
  readonly rule: string;
  readonly name: string;
  readonly kind: Kind;
  /** What is declared of it alone. */
  readonly objectives: Partial<Objectives>;
  readonly start: object;
  readonly steps: readonly Step[];
  readonly waivers: readonly (readonly Blocked[])[];
}

function patient(
  name: string,
  rule: string,
  inputs: Record<string, unknown>,
  objectives: Partial<Objectives> = {},
): Patient {
  const own = ruling({ boundary, ...objectives });
  const kind = rules.get(rule)?.appliesTo as Kind;
  const found = resource(nativeType[kind], inputs);
  const { props: start } = found;
  const alone = () => new Neighbourhood().seenFrom(found);
  const { context } = rulingOf(own, rules.get(rule) as Rule, found, alone);
  const { steps = [] } = rules.get(rule)?.mend?.(start as never, context, {}) ?? {};
  return { rule, name, kind, objectives, start, steps, waivers: waiversFor(start, steps, kind, rules.values(), own) };
}

const at = (locationName: string, failoverPriority: number, isZoneRedundant = true) => ({
  locationName,
  failoverPriority,
  isZoneRedundant,
});
const sound = { enableAutomaticFailover: true, backupPolicy: { type: "Continuous" } };
const strong = { consistencyPolicy: { defaultConsistencyLevel: "Strong" } };
const tight = {
  consistencyPolicy: { defaultConsistencyLevel: "BoundedStaleness", maxStalenessPrefix: 10, maxIntervalInSeconds: 5 },
};

const patients: readonly Patient[] = [
  patient("zones-two-regions", "cosmos-zone-redundant-write-region", {
    ...sound,
    locations: [at("westeurope", 0, false), at("northeurope", 1)],
  }),
  patient("zones-one-region", "cosmos-zone-redundant-write-region", {
    backupPolicy: sound.backupPolicy,
    ...tight,
    locations: [at("westeurope", 0, false)],
  }),
  patient("backups-elsewhere", "cosmos-backup-survives-region", {
    backupPolicy: sound.backupPolicy,
    locations: [at("westeurope", 0)],
  }),
  patient(
    "zones-for-free",
    "cosmos-free-zone-redundancy",
    {
      backupPolicy: sound.backupPolicy,
      enableMultipleWriteLocations: true,
      locations: [at("westeurope", 0, false), at("northeurope", 1)],
    },
    { activeActive: true },
  ),
  patient("one-writer", "cosmos-multi-write-has-reason", {
    backupPolicy: sound.backupPolicy,
    enableMultipleWriteLocations: true,
    locations: [at("westeurope", 0), at("northeurope", 1)],
  }),
  patient("zones-serverless", "cosmos-serverless-zone-at-creation", {
    backupPolicy: sound.backupPolicy,
    locations: [at("westeurope", 0, false)],
    capabilities: [{ name: "EnableServerless" }],
  }),
  patient("zones-read-region", "cosmos-zone-redundant-read-region", {
    ...sound,
    locations: [at("westeurope", 0), at("northeurope", 1, false)],
  }),
  patient("zones-read-region-strong", "cosmos-zone-redundant-read-region", {
    ...sound,
    ...strong,
    locations: [at("westeurope", 0), at("northeurope", 1, false)],
  }),
  patient("more-regions", "cosmos-min-two-regions", { ...tight, locations: [at("swedencentral", 0)] }),
  patient("more-regions-strong", "cosmos-min-two-regions", { ...sound, ...strong, locations: [at("westeurope", 0)] }),
  patient("out-of-america", "cosmos-data-residency", { ...sound, locations: [at("eastus", 0), at("northeurope", 1)] }),
  patient("out-of-america-alone", "cosmos-data-residency", { ...sound, locations: [at("eastus", 0)] }),
  patient("drill", "cosmos-failover-is-rehearsed", {
    ...sound,
    locations: [at("westeurope", 0), at("northeurope", 1)],
  }),
  patient("failback", "cosmos-failback-is-planned", {
    ...sound,
    locations: [at("westeurope", 0), at("northeurope", 1)],
  }),
  patient(
    "nothing-lost",
    "cosmos-rpo-target",
    {
      backupPolicy: sound.backupPolicy,
      ...tight,
      enableMultipleWriteLocations: true,
      locations: [at("westeurope", 0)],
    },
    { rpoMinutes: 0 },
  ),
  patient(
    "back-in-minutes",
    "cosmos-rto-target",
    {
      ...sound,
      consistencyPolicy: { ...tight.consistencyPolicy, maxStalenessPrefix: 100_000, maxIntervalInSeconds: 300 },
      capabilities: [{ name: "EnableNoSQLVectorSearch" }],
      locations: [at("westeurope", 0), at("northeurope", 1)],
    },
    { rtoMinutes: 15, rpoMinutes: 5 },
  ),
  patient("by-partition", "cosmos-per-partition-failover-supported", {
    backupPolicy: sound.backupPolicy,
    ...tight,
    capabilities: [{ name: "EnablePerPartitionAutomaticFailover" }],
    locations: [at("westeurope", 0)],
  }),
  patient(
    "back-at-once",
    "cosmos-rto-target",
    { ...sound, ...strong, locations: [at("westeurope", 0), at("northeurope", 1), at("swedencentral", 2)] },
    { rtoMinutes: 0, rpoMinutes: 5, activeActive: true },
  ),
  patient(
    "covered",
    "cosmos-sla-target",
    { ...sound, locations: [at("westeurope", 0, false)] },
    { slaTarget: { read: 99.999, write: 99.995 } },
  ),
  patient("pumps", "adt-paired-region-residency", { location: "uksouth" }),
  patient("valves", "adt-region-has-pair", { location: "italynorth" }),
];
const longest = Math.max(...patients.map(({ steps }) => steps.length));

/** `stock` for the resource itself, `stock-successor` for one that the remedy makes. */
const nameOf = ({ name }: Patient, staged: string): string => (staged === "it" ? name : `${name}-${staged}`);

/** A remedy that is through stays as its last step leaves it. */
const stage = <T>(list: readonly T[], index: number): T | undefined => list[Math.min(index, list.length - 1)];

/** What all of them declare once step `index` is taken; -1: before the first. */
const program = (index: number) => async () => {
  for (const one of patients) {
    const start: Staged[] = [{ name: "it", props: one.start }];
    for (const { name, props } of (index < 0 ? undefined : stage(one.steps, index))?.after ?? start) {
      if (!props) continue;
      const args = { resourceGroupName: "rg-data", databaseAccountOfferType: "Standard" as const, ...props };
      if (one.kind === "digital-twins") new DigitalTwin(nameOf(one, name), args);
      else new DatabaseAccount(nameOf(one, name), { ...args, locations: [], ...props });
    }
  }
};
/** The waivers that step `index` of each needs, until a day, in `hadr.yaml`, and as the pack gets them. */
function packConfig(index: number, until: string): string {
  const waivers = needed(index).map(([resource, rule]) => ({ rule, resource, owner: "us", reason: "a cure", until }));
  const [yaml, json] = ["hadr.yaml", `policy-${index}-${until}.json`].map((name) => join(folder, name)) as [
    string,
    string,
  ];
  const stacks = patients
    .filter(({ objectives }) => Object.keys(objectives).length > 0)
    .map(({ name, objectives }) => ({ resource: name, ...objectives }));
  writeFileSync(yaml, JSON.stringify({ residency: { euDataBoundary: true }, levels, stacks, waivers }));
  const cli = join(root, "dist", "src", "cli.js");
  const run = spawnSync(process.execPath, [cli, "policy-config", "-c", yaml, "-o", json], { encoding: "utf8" });
  expect([run.status, run.stderr]).toEqual([0, ""]);
  return json;
}
const needed = (index: number): [resource: string, rule: string][] =>
  patients.flatMap((one) =>
    (stage(one.waivers, index) ?? [])
      // What a step changes is changed once it is through.
      .filter(({ rule }) => index < one.waivers.length || isState(rule))
      .map(({ rule, resource }): [string, string] => [nameOf(one, resource), rule]),
  );
/** Whether a rule judges what is there, as a pack does too, and not what a step does to it. */
const isState = (rule: string): boolean => !["change", "regression"].includes(rules.get(rule)?.scope ?? "");

const mandatory = (run: Run): string[] =>
  run.policyEvents
    .filter(({ enforcementLevel }) => enforcementLevel === "mandatory")
    .map(({ resourceUrn, policyName }) => `${resourceUrn?.split("::").at(-1)} ${policyName}`)
    .sort();

/** What stands in the way of a preview, by the `hadr.yaml` that was written last. */
function blockedAtTheGate(preview: string): string[] {
  const cli = join(root, "dist", "src", "cli.js");
  const args = [cli, "check", preview, "-c", join(folder, "hadr.yaml"), "--format", "json"];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1 << 28 });
  expect(stderr).toBe("");
  const { verdicts } = JSON.parse(stdout) as {
    verdicts: { rule: string; name: string; blocking: boolean; waiver?: object }[];
  };
  return verdicts
    .filter(({ blocking, waiver }) => blocking && !waiver)
    .map(({ rule, name }) => `${name} ${rule}`)
    .sort();
}

test("every rule that has a remedy of several steps, by its own examples, is among them", () => {
  const staged = [...rules.values()].filter((rule) =>
    Object.values(loadExamples(rule.id).fail ?? {}).some((example) => {
      const { resource: failing, ruling: by } = stagedExample(rule, example);
      try {
        return rule.mend?.(failing.props as never, by.context, {}).steps !== undefined;
      } catch (error) {
        if (error instanceof Unknown) return false;
        throw error;
      }
    }),
  );
  expect(patients.map(({ rule }) => rule)).toEqual(expect.arrayContaining(staged.map(({ id }) => id)));
  expect(staged.length).toBeGreaterThan(4);
  for (const { name, steps } of patients) expect(steps.length, name).toBeGreaterThan(1);
});

test("all are cured: in the end nothing needs a waiver but what no remedy was asked for", () => {
  expect(needed(longest).map((key) => key.join(" "))).toEqual([
    "zones-one-region cosmos-backup-survives-region",
    "zones-one-region cosmos-min-two-regions",
    "zones-serverless-successor cosmos-backup-survives-region",
    "zones-read-region-strong cosmos-strong-needs-three-regions",
    "out-of-america-alone cosmos-backup-survives-region",
    "out-of-america-alone cosmos-min-two-regions",
  ]);
});

describe.skipIf(missing)("step by step through the enforcing pack", { timeout: 120_000 }, () => {
  let stack: Stack;
  const pack = { policyPacks: [root] };
  beforeAll(async () => {
    stack = await openStack();
    expect((await stack.up({ program: program(-1) })).ok).toBe(true);
  });
  afterAll(() => stack.close());

  test.each(Array.from({ length: longest }, (_, index) => index))("step %i", async (index) => {
    const names = (keys: [string, string][]) => keys.map((key) => key.join(" ")).sort();
    const blocking = names(needed(index).filter(([, rule]) => isState(rule)));
    const preview = join(folder, `preview-${index}.json`);
    writeFileSync(preview, (await stack.previewJson({ program: program(index) })).stdout);
    // A waiver whose day has passed is none: what the step needs is what is refused, and nothing else is.
    const without = await stack.preview({
      program: program(index),
      ...pack,
      policyPackConfigs: [packConfig(index, "2026-01-01")],
    });
    expect([without.ok, mandatory(without)]).toEqual([blocking.length === 0, blocking]);
    expect(blockedAtTheGate(preview)).toEqual(names(needed(index)));
    const run = await stack.up({
      program: program(index),
      ...pack,
      policyPackConfigs: [packConfig(index, "2999-12-31")],
    });
    expect([run.ok, mandatory(run)], run.stderr + run.stdout).toEqual([true, []]);
    expect(blockedAtTheGate(preview)).toEqual([]);
    // Nothing is replaced; what goes is what a step removes.
    expect(run.steps.filter(({ op }) => op.includes("replace"))).toEqual([]);
  });

  test("what a remedy replaces is gone, and what replaces it is there", async () => {
    const state = JSON.parse(await stack.exportStack()) as { deployment: { resources: { urn: string }[] } };
    const there = state.deployment.resources.map(({ urn }) => urn.split("::").at(-1));
    for (const old of ["pumps", "valves", "zones-serverless"]) {
      expect(there).toContain(`${old}-successor`);
      expect(there).not.toContain(old);
    }
  });
});
