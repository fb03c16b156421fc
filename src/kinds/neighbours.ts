/** What no rule is about and some rules read: what stands beside accounts, clusters and instances in a stack. */
import { alertNarrowing, alertNarrowings } from "./beside";
import { azureNative, azurerm, type KindTable, type Spelling } from "./kind";

const placed = { location: "text", resourceGroupName: "text" } as const;
const somewhere = (
  kind: KindTable["kind"],
  arm: readonly string[],
  named: readonly string[],
  native: readonly RegExp[],
  classic: string,
  resource: string,
): KindTable => ({
  kind,
  arm: arm.map((type) => ({ id: `${type}/{}` })),
  named: [...named, "name"],
  fields: placed,
  spellings: [...native.map((type): Spelling => ({ type, names: {} })), ...azurerm(classic, resource, { names: {} })],
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
    [azureNative("eventhub", "Namespace")],
    // The classic `eventhub/namespace` is an old name of a Service Bus namespace.
    "eventhub/eventHubNamespace:EventHubNamespace",
    "eventhub_namespace",
  ),
  somewhere(
    "service-bus",
    ["Microsoft.ServiceBus/namespaces"],
    ["namespaceName"],
    [azureNative("servicebus", "Namespace")],
    "(?:servicebus|eventhub)/namespace:Namespace",
    "servicebus_namespace",
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
    ],
    [
      "appservice/(?:appService|functionApp|(?:linux|windows)(?:Web|Function)App):\\w+",
      "containerapp/app:App",
      "containerservice/kubernetesCluster:KubernetesCluster",
      "compute/(?:(?:linux|windows)?[vV]irtualMachine(?:ScaleSet)?|orchestratedVirtualMachineScaleSet):\\w+",
    ].join("|"),
    [
      "app_service|function_app|linux_web_app|windows_web_app|linux_function_app|windows_function_app|container_app",
      "kubernetes_cluster|virtual_machine|linux_virtual_machine|windows_virtual_machine|virtual_machine_scale_set",
      "linux_virtual_machine_scale_set|windows_virtual_machine_scale_set|orchestrated_virtual_machine_scale_set",
    ].join("|"),
  ),
  {
    kind: "activity-log-alert",
    arm: [{ id: "Microsoft.Insights/activityLogAlerts/{}" }],
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
      ...azurerm("monitoring/activityLogAlert:ActivityLogAlert", "monitor_activity_log_alert", {
        names: {
          actions: ["."],
          "actions.actionGroups": ["actions"],
          // The bridge makes plurals of Terraform's lists.
          "criteria.resourceHealth.currents": ["currents", "current"],
          "criteria.resourceHealth.previouses": ["previouses", "previous"],
          "criteria.resourceHealth.reasons": ["reasons", "reason"],
        },
      }),
    ],
    unmapped: [],
  },
  {
    kind: "event-grid",
    arm: [{ id: "Microsoft.EventGrid/topics/{}" }],
    named: ["topicName", "name"],
    fields: { ...placed, dataResidencyBoundary: "text" },
    spellings: [
      { type: azureNative("eventgrid", "Topic"), names: {} },
      ...azurerm("eventgrid/(?:topic:Topic|eventGridTopic:EventGridTopic)", "eventgrid_topic", { names: {} }),
    ],
    unmapped: [],
  },
  {
    kind: "data-explorer",
    arm: [{ id: "Microsoft.Kusto/clusters/{}" }],
    named: ["clusterName", "name"],
    fields: { ...placed, sku: { fields: { name: "text", capacity: "number" } }, zones: { list: "text" } },
    spellings: [
      { type: azureNative("kusto", "Cluster"), names: {} },
      ...azurerm("kusto/cluster:Cluster", "kusto_cluster", { names: {} }),
    ],
    unmapped: [],
  },
  {
    kind: "private-endpoint",
    arm: [
      {
        id: "Microsoft.Network/privateEndpoints/{}",
        names: {
          "privateLinkServiceConnections[].privateLinkServiceId": ["properties.privateLinkServiceId"],
          "manualPrivateLinkServiceConnections[].privateLinkServiceId": ["properties.privateLinkServiceId"],
        },
      },
    ],
    named: ["privateEndpointName", "name"],
    fields: {
      ...placed,
      privateLinkServiceConnections: { list: { fields: { privateLinkServiceId: "text" } } },
      manualPrivateLinkServiceConnections: { list: { fields: { privateLinkServiceId: "text" } } },
      privateDnsZoneGroup: { fields: { privateDnsZoneIds: texts } },
    },
    spellings: [
      { type: azureNative("network", "PrivateEndpoint"), names: {} },
      // One list for those that have to be approved and those that need not be.
      ...azurerm("privatelink/endpoint:Endpoint", "private_endpoint", {
        names: {
          privateLinkServiceConnections: ["privateServiceConnection"],
          "privateLinkServiceConnections[].privateLinkServiceId": ["privateConnectionResourceId"],
        },
      }),
    ],
    unmapped: [],
  },
  {
    kind: "private-dns-zone-group",
    arm: [
      {
        id: "Microsoft.Network/privateEndpoints/{privateEndpointName}/privateDnsZoneGroups/{}",
        names: { "privateDnsZoneConfigs[].privateDnsZoneId": ["properties.privateDnsZoneId"] },
      },
    ],
    named: ["privateDnsZoneGroupName", "name"],
    fields: {
      privateEndpointName: "text",
      resourceGroupName: "text",
      privateDnsZoneConfigs: { list: { fields: { privateDnsZoneId: "text" } } },
    },
    spellings: [{ type: azureNative("network", "PrivateDnsZoneGroup"), names: {} }],
    unmapped: [],
  },
  {
    kind: "backup-vault",
    arm: [{ id: "Microsoft.DataProtection/backupVaults/{}" }],
    named: ["vaultName", "name"],
    fields: {
      ...placed,
      properties: { fields: { storageSettings: { list: { fields: { type: "text" } } } } },
    },
    spellings: [
      { type: azureNative("dataprotection", "BackupVault"), names: {} },
      ...azurerm("dataprotection/backupVault:BackupVault", "data_protection_backup_vault", {
        names: {
          properties: ["."],
          "properties.storageSettings": ["."],
          "properties.storageSettings[].type": ["redundancy"],
        },
      }),
    ],
    unmapped: [],
  },
];
