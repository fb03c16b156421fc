/** Every spelling of a resource comes out in the same shape, and what nobody knows throws instead of passing. */
import { describe, expect, test } from "vitest";
import { judge } from "../dist/src/judge.js";
import { recognise } from "../dist/src/kinds/recognise.js";
import { Unknown } from "../dist/src/known.js";
import { loadRules } from "../dist/src/rules.js";
import { raw, resource, ruling, unknownMarker } from "./support.js";

const canonical = {
  locations: [
    { locationName: "West Europe", failoverPriority: 0, isZoneRedundant: true },
    { locationName: "northeurope", failoverPriority: 1, isZoneRedundant: false },
  ],
  enableAutomaticFailover: true,
  enableMultipleWriteLocations: false,
  consistencyPolicy: { defaultConsistencyLevel: "Strong", maxIntervalInSeconds: 300, maxStalenessPrefix: 100000 },
  backupPolicy: {
    type: "Periodic",
    periodicModeProperties: { backupStorageRedundancy: "Zone", backupIntervalInMinutes: 120 },
  },
  capabilities: [{ name: "EnableServerless" }],
  kind: "MongoDB",
};
const classic = {
  geoLocations: [
    { location: "West Europe", failoverPriority: 0, zoneRedundant: true },
    { location: "northeurope", failoverPriority: 1, zoneRedundant: false },
  ],
  consistencyPolicy: { consistencyLevel: "Strong", maxIntervalInSeconds: 300, maxStalenessPrefix: 100000 },
  backup: { type: "Periodic", storageRedundancy: "Zone", intervalInMinutes: 120 },
  capabilities: [{ name: "EnableServerless" }],
  kind: "MongoDB",
};
const classic4 = { ...classic, enableAutomaticFailover: true, enableMultipleWriteLocations: false };
const classic6 = { ...classic, automaticFailoverEnabled: true, multipleWriteLocationsEnabled: false };

// Every other spelling is in kinds-spellings.test.ts.
test.each([
  ["4.x", classic4],
  ["5.x, both names", { ...classic4, ...classic6 }],
  ["6.x", classic6],
])("an account of the classic provider %s", (_, inputs) => {
  const { kind, props } = resource("azure:cosmosdb/account:Account", inputs);
  expect([kind, props]).toEqual(["cosmos-account", canonical]);
});
test("evidence names the property that is set, where there are several for one", () => {
  const spelled = (inputs: Record<string, unknown>) =>
    resource("azure:cosmosdb/account:Account", inputs).spell("enableAutomaticFailover");
  expect([spelled(classic4), spelled(classic6), spelled(classic)]).toEqual([
    "enableAutomaticFailover",
    "automaticFailoverEnabled",
    "automaticFailoverEnabled",
  ]);
});

const plain: [string, string, Record<string, unknown>][] = [
  ["a token in another case", "azure-native:cosmosdb:databaseAccount", {}],
  ["a fork of the provider", "azure-native-v2:cosmosdb:DatabaseAccount", {}],
  ["an older form of the classic token", "azure:cosmosdb:Account", {}],
  ["a version of another form", "azure-native:cosmosdb/v20250501rc1:DatabaseAccount", {}],
  ["twins under their Azure name", "azure-native:digitaltwins:DigitalTwinsInstance", {}],
];
test.each(plain)(
  "plainly ours in a spelling nobody has mapped is unknown, whatever the rule: %s",
  (_, type, inputs) => {
    const found = resource(type, inputs);
    const rules = [...loadRules().values()].filter((rule) => rule.check && rule.appliesTo === found.kind);
    expect(rules.length).toBeGreaterThan(1);
    for (const rule of rules) {
      const { outcome, because } = judge(found, rule, ruling());
      // Without a boundary or a target some rules touch nothing.
      if (outcome === "not-applicable" || outcome === "manual") continue;
      expect([rule.id, outcome]).toEqual([rule.id, "unknown"]);
      expect(because).toContain("not mapped");
    }
  },
);

test.each([
  ["azure-native:storage:StorageAccount", "nothing"],
  ["azure-native:cosmosdb:SqlResourceSqlContainer", "resource"],
  ["azure-native:cosmosdb:FleetspaceAccount", "nothing"],
  ["azapi:index/resource:Resource", "nothing"],
  ["azure-native:digitaltwins:DigitalTwinsEndpoint", "resource"],
  ["azure-native:cosmosdb:ThroughputPoolAccount", "nothing"],
  ["azure-native:dbforpostgresql:Cluster", "resource"],
  ["acme:index:CosmosAccount", "nothing"],
  ["azure-native:cosmosdb:GarnetCluster", "not judged"],
  ["azure-native:mongocluster:MongoCluster", "resource"],
  ["azure-native:documentdb/v20230315preview:MongoCluster", "resource"],
  ["azure:cosmosdb/postgresqlCluster:PostgresqlCluster", "resource"],
  ["azure-native:cosmosdb:CassandraDataCenter", "resource"],
])("%s is %s", (type, is) => {
  expect(recognise(raw(type, { type: "Microsoft.Storage/storageAccounts@2024-01-01" })).is).toBe(is);
});

