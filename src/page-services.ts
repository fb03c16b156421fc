/** What the pages have to know of each kind besides what rules read of it. */
import type { Kind } from "./model";

export interface Service {
  readonly name: string;
  /** Its resources, in the plural. */
  readonly resources: string;
  readonly classic?: Classic;
}

/** How `@pulumi/azure` has it. */
interface Classic {
  /** Type tokens; where there are several, the resource says which. */
  readonly types: readonly string[];
  /** Canonical paths for which it has no setting. Source: the schema of `@pulumi/azure` 6.40. */
  readonly lacks?: readonly string[];
}

export const services: Readonly<Record<Kind, Service>> = {
  "cosmos-account": {
    name: "Azure Cosmos DB",
    resources: "Cosmos DB accounts",
    classic: {
      types: ["azure:cosmosdb/account:Account"],
      lacks: ["publicNetworkAccess", "capacityMode", "enablePerRegionPerPartitionAutoscale"],
    },
  },
  "cosmos-container": {
    name: "Azure Cosmos DB databases and containers",
    resources: "Cosmos DB databases and containers",
    classic: { types: ["azure:cosmosdb/sqlContainer:SqlContainer"] },
  },
  "documentdb-cluster": {
    name: "Azure DocumentDB (Cosmos DB for MongoDB vCore)",
    resources: "Azure DocumentDB clusters",
    classic: { types: ["azure:mongocluster/mongoCluster:MongoCluster"], lacks: ["properties.nodeGroupSpecs"] },
  },
  "cassandra-cluster": {
    name: "Azure Managed Instance for Apache Cassandra",
    resources: "Cassandra clusters",
    classic: { types: ["azure:cosmosdb/cassandraCluster:CassandraCluster"] },
  },
  "cassandra-data-center": {
    name: "Cassandra data centers",
    resources: "Cassandra data centers",
    classic: { types: ["azure:cosmosdb/cassandraDatacenter:CassandraDatacenter"] },
  },
  "postgresql-cluster": {
    name: "Azure Cosmos DB for PostgreSQL",
    resources: "Cosmos DB for PostgreSQL clusters",
    classic: {
      types: ["azure:cosmosdb/postgresqlCluster:PostgresqlCluster"],
      lacks: ["enableGeoBackup", "dataEncryption"],
    },
  },
  "digital-twins": {
    name: "Azure Digital Twins",
    resources: "Digital Twins instances",
    classic: { types: ["azure:digitaltwins/instance:Instance"] },
  },
  "digital-twins-endpoint": {
    name: "Digital Twins endpoints",
    resources: "Digital Twins endpoints",
    classic: {
      types: [
        "azure:digitaltwins/endpointEventHub:EndpointEventHub",
        "azure:digitaltwins/endpointEventGrid:EndpointEventGrid",
        "azure:digitaltwins/endpointServicebus:EndpointServicebus",
      ],
      lacks: ["properties.endpointUri", "properties.deadLetterUri"],
    },
  },
  "digital-twins-history": {
    name: "Digital Twins data history",
    resources: "data history connections",
    classic: { types: ["azure:digitaltwins/timeSeriesDatabaseConnection:TimeSeriesDatabaseConnection"] },
  },
  stack: { name: "Stacks", resources: "stacks" },
};

/** What a program has to set besides: an object is added to where it is set, anything else where it is not. */
export type Asked = Readonly<Record<string, unknown>>;

/** By type token of `@pulumi/azure-native`; every type asks for a resource group. */
export const asked = (type: string): Asked => ({ resourceGroupName: "shop", ...more[type] });

const more: Readonly<Record<string, Asked>> = {
  "azure-native:cosmosdb:DatabaseAccount": { databaseAccountOfferType: "Standard" },
  "azure-native:cosmosdb:SqlResourceSqlDatabase": { accountName: "orders", resource: { id: "shop" } },
  "azure-native:cosmosdb:SqlResourceSqlContainer": {
    accountName: "orders",
    databaseName: "shop",
    resource: { id: "orders" },
  },
  "azure-native:cosmosdb:CassandraDataCenter": { clusterName: "orders" },
  "azure-native:digitaltwins:DigitalTwinsEndpoint": { resourceName: "twins" },
  "azure-native:digitaltwins:TimeSeriesDatabaseConnection": { resourceName: "twins" },
  "azure-native:kusto:Cluster": { sku: { name: "Standard_E8ads_v5", tier: "Standard" } },
  "azure-native:monitor:ActivityLogAlert": { actions: {} },
};

/** The properties with what a program has to set besides. */
export function completed(properties: Asked, besides: Asked): Record<string, unknown> {
  const missing = Object.entries(besides).filter(([key]) => !(key in properties));
  const given = Object.entries(properties).map(([key, own]) => {
    const wanted = besides[key];
    return [key, isPlain(own) && isPlain(wanted) ? completed(own, wanted) : own];
  });
  return Object.fromEntries([...missing, ...given]);
}

/** An object that holds properties. */
export const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
