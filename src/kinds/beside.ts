/** The shapes of what no rule is about and some rules read; neighbours.ts has their tables. */

/** Anything that is somewhere. */
export interface Placed {
  /** Not set: the location of the resource group. */
  readonly location?: string;
  readonly resourceGroupName?: string;
}

/** `Microsoft.Insights/activityLogAlerts`. */
export interface ActivityLogAlert {
  /** Resource ids; a prefix covers everything below it. */
  readonly scopes?: readonly string[];
  /** Not set: true. */
  readonly enabled?: boolean;
  readonly condition?: { readonly allOf?: readonly AlertCondition[] };
  /** The classic provider's own form of the condition. */
  readonly criteria?: {
    readonly category?: string;
    /** Regions and services in display form; not set: all. */
    readonly serviceHealth?: { readonly locations?: readonly string[]; readonly services?: readonly string[] };
  };
  readonly actions?: { readonly actionGroups?: readonly { readonly actionGroupId?: string }[] };
}
export interface AlertCondition {
  readonly field?: string;
  readonly equals?: string;
  readonly containsAny?: readonly string[];
  readonly anyOf?: readonly {
    readonly field?: string;
    readonly equals?: string;
    readonly containsAny?: readonly string[];
  }[];
}

/** `Microsoft.EventGrid/topics`. */
export interface EventGridTopic extends Placed {
  /** `WithinGeopair` or `WithinRegion`. Not set: WithinGeopair. */
  readonly dataResidencyBoundary?: string;
}

/** `Microsoft.Kusto/clusters`: Azure Data Explorer. */
export interface DataExplorerCluster extends Placed {
  readonly sku?: { readonly name?: string; readonly capacity?: number };
  readonly zones?: readonly string[];
}

/** `Microsoft.Network/privateEndpoints`. */
export interface PrivateEndpoint extends Placed {
  readonly privateLinkServiceConnections?: readonly { readonly privateLinkServiceId?: string }[];
  readonly manualPrivateLinkServiceConnections?: readonly { readonly privateLinkServiceId?: string }[];
}

/** `Microsoft.Network/privateEndpoints/privateDnsZoneGroups`. */
export interface PrivateDnsZoneGroup {
  readonly privateEndpointName?: string;
  readonly privateDnsZoneConfigs?: readonly { readonly privateDnsZoneId?: string }[];
}

/** `Microsoft.DataProtection/backupVaults`. */
export interface BackupVault extends Placed {
  readonly properties?: {
    readonly storageSettings?: readonly {
      /** `GeoRedundant`, `LocallyRedundant` or `ZoneRedundant`. */
      readonly type?: string;
    }[];
  };
}
