/** One table for each kind: every spelling of one resource comes out the same, and evidence names what was written. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "../dist/src/judge.js";
import { recognise } from "../dist/src/kinds/recognise.js";
import { Unknown } from "../dist/src/known.js";
import type { Resource } from "../dist/src/model.js";
import { loadRules } from "../dist/src/rules.js";
import "./seed.js";
import { type Asked, formsOf, shouting } from "./spellings.js";
import { raw, resource, ruling, unknownMarker } from "./support.js";

type Properties = Record<string, unknown>;

/** One resource in all of its spellings. */
interface Row {
  readonly canonical: Properties;
  /** azure-native's own inputs, and the tokens that take them. */
  readonly native: Properties;
  readonly nativeTypes: readonly string[];
  /** The azurerm family, camelCase and snake_case. */
  readonly classic?: Properties;
  readonly classicTypes?: readonly string[];
  readonly module?: Properties;
  readonly moduleType?: string;
  /** What the azurerm family cannot say. */
  readonly unsaid?: readonly string[];
  readonly arm: Asked;
  /** A canonical path, and how native, classic, module and Azure's own form spell it. */
  readonly path?: readonly [canonical: string, native: string, classic: string, module: string, arm: string];
}

const place = { location: "West Europe", resourceGroupName: "rg" };
const placed = { location: "West Europe", resource_group_name: "rg" };

