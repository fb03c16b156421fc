/** That the harness runs the real engine, so that what the other tests of `test/engine` see is what a user would. */
import { join } from "node:path";
import { DatabaseAccount } from "@pulumi/azure-native/cosmosdb";
import { DigitalTwin } from "@pulumi/azure-native/digitaltwins";
import { ResourceGroup } from "@pulumi/azure-native/resources";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { demonstration, oneRegion, sound } from "../fixtures/program/resources";
import { findPulumi, noPulumi, openStack, root, type Stack } from "./engine/engine";
import { unknownValue } from "./engine/stub-provider";

const strictPack = join(root, "test", "engine", "strict-pack");
const missing = findPulumi() ? "" : noPulumi;
if (missing) console.warn(`skipped: ${missing}`);

interface Step {
  readonly op: string;
  readonly urn: string;
  readonly newState?: { readonly inputs?: Record<string, unknown>; readonly sourcePosition?: string };
}
const stepsOf = (json: string): Map<string, Step> =>
  new Map((JSON.parse(json) as { steps: Step[] }).steps.map((step) => [step.urn.split("::").at(-1) ?? "", step]));

describe.skipIf(missing)("the real engine", { timeout: 60_000 }, () => {
  let stack: Stack;
  beforeEach(async () => {
    stack = await openStack();
  });
  afterEach(() => stack.close());

  test("previews the demonstration", async () => {
    const run = await stack.preview({ program: async () => demonstration() });
    expect(run).toMatchObject({ ok: true, policyEvents: [] });
    expect(run.steps.filter(({ op }) => op === "create").length).toBeGreaterThan(30);
  });

  test("refuses what a mandatory policy forbids, and says why", async () => {
    const program = async () => {
      new DatabaseAccount("one", oneRegion);
      new DatabaseAccount("two", sound);
    };
    const run = await stack.preview({ program, policyPacks: [strictPack] });
    expect(run.ok).toBe(false);
    expect(run.policyEvents).toMatchObject([
      {
        policyName: "two-regions",
        enforcementLevel: "mandatory",
        severity: "high",
        resourceUrn: expect.stringMatching(/::one$/),
      },
    ]);
    expect((await stack.up({ program, policyPacks: [strictPack] })).ok).toBe(false);
  });

  test("lets a pack be configured", async () => {
    const program = async () => void new DatabaseAccount("one", oneRegion);
    const run = await stack.preview({ program, policyPacks: [strictPack], policyPackConfigs: [{ all: "disabled" }] });
    expect(run).toMatchObject({ ok: true, policyEvents: [] });
  });

  test("leaves open what only the update will know", async () => {
    const program = async () => {
      const group = new ResourceGroup("group", { location: "uksouth" });
      const first = new DatabaseAccount("first", sound);
      const where = first.writeLocations.apply((locations) => locations[0]?.locationName ?? "");
      new DatabaseAccount("second", { ...sound, locations: [{ locationName: where, failoverPriority: 0 }] });
      new DatabaseAccount("third", { ...sound, locations: first.readLocations, resourceGroupName: group.name });
      new DigitalTwin("twins", { resourceGroupName: group.name });
    };
    const steps = stepsOf((await stack.previewJson({ program })).stdout);
    const inputsOf = (name: string) => steps.get(name)?.newState?.inputs;
    expect(inputsOf("second")?.locations).toEqual([{ locationName: unknownValue, failoverPriority: 0 }]);
    expect(inputsOf("third")).toMatchObject({ locations: unknownValue, resourceGroupName: unknownValue });
    expect(inputsOf("twins")).toMatchObject({ location: unknownValue, resourceGroupName: unknownValue });

    const { policyEvents } = await stack.preview({ program, policyPacks: [strictPack] });
    const messages = policyEvents.map(({ resourceUrn, message }) => `${resourceUrn?.split("::").at(-1)}: ${message}`);
    expect(messages.sort()).toEqual([
      expect.stringContaining("second: An account has two locations."),
      expect.stringMatching(/^third: .*can't be known during preview/s),
    ]);
  });

  test("says where in the program a resource is", async () => {
    const run = await stack.previewJson({ program: async () => demonstration() });
    const position = stepsOf(run.stdout).get("orders-survives-a-region")?.newState?.sourcePosition;
    expect(position).toMatch(/^project:\/\/\/fixtures\/program\/resources\.ts#\d+,18$/);
  });

  test("compares with what is deployed", async () => {
    const program = (later: boolean) => async () => {
      new DatabaseAccount("stays", sound);
      new DatabaseAccount("changes", { ...sound, enableAutomaticFailover: !later });
      new DigitalTwin("moves", { resourceGroupName: "rg-data", location: later ? "northeurope" : "westeurope" });
    };
    expect((await stack.up({ program: program(false) })).ok).toBe(true);
    expect(await stack.exportStack()).toContain('"locationName": "West Europe"'); // as Azure spells it
    const run = await stack.previewJson({ program: program(true) });
    const ops = [...stepsOf(run.stdout)].map(([name, { op }]) => [name, op]);
    expect(Object.fromEntries(ops)).toMatchObject({ stays: "same", changes: "update", moves: "replace" });
  });

  test("reports a program that fails, and is none the worse for it", async () => {
    const program = async () => {
      throw new Error("on purpose");
    };
    const run = await stack.preview({ program });
    expect(run.ok).toBe(false);
    expect(run.diagnostics.map(({ message }) => message).join()).toContain("on purpose");
    expect((await stack.preview({ program: async () => void new DatabaseAccount("one", sound) })).ok).toBe(true);
  });
});
