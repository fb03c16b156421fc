/** What no rule is about and some rules read: what stands beside accounts, clusters and instances in a stack. */
import { azureNative, type KindTable } from "./kind";

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

const placed = { location: "text", resourceGroupName: "text" } as const;
const somewhere = (
  kind: KindTable["kind"],
  arm: readonly string[],
  named: readonly string[],
  types: readonly RegExp[],
): KindTable => ({
  kind,
  arm,
  named: [...named, "name"],
  fields: placed,
  spellings: types.map((type) => ({ type, names: {} })),
  unmapped: [],
});

const condition = { field: "text", equals: "text", containsAny: { list: "text" } } as const;

/** The tables of all of them. */
export const neighbours: readonly KindTable[] = [
  somewhere(
    "event-hubs",
    ["Microsoft.EventHub/namespaces"],
    ["namespaceName"],
    [
      azureNative("eventhub", "Namespace"),
      /^azure:eventhub\/(?:eventHubNamespace:EventHubNamespace|namespace:Namespace)$/,
    ],
  ),
  somewhere(
    "service-bus",
    ["Microsoft.ServiceBus/namespaces"],
    ["namespaceName"],
    [azureNative("servicebus", "Namespace"), /^azure:(?:servicebus|eventhub)\/namespace:Namespace$/],
  ),
  somewhere(
    "compute",
    [
      "Microsoft.Web/sites",
      "Microsoft.App/containerApps",
      "Microsoft.ContainerService/managedClusters",
      "Microsoft.Compute/virtualMachines",
      "Microsoft.Compute/virtualMachineScaleSets",
    ],
    [],
    [
      azureNative("web", "WebApp"),
      azureNative("(?:app|web)", "ContainerApp"),
      azureNative("containerservice", "ManagedCluster"),
      azureNative("compute", "VirtualMachine(?:ScaleSet)?"),
      /^azure:appservice\/(?:appService|functionApp|(?:linux|windows)(?:Web|Function)App):\w+$/,
      /^azure:containerapp\/app:App$/,
      /^azure:containerservice\/kubernetesCluster:KubernetesCluster$/,
      /^azure:compute\/(?:(?:linux|windows)?[vV]irtualMachine(?:ScaleSet)?|orchestratedVirtualMachineScaleSet):\w+$/,
    ],
  ),
  {
    kind: "activity-log-alert",
    arm: ["Microsoft.Insights/activityLogAlerts"],
    named: ["activityLogAlertName", "name"],
    fields: {
      scopes: { list: "text" },
      enabled: "boolean",
      condition: {
        fields: { allOf: { list: { fields: { ...condition, anyOf: { list: { fields: condition } } } } } },
      },
      criteria: {
        fields: {
          category: "text",
          serviceHealth: { fields: { locations: { list: "text" }, services: { list: "text" } } },
        },
      },
      actions: { fields: { actionGroups: { list: { fields: { actionGroupId: "text" } } } } },
    },
    spellings: [
      { type: azureNative("monitor|insights", "ActivityLogAlert"), names: {} },
      {
        type: /^azure:monitoring\/activityLogAlert:ActivityLogAlert$/,
        names: { actions: ["."], "actions.actionGroups": ["actions"] },
      },
    ],
    unmapped: [],
  },
  {
    kind: "event-grid",
    arm: ["Microsoft.EventGrid/topics"],
    named: ["topicName", "name"],
    fields: { ...placed, dataResidencyBoundary: "text" },
    spellings: [
      { type: azureNative("eventgrid", "Topic"), names: {} },
      { type: /^azure:eventgrid\/(?:topic:Topic|eventGridTopic:EventGridTopic)$/, names: {} },
    ],
    unmapped: [],
  },
  {
    kind: "data-explorer",
    arm: ["Microsoft.Kusto/clusters"],
    named: ["clusterName", "name"],
    fields: { ...placed, sku: { fields: { name: "text", capacity: "number" } }, zones: { list: "text" } },
    spellings: [
      { type: azureNative("kusto", "Cluster"), names: {} },
      { type: /^azure:kusto\/cluster:Cluster$/, names: {} },
    ],
    unmapped: [],
  },
  {
    kind: "private-endpoint",
    arm: ["Microsoft.Network/privateEndpoints"],
    named: ["privateEndpointName", "name"],
    fields: {
      ...placed,
      privateLinkServiceConnections: { list: { fields: { privateLinkServiceId: "text" } } },
      manualPrivateLinkServiceConnections: { list: { fields: { privateLinkServiceId: "text" } } },
    },
    spellings: [{ type: azureNative("network", "PrivateEndpoint"), names: {} }],
    unmapped: [/^azure:privatelink\/endpoint:Endpoint$/],
  },
  {
    kind: "private-dns-zone-group",
    arm: ["Microsoft.Network/privateEndpoints/privateDnsZoneGroups"],
    named: ["privateDnsZoneGroupName", "name"],
    fields: {
      privateEndpointName: "text",
      privateDnsZoneConfigs: { list: { fields: { privateDnsZoneId: "text" } } },
    },
    spellings: [{ type: azureNative("network", "PrivateDnsZoneGroup"), names: {} }],
    unmapped: [],
  },
  {
    kind: "backup-vault",
    arm: ["Microsoft.DataProtection/backupVaults"],
    named: ["vaultName", "name"],
    fields: {
      ...placed,
      properties: { fields: { storageSettings: { list: { fields: { type: "text" } } } } },
    },
    spellings: [{ type: azureNative("dataprotection", "BackupVault"), names: {} }],
    unmapped: [/^azure:dataprotection\/backupVault:BackupVault$/],
  },
];