const rows: Record<string, Row> = {
  "cosmos-account": {
    canonical: {
      locations: [
        { locationName: "West Europe", failoverPriority: 0, isZoneRedundant: true },
        { locationName: "northeurope", failoverPriority: 1, isZoneRedundant: false },
      ],
      enableAutomaticFailover: true,
      enableMultipleWriteLocations: false,
      consistencyPolicy: { defaultConsistencyLevel: "Strong", maxIntervalInSeconds: 300, maxStalenessPrefix: 100000 },
      backupPolicy: {
        type: "Periodic",
        periodicModeProperties: {
          backupStorageRedundancy: "Zone",
          backupIntervalInMinutes: 120,
          backupRetentionIntervalInHours: 16,
        },
      },
      capabilities: [{ name: "EnableServerless" }],
      kind: "MongoDB",
      enableFreeTier: true,
      publicNetworkAccess: "Disabled",
      capacityMode: "Serverless",
    },
    get native() {
      return this.canonical;
    },
    nativeTypes: [
      "azure-native:cosmosdb:DatabaseAccount",
      "azure-native:cosmosdb/v20150401:DatabaseAccount",
      "azure-native:documentdb:DatabaseAccount",
      "azure-native:documentdb/v20230915:DatabaseAccount",
      "azure-native:documentdb/v20260401preview:DatabaseAccount",
      "azure-native_cosmosdb_v20241115:cosmosdb:DatabaseAccount",
      "azure-native_CosmosDB_v20241115:CosmosDB:DatabaseAccount",
      "azure-native_documentdb_v20230915:documentdb:DatabaseAccount",
      "azure-native_documentdb_v20230915:documentdb/v20230915:DatabaseAccount",
      "azure-nextgen:documentdb/latest:DatabaseAccount",
      "azure-nextgen:documentdb/v20200401:DatabaseAccount",
    ],
    classic: {
      geoLocations: [
        { location: "West Europe", failoverPriority: 0, zoneRedundant: true },
        { location: "northeurope", failoverPriority: 1, zoneRedundant: false },
      ],
      automaticFailoverEnabled: true,
      multipleWriteLocationsEnabled: false,
      consistencyPolicy: { consistencyLevel: "Strong", maxIntervalInSeconds: 300, maxStalenessPrefix: 100000 },
      backup: { type: "Periodic", storageRedundancy: "Zone", intervalInMinutes: 120, retentionInHours: 16 },
      capabilities: [{ name: "EnableServerless" }],
      kind: "MongoDB",
      freeTierEnabled: true,
      publicNetworkAccessEnabled: false,
    },
    classicTypes: ["azure:cosmosdb/account:Account", "azurerm:index/cosmosdbAccount:CosmosdbAccount"],
    module: {
      geo_location: [
        { location: "West Europe", failover_priority: 0, zone_redundant: true },
        { location: "northeurope", failover_priority: 1, zone_redundant: false },
      ],
      automatic_failover_enabled: true,
      multiple_write_locations_enabled: false,
      consistency_policy: [{ consistency_level: "Strong", max_interval_in_seconds: 300, max_staleness_prefix: 100000 }],
      backup: [{ type: "Periodic", storage_redundancy: "Zone", interval_in_minutes: 120, retention_in_hours: 16 }],
      capabilities: [{ name: "EnableServerless" }],
      restore: [],
      kind: "MongoDB",
      free_tier_enabled: true,
      public_network_access_enabled: false,
    },
    moduleType: "database:tf:azurerm_cosmosdb_account",
    unsaid: ["capacityMode"],
    get arm() {
      const { kind, ...properties } = this.canonical;
      return {
        type: "Microsoft.DocumentDB/databaseAccounts",
        names: ["orders"],
        body: { location: "westus", kind, properties },
      };
    },
    path: [
      "backupPolicy.periodicModeProperties.backupIntervalInMinutes",
      "backupPolicy.periodicModeProperties.backupIntervalInMinutes",
      "backup.intervalInMinutes",
      "backup[0].interval_in_minutes",
      "properties.backupPolicy.periodicModeProperties.backupIntervalInMinutes",
    ],
  },
  "cosmos-container": {
    canonical: {
      accountName: "orders",
      databaseName: "shop",
      level: "container",
      resource: { conflictResolutionPolicy: { mode: "Custom", conflictResolutionProcedure: "merge" } },
      options: { autoscaleSettings: { maxThroughput: 4000 } },
    },
    get native() {
      const { level: _, ...inputs } = this.canonical;
      return { ...inputs, containerName: "lines" };
    },
    nativeTypes: [
      "azure-native:cosmosdb:SqlResourceSqlContainer",
      "azure-native:documentdb/v20230915:SqlResourceSqlContainer",
      "azure-native:cosmosdb:DatabaseAccountSqlContainer",
      "azure-native:cosmosdb:GremlinResourceGremlinGraph",
      "azure-native_cosmosdb_v20241115:cosmosdb:MongoDBResourceMongoDBCollection",
    ],
    classic: {
      accountName: "orders",
      databaseName: "shop",
      name: "lines",
      conflictResolutionPolicy: { mode: "Custom", conflictResolutionProcedure: "merge" },
      autoscaleSettings: { maxThroughput: 4000 },
    },
    classicTypes: [
      "azure:cosmosdb/sqlContainer:SqlContainer",
      "azure:cosmosdb/gremlinGraph:GremlinGraph",
      "azurerm:index/cosmosdbSqlContainer:CosmosdbSqlContainer",
      "azurerm:index/cosmosdbMongoCollection:CosmosdbMongoCollection",
    ],
    module: {
      account_name: "orders",
      database_name: "shop",
      name: "lines",
      conflict_resolution_policy: [{ mode: "Custom", conflict_resolution_procedure: "merge" }],
      autoscale_settings: [{ max_throughput: 4000 }],
    },
    moduleType: "database:tf:azurerm_cosmosdb_sql_container",
    get arm() {
      const { resource: own, options } = this.canonical;
      return {
        type: "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers",
        names: ["orders", "shop", "lines"],
        body: { properties: { resource: own, options } },
      };
    },
    path: [
      "options.autoscaleSettings.maxThroughput",
      "options.autoscaleSettings.maxThroughput",
      "autoscaleSettings.maxThroughput",
      "autoscale_settings[0].max_throughput",
      "properties.options.autoscaleSettings.maxThroughput",
    ],
  },
  "documentdb-cluster": {
    canonical: {
      ...place,
      properties: {
        highAvailability: { targetMode: "ZoneRedundantPreferred" },
        createMode: "GeoReplica",
        replicaParameters: { sourceLocation: "North Europe", sourceResourceId: "/x/mongoClusters/first" },
        compute: { tier: "M30" },
      },
    },
    get native() {
      return this.canonical;
    },
    nativeTypes: [
      "azure-native:mongocluster:MongoCluster",
      "azure-native:mongocluster/v20240701:MongoCluster",
      "azure-native:documentdb/v20240701:MongoCluster",
      "azure-native_mongocluster_v20250901:mongocluster:MongoCluster",
    ],
    classic: {
      ...place,
      highAvailabilityMode: "ZoneRedundantPreferred",
      createMode: "GeoReplica",
      sourceLocation: "North Europe",
      sourceServerId: "/x/mongoClusters/first",
      computeTier: "M30",
    },
    classicTypes: [
      "azure:mongocluster/mongoCluster:MongoCluster",
      "azure:cosmosdb/mongoCluster:MongoCluster",
      "azurerm:index/mongoCluster:MongoCluster",
    ],
    module: {
      ...placed,
      high_availability_mode: "ZoneRedundantPreferred",
      create_mode: "GeoReplica",
      source_location: "North Europe",
      source_server_id: "/x/mongoClusters/first",
      compute_tier: "M30",
    },
    moduleType: "mongo:tf:azurerm_mongo_cluster",
    get arm() {
      const { location, properties } = this.canonical;
      return { type: "Microsoft.DocumentDB/mongoClusters", names: ["second"], body: { location, properties } };
    },
    path: [
      "properties.compute.tier",
      "properties.compute.tier",
      "computeTier",
      "compute_tier",
      "properties.compute.tier",
    ],
  },
  "cassandra-cluster": {
    canonical: {
      ...place,
      properties: { repairEnabled: false, hoursBetweenBackups: 12, externalDataCenters: ["10.0.0.1"] },
    },
    get native() {
      return this.canonical;
    },
    nativeTypes: ["azure-native:cosmosdb:CassandraCluster", "azure-native:documentdb/v20230915:CassandraCluster"],
    classic: { ...place, repairEnabled: false, hoursBetweenBackups: 12, externalSeedNodeIpAddresses: ["10.0.0.1"] },
    classicTypes: [
      "azure:cosmosdb/cassandraCluster:CassandraCluster",
      "azurerm:index/cosmosdbCassandraCluster:CosmosdbCassandraCluster",
    ],
    module: {
      ...placed,
      repair_enabled: false,
      hours_between_backups: 12,
      external_seed_node_ip_addresses: ["10.0.0.1"],
    },
    moduleType: "nodes:tf:azurerm_cosmosdb_cassandra_cluster",
    get arm() {
      const { location, properties } = this.canonical;
      return { type: "Microsoft.DocumentDB/cassandraClusters", names: ["nodes"], body: { location, properties } };
    },
    path: [
      "properties.repairEnabled",
      "properties.repairEnabled",
      "repairEnabled",
      "repair_enabled",
      "properties.repairEnabled",
    ],
  },
  "cassandra-data-center": {
    canonical: {
      clusterName: "nodes",
      resourceGroupName: "rg",
      properties: { dataCenterLocation: "West Europe", availabilityZone: true, nodeCount: 3 },
    },
    get native() {
      return { ...this.canonical, dataCenterName: "first" };
    },
    nativeTypes: ["azure-native:cosmosdb:CassandraDataCenter", "azure-native:documentdb/v20230915:CassandraDataCenter"],
    classic: {
      cassandraClusterId: "nodes",
      location: "West Europe",
      resourceGroupName: "rg",
      availabilityZonesEnabled: true,
      nodeCount: 3,
    },
    classicTypes: [
      "azure:cosmosdb/cassandraDatacenter:CassandraDatacenter",
      "azurerm:index/cosmosdbCassandraDatacenter:CosmosdbCassandraDatacenter",
    ],
    module: {
      cassandra_cluster_id: "nodes",
      location: "West Europe",
      resource_group_name: "rg",
      availability_zones_enabled: true,
      node_count: 3,
    },
    moduleType: "nodes:tf:azurerm_cosmosdb_cassandra_datacenter",
    get arm() {
      const { properties } = this.canonical as { properties: Properties };
      return {
        type: "Microsoft.DocumentDB/cassandraClusters/dataCenters",
        names: ["nodes", "first"],
        body: { properties },
      };
    },
    path: [
      "properties.availabilityZone",
      "properties.availabilityZone",
      "availabilityZonesEnabled",
      "availability_zones_enabled",
      "properties.availabilityZone",
    ],
  },
  "postgresql-cluster": {
    canonical: {
      ...place,
      enableHa: true,
      enableGeoBackup: true,
      coordinatorServerEdition: "GeneralPurpose",
      nodeServerEdition: "MemoryOptimized",
      nodeCount: 2,
      sourceResourceId: "/x/serverGroupsv2/first",
      sourceLocation: "northeurope",
      pointInTimeUTC: "2026-01-01T00:00:00Z",
    },
    get native() {
      return this.canonical;
    },
    nativeTypes: [
      "azure-native:dbforpostgresql:ServerGroupCluster",
      "azure-native:dbforpostgresql/v20230302preview:ServerGroupCluster",
      "azure-native:dbforpostgresql/v20221108:Cluster",
      "azure-native:dbforpostgresql/v20201005privatepreview:ServerGroup",
    ],
    classic: {
      ...place,
      haEnabled: true,
      coordinatorServerEdition: "GeneralPurpose",
      nodeServerEdition: "MemoryOptimized",
      nodeCount: 2,
      sourceResourceId: "/x/serverGroupsv2/first",
      sourceLocation: "northeurope",
      pointInTimeInUtc: "2026-01-01T00:00:00Z",
    },
    classicTypes: [
      "azure:cosmosdb/postgresqlCluster:PostgresqlCluster",
      "azurerm:index/cosmosdbPostgresqlCluster:CosmosdbPostgresqlCluster",
    ],
    module: {
      ...placed,
      ha_enabled: true,
      coordinator_server_edition: "GeneralPurpose",
      node_server_edition: "MemoryOptimized",
      node_count: 2,
      source_resource_id: "/x/serverGroupsv2/first",
      source_location: "northeurope",
      point_in_time_in_utc: "2026-01-01T00:00:00Z",
    },
    moduleType: "sql:tf:azurerm_cosmosdb_postgresql_cluster",
    unsaid: ["enableGeoBackup"],
    get arm() {
      const { location, resourceGroupName: _, ...properties } = this.canonical;
      return { type: "Microsoft.DBforPostgreSQL/serverGroupsv2", names: ["sql"], body: { location, properties } };
    },
    path: ["enableHa", "enableHa", "haEnabled", "ha_enabled", "properties.enableHa"],
  },
  "digital-twins": {
    canonical: place,
    native: { ...place, resourceName: "twins", tags: { a: "b" } },
    nativeTypes: [
      "azure-native:digitaltwins:DigitalTwin",
      "azure-native:digitaltwins/v20230131:DigitalTwin",
      "azure-native_digitaltwins_v20230131:digitaltwins:DigitalTwin",
      "azure-native_DigitalTwins_v20230131:DigitalTwins:DigitalTwin",
      "azure-nextgen:digitaltwins/latest:DigitalTwin",
    ],
    classic: place,
    classicTypes: ["azure:digitaltwins/instance:Instance", "azurerm:index/digitalTwinsInstance:DigitalTwinsInstance"],
    module: placed,
    moduleType: "twins:tf:azurerm_digital_twins_instance",
    arm: {
      type: "Microsoft.DigitalTwins/digitalTwinsInstances",
      names: ["twins"],
      body: { location: "West Europe", properties: {} },
    },
  },
  "digital-twins-endpoint": {
    canonical: {
      resourceName: "twins",
      properties: {
        endpointType: "EventGrid",
        topicEndpoint: "https://t.westeurope-1.eventgrid.azure.net/api/events",
        deadLetterSecret: "https://x",
      },
    },
    get native() {
      return { ...this.canonical, endpointName: "out" };
    },
    nativeTypes: [
      "azure-native:digitaltwins:DigitalTwinsEndpoint",
      "azure-native:digitaltwins/v20201031:DigitalTwinsEndpoint",
    ],
    classic: {
      digitalTwinsId: "twins",
      eventgridTopicEndpoint: "https://t.westeurope-1.eventgrid.azure.net/api/events",
      deadLetterStorageSecret: "https://x",
    },
    classicTypes: [
      "azure:digitaltwins/endpointEventGrid:EndpointEventGrid",
      "azurerm:index/digitalTwinsEndpointEventgrid:DigitalTwinsEndpointEventgrid",
    ],
    module: {
      digital_twins_id: "twins",
      eventgrid_topic_endpoint: "https://t.westeurope-1.eventgrid.azure.net/api/events",
      dead_letter_storage_secret: "https://x",
    },
    moduleType: "twins:tf:azurerm_digital_twins_endpoint_eventgrid",
    get arm() {
      const { topicEndpoint, ...rest } = (this.canonical as { properties: Properties }).properties;
      return {
        type: "Microsoft.DigitalTwins/digitalTwinsInstances/endpoints",
        names: ["twins", "out"],
        body: { properties: { ...rest, TopicEndpoint: topicEndpoint } },
      };
    },
    path: [
      "properties.deadLetterSecret",
      "properties.deadLetterSecret",
      "deadLetterStorageSecret",
      "dead_letter_storage_secret",
      "properties.deadLetterSecret",
    ],
  },
  "digital-twins-history": {
    canonical: {
      resourceName: "twins",
      properties: {
        adxEndpointUri: "https://c.westeurope.kusto.windows.net",
        adxResourceId: "/x/clusters/c",
        eventHubEndpointUri: "sb://n.servicebus.windows.net",
        eventHubNamespaceResourceId: "/x/namespaces/n",
      },
    },
    get native() {
      return this.canonical;
    },
    nativeTypes: ["azure-native:digitaltwins:TimeSeriesDatabaseConnection"],
    classic: {
      digitalTwinsId: "twins",
      kustoClusterUri: "https://c.westeurope.kusto.windows.net",
      kustoClusterId: "/x/clusters/c",
      eventhubNamespaceEndpointUri: "sb://n.servicebus.windows.net",
      eventhubNamespaceId: "/x/namespaces/n",
    },
    classicTypes: [
      "azure:digitaltwins/timeSeriesDatabaseConnection:TimeSeriesDatabaseConnection",
      "azurerm:index/digitalTwinsTimeSeriesDatabaseConnection:DigitalTwinsTimeSeriesDatabaseConnection",
    ],
    module: {
      digital_twins_id: "twins",
      kusto_cluster_uri: "https://c.westeurope.kusto.windows.net",
      kusto_cluster_id: "/x/clusters/c",
      eventhub_namespace_endpoint_uri: "sb://n.servicebus.windows.net",
      eventhub_namespace_id: "/x/namespaces/n",
    },
    moduleType: "twins:tf:azurerm_digital_twins_time_series_database_connection",
    get arm() {
      const { properties } = this.canonical as { properties: Properties };
      return {
        type: "Microsoft.DigitalTwins/digitalTwinsInstances/timeSeriesDatabaseConnections",
        names: ["twins", "history"],
        body: { properties },
      };
    },
    path: [
      "properties.adxResourceId",
      "properties.adxResourceId",
      "kustoClusterId",
      "kusto_cluster_id",
      "properties.adxResourceId",
    ],
  },
};

