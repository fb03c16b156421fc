import { azureNative, azurerm, type KindTable, words } from "./kind";

/** A region of an account. */
export interface Location {
  readonly locationName?: string;
  /** 0 is the write region. */
  readonly failoverPriority?: number;
  /** Not set: false. */
  readonly isZoneRedundant?: boolean;
  /** What the program says of that and what Azure answered; not set where one of them does not speak. */
  readonly zones?: { readonly declared: boolean; readonly actual: boolean };
}

/** `Microsoft.DocumentDB/databaseAccounts`, the properties that decide its resilience. Not set = the service's default. */
export interface CosmosAccount {
  readonly locations?: readonly Location[];
  /** Service-managed failover. Not set: false. */
  readonly enableAutomaticFailover?: boolean;
  /** Not set: false. */
  readonly enableMultipleWriteLocations?: boolean;
  readonly consistencyPolicy?: {
    /** Not set: Session. */
    readonly defaultConsistencyLevel?: string;
    /** Seconds. */
    readonly maxIntervalInSeconds?: number;
    /** Write operations. */
    readonly maxStalenessPrefix?: number;
  };
  /** Not set: periodic, every 4 hours, geo-redundant where the region has a pair. */
  readonly backupPolicy?: {
    readonly type?: string;
    readonly periodicModeProperties?: {
      readonly backupStorageRedundancy?: string;
      /** Not set: 240. */
      readonly backupIntervalInMinutes?: number;
      /** Not set: 8. */
      readonly backupRetentionIntervalInHours?: number;
    };
    readonly continuousModeProperties?: {
      /** `Continuous7Days` or `Continuous30Days`. */
      readonly tier?: string;
    };
  };
  readonly capabilities?: readonly { readonly name?: string }[];
  /** `GlobalDocumentDB` or `MongoDB`. Not set: GlobalDocumentDB. */
  readonly kind?: string;
  /** `Serverless` or `Provisioned`, in API versions from 2026 on. */
  readonly capacityMode?: string;
  /** Each region and partition scales on its own ("dynamic scaling"). Not set: false. */
  readonly enablePerRegionPerPartitionAutoscale?: boolean;
  /** Not set: false. */
  readonly enableFreeTier?: boolean;
  /** `Enabled`, `Disabled` or `SecuredByPerimeter`. Not set: Enabled. */
  readonly publicNetworkAccess?: string;
}

export const cosmosAccount: KindTable = {
  kind: "cosmos-account",
  arm: [{ id: "Microsoft.DocumentDB/databaseAccounts/{}" }],
  named: ["accountName", "name"],
  keyed: ["keyVaultKeyUri", "keyVaultKeyId", "managedHsmKeyId"],
  fields: {
    locations: {
      list: { fields: { locationName: "text", failoverPriority: "number", isZoneRedundant: { lasting: "zones" } } },
    },
    enableAutomaticFailover: "boolean",
    enableMultipleWriteLocations: "boolean",
    consistencyPolicy: {
      fields: { defaultConsistencyLevel: "text", maxIntervalInSeconds: "number", maxStalenessPrefix: "number" },
    },
    backupPolicy: {
      fields: {
        type: "text",
        periodicModeProperties: {
          fields: {
            backupStorageRedundancy: "text",
            backupIntervalInMinutes: "number",
            backupRetentionIntervalInHours: "number",
          },
        },
        continuousModeProperties: { fields: { tier: "text" } },
      },
    },
    capabilities: { list: { fields: { name: "text" } } },
    kind: "text",
    capacityMode: "text",
    enablePerRegionPerPartitionAutoscale: "boolean",
    enableFreeTier: "boolean",
    publicNetworkAccess: "text",
  },
  spellings: [
    { type: azureNative("cosmosdb|documentdb", "DatabaseAccount"), names: {} },
    // @pulumi/azure 4.x has enableAutomaticFailover, 6.x automaticFailoverEnabled, 5.x both.
    ...azurerm("cosmosdb/account:Account", "cosmosdb_account", {
      inTurns: true,
      names: {
        locations: ["geoLocations"],
        "locations[].locationName": ["location"],
        "locations[].isZoneRedundant": ["zoneRedundant"],
        enableAutomaticFailover: ["automaticFailoverEnabled", "enableAutomaticFailover"],
        enableMultipleWriteLocations: ["multipleWriteLocationsEnabled", "enableMultipleWriteLocations"],
        "consistencyPolicy.defaultConsistencyLevel": ["consistencyLevel"],
        backupPolicy: ["backup"],
        "backupPolicy.periodicModeProperties": ["."],
        "backupPolicy.periodicModeProperties.backupStorageRedundancy": ["storageRedundancy"],
        "backupPolicy.periodicModeProperties.backupIntervalInMinutes": ["intervalInMinutes"],
        "backupPolicy.periodicModeProperties.backupRetentionIntervalInHours": ["retentionInHours"],
        "backupPolicy.continuousModeProperties": ["."],
        enableFreeTier: ["freeTierEnabled", "enableFreeTier"],
        publicNetworkAccess: ["publicNetworkAccessEnabled"],
      },
      values: { publicNetworkAccess: words({ true: "Enabled", false: "Disabled" }) },
    }),
  ],
  unmapped: [/^azure[\w-]*:(?:.*[:/])?(?:cosmosdb|documentdb)[\w/]*:(?:database)?account$/i],
};