const template = (value: unknown) => ({ properties: { template: value } });
const untold: [string, string, Record<string, unknown>][] = [
  ["a secret template", "azure-native:resources:Deployment", template("[secret]")],
  ["a template not known yet", "azure-native:resources:Deployment", template(unknownMarker)],
  [
    "a template elsewhere",
    "azure-native:resources:Deployment",
    { properties: { templateLink: { uri: "https://example.com/t.json" } } },
  ],
  ["azapi of a type not known yet", "azapi:index/resource:Resource", { type: unknownMarker }],
  [
    "generic ARM of a secret type",
    "azure-native:resources:Resource",
    { resourceProviderNamespace: "Microsoft.DocumentDB", resourceType: "[secret]" },
  ],
];
test.each(untold)("what may hold one of ours and does not tell is named as not judged: %s", (_, type, inputs) => {
  expect(recognise(raw(type, inputs))).toMatchObject({ is: "not judged", why: expect.stringContaining("not known") });
});

test("zones that Azure did not give are nobody's zones: it keeps what a location was created with", () => {
  const location = (isZoneRedundant: boolean) => ({ locationName: "westeurope", failoverPriority: 0, isZoneRedundant });
  const { props } = resource(
    "azure-native:cosmosdb:DatabaseAccount",
    { locations: [location(true)] },
    { outputs: { locations: [location(false)] } },
  );
  expect(thrown(() => (props as typeof canonical).locations[0]?.isZoneRedundant)).toMatchObject({
    path: "locations[0].isZoneRedundant",
    why: "true in the program and false in Azure, which keeps what it was created with",
  });
});

/** What is thrown instead of a value. */
function thrown(touch: () => unknown): unknown {
  try {
    touch();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("what is not plain", () => {
  const touch = (value: unknown) => {
    const { props } = resource("azure:cosmosdb/account:Account", {
      geoLocations: [{ location: "eastus", zoneRedundant: value }],
    });
    return () => (props as typeof canonical).locations[0]?.isZoneRedundant;
  };
  test.each([
    [unknownMarker, "not known until the update"],
    ["1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", "not known until the update"],
    ["[secret]", "a secret"],
    [{ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:abc" }, "a secret"],
    ["yes", "not true or false"],
    [1, "not true or false"],
  ])("%o throws when touched, under the program's own path", (value, why) => {
    const error = (() => {
      try {
        return touch(value)();
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(Unknown);
    expect(error).toEqual(new Unknown("geoLocations[0].zoneRedundant", why, true));
  });
  test.each([undefined, null])("%o is simply not set", (value) => expect(touch(value)()).toBeUndefined());
  test.each(["a text", 7, { a: 1 }, unknownMarker])("locations = %o", (value) => {
    const { props } = resource("azure-native:cosmosdb:DatabaseAccount", { locations: value });
    expect(() => (props as typeof canonical).locations).toThrow(Unknown);
  });
});

test("outputs speak only where inputs are silent, region by region", () => {
  const { props } = resource(
    "azure-native:cosmosdb:DatabaseAccount",
    { locations: [{ locationName: "westeurope", failoverPriority: 0 }], enableAutomaticFailover: false },
    {
      outputs: {
        locations: [
          { locationName: "North Europe", isZoneRedundant: true, failoverPriority: 1 },
          { locationName: "West Europe", isZoneRedundant: true, failoverPriority: 0 },
        ],
        enableAutomaticFailover: true,
        backupPolicy: { type: "Continuous" },
      },
    },
  );
  expect(props).toEqual({
    locations: [{ locationName: "westeurope", failoverPriority: 0, isZoneRedundant: true }],
    enableAutomaticFailover: false,
    backupPolicy: { type: "Continuous" },
  });
});

test("the parts of a URN, whatever its name holds", () => {
  const { name, project, stack } = resource(
    "azure-native:cosmosdb:DatabaseAccount",
    {},
    { urn: "urn:pulumi:prod::shop::my:index:Comp$azure-native:cosmosdb:DatabaseAccount::a::b" },
  );
  expect([name, project, stack]).toEqual(["a::b", "shop", "prod"]);
});

test("what a property was made of goes by its canonical name, whatever the provider calls it", () => {
  const made = { digitalTwinsId: ["urn:twins"], eventhubPrimaryConnectionString: ["urn:hubs"], name: ["urn:other"] };
  const { madeOf } = resource("azure:digitaltwins/endpointEventHub:EndpointEventHub", {}, { madeOf: made });
  expect(madeOf).toEqual({ resourceName: ["urn:twins"], properties: ["urn:hubs"] });
});