/** A template that holds a child holds its parents before it. */
function last(type: string, inputs: Properties): Resource {
  const found = recognise(raw(type, inputs));
  if (found.is !== "resource") throw new Error(`${type} is ${found.is}`);
  return found.resources.at(-1) as Resource;
}

describe.each(Object.entries(rows))("%s", (kind, row) => {
  const [path, native, classic, module, own] = row.path ?? [];
  const said = Object.fromEntries(Object.entries(row.canonical).filter(([name]) => !row.unsaid?.includes(name)));
  const is = (found: Resource, props: Properties, spelled?: string) => {
    expect(found.kind).toBe(kind);
    expect(found.props).toEqual(props);
    if (path !== undefined) expect(found.spell(path)).toBe(spelled);
  };
  test.each(row.nativeTypes)("%s", (type) => is(resource(type, row.native), row.canonical, native));
  test.each(row.classicTypes ?? [])("%s", (type) => is(resource(type, row.classic ?? {}), said, classic));
  test(row.moduleType ?? "", () => is(resource(row.moduleType ?? "", row.module ?? {}), said, module));
  test.each(formsOf(row.arm).map((one) => [one.form, one] as const))("%s", (_, { type, inputs, at }) => {
    const found = last(type, inputs);
    is(found, row.canonical, `${at}${own}`);
    expect(found.azureName).toBe(row.arm.names.at(-1));
  });
  test.each(formsOf({ ...row.arm, body: shouting(row.arm.body) as Properties }).map((one) => [one.form, one] as const))(
    "names in any case: %s",
    (_, { type, inputs }) => expect(last(type, inputs).props).toEqual(row.canonical),
  );
});

