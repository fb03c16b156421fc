import { azureNative, azurerm, type KindTable } from "./kind";
import { isPlainObject } from "./shape";

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

/**
 * The API of 2020 has a list of what coordinator and workers are like. Understood is what each of them says alike for high
 * availability, and the coordinator's edition; anything else stays open.
 */
const roles = ["serverRoleGroups"];
const groups = (said: unknown): readonly Record<string, unknown>[] =>
  Array.isArray(said) && said.every(isPlainObject) ? said : [];
const allHaveHa = (said: unknown): unknown =>
  groups(said).length > 0 && groups(said).every(({ enableHa }) => enableHa === true) ? true : undefined;
const coordinatorsEdition = (said: unknown): unknown =>
  groups(said).find(({ role }) => role === "Coordinator")?.serverEdition;

export const postgresqlCluster: KindTable = {
  kind: "postgresql-cluster",
  arm: [{ id: "Microsoft.DBforPostgreSQL/serverGroupsv2/{}" }],
  named: ["clusterName", "serverGroupName", "name"],
  keyed: ["dataEncryption.primaryKeyUri"],
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
    {
      type: azureNative("dbforpostgresql", "ServerGroup"),
      holding: "serverRoleGroups",
      names: { enableHa: roles, coordinatorServerEdition: roles },
      values: { enableHa: allHaveHa, coordinatorServerEdition: coordinatorsEdition },
    },
    { type: azureNative("dbforpostgresql", "(?:Cluster|ServerGroup(?:Cluster)?)"), names: {} },
    // It has no setting for geo-redundant backup.
    ...azurerm("cosmosdb/postgresqlCluster:PostgresqlCluster", "cosmosdb_postgresql_cluster", {
      names: { enableHa: ["haEnabled"], pointInTimeUTC: ["pointInTimeInUtc"] },
    }),
  ],
  unmapped: [],
};
