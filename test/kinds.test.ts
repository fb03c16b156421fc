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

const accounts: [string, string, Record<string, unknown>][] = [
  ["azure-native 3.x", "azure-native:cosmosdb:DatabaseAccount", canonical],
  ["azure-native 3.x, alias of a version", "azure-native:cosmosdb/v20150401:DatabaseAccount", canonical],
  ["azure-native 2.x", "azure-native:documentdb:DatabaseAccount", canonical],
  ["azure-native 1.x and 2.x, versioned module", "azure-native:documentdb/v20230915:DatabaseAccount", canonical],
  ["a preview version", "azure-native:documentdb/v20260401preview:DatabaseAccount", canonical],
  ["local package of 3.x", "azure-native_cosmosdb_v20241115:cosmosdb:DatabaseAccount", canonical],
  ["local package, module in the user's case", "azure-native_CosmosDB_v20241115:CosmosDB:DatabaseAccount", canonical],
  ["local package of 2.x", "azure-native_documentdb_v20230915:documentdb:DatabaseAccount", canonical],
  ["local package of early 2.9x", "azure-native_documentdb_v20230915:documentdb/v20230915:DatabaseAccount", canonical],
  ["azure-nextgen", "azure-nextgen:documentdb/latest:DatabaseAccount", canonical],
  ["classic 4.x", "azure:cosmosdb/account:Account", classic4],
  ["classic 5.x, both names", "azure:cosmosdb/account:Account", { ...classic4, ...classic6 }],
  ["classic 6.x", "azure:cosmosdb/account:Account", classic6],
];

test.each(accounts)("account: %s", (_, type, inputs) => {
  const account = resource(type, inputs);
  expect(account.kind).toBe("cosmos-account");
  expect(account.props).toEqual(canonical);
});

test.each([
  "azure-native:digitaltwins:DigitalTwin",
  "azure-native:digitaltwins/v20230131:DigitalTwin",
  "azure-native_digitaltwins_v20230131:digitaltwins:DigitalTwin",
  "azure:digitaltwins/instance:Instance",
])("instance: %s", (type) => {
  const instance = resource(type, { location: "westeurope", resourceGroupName: "rg", tags: { a: "b" } });
  expect(instance.kind).toBe("digital-twins");
  expect(instance.props).toEqual({ location: "westeurope", resourceGroupName: "rg" });
});

const body = { properties: { locations: [] } };
const plain: [string, string, Record<string, unknown>][] = [
  ["azapi", "azapi:index/resource:Resource", { type: "Microsoft.DocumentDB/databaseAccounts@2024-11-15", body }],
  [
    "azapi, other case",
    "azapi:resources/resource:Resource",
    { type: "microsoft.documentdb/DatabaseAccounts@2024-11-15" },
  ],
  [
    "generic ARM",
    "azure-native:resources:Resource",
    { resourceProviderNamespace: "Microsoft.DocumentDB", resourceType: "databaseAccounts" },
  ],
  [
    "ARM template",
    "azure-native:resources:Deployment",
    { properties: { template: { resources: [{ type: "Microsoft.DocumentDB/databaseAccounts" }] } } },
  ],
  [
    "ARM template as text",
    "azure:core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment",
    { templateContent: JSON.stringify({ type: "Microsoft.DocumentDB/databaseAccounts" }) },
  ],
  ["any-terraform bridge", "azurerm:index/cosmosdbAccount:CosmosdbAccount", { geoLocations: [] }],
  ["Terraform module", "database:tf:azurerm_cosmosdb_account", { geo_location: [] }],
  ["azapi of Terraform", "infra:tf:azapi_resource", { type: "Microsoft.DocumentDB/databaseAccounts@2024-11-15" }],
  ["a token in another case", "azure-native:cosmosdb:databaseAccount", {}],
  ["a fork of the provider", "azure-native-v2:cosmosdb:DatabaseAccount", {}],
  ["an older form of the classic token", "azure:cosmosdb:Account", {}],
  ["a version of another form", "azure-native:cosmosdb/v20250501rc1:DatabaseAccount", {}],
  ["twins under their Azure name", "azure-native:digitaltwins:DigitalTwinsInstance", {}],
  ["Terraform module, twins", "twins:tf:azurerm_digital_twins_instance", { location: "westeurope" }],
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

test("what is nested deeper than anybody writes is not judged either", () => {
  let deep: unknown = 1;
  for (let depth = 0; depth < 50_000; depth++) deep = [deep];
  expect(recognise(raw("azapi:index/resource:Resource", { type: "Microsoft.Storage/x@1", body: deep })).is).toBe(
    "not judged",
  );
});

test("a template with an account and an instance is both", () => {
  const resources = [
    { type: "Microsoft.DocumentDB/databaseAccounts" },
    { type: "Microsoft.DigitalTwins/digitalTwinsInstances" },
  ];
  const found = recognise(raw("azure-native:resources:Deployment", template({ resources })));
  expect(found.is === "resource" && found.resources.map(({ kind }) => kind)).toEqual([
    "cosmos-account",
    "digital-twins",
  ]);
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
    expect(error).toEqual(new Unknown("geoLocations[0].zoneRedundant", why));
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