test.each([
  ["azure-native:cosmosdb:SqlResourceSqlDatabase", { accountName: "orders", databaseName: "shop" }],
  ["azure-native:cosmosdb:CassandraResourceCassandraKeyspace", { accountName: "orders", keyspaceName: "shop" }],
  ["azure:cosmosdb/sqlDatabase:SqlDatabase", { accountName: "orders", name: "shop" }],
  ["azurerm:index/cosmosdbCassandraKeyspace:CosmosdbCassandraKeyspace", { accountName: "orders", name: "shop" }],
  ["db:tf:azurerm_cosmosdb_mongo_database", { account_name: "orders", name: "shop" }],
])("a database: %s", (type, inputs) =>
  expect(resource(type, inputs)).toMatchObject({
    azureName: "shop",
    props: { accountName: "orders", databaseName: "shop", level: "database" },
  }),
);
test("what a name or a place beside the body says is named as it was written", () => {
  const names = ["orders", "shop", "lines"];
  const container = { type: "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers", names, body: {} };
  const paths = formsOf(container).map(({ form, type, inputs }) => [form, last(type, inputs).spell("accountName")]);
  expect(Object.fromEntries(paths)).toMatchObject({
    "azapi, body as an object": "parentId",
    "azapi in a Terraform module": "parent_id",
    "generic ARM resource": "parentResourcePath",
    "generic ARM resource, types and names together": "resourceName",
    "ARM template": "properties.template.resources[0].name",
  });
  const twins = {
    type: "Microsoft.DigitalTwins/digitalTwinsInstances",
    names: ["twins"],
    body: { location: "eastus" },
  };
  const [beside, , within] = formsOf(twins).map(({ type, inputs }) => last(type, inputs).spell("location"));
  expect([beside, within]).toEqual(["location", "body.location"]);
});

