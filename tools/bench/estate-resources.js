/** What stands in a stack of the estate that benchmarks are made of. Each is told where it stands, and rolls the rest. */
const regions = [
  "westeurope",
  "northeurope",
  "germanywestcentral",
  "francecentral",
  "swedencentral",
  "eastus",
  "uksouth",
];

const secret = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: "AAAAAAAAAAA=:AAAA",
};

/** Most of them are accounts. */
const ourKinds = [
  account,
  account,
  account,
  account,
  account,
  account,
  serverless,
  twins,
  mongo,
  postgresql,
  cassandra,
];

function account({ add, amiss, chance, one, upTo, home, prod }, name) {
  const places = [...new Set([home, ...regions.slice(upTo(3)), "eastus"])];
  const single = amiss(prod ? 0.2 : 0.6);
  const unzoned = amiss(0.25);
  const count = single ? 1 : chance(0.25) ? 3 : 2;
  const hidden = chance(0.01);
  const multi = chance(0.1);
  const level = one(["Session", "Session", "Session", "Strong", "BoundedStaleness", "Eventual"]);
  const continuous = chance(0.4);
  const redundancy = one(["Geo", "Zone", "Local"]);
  const automatic = !amiss(0.15);
  const abroad = chance(0.03) ? "centralus" : home;
  const urn = add(
    "azure-native:cosmosdb:DatabaseAccount",
    name,
    {
      accountName: `${name}-cosmos`,
      databaseAccountOfferType: "Standard",
      location: home,
      locations: [abroad, ...places.slice(1)].slice(0, count).map((locationName, failoverPriority) => ({
        failoverPriority,
        isZoneRedundant: !unzoned,
        locationName: hidden && failoverPriority === 1 ? secret : locationName,
      })),
      enableAutomaticFailover: automatic,
      enableMultipleWriteLocations: multi,
      consistencyPolicy: {
        defaultConsistencyLevel: level,
        ...(level === "BoundedStaleness" && { maxIntervalInSeconds: 300, maxStalenessPrefix: 100_000 }),
      },
      backupPolicy: continuous
        ? { type: "Continuous", continuousModeProperties: { tier: "Continuous7Days" } }
        : {
            type: "Periodic",
            periodicModeProperties: {
              backupIntervalInMinutes: 240,
              backupRetentionIntervalInHours: 8,
              backupStorageRedundancy: redundancy,
            },
          },
      ...(chance(0.05) && { keyVaultKeyUri: `https://${name}.vault.azure.net/keys/data` }),
    },
    "Microsoft.DocumentDB/databaseAccounts",
  );
  const containers = upTo(3);
  for (let at = 0; at < containers; at++)
    add(
      "azure-native:cosmosdb:SqlResourceSqlContainer",
      `${name}-c${at}`,
      {
        accountName: `${name}-cosmos`,
        databaseName: "main",
        containerName: `c${at}`,
        options: at === 0 ? { autoscaleSettings: { maxThroughput: 4000 } } : { throughput: 400 },
        resource: { id: `c${at}`, partitionKey: { kind: "Hash", paths: ["/tenant"] } },
      },
      "Microsoft.DocumentDB/databaseAccounts/main/containers",
      urn,
    );
}

function serverless({ add, home }, name) {
  const inputs = {
    accountName: `${name}-cosmos`,
    databaseAccountOfferType: "Standard",
    capabilities: [{ name: "EnableServerless" }],
    locations: [{ failoverPriority: 0, locationName: home }],
  };
  add("azure-native:cosmosdb:DatabaseAccount", name, inputs, "Microsoft.DocumentDB/databaseAccounts");
}

function twins({ add, chance, amiss, home }, name) {
  const instance = "Microsoft.DigitalTwins/digitalTwinsInstances";
  add("azure-native:digitaltwins:DigitalTwin", name, { resourceName: `${name}-twins`, location: home }, instance);
  const endpointUri = "sb://events.servicebus.windows.net";
  const letters = amiss(0.5) ? {} : { deadLetterUri: "https://letters.blob.core.windows.net/dead" };
  const routed = {
    endpointType: "EventHub",
    authenticationType: "IdentityBased",
    endpointUri,
    entityPath: "twins",
    ...letters,
  };
  add(
    "azure-native:digitaltwins:DigitalTwinsEndpoint",
    `${name}-events`,
    { endpointName: "events", resourceName: `${name}-twins`, properties: routed },
    `${instance}/endpoints`,
  );
  if (!chance(0.4)) return;
  const history = {
    connectionType: "AzureDataExplorer",
    adxEndpointUri: `https://${name}.${home}.kusto.windows.net`,
    adxDatabaseName: "history",
    eventHubEndpointUri: endpointUri,
  };
  add(
    "azure-native:digitaltwins:TimeSeriesDatabaseConnection",
    `${name}-history`,
    { resourceName: `${name}-twins`, properties: history },
    `${instance}/timeSeriesDatabaseConnections`,
  );
}

