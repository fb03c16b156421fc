import { azureNative, azurerm, type KindTable } from "./kind";

/** `Microsoft.DocumentDB/cassandraClusters`: Azure Managed Instance for Apache Cassandra. */
export interface CassandraCluster {
  readonly location?: string;
  readonly resourceGroupName?: string;
  readonly properties?: {
    /** Not set: true. */
    readonly repairEnabled?: boolean;
    /** Nodes outside this service make it a hybrid cluster. */
    readonly externalSeedNodes?: readonly { readonly ipAddress?: string }[];
    readonly externalDataCenters?: readonly string[];
    /** Not set: 24. */
    readonly hoursBetweenBackups?: number;
  };
}

/** `Microsoft.DocumentDB/cassandraClusters/dataCenters`. */
export interface CassandraDataCenter {
  /** Name or resource id of the cluster. */
  readonly clusterName?: string;
  readonly resourceGroupName?: string;
  readonly properties?: {
    readonly dataCenterLocation?: string;
    /** Decided when it is created. Not set: false. */
    readonly availabilityZone?: boolean;
    /** Not set: no document says how many. */
    readonly nodeCount?: number;
  };
}

export const cassandraCluster: KindTable = {
  kind: "cassandra-cluster",
  arm: [{ id: "Microsoft.DocumentDB/cassandraClusters/{}" }],
  named: ["clusterName", "name"],
  fields: {
    location: "text",
    resourceGroupName: "text",
    properties: {
      fields: {
        repairEnabled: "boolean",
        externalSeedNodes: { list: { fields: { ipAddress: "text" } } },
        externalDataCenters: { list: "text" },
        hoursBetweenBackups: "number",
      },
    },
  },
  spellings: [
    { type: azureNative("cosmosdb|documentdb", "CassandraCluster"), names: {} },
    ...azurerm("cosmosdb/cassandraCluster:CassandraCluster", "cosmosdb_cassandra_cluster", {
      // The classic provider lists the addresses alone.
      names: {
        properties: ["."],
        "properties.externalSeedNodes": ["-"],
        "properties.externalDataCenters": ["externalSeedNodeIpAddresses"],
      },
    }),
  ],
  unmapped: [],
};

export const cassandraDataCenter: KindTable = {
  kind: "cassandra-data-center",
  arm: [{ id: "Microsoft.DocumentDB/cassandraClusters/{clusterName}/dataCenters/{}" }],
  named: ["dataCenterName", "name"],
  keyed: ["managedDiskCustomerKeyUri", "backupStorageCustomerKeyUri"],
  fields: {
    clusterName: "text",
    resourceGroupName: "text",
    properties: { fields: { dataCenterLocation: "text", availabilityZone: "lasting", nodeCount: "number" } },
  },
  spellings: [
    { type: azureNative("cosmosdb|documentdb", "CassandraDataCenter"), names: {} },
    ...azurerm("cosmosdb/cassandraDatacenter:CassandraDatacenter", "cosmosdb_cassandra_datacenter", {
      names: {
        clusterName: ["cassandraClusterId"],
        properties: ["."],
        "properties.dataCenterLocation": ["location"],
        "properties.availabilityZone": ["availabilityZonesEnabled"],
      },
    }),
  ],
  unmapped: [],
};