test.each(["sqlDatabases", "mongodbDatabases", "gremlinDatabases", "cassandraKeyspaces"])(
  "a database by its id: %s",
  (own) => {
    for (const { type, inputs } of formsOf({
      type: `Microsoft.DocumentDB/databaseAccounts/${own}`,
      names: ["orders", "shop"],
      body: {},
    }))
      expect(last(type, inputs).props).toEqual({ accountName: "orders", databaseName: "shop", level: "database" });
  },
);
test("a table of Cassandra by the classic provider tells its account by the id of its keyspace", () => {
  const id =
    "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DocumentDB/databaseAccounts/orders/cassandraKeyspaces/shop";
  const of = (cassandraKeyspaceId: string) =>
    told(resource("azure:cosmosdb/cassandraTable:CassandraTable", { name: "lines", cassandraKeyspaceId }).props);
  expect(of(id)).toEqual({ accountName: "orders", databaseName: id, level: "container" });
  expect(of(unknownMarker)).toMatchObject({ accountName: "(cassandraKeyspaceId: not known until the update)" });
  expect(of("elsewhere")).toMatchObject({ accountName: "(cassandraKeyspaceId: not understood)" });
});

const endpoint = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DocumentDB/databaseAccounts/orders";
const alertCondition = { allOf: [{ field: "category", equals: "ServiceHealth" }] };
const beside: [kind: string, type: string, inputs: Properties, props: Properties][] = [
  [
    "private-endpoint",
    "azure:privatelink/endpoint:Endpoint",
    { ...place, privateServiceConnection: { isManualConnection: false, privateConnectionResourceId: endpoint } },
    { ...place, privateLinkServiceConnections: [{ privateLinkServiceId: endpoint }] },
  ],
  [
    "private-endpoint",
    "net:tf:azurerm_private_endpoint",
    { ...placed, private_service_connection: [{ private_connection_resource_id: endpoint }] },
    { ...place, privateLinkServiceConnections: [{ privateLinkServiceId: endpoint }] },
  ],
  [
    "private-endpoint",
    "azapi:index/resource:Resource",
    {
      type: "Microsoft.Network/privateEndpoints@2024-01-01",
      parentId: "/subscriptions/s/resourceGroups/rg",
      location: "West Europe",
      body: { properties: { privateLinkServiceConnections: [{ properties: { privateLinkServiceId: endpoint } }] } },
    },
    { ...place, privateLinkServiceConnections: [{ privateLinkServiceId: endpoint }] },
  ],
  [
    "backup-vault",
    "azure:dataprotection/backupVault:BackupVault",
    { ...place, redundancy: "GeoRedundant" },
    { ...place, properties: { storageSettings: [{ type: "GeoRedundant" }] } },
  ],
  [
    "backup-vault",
    "vault:tf:azurerm_data_protection_backup_vault",
    { ...placed, redundancy: "GeoRedundant" },
    { ...place, properties: { storageSettings: [{ type: "GeoRedundant" }] } },
  ],
  [
    "activity-log-alert",
    "ops:tf:azurerm_monitor_activity_log_alert",
    {
      scopes: ["/subscriptions/s"],
      criteria: [
        {
          category: "ServiceHealth",
          service_health: [{ locations: ["West Europe"] }],
          resource_health: [{ previous: ["Available"] }],
        },
      ],
      action: [{ action_group_id: "/g" }],
    },
    {
      scopes: ["/subscriptions/s"],
      criteria: {
        category: "ServiceHealth",
        serviceHealth: { locations: ["West Europe"] },
        resourceHealth: { previouses: ["Available"] },
      },
      actions: { actionGroups: [{ actionGroupId: "/g" }] },
    },
  ],
  [
    "activity-log-alert",
    "azure-native:resources:Resource",
    {
      resourceProviderNamespace: "Microsoft.Insights",
      resourceType: "activityLogAlerts",
      properties: { scopes: ["/subscriptions/s"], condition: alertCondition, enabled: false },
    },
    { scopes: ["/subscriptions/s"], condition: alertCondition, enabled: false },
  ],
  ["event-hubs", "azure:eventhub/eventHubNamespace:EventHubNamespace", place, place],
  ["event-hubs", "bus:tf:azurerm_eventhub_namespace", placed, place],
  ["service-bus", "azure:eventhub/namespace:Namespace", place, place],
  ["service-bus", "azure:servicebus/namespace:Namespace", place, place],
  ["event-grid", "azurerm:index/eventgridTopic:EventgridTopic", place, place],
  [
    "data-explorer",
    "lake:tf:azurerm_kusto_cluster",
    { ...placed, sku: [{ name: "Dev(No SLA)_Standard_E2a_v4", capacity: 1 }] },
    { ...place, sku: { name: "Dev(No SLA)_Standard_E2a_v4", capacity: 1 } },
  ],
  ["compute", "web:tf:azurerm_linux_web_app", placed, place],
  ["compute", "azure:containerservice/kubernetesCluster:KubernetesCluster", place, place],
];
test.each(beside)("%s: %s", (kind, type, inputs, props) => {
  const found = recognise(raw(type, inputs));
  expect(found).toMatchObject({ is: "resource", resources: [], beside: [{ kind }] });
  expect(found.is === "resource" && found.beside[0]?.props).toEqual(props);
});

