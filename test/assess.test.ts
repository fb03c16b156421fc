/** One pass over inputs: groups that come late or are not certain, several stacks, what is kept and what is only counted. */
import { expect, test } from "vitest";
import { assess } from "../dist/src/assess.js";
import { expand } from "../dist/src/azure/boundary.js";
import { policiesFor } from "../dist/src/config/policies.js";
import type { Kind, Objectives, RawResource } from "../dist/src/model.js";
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
  const about = (kind: Kind) =>
    [...rules.values()].filter(({ appliesTo, disabled }) => appliesTo === kind && disabled === undefined).length;
  expect(whole.verdicts.length).toBe(30 * about("cosmos-account") + about("stack"));
  const { verdicts, counts, judged } = run(resources, { keep: 3, keepSettled: false });
  expect([judged, counts]).toEqual([30, whole.counts]);
  expect(verdicts.filter(({ rule }) => rule === "cosmos-min-two-regions").map(({ name }) => name)).toEqual([
    "a0",
    "a1",
    "a2",
  ]);
  const { fail, unknown, pass, notApplicable, manual } = counts;
  expect(fail + unknown + pass + notApplicable + manual).toBe(30 * about("cosmos-account") + about("stack"));
});

test("stacks and what was not judged are told apart", () => {
  const mongo = resource("azure-native:cosmosdb:GarnetCluster", "m", {});
  const hidden = resource("azure-native:resources:Deployment", "t", { properties: { template: "[secret]" } });
  const { stacks, uncovered, judged, switchedOff } = run(
    [account("a", "dev"), account("b", "prod"), mongo, mongo, hidden],
    {
      objectives: { levels: { "cosmos-min-two-regions": "disabled" } },
    },
  );
  expect([judged, stacks, switchedOff]).toEqual([2, ["shop/dev", "shop/prod"], ["cosmos-min-two-regions"]]);
  expect([...uncovered].map(([type, { count }]) => [type, count])).toEqual([
    ["azure-native:cosmosdb:GarnetCluster", 2],
    ["azure-native:resources:Deployment", 1],
  ]);
});

test("objectives of single resources: entries that name them, one bench for each", () => {
  const declared = {
    says: {
      levels: { "cosmos-min-two-regions": "advisory" as const },
      stacks: [
        { resource: "orders-*", levels: { "cosmos-min-two-regions": "mandatory" as const } },
        { match: "prod", resource: "carts", levels: { "cosmos-min-two-regions": "disabled" as const } },
      ],
    },
    at: () => "",
  };
  const asked: string[] = [];
  const resources = ["orders-1", "orders-2", "carts", "stock"].flatMap((name) => [
    account(name, "dev"),
    account(name, "prod"),
  ]);
  const { verdicts, switchedOff, counts } = assess(
    [{ resources, input: () => ({ name: "x", kind: "preview", resources: resources.length, unseen: 0 }) }],
    {
      tool: { name: "azure-hadr", version: "0.0.0" },
      today: "2026-11-22",
      rules,
      policyFor: (project, stack) => {
        asked.push(`${project}/${stack}`);
        return policiesFor(declared, { project, stack });
      },
      keep: Number.POSITIVE_INFINITY,
      keepSettled: true,
    },
  );
  const own = verdicts.filter(({ rule }) => rule === "cosmos-min-two-regions");
  expect(own.filter(({ blocking }) => blocking).map(({ stack, name }) => `${stack} ${name}`)).toEqual([
    "dev orders-1",
    "prod orders-1",
    "dev orders-2",
    "prod orders-2",
  ]);
  expect(own.map(({ stack, name }) => `${stack} ${name}`)).not.toContain("prod carts");
  expect([own.length, switchedOff, asked]).toEqual([7, ["cosmos-min-two-regions"], ["shop/dev", "shop/prod"]]);
  expect(counts.fail).toBe(verdicts.filter(({ outcome }) => outcome === "fail").length);
});

test("a stack is no resource: a pattern that its own name would match does not speak of it", () => {
  const stacks = [{ resource: "shop-*", levels: { "stack-declares-objectives": "disabled" as const } }];
  const { verdicts } = assess(
    [{ resources: [account("a")], input: () => ({ name: "x", kind: "preview", resources: 1, unseen: 0 }) }],
    {
      tool: { name: "azure-hadr", version: "0.0.0" },
      today: "2026-11-22",
      rules,
      policyFor: (project, stack) => policiesFor({ says: { stacks }, at: () => "" }, { project, stack }),
      keep: Number.POSITIVE_INFINITY,
      keepSettled: true,
    },
  );
  expect(verdicts.map(({ rule }) => rule)).toContain("stack-declares-objectives");
});

test("who vouches for a rule is counted and stays with its verdicts, which stay a person's", () => {
  const attestation = {
    rule: "cosmos-failover-is-rehearsed",
    scope: "shop/prod",
    by: "team-sre",
    date: "2026-10-01",
    evidence: "wiki/drill-7",
    until: "2027-10-01",
  };
  const resources = [account("a", "dev"), account("a", "prod"), account("b", "prod")];
  const run = (keepSettled: boolean) =>
    assess([{ resources, input: () => ({ name: "x", kind: "preview", resources: 3, unseen: 0 }) }], {
      tool: { name: "azure-hadr", version: "0.0.0" },
      today: "2026-11-22",
      rules,
      policyFor: () => () => ({
        objectives: { environment: "production", levels: {}, failOnUnknown: false },
        waivers: [],
        attestations: [attestation],
      }),
      keep: 3,
      keepSettled,
    });
  const { verdicts, counts, countsByRule } = run(true);
  const own = verdicts.filter(({ rule }) => rule === attestation.rule);
  expect(own.map(({ outcome, attestation: by }) => [outcome, by?.evidence])).toEqual([
    ["manual", undefined],
    ["manual", "wiki/drill-7"],
    ["manual", "wiki/drill-7"],
  ]);
  expect([counts.attested, countsByRule.get(attestation.rule)?.attested]).toEqual([2, 2]);
  expect(run(false).counts).toEqual(counts);
});

test("accounts that are alike are told apart by what refers to them", () => {
  const named = (accountName: string) => {
    const one = account(accountName);
    return { ...one, inputs: { ...one.inputs, accountName } };
  };
  const container = (accountName: string, options: object) =>
    resource("azure-native:cosmosdb:SqlResourceSqlContainer", `of-${accountName}`, { accountName, options });
  const { verdicts } = run([
    named("first"),
    container("first", { autoscaleSettings: { maxThroughput: 4000 } }),
    named("second"),
    container("third", { throughput: 400 }),
    named("third"),
    named("fourth"),
  ]);
  const free = verdicts.filter(({ rule }) => rule === "cosmos-free-zone-redundancy");
  expect(Object.fromEntries(free.map(({ name, outcome }) => [name, outcome]))).toEqual({
    first: "fail",
    second: "not-applicable",
    third: "not-applicable",
    fourth: "not-applicable",
  });
});
