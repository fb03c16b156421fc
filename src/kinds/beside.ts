/** The shapes of what no rule is about and some rules read; neighbours.ts has their tables. */

/** Anything that is somewhere. */
export interface Placed {
  /** Not set: the location of the resource group. */
  readonly location?: string;
  readonly resourceGroupName?: string;
}

/** `Microsoft.Insights/activityLogAlerts`. */
export interface ActivityLogAlert {
  /** `Global`, unless it is none about the health of services. Not set: Global. */
  readonly location?: string;
  /** Resource ids; a prefix covers everything below it. */
  readonly scopes?: readonly string[];
  /** Not set: true. */
  readonly enabled?: boolean;
  readonly condition?: { readonly allOf?: readonly AlertCondition[] };
  /** The classic provider's own form of the condition. */
  readonly criteria?: AlertCriteria;
  readonly actions?: { readonly actionGroups?: readonly { readonly actionGroupId?: string }[] };
}
/** One clause: a field of the event and what it may be, or several of which one has to hold. */
export interface AlertCondition extends AlertLeaf {
  readonly anyOf?: readonly AlertLeaf[];
}
export interface AlertLeaf {
  readonly field?: string;
  readonly equals?: string;
  readonly containsAny?: readonly string[];
}
/** What is not set narrows nothing. */
export interface AlertCriteria
  extends Partial<Record<AlertNarrowing, string>>,
    Partial<Record<AlertNarrowings, readonly string[]>> {
  readonly category?: string;
  /** Regions and services in display form. */
  readonly serviceHealth?: {
    readonly events?: readonly string[];
    readonly locations?: readonly string[];
    readonly services?: readonly string[];
  };
  readonly resourceHealth?: {
    readonly currents?: readonly string[];
    readonly previouses?: readonly string[];
    readonly reasons?: readonly string[];
  };
}
/** What else the classic provider narrows by: one value each, and lists of them. */
export const alertNarrowing = [
  "caller",
  "level",
  "operationName",
  "resourceGroup",
  "resourceId",
  "resourceProvider",
  "resourceType",
  "status",
  "subStatus",
] as const;
export const alertNarrowings = {
  levels: "level",
  resourceGroups: "resourceGroup",
  resourceIds: "resourceId",
  resourceProviders: "resourceProvider",
  resourceTypes: "resourceType",
  statuses: "status",
  subStatuses: "subStatus",
} as const;
type AlertNarrowing = (typeof alertNarrowing)[number];
type AlertNarrowings = keyof typeof alertNarrowings;

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
  /** The classic provider states its zones here, not in a resource of their own. */
  readonly privateDnsZoneGroup?: { readonly privateDnsZoneIds?: readonly string[] };
}

/** `Microsoft.Network/privateEndpoints/privateDnsZoneGroups`. */
export interface PrivateDnsZoneGroup {
  readonly privateEndpointName?: string;
  readonly resourceGroupName?: string;
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