test.each([
  ["azurerm:index/resourceGroup:ResourceGroup", { name: "rg", location: "westeurope" }],
  ["base:tf:azurerm_resource_group", { name: "rg", location: "westeurope" }],
  [
    "azapi:index/resource:Resource",
    { type: "Microsoft.Resources/resourceGroups@2021-04-01", name: "rg", location: "westeurope" },
  ],
])("a resource group: %s", (type, inputs) =>
  expect(recognise(raw(type, inputs))).toEqual({
    is: "resource-group",
    stack: "shop/dev",
    name: "rg",
    location: "westeurope",
  }),
);

/** The same with a text wherever a value is hidden. */
function told(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const copy = Object.keys(value).map((key) => {
    try {
      return [key, told((value as Properties)[key])];
    } catch (error) {
      if (!(error instanceof Unknown)) throw error;
      return [key, `(${error.path}: ${error.why})`];
    }
  });
  return Array.isArray(value) ? copy.map(([, inner]) => inner) : Object.fromEntries(copy);
}

// A random account, in what all spellings can say.
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 });
const hidden = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 12, arbitrary: value }, { weight: 1, arbitrary: fc.constant(unknownMarker) });
const regions = fc.constantFrom("westeurope", "North Europe", "eastus", "West US 2", "brazilsouth");
const accounts = fc.record({
  locations: hidden(
    fc.array(fc.record({ name: hidden(regions), priority: hidden(fc.nat(2)), zones: maybe(hidden(fc.boolean())) }), {
      minLength: 1,
      maxLength: 3,
    }),
  ),
  failover: maybe(hidden(fc.boolean())),
  writes: maybe(hidden(fc.boolean())),
  level: maybe(hidden(fc.constantFrom("Strong", "Session", "BoundedStaleness", "eventual"))),
  interval: maybe(hidden(fc.integer({ min: 5, max: 86400 }))),
  backup: maybe(hidden(fc.constantFrom("Periodic", "Continuous"))),
  redundancy: maybe(hidden(fc.constantFrom("Geo", "Zone", "Local"))),
  tier: maybe(hidden(fc.constantFrom("Continuous7Days", "Continuous30Days"))),
  serverless: fc.boolean(),
  open: maybe(hidden(fc.boolean())),
});
type Account = typeof accounts extends fc.Arbitrary<infer T> ? T : never;

