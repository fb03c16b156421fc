/** What no rule is about and some rules read: what stands beside accounts, clusters and instances in a stack. */
import { alertNarrowing, alertNarrowings } from "./beside";
import { azureNative, type KindTable } from "./kind";

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

const texts = { list: "text" } as const;
const condition = { field: "text", equals: "text", containsAny: texts } as const;

/** The tables of all of them. */
export const neighbours: readonly KindTable[] = [
  somewhere(
    "event-hubs",
    ["Microsoft.EventHub/namespaces"],
    ["namespaceName"],
    [
      azureNative("eventhub", "Namespace"),
      // The classic `eventhub/namespace` is an old name of a Service Bus namespace.
      /^azure:eventhub\/eventHubNamespace:EventHubNamespace$/,
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
      location: "text",
      scopes: { list: "text" },
      enabled: "boolean",
      condition: {
        fields: { allOf: { list: { fields: { ...condition, anyOf: { list: { fields: condition } } } } } },
      },
      criteria: {
        fields: {
          category: "text",
          serviceHealth: { fields: { events: texts, locations: texts, services: texts } },
          resourceHealth: { fields: { currents: texts, previouses: texts, reasons: texts } },
          ...Object.fromEntries(alertNarrowing.map((field) => [field, "text" as const])),
          ...Object.fromEntries(Object.keys(alertNarrowings).map((field) => [field, texts])),
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
