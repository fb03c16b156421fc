/** One pass over inputs: groups that come late or are not certain, several stacks, what is kept and what is only counted. */
import { expect, test } from "vitest";
import { assess } from "../dist/src/assess.js";
import { expand } from "../dist/src/azure/boundary.js";
import type { Objectives, RawResource } from "../dist/src/model.js";
import { loadRules } from "../dist/src/rules.js";
import { unknownMarker } from "./support.js";

const rules = loadRules();
const resource = (
  type: string,
  name: string,
  inputs: Record<string, unknown>,
  stack = "dev",
  project = "shop",
): RawResource => ({
  urn: `urn:pulumi:${stack}::${project}::${type}::${name}`,
  type,
  operation: "create",
  inputs,
});
const group = (name: string, location: string, stack?: string) =>
  resource("azure-native:resources:ResourceGroup", name, { resourceGroupName: name, location }, stack);
const twins = (resourceGroupName: string, stack?: string) =>
  resource("azure-native:digitaltwins:DigitalTwin", "twins", { resourceGroupName }, stack);
const account = (name: string, stack?: string) =>
  resource(
    "azure-native:cosmosdb:DatabaseAccount",
    name,
    { locations: [{ locationName: "westeurope", failoverPriority: 0 }] },
    stack,
  );

function run(
  resources: RawResource[],
  more: { objectives?: Partial<Objectives>; keep?: number; keepSettled?: boolean } = {},
) {
  const policy = {
    objectives: { environment: "production" as const, levels: {}, failOnUnknown: false, ...more.objectives },
    waivers: [],
  };
  return assess(
    [{ resources, input: () => ({ name: "x", kind: "preview", resources: resources.length, unseen: 0 }) }],
    {
      tool: { name: "azure-hadr", version: "0.0.0" },
      today: "2026-11-22",
      rules,
      policyFor: () => () => policy,
      keep: more.keep ?? Number.POSITIVE_INFINITY,
      keepSettled: more.keepSettled ?? true,
    },
  );
}
const residency = (resources: RawResource[]) => {
  const { verdicts } = run(resources, { objectives: { boundary: expand({ countries: ["NL", "IE"] }) } });
  return verdicts.filter(({ rule }) => rule === "adt-paired-region-residency").map(({ outcome }) => outcome);
};

test("an instance stands where its group stands, wherever in the input the group is", () => {
  expect(residency([group("rg", "westeurope"), twins("RG")])).toEqual(["pass"]);
  expect(residency([twins("rg"), group("rg", "westeurope")])).toEqual(["pass"]);
  expect(residency([twins("rg"), group("rg", "eastus")])).toEqual(["fail"]);
});

test("a group that is not certain decides nothing", () => {
  expect(residency([twins("rg")])).toEqual(["unknown"]);
  expect(residency([group("rg", "westeurope"), group("rg", unknownMarker), twins("rg")])).toEqual(["unknown"]);
  expect(residency([group("rg", unknownMarker), group("rg", "westeurope"), twins("rg")])).toEqual(["unknown"]);
  expect(residency([group("rg", "westeurope"), group("RG", "eastus"), twins("rg")])).toEqual(["unknown"]);
  expect(residency([group("rg", "westeurope", "other"), twins("rg", "dev")])).toEqual(["unknown"]);
});

test("one verdict for each rule and resource; counts hold also what is not kept", () => {
  const resources = Array.from({ length: 30 }, (_, index) => account(`a${index}`));
  const whole = run(resources);
  const own = [...rules.values()].filter(({ appliesTo }) => appliesTo === "cosmos-account").length;
  expect(whole.verdicts.length).toBe(30 * own);
  const { verdicts, counts, judged } = run(resources, { keep: 3, keepSettled: false });
  expect([judged, counts]).toEqual([30, whole.counts]);
  expect(verdicts.filter(({ rule }) => rule === "cosmos-min-two-regions").map(({ name }) => name)).toEqual([
    "a0",
    "a1",
    "a2",
  ]);
  const { fail, unknown, pass, notApplicable, manual } = counts;
  expect(fail + unknown + pass + notApplicable + manual).toBe(30 * own);
});

test("stacks and what was not judged are told apart", () => {
  const mongo = resource("azure-native:mongocluster:MongoCluster", "m", {});
  const hidden = resource("azure-native:resources:Deployment", "t", { properties: { template: "[secret]" } });
  const { stacks, uncovered, judged, switchedOff } = run(
    [account("a", "dev"), account("b", "prod"), mongo, mongo, hidden],
    {
      objectives: { levels: { "cosmos-min-two-regions": "disabled" } },
    },
  );
  expect([judged, stacks, switchedOff]).toEqual([2, ["shop/dev", "shop/prod"], ["cosmos-min-two-regions"]]);
  expect([...uncovered].map(([type, { count }]) => [type, count])).toEqual([
    ["azure-native:mongocluster:MongoCluster", 2],
    ["azure-native:resources:Deployment", 1],
  ]);
});
