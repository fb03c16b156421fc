import { azureNative, azurerm, type KindTable } from "./kind";

/** `Microsoft.DocumentDB/mongoClusters`: Azure DocumentDB, formerly Cosmos DB for MongoDB vCore. Two shapes, told apart by what is set. */
export interface DocumentDbCluster {
  /** Not set: the location of the resource group. */
  readonly location?: string;
  readonly resourceGroupName?: string;
  readonly properties?: {
    readonly highAvailability?: {
      /** `Disabled`, `SameZone` or `ZoneRedundantPreferred`. Not set: Disabled. */
      readonly targetMode?: string;
    };
    /** `Default`, `PointInTimeRestore`, `GeoReplica` or `Replica`. Not set: Default. */
    readonly createMode?: string;
    readonly replicaParameters?: { readonly sourceLocation?: string; readonly sourceResourceId?: string };
    readonly compute?: {
      /** `Free`, `M10`, `M20`, `M25`, `M30` and up. */
      readonly tier?: string;
    };
    /** API versions up to 2024-02-15-preview: nodes instead of the settings above. */
    readonly nodeGroupSpecs?: readonly {
      readonly enableHa?: boolean;
      readonly sku?: string;
      /** `Shard`. */
      readonly kind?: string;
    }[];
  };
}

export const documentDbCluster: KindTable = {
  kind: "documentdb-cluster",
  arm: [{ id: "Microsoft.DocumentDB/mongoClusters/{}" }],
  named: ["mongoClusterName", "name"],
  keyed: ["encryption.customerManagedKeyEncryption.keyEncryptionKeyUrl", "customerManagedKey.keyVaultKeyId"],
  fields: {
    location: "text",
    resourceGroupName: "text",
    properties: {
      fields: {
        highAvailability: { fields: { targetMode: "text" } },
        createMode: "text",
        replicaParameters: { fields: { sourceLocation: "text", sourceResourceId: "text" } },
        compute: { fields: { tier: "text" } },
        nodeGroupSpecs: { list: { fields: { enableHa: "boolean", sku: "text", kind: "text" } } },
      },
    },
  },
  spellings: [
    // One token in API versions 1.x and 2.x, two in 3.x: the older shape has everything at the top.
    { type: azureNative("mongocluster|cosmosdb|documentdb", "MongoCluster"), names: {}, holding: "properties" },
    { type: azureNative("mongocluster|cosmosdb|documentdb", "MongoCluster"), names: { properties: ["."] } },
    ...azurerm("(?:mongocluster|cosmosdb)/mongoCluster:MongoCluster", "mongo_cluster", {
      names: {
        properties: ["."],
        "properties.highAvailability": ["."],
        "properties.highAvailability.targetMode": ["highAvailabilityMode"],
        "properties.replicaParameters": ["."],
        "properties.replicaParameters.sourceResourceId": ["sourceServerId"],
        "properties.compute": ["."],
        "properties.compute.tier": ["computeTier"],
      },
    }),
  ],
  unmapped: [],
};