/** Without what is not set. */
const set = (properties: Properties): Properties | undefined => {
  const own = Object.entries(properties).filter(([, value]) => value !== undefined);
  return own.length > 0 ? Object.fromEntries(own) : undefined;
};
const each = (
  locations: Account["locations"],
  as: (one: Exclude<Account["locations"], string>[number]) => Properties,
) => (typeof locations === "string" ? locations : locations.map((one) => set(as(one))));
const word = (open: boolean | string | undefined) =>
  typeof open === "boolean" ? (open ? "Enabled" : "Disabled") : open;

const native = (one: Account): Properties =>
  set({
    locations: each(one.locations, ({ name, priority, zones }) => ({
      locationName: name,
      failoverPriority: priority,
      isZoneRedundant: zones,
    })),
    enableAutomaticFailover: one.failover,
    enableMultipleWriteLocations: one.writes,
    consistencyPolicy: set({ defaultConsistencyLevel: one.level, maxIntervalInSeconds: one.interval }),
    backupPolicy: set({
      type: one.backup,
      periodicModeProperties: set({ backupStorageRedundancy: one.redundancy }),
      continuousModeProperties: set({ tier: one.tier }),
    }),
    capabilities: one.serverless ? [{ name: "EnableServerless" }] : undefined,
    publicNetworkAccess: word(one.open),
  }) as Properties;
