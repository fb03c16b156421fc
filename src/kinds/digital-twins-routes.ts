/** Where a Digital Twins instance sends its data. */
import { azureNative, azurerm, type KindTable } from "./kind";

/** `Microsoft.DigitalTwins/digitalTwinsInstances/endpoints`. */
export interface DigitalTwinsEndpoint {
  /** Name or resource id of the instance. */
  readonly resourceName?: string;
  readonly properties?: {
    /** `EventHub`, `EventGrid` or `ServiceBus`. */
    readonly endpointType?: string;
    /** Identity-based: `sb://NAMESPACE.servicebus.windows.net`. */
    readonly endpointUri?: string;
    /** Event Grid: `https://TOPIC.REGION-1.eventgrid.azure.net/api/events`. */
    readonly topicEndpoint?: string;
    /** Key-based, a secret: Event Hubs. Its presence can be asked with `in`. */
    readonly connectionStringPrimaryKey?: string;
    /** Key-based, a secret: Service Bus. */
    readonly primaryConnectionString?: string;
    /** Where undelivered events go; one of the two. Their presence can be asked with `in`. */
    readonly deadLetterUri?: string;
    readonly deadLetterSecret?: string;
  };
}

/** `Microsoft.DigitalTwins/digitalTwinsInstances/timeSeriesDatabaseConnections`: data history. */
export interface DigitalTwinsHistory {
  readonly resourceName?: string;
  readonly properties?: {
    /** `https://CLUSTER.REGION.kusto.windows.net`. */
    readonly adxEndpointUri?: string;
    readonly adxResourceId?: string;
    readonly eventHubEndpointUri?: string;
    readonly eventHubNamespaceResourceId?: string;
  };
}

const classicEndpoint = {
  resourceName: ["digitalTwinsId"],
  properties: ["."],
  "properties.deadLetterSecret": ["deadLetterStorageSecret"],
};

export const digitalTwinsEndpoint: KindTable = {
  kind: "digital-twins-endpoint",
  arm: [{ id: "Microsoft.DigitalTwins/digitalTwinsInstances/{resourceName}/endpoints/{}" }],
  named: ["endpointName", "name"],
  fields: {
    resourceName: "text",
    properties: {
      fields: {
        endpointType: "text",
        endpointUri: "text",
        topicEndpoint: "text",
        connectionStringPrimaryKey: "text",
        primaryConnectionString: "text",
        deadLetterUri: "text",
        deadLetterSecret: "text",
      },
    },
  },
  spellings: [
    {
      type: azureNative("digitaltwins", "DigitalTwinsEndpoint"),
      // ARM writes it with a capital letter.
      names: { "properties.topicEndpoint": ["topicEndpoint", "TopicEndpoint"] },
    },
    ...azurerm("digitaltwins/endpointEventHub:EndpointEventHub", "digital_twins_endpoint_eventhub", {
      names: { ...classicEndpoint, "properties.connectionStringPrimaryKey": ["eventhubPrimaryConnectionString"] },
      says: { "properties.endpointType": "EventHub" },
    }),
    ...azurerm("digitaltwins/endpointEventGrid:EndpointEventGrid", "digital_twins_endpoint_eventgrid", {
      names: { ...classicEndpoint, "properties.topicEndpoint": ["eventgridTopicEndpoint"] },
      says: { "properties.endpointType": "EventGrid" },
    }),
    ...azurerm("digitaltwins/endpointServicebus:EndpointServicebus", "digital_twins_endpoint_servicebus", {
      names: { ...classicEndpoint, "properties.primaryConnectionString": ["servicebusPrimaryConnectionString"] },
      says: { "properties.endpointType": "ServiceBus" },
    }),
  ],
  unmapped: [],
};

export const digitalTwinsHistory: KindTable = {
  kind: "digital-twins-history",
  arm: [{ id: "Microsoft.DigitalTwins/digitalTwinsInstances/{resourceName}/timeSeriesDatabaseConnections/{}" }],
  named: ["timeSeriesDatabaseConnectionName", "name"],
  fields: {
    resourceName: "text",
    properties: {
      fields: {
        adxEndpointUri: "text",
        adxResourceId: "text",
        eventHubEndpointUri: "text",
        eventHubNamespaceResourceId: "text",
      },
    },
  },
  spellings: [
    { type: azureNative("digitaltwins", "TimeSeriesDatabaseConnection"), names: {} },
    ...azurerm(
      "digitaltwins/timeSeriesDatabaseConnection:TimeSeriesDatabaseConnection",
      "digital_twins_time_series_database_connection",
      {
        names: {
          resourceName: ["digitalTwinsId"],
          properties: ["."],
          "properties.adxEndpointUri": ["kustoClusterUri"],
          "properties.adxResourceId": ["kustoClusterId"],
          "properties.eventHubEndpointUri": ["eventhubNamespaceEndpointUri"],
          "properties.eventHubNamespaceResourceId": ["eventhubNamespaceId"],
        },
      },
    ),
  ],
  unmapped: [],
};