function mongo({ add, one, amiss, home, prod }, name) {
  const tier = one(prod ? ["M30", "M40", "M25"] : ["M10", "M25", "M30"]);
  const targetMode = amiss(0.4) ? "Disabled" : one(["SameZone", "ZoneRedundantPreferred"]);
  const properties = {
    compute: { tier },
    highAvailability: { targetMode },
    administrator: { userName: "root", password: secret },
  };
  add(
    "azure-native:mongocluster:MongoCluster",
    name,
    { mongoClusterName: `${name}-mongo`, location: home, properties },
    "Microsoft.DocumentDB/mongoClusters",
  );
}

function postgresql({ add, amiss, upTo, home }, name) {
  const inputs = {
    clusterName: `${name}-citus`,
    location: home,
    enableHa: !amiss(0.5),
    nodeCount: upTo(2) * 2,
    coordinatorServerEdition: "GeneralPurpose",
    administratorLoginPassword: secret,
  };
  add("azure-native:dbforpostgresql:Cluster", name, inputs, "Microsoft.DBforPostgreSQL/serverGroupsv2");
}

function cassandra({ add, amiss, chance, one, home }, name) {
  const cluster = "Microsoft.DocumentDB/cassandraClusters";
  add(
    "azure-native:cosmosdb:CassandraCluster",
    name,
    { clusterName: `${name}-ring`, location: home, properties: { repairEnabled: !amiss(0.2) } },
    cluster,
  );
  for (const place of chance(0.5) ? [home, one(regions)] : [home]) {
    const properties = { dataCenterLocation: place, availabilityZone: !amiss(0.4), nodeCount: 3 };
    add(
      "azure-native:cosmosdb:CassandraDataCenter",
      `${name}-${place}-${chance(0.5) ? "a" : "b"}`,
      { clusterName: `${name}-ring`, properties },
      `${cluster}/dataCenters`,
    );
  }
}

/** What leads to the first account, and who is told when its region fails. */
function network({ add, amiss, home, group, subscription }) {
  const account = `${subscription}/resourceGroups/${group}/providers/Microsoft.DocumentDB/databaseAccounts/data-0-cosmos`;
  const privateLinkServiceConnections = [{ groupIds: ["Sql"], name: "data", privateLinkServiceId: account }];
  const subnet = {
    id: `${subscription}/resourceGroups/${group}/providers/Microsoft.Network/virtualNetworks/hub/subnets/data`,
  };
  add(
    "azure-native:network:PrivateEndpoint",
    "data-endpoint",
    { location: home, privateLinkServiceConnections, subnet },
    "Microsoft.Network/privateEndpoints",
  );
  const missing = amiss(0.5);
  const condition = { allOf: [{ field: "category", equals: "ServiceHealth" }] };
  if (!missing)
    add(
      "azure-native:monitor:ActivityLogAlert",
      "health",
      { condition, enabled: true, location: "Global", scopes: [subscription], actions: { actionGroups: [] } },
      "Microsoft.Insights/activityLogAlerts",
    );
}

/** What no rule looks at: most of what a stack consists of. */
const besides = [
  [
    "azure-native:storage:StorageAccount",
    "Microsoft.Storage/storageAccounts",
    (location) => ({
      kind: "StorageV2",
      location,
      sku: { name: "Standard_ZRS" },
      enableHttpsTrafficOnly: true,
      minimumTlsVersion: "TLS1_2",
    }),
  ],
  [
    "azure-native:authorization:RoleAssignment",
    "Microsoft.Authorization/roleAssignments",
    () => ({
      principalId: "7d8a7c1e-0000-4000-8000-2f1b8c9d0e11",
      principalType: "ServicePrincipal",
      roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c",
      scope: "/subscriptions/00000000",
    }),
  ],
  [
    "azure-native:keyvault:Secret",
    "Microsoft.KeyVault/vaults/secrets",
    () => ({ vaultName: "vault", secretName: "connection", properties: { value: secret } }),
  ],
  [
    "azure-native:insights:Component",
    "Microsoft.Insights/components",
    (location) => ({ applicationType: "web", kind: "web", location, ingestionMode: "LogAnalytics" }),
  ],
  ["random:index/randomPassword:RandomPassword", "random", () => ({ length: 24, special: true })],
  [
    "azure-native:network:RecordSet",
    "Microsoft.Network/dnsZones/A",
    () => ({ zoneName: "example.com", recordType: "A", ttl: 300, aRecords: [{ ipv4Address: "192.0.2.10" }] }),
  ],
];

function other({ add, one, home }, at) {
  const [type, arm, inputs] = one(besides);
  add(type, `other-${at}`, inputs(home), arm);
}

module.exports = { network, other, ourKinds, regions };