const classic = (one: Account): Properties =>
  set({
    geoLocations: each(one.locations, ({ name, priority, zones }) => ({
      location: name,
      failoverPriority: priority,
      zoneRedundant: zones,
    })),
    automaticFailoverEnabled: one.failover,
    enableMultipleWriteLocations: one.writes,
    consistencyPolicy: set({ consistencyLevel: one.level, maxIntervalInSeconds: one.interval }),
    backup: set({ type: one.backup, storageRedundancy: one.redundancy, tier: one.tier }),
    capabilities: one.serverless ? [{ name: "EnableServerless" }] : undefined,
    publicNetworkAccessEnabled: one.open,
  }) as Properties;
const blocks = (block: Properties | undefined) => (block ? [block] : []);
const module = (one: Account): Properties =>
  set({
    geo_location: each(one.locations, ({ name, priority, zones }) => ({
      location: name,
      failover_priority: priority,
      zone_redundant: zones,
    })),
    automatic_failover_enabled: one.failover,
    multiple_write_locations_enabled: one.writes,
    consistency_policy: blocks(set({ consistency_level: one.level, max_interval_in_seconds: one.interval })),
    backup: blocks(set({ type: one.backup, storage_redundancy: one.redundancy, tier: one.tier })),
    capabilities: one.serverless ? [{ name: "EnableServerless" }] : undefined,
    public_network_access_enabled: one.open,
  }) as Properties;

const rules = [...loadRules().values()].filter(
  ({ check, appliesTo, scope }) => check && appliesTo === "cosmos-account" && scope === undefined,
);
const held = ruling({ rpoMinutes: 5, rtoMinutes: 30, slaTarget: { read: 99.99, write: 99.99 } });

test("a random account is the same in every spelling, and every rule says the same of it", () => {
  expect(rules.length).toBeGreaterThan(5);
  fc.assert(
    fc.property(accounts, (one) => {
      const inputs = native(one);
      const own = resource("azure-native:cosmosdb:DatabaseAccount", inputs);
      const others = [
        { form: "classic", type: "azure:cosmosdb/account:Account", inputs: classic(one) },
        { form: "bridge", type: "azurerm:index/cosmosdbAccount:CosmosdbAccount", inputs: classic(one) },
        { form: "module", type: "db:tf:azurerm_cosmosdb_account", inputs: module(one) },
        ...formsOf({
          type: "Microsoft.DocumentDB/databaseAccounts",
          names: ["orders"],
          body: { location: "westus", properties: inputs },
        }),
      ];
      const plain = (value: unknown) => JSON.stringify(told(value)).replace(/\([\w.[\]]*: /g, "(");
      const verdicts = (of: Resource) =>
        rules.map((rule) => {
          const { outcome, severity } = judge(of, rule, held);
          return [rule.id, outcome, severity];
        });
      for (const { form, type, inputs: spelled } of others) {
        const other = resource(type, spelled);
        expect([form, plain(other.props)]).toEqual([form, plain(own.props)]);
        expect([form, verdicts(other)]).toEqual([form, verdicts(own)]);
      }
    }),
    { numRuns: 100 },
  );
}, 60_000);

test("high availability of a cluster for PostgreSQL in the API of 2020 stands in the list of its roles", () => {
  const type = "azure-native:dbforpostgresql/v20201005privatepreview:ServerGroup";
  const of = (...serverRoleGroups: unknown[]) => resource(type, { serverGroupName: "sql", serverRoleGroups }).props;
  const coordinator = { name: "c", role: "Coordinator", enableHa: true, serverEdition: "MemoryOptimized" };
  expect(of(coordinator, { role: "Worker", enableHa: true })).toMatchObject({
    enableHa: true,
    coordinatorServerEdition: "MemoryOptimized",
  });
  // Not understood rather than off: some have it, none has it, nobody knows.
  for (const worker of [{ role: "Worker" }, { role: "Worker", enableHa: unknownMarker }, unknownMarker])
    expect(() => (of(coordinator, worker) as { enableHa?: boolean }).enableHa).toThrow(Unknown);
});
