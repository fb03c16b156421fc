import { azureNative, azurerm, type KindTable } from "./kind";

/** `Microsoft.DBforPostgreSQL/serverGroupsv2`: Azure Cosmos DB for PostgreSQL. */
export interface PostgresqlCluster {
  /** Not set: the location of the resource group. */
  readonly location?: string;
  readonly resourceGroupName?: string;
  /** Not set: false. */
  readonly enableHa?: boolean;
  /** Decided when it is created. Not set: false. */
  readonly enableGeoBackup?: boolean;
  /** `GeneralPurpose`, `MemoryOptimized`, `BurstableMemoryOptimized` or `BurstableGeneralPurpose`. Not set: GeneralPurpose. */
  readonly coordinatorServerEdition?: string;
  readonly nodeServerEdition?: string;
  /** Worker nodes; 0: a single node. */
  readonly nodeCount?: number;
  /** Set: it is a replica of that cluster, or with `pointInTimeUTC` restored from it. */
  readonly sourceResourceId?: string;
  readonly sourceLocation?: string;
  readonly pointInTimeUTC?: string;
  /** A key of the customer's own. */
  readonly dataEncryption?: { readonly primaryKeyUri?: string; readonly type?: string };
}

export const postgresqlCluster: KindTable = {
  kind: "postgresql-cluster",
  arm: [{ id: "Microsoft.DBforPostgreSQL/serverGroupsv2/{}" }],
  named: ["clusterName", "serverGroupName", "name"],
  fields: {
    location: "text",
    resourceGroupName: "text",
    enableHa: "boolean",
    enableGeoBackup: "lasting",
    coordinatorServerEdition: "text",
    nodeServerEdition: "text",
    nodeCount: "number",
    sourceResourceId: "text",
    sourceLocation: "text",
    pointInTimeUTC: "text",
    dataEncryption: { fields: { primaryKeyUri: "text", type: "text" } },
  },
  spellings: [
    { type: azureNative("dbforpostgresql", "(?:Cluster|ServerGroup(?:Cluster)?)"), names: {} },
    // It has no setting for geo-redundant backup.
    ...azurerm("cosmosdb/postgresqlCluster:PostgresqlCluster", "cosmosdb_postgresql_cluster", {
      names: { enableHa: ["haEnabled"], pointInTimeUTC: ["pointInTimeInUtc"] },
    }),
  ],
  unmapped: [],
};
