/**
 * The rows of the compiled statements of the documents: what each asks, how much it weighs, and two examples for each side.
 * Transcribed by hand, and apart from the rules' own examples, so that a rule cannot be its own witness. Where a second
 * reading of the sources corrected a row, `corrected` says why.
 */
import type { Example } from "../../dist/src/rules.js";

export interface Case extends Partial<Example> {
  /** Of the example where that is not `fail` or, on the other side, whatever is not `fail`. */
  readonly outcome?: "fail" | "unknown" | "manual" | "pass";
  readonly corrected?: string;
  /** What stands there instead: no resource of the rule's kind, so that the rule is not asked. */
  readonly instead?: string;
}

export interface Row {
  /** The row. */
  readonly id: string;
  /** The rule's folder. */
  readonly rule: string;
  readonly severity: string;
  /** Where it stands in the way: `production`: of production alone; `always`: it is invalid, or against a declaration. */
  readonly blocks: "never" | "production" | "always";
  readonly disabled?: true;
  /** Why severity or level are not those of the row. */
  readonly corrected?: string;
  readonly fails: readonly [Case, Case];
  /** None of them fails: it is in order, or not this rule's, or nobody knows. */
  readonly holds: readonly [Case, Case];
  /** What the corrections add. */
  readonly more?: readonly Case[];
}

/** `"eastus z"`: in its zones. The first takes the writes. */
const at = (...regions: readonly string[]) =>
  regions.map((region, failoverPriority) => {
    const [locationName = "", zoned] = region.split(" ");
    return { locationName, failoverPriority, ...(zoned && { isZoneRedundant: true }) };
  });
const two = at("eastus2 z", "centralus z");
const three = at("eastus2", "centralus", "westus3");
const one = at("eastus2 z");
const account = (locations: unknown, more: object = {}): Case => ({ properties: { locations, ...more } });
const declaring = (objectives: Example["objectives"], example: Case): Case => ({ ...example, objectives });
const within = (residency: Record<string, unknown>, example: Case): Case => ({ ...example, residency });
const consistency = (defaultConsistencyLevel: string, more: object = {}) => ({
  consistencyPolicy: { defaultConsistencyLevel, ...more },
});
const bounded = (maxStalenessPrefix: number, maxIntervalInSeconds: number) =>
  consistency("BoundedStaleness", { maxStalenessPrefix, maxIntervalInSeconds });
const writesEverywhere = { enableMultipleWriteLocations: true };
const failsOver = { enableAutomaticFailover: true };
const having = (name: string) => ({ capabilities: [{ name }] });
const serverless = having("EnableServerless");
const byPartition = having("EnablePerPartitionAutomaticFailover");
const continuous = { backupPolicy: { type: "Continuous", continuousModeProperties: { tier: "Continuous7Days" } } };
const periodic = (minutes?: number, hours?: number, backupStorageRedundancy?: string) => ({
  backupPolicy: {
    type: "Periodic",
    periodicModeProperties: {
      ...(minutes !== undefined && { backupIntervalInMinutes: minutes }),
      ...(hours !== undefined && { backupRetentionIntervalInHours: hours }),
      ...(backupStorageRedundancy && { backupStorageRedundancy }),
    },
  },
});

const subscription = "/subscriptions/00000000-0000-0000-0000-000000000000";
const group = (name: string) => `${subscription}/resourceGroups/${name}`;
const idOf = (type: string, name: string) => `${group("rg")}/providers/${type}/${name}`;
const named = (own: object, properties: object) => ({ resourceGroupName: "rg", ...own, ...properties });

const accountBeside = (name: string, properties: object) => ({
  type: "azure-native:cosmosdb:DatabaseAccount",
  properties: named({ accountName: name }, properties),
});
const containerIn = (accountName: string, properties: object): Case => ({
  properties: named({ accountName, databaseName: "d", containerName: "c" }, properties),
});
const onAccount = (locations: unknown, container: object, more: object = {}): Case => ({
  ...containerIn("orders", container),
  neighbours: { account: accountBeside("orders", { locations, ...more }) },
});

const mongo = (properties: object, location = "westeurope", name = "a") =>
  named({ mongoClusterName: name, location }, { properties });
const mongoBeside = (...given: Parameters<typeof mongo>) => ({
  type: "azure-native:mongocluster:MongoCluster",
  properties: mongo(...given),
});
const mongoId = idOf("Microsoft.DocumentDB/mongoClusters", "a");
const zonesPreferred = { highAvailability: { targetMode: "ZoneRedundantPreferred" } };

const centers = (...regions: readonly string[]): Case["neighbours"] =>
  Object.fromEntries(
    regions.map((dataCenterLocation, index) => [
      `center-${index}`,
      {
        type: "azure-native:cosmosdb:CassandraDataCenter",
        properties: named({ clusterName: "c", dataCenterName: `dc-${index}` }, { properties: { dataCenterLocation } }),
      },
    ]),
  );
const cassandra = (properties: object = {}) => named({ clusterName: "c", location: "eastus" }, { properties });
const center = (properties: object): Case => ({
  properties: named({ clusterName: "c", dataCenterName: "dc" }, { properties }),
});

const postgresql = (properties: object, name = "p") => named({ clusterName: name, location: "eastus" }, properties);
const postgresqlBeside = (properties: object) => ({
  type: "azure-native:dbforpostgresql:ServerGroupCluster",
  properties: postgresql(properties, "copy"),
});
const postgresqlId = idOf("Microsoft.DBforPostgreSQL/serverGroupsv2", "p");

const twins = (location: string): Case => ({ properties: named({ resourceName: "twins" }, { location }) });
const twinsBeside = (location: string, name = "twins") => ({
  type: "azure-native:digitaltwins:DigitalTwin",
  properties: named({ resourceName: name }, { location }),
});
const endpoint = (properties: object): Case => ({
  properties: named({ resourceName: "twins", endpointName: "out" }, { properties }),
});
const history = (properties: object): Case => ({
  properties: named({ resourceName: "twins", timeSeriesDatabaseConnectionName: "h" }, { properties }),
});
const hubs = (location: string): Case["neighbours"] => ({
  hubs: {
    type: "azure-native:eventhub:Namespace",
    properties: named({ namespaceName: "ns1" }, { location }),
  },
});
const toHub = { endpointType: "EventHub", endpointUri: "sb://ns1.servicebus.windows.net", entityPath: "e" };
const historyOn = (sku: object, more: object = {}): Case => ({
  ...history({
    connectionType: "AzureDataExplorer",
    adxEndpointUri: "https://h.westeurope.kusto.windows.net",
    adxResourceId: idOf("Microsoft.Kusto/clusters", "h"),
  }),
  neighbours: {
    cluster: {
      type: "azure-native:kusto:Cluster",
      properties: named({ clusterName: "h" }, { location: "westeurope", sku, ...more }),
    },
  },
});

const alert = (allOf: readonly object[], scopes: readonly string[] = [subscription]) => ({
  type: "azure-native:monitor:ActivityLogAlert",
  properties: named(
    { activityLogAlertName: "health" },
    {
      location: "global",
      scopes,
      condition: { allOf },
      actions: {
        actionGroups: [{ actionGroupId: `${group("rg-ops")}/providers/Microsoft.Insights/actionGroups/oncall` }],
      },
    },
  ),
});
const serviceHealth = { field: "category", equals: "ServiceHealth" };
const resourceHealth = { field: "category", equals: "ResourceHealth" };
/** A stack of these. */
const stack = (neighbours: NonNullable<Case["neighbours"]>): Case => ({ neighbours });
const app = (location: string, type = "web:WebApp") => ({
  type: `azure-native:${type}`,
  properties: named({ name: `app-${location}`, resourceName: `app-${location}` }, { location }),
});
const cluster = (location: string) => app(location, "containerservice:ManagedCluster");
const privateEndpoint = (location: string) => ({
  type: "azure-native:network:PrivateEndpoint",
  properties: named(
    { privateEndpointName: `pe-${location}` },
    {
      location,
      privateLinkServiceConnections: [
        { privateLinkServiceId: idOf("Microsoft.DocumentDB/databaseAccounts", "orders"), groupIds: ["Sql"] },
      ],
    },
  ),
});
const zoneOf = (location: string, zoneGroup: string) => ({
  type: "azure-native:network:PrivateDnsZoneGroup",
  properties: named(
    { privateEndpointName: `pe-${location}`, privateDnsZoneGroupName: "default" },
    {
      privateDnsZoneConfigs: [
        {
          name: "cosmos",
          privateDnsZoneId: `${group(zoneGroup)}/providers/Microsoft.Network/privateDnsZones/privatelink.documents.azure.com`,
        },
      ],
    },
  ),
});
const closed = (locations: unknown): Case => ({
  properties: named({ accountName: "orders" }, { locations, publicNetworkAccess: "Disabled" }),
});
const beside = (example: Case, neighbours: Case["neighbours"]): Case => ({ ...example, neighbours });
const changed = (before: object, after: object): Case => ({
  operation: "update",
  before: { accountName: "orders", ...before },
  properties: { accountName: "orders", ...after },
});
const frozen = { outageFreeze: { regions: ["eastus"], reason: "an outage of East US", until: "2026-12-31" } };
const dev = { environment: "development" } as const;
const missionCritical = { criticality: "mission-critical" } as const;

const europe = { geographies: ["Europe"] };
const noAlert = "A stack without any alert may have them in a stack of its own: that is for a person to say.";

export const rows: readonly Row[] = [
  {
    id: "CDB-01",
    rule: "cosmos-min-two-regions",
    severity: "high",
    blocks: "production",
    fails: [
      account(at("westeurope z")),
      account([
        { locationName: "West US 2", failoverPriority: 0 },
        { locationName: "westus2", failoverPriority: 1 },
      ]),
    ],
    holds: [account(at("westeurope", "northeurope")), account(at("eastus"), serverless)],
    more: [
      {
        ...within({ countries: ["NL"] }, account(at("westeurope"))),
        outcome: "fail",
        advice: true,
        corrected: "Where the boundary holds no second region that is open to all, it is advice.",
      },
    ],
  },
  {
    id: "CDB-02",
    rule: "cosmos-service-managed-failover",
    severity: "high",
    blocks: "production",
    fails: [account(at("eastus2", "centralus"), { enableAutomaticFailover: false }), account(at("uksouth", "ukwest"))],
    holds: [account(at("eastus2", "centralus"), failsOver), account(at("eastus2", "centralus"), writesEverywhere)],
    more: [
      {
        ...account(at("uksouth", "ukwest")),
        parameters: { forcedFailoverRunbook: true },
        outcome: "fail",
        advice: true,
        corrected: "Advice where a staffed runbook for a forced failover is declared.",
      },
    ],
  },
  {
    id: "CDB-03",
    rule: "cosmos-zone-redundant-write-region",
    severity: "high",
    blocks: "production",
    fails: [
      account(at("westeurope")),
      account([
        { locationName: "eastus", failoverPriority: 0, isZoneRedundant: false },
        { locationName: "westus", failoverPriority: 1 },
      ]),
    ],
    holds: [account(at("westeurope z")), account(at("westus", "eastus z"))],
  },
  {
    id: "CDB-04",
    rule: "cosmos-zone-redundant-read-region",
    severity: "high",
    blocks: "never",
    fails: [
      { ...account(at("eastus z", "westus2"), consistency("Strong")), severity: "high" },
      {
        ...account([
          { locationName: "eastus", failoverPriority: 0, isZoneRedundant: true },
          { locationName: "westus2", failoverPriority: 1, isZoneRedundant: false },
        ]),
        severity: "low",
      },
    ],
    holds: [account(at("eastus z", "westus2 z")), account(at("uksouth z", "ukwest"))],
  },
  {
    id: "CDB-05",
    rule: "cosmos-free-zone-redundancy",
    severity: "medium",
    blocks: "never",
    fails: [
      account(at("eastus", "westeurope"), writesEverywhere),
      {
        properties: { accountName: "orders", locations: at("eastus") },
        neighbours: {
          items: {
            type: "azure-native:cosmosdb:SqlResourceSqlContainer",
            properties: named(
              { accountName: "orders", databaseName: "d", containerName: "c" },
              { resource: { id: "c" }, options: { autoscaleSettings: { maxThroughput: 4000 } } },
            ),
          },
        },
      },
    ],
    holds: [
      account(at("eastus z", "westeurope z"), writesEverywhere),
      account(at("westus", "ukwest"), writesEverywhere),
    ],
  },
  {
    id: "CDB-06",
    rule: "cosmos-zone-supported-region",
    severity: "critical",
    blocks: "always",
    fails: [
      {
        ...account(at("westus z")),
        outcome: "unknown",
        corrected: "The sources contradict each other about zones in West US.",
      },
      account(at("eastus z", "canadaeast z")),
    ],
    holds: [
      account(at("westus3 z")),
      account([
        { locationName: "eastus", failoverPriority: 0, isZoneRedundant: true },
        { locationName: "canadaeast", failoverPriority: 1, isZoneRedundant: false },
      ]),
    ],
  },
  {
    id: "CDB-07",
    rule: "cosmos-strong-needs-three-regions",
    severity: "high",
    blocks: "production",
    fails: [
      account(at("eastus2", "centralus"), consistency("Strong")),
      account(at("eastus2", "centralus"), { ...consistency("Strong"), ...failsOver }),
    ],
    holds: [account(three, consistency("Strong")), account(one, consistency("Strong"))],
    more: [
      // With failover of each partition: lowered, since it may take over.
      { ...account(two, { ...consistency("Strong"), ...byPartition }), outcome: "fail", severity: "medium" },
    ],
  },
  {
    id: "CDB-08",
    rule: "cosmos-strong-single-write",
    severity: "critical",
    blocks: "always",
    fails: [
      account(two, { ...writesEverywhere, ...consistency("Strong") }),
      account(three, { ...writesEverywhere, ...consistency("Strong") }),
    ],
    holds: [account(two, { ...writesEverywhere, ...consistency("Session") }), account(three, consistency("Strong"))],
  },
  {
    id: "CDB-09",
    rule: "cosmos-strong-distance",
    severity: "medium",
    blocks: "never",
    fails: [
      account(at("eastus", "southeastasia"), consistency("Strong")),
      account(at("westus2", "australiaeast"), consistency("Strong")),
    ],
    holds: [
      account(at("eastus", "eastus2", "westeurope"), consistency("Strong")),
      account(at("eastus", "southeastasia"), consistency("Session")),
    ],
  },
  {
    id: "CDB-10",
    rule: "cosmos-bounded-staleness-bounds",
    severity: "critical",
    blocks: "always",
    fails: [account(two, bounded(100, 5)), account(two, bounded(100000, 60))],
    holds: [account(two, bounded(100000, 300)), account(one, bounded(100, 5))],
  },
  {
    id: "CDB-11",
    rule: "cosmos-bounded-staleness-single-write",
    severity: "medium",
    blocks: "never",
    fails: [
      account(two, { ...writesEverywhere, ...bounded(100000, 300) }),
      account(two, { kind: "MongoDB", ...writesEverywhere, ...bounded(100000, 300) }),
    ],
    holds: [account(two, { ...writesEverywhere, ...consistency("Session") }), account(two, bounded(100000, 300))],
  },
  {
    id: "CDB-12",
    rule: "cosmos-failover-priorities",
    severity: "critical",
    blocks: "always",
    fails: [
      account([
        { locationName: "eastus", failoverPriority: 0 },
        { locationName: "westus", failoverPriority: 0 },
      ]),
      account([
        { locationName: "eastus", failoverPriority: 0 },
        { locationName: "westus", failoverPriority: 5 },
      ]),
    ],
    holds: [account(at("eastus", "westus")), account([{ locationName: "eastus" }])],
  },
  {
    id: "CDB-13",
    rule: "cosmos-failover-flags-have-region",
    severity: "info",
    blocks: "never",
    fails: [account(at("eastus"), failsOver), account(at("eastus"), writesEverywhere)],
    holds: [account(at("eastus"), { enableAutomaticFailover: false }), account(at("eastus", "westus"), failsOver)],
  },
  {
    id: "CDB-14",
    rule: "cosmos-serverless-single-region",
    severity: "critical",
    blocks: "always",
    fails: [
      account(at("eastus", "westus"), serverless),
      // Not refused by any document: one region, whatever the setting says.
      {
        ...account(at("eastus"), { ...serverless, ...writesEverywhere }),
        outcome: "pass",
        corrected: "Several write regions are no part of the condition.",
      },
    ],
    holds: [account(at("eastus z"), serverless), account(at("eastus", "westus"), { capabilities: [] })],
  },
  {
    id: "CDB-15",
    rule: "cosmos-serverless-zone-at-creation",
    severity: "high",
    blocks: "production",
    corrected: "Medium, and mandatory in production: what stands in the way of production is high.",
    fails: [
      account(at("westeurope"), serverless),
      account([{ locationName: "eastus2", failoverPriority: 0, isZoneRedundant: false }], serverless),
    ],
    holds: [account(at("westeurope z"), serverless), account(at("westus"), serverless)],
  },
  {
    id: "CDB-16",
    rule: "cosmos-mission-critical-provisioned",
    severity: "medium",
    blocks: "never",
    fails: [
      declaring(missionCritical, account(at("eastus"), serverless)),
      declaring(missionCritical, account(at("eastus z"), serverless)),
    ],
    holds: [account(at("eastus z"), serverless), declaring(missionCritical, account(two, failsOver))],
  },
  {
    id: "CDB-17",
    rule: "cosmos-rpo-target",
    severity: "high",
    blocks: "always",
    fails: [
      declaring({ rpoMinutes: 0 }, account(two, consistency("Session"))),
      declaring({ rpoMinutes: 5 }, account(two, bounded(100000, 900))),
    ],
    holds: [
      declaring({ rpoMinutes: 15 }, account(two, consistency("Session"))),
      declaring({ rpoMinutes: 0 }, account(three, consistency("Strong"))),
    ],
  },
  {
    id: "CDB-18",
    rule: "cosmos-rto-target",
    severity: "high",
    blocks: "always",
    corrected: "Whoever declares a target wants to be held to it, as with the recovery point.",
    fails: [declaring({ rtoMinutes: 15 }, account(two, failsOver)), declaring({ rtoMinutes: 60 }, account(one))],
    holds: [
      declaring({ rtoMinutes: 15 }, account(two, { ...byPartition, ...consistency("Session") })),
      declaring({ rtoMinutes: 5 }, account(two, { ...writesEverywhere, ...consistency("Session") })),
    ],
    more: [
      {
        ...declaring({ rtoMinutes: 90 }, account(two, failsOver)),
        outcome: "unknown",
        corrected: "From 60 minutes on no document says whether service-managed failover is in time.",
      },
    ],
  },
  {
    id: "CDB-19",
    rule: "cosmos-sla-target",
    severity: "high",
    blocks: "always",
    corrected: "Whoever declares a target wants to be held to it, as with the recovery point.",
    fails: [
      declaring({ slaTarget: { write: 99.999 } }, account(two, failsOver)),
      declaring({ slaTarget: { read: 99.999 } }, account(one)),
    ],
    holds: [
      declaring({ slaTarget: { write: 99.995 } }, account(two, failsOver)),
      declaring({ slaTarget: { write: 99.999 } }, account(two, writesEverywhere)),
    ],
  },
  {
    id: "CDB-20",
    rule: "cosmos-continuous-backup",
    severity: "high",
    blocks: "never",
    fails: [account(two), account(two, periodic(240, 8))],
    holds: [account(two, continuous), account(two, { ...having("EnableCassandra"), ...periodic(240, 8) })],
  },
  {
    id: "CDB-21",
    rule: "cosmos-backup-survives-region",
    severity: "high",
    blocks: "production",
    fails: [account(one, continuous), account(one, periodic(240, 8, "Zone"))],
    holds: [account(one, periodic(240, 8, "Geo")), account(two, continuous)],
  },
  {
    id: "CDB-22",
    rule: "cosmos-backup-geo-residency",
    severity: "high",
    blocks: "always",
    fails: [
      {
        ...within({ geographies: ["Brazil"] }, account(at("brazilsouth"), periodic(undefined, undefined, "Geo"))),
        corrected: "What a region with restricted residency does by default nobody says: the example says it.",
      },
      within({ regions: ["westeurope"] }, account(at("westeurope"), periodic(240, 8, "Geo"))),
    ],
    holds: [
      within({ geographies: ["Brazil"] }, account(at("brazilsouth"), periodic(240, 8, "Zone"))),
      within(europe, account(at("westeurope"), periodic(240, 8, "Geo"))),
    ],
    more: [
      {
        ...within({ geographies: ["Brazil"] }, account(at("brazilsouth"))),
        outcome: "unknown",
        corrected: "The default of a region with restricted residency.",
      },
      {
        ...within({ regions: ["westeurope", "uksouth", "northeurope"] }, account(at("westeurope", "uksouth"))),
        outcome: "fail",
        advice: true,
        corrected: "A failover would make it the backups' place; that the pair counts then is derived.",
      },
      {
        ...account(at("westeurope")),
        outcome: "fail",
        advice: true,
        severity: "medium",
        corrected: "No boundary is declared, and a hidden copy is in another country.",
      },
    ],
  },
  {
    id: "CDB-23",
    rule: "cosmos-backup-redundancy-available",
    severity: "medium",
    blocks: "never",
    fails: [account(at("italynorth")), account(at("polandcentral"), periodic(240, 8))],
    holds: [account(at("italynorth"), periodic(240, 8, "Zone")), account(at("italynorth"), continuous)],
    more: [
      {
        ...account(at("italynorth"), periodic(240, 8, "Geo")),
        outcome: "fail",
        severity: "critical",
        corrected: "What not every region of the account supports is invalid.",
      },
    ],
  },
  {
    id: "CDB-24",
    rule: "cosmos-periodic-schedule",
    severity: "critical",
    blocks: "always",
    fails: [account(one, periodic(30, 8)), account(one, periodic(1440, 24))],
    holds: [account(one, periodic(240, 8)), account(one, periodic(60, 720))],
    more: [
      { ...declaring({ rpoMinutes: 60 }, account(one, periodic(240, 8))), outcome: "fail", severity: "medium" },
      {
        ...declaring({ rpoMinutes: 60 }, account(two, periodic(240, 8))),
        corrected: "Held against `rpoMinutes` in single-region accounts alone.",
      },
    ],
  },
  {
    id: "CDB-25",
    rule: "cosmos-per-partition-failover-supported",
    severity: "high",
    blocks: "always",
    fails: [account(one, byPartition), account(two, { ...byPartition, ...bounded(100000, 300) })],
    holds: [account(two, { ...byPartition, ...consistency("Session") }), account(two, failsOver)],
  },
  {
    id: "CDB-26",
    rule: "cosmos-data-residency",
    severity: "high",
    blocks: "always",
    fails: [
      within({ geographies: ["United States"] }, account(at("eastus", "canadacentral"))),
      within({ geographies: ["Germany"] }, account(at("germanywestcentral", "westeurope"))),
    ],
    holds: [
      within({ geographies: ["United States"] }, account(at("eastus", "westus3"))),
      account(at("eastus", "canadacentral")),
    ],
  },
  {
    id: "CDB-27",
    rule: "cosmos-multi-write-has-reason",
    severity: "info",
    blocks: "never",
    corrected: "Low, and in production only for information, as its second example says.",
    fails: [declaring(dev, account(two, writesEverywhere)), { ...account(three, writesEverywhere), severity: "info" }],
    holds: [
      declaring({ slaTarget: { write: 99.999 } }, account(two, writesEverywhere)),
      declaring(dev, account(two, { enableMultipleWriteLocations: false })),
    ],
  },
  {
    id: "CDB-28",
    rule: "cosmos-third-region",
    severity: "info",
    blocks: "never",
    disabled: true,
    fails: [
      declaring(missionCritical, account(two, failsOver)),
      declaring(missionCritical, account(two, writesEverywhere)),
    ],
    holds: [declaring(missionCritical, account(three, failsOver)), account(two, failsOver)],
  },
  {
    id: "CDT-01",
    rule: "cosmos-failover-headroom-autoscale",
    severity: "low",
    blocks: "never",
    fails: [
      onAccount(at("eastus2", "centralus"), { options: { throughput: 400 } }),
      onAccount(three, { options: { throughput: 10000 } }),
    ],
    holds: [
      onAccount(at("eastus2", "centralus"), { options: { autoscaleSettings: { maxThroughput: 4000 } } }),
      onAccount(one, { options: { throughput: 400 } }),
    ],
  },
  {
    id: "CDT-02",
    rule: "cosmos-dynamic-scaling",
    severity: "info",
    blocks: "never",
    disabled: true,
    fails: [
      account(two, { enablePerRegionPerPartitionAutoscale: false }),
      account(three, { enablePerRegionPerPartitionAutoscale: false }),
    ],
    holds: [account(two, { enablePerRegionPerPartitionAutoscale: true }), account(two)],
  },
  {
    id: "CDT-03",
    rule: "cosmos-custom-conflict-procedure",
    severity: "medium",
    blocks: "never",
    fails: [
      onAccount(two, { resource: { id: "c", conflictResolutionPolicy: { mode: "Custom" } } }, writesEverywhere),
      onAccount(
        two,
        { resource: { id: "c", conflictResolutionPolicy: { mode: "Custom", conflictResolutionProcedure: "" } } },
        writesEverywhere,
      ),
    ],
    holds: [
      onAccount(
        two,
        {
          resource: {
            id: "c",
            conflictResolutionPolicy: { mode: "LastWriterWins", conflictResolutionPath: "/_ts" },
          },
        },
        writesEverywhere,
      ),
      onAccount(
        two,
        {
          resource: {
            id: "c",
            conflictResolutionPolicy: {
              mode: "Custom",
              conflictResolutionProcedure: "dbs/d/colls/c/sprocs/resolver",
            },
          },
        },
        writesEverywhere,
      ),
    ],
  },
  {
    id: "MDB-01",
    rule: "documentdb-ha",
    severity: "high",
    blocks: "production",
    fails: [
      { properties: mongo({ compute: { tier: "M40" } }) },
      { properties: mongo({ compute: { tier: "M40" }, highAvailability: { targetMode: "Disabled" } }) },
    ],
    holds: [
      { properties: mongo({ compute: { tier: "M40" }, ...zonesPreferred }) },
      {
        properties: mongo({
          createMode: "GeoReplica",
          replicaParameters: { sourceResourceId: mongoId, sourceLocation: "westeurope" },
        }),
      },
    ],
  },
  {
    id: "MDB-02",
    rule: "documentdb-zone-redundant-ha",
    severity: "medium",
    blocks: "never",
    fails: [
      { properties: mongo({ highAvailability: { targetMode: "SameZone" } }, "westeurope") },
      { properties: mongo({ highAvailability: { targetMode: "SameZone" } }, "eastus2") },
    ],
    holds: [
      { properties: mongo(zonesPreferred, "westeurope") },
      { properties: mongo({ highAvailability: { targetMode: "SameZone" } }, "westus") },
    ],
  },
  {
    id: "MDB-03",
    rule: "documentdb-production-tier",
    severity: "high",
    blocks: "production",
    fails: [{ properties: mongo({ compute: { tier: "Free" } }) }, { properties: mongo({ compute: { tier: "M25" } }) }],
    holds: [
      { properties: mongo({ compute: { tier: "M30" }, ...zonesPreferred }) },
      declaring(dev, { properties: mongo({ compute: { tier: "M10" } }) }),
    ],
  },
  {
    id: "MDB-04",
    rule: "documentdb-cross-region-replica",
    severity: "medium",
    blocks: "never",
    fails: [
      { properties: mongo({ compute: { tier: "M40" } }) },
      {
        properties: mongo({ compute: { tier: "M40" } }),
        neighbours: {
          copy: mongoBeside(
            { createMode: "Replica", replicaParameters: { sourceResourceId: mongoId, sourceLocation: "westeurope" } },
            "westeurope",
            "copy",
          ),
        },
      },
    ],
    holds: [
      {
        properties: mongo({}),
        neighbours: {
          copy: mongoBeside(
            {
              createMode: "GeoReplica",
              replicaParameters: { sourceResourceId: mongoId, sourceLocation: "westeurope" },
            },
            "northeurope",
            "copy",
          ),
        },
      },
      declaring(dev, { properties: mongo({}) }),
    ],
  },
  {
    id: "MDB-05",
    rule: "documentdb-residency",
    severity: "high",
    blocks: "always",
    fails: [
      within(europe, { properties: mongo({ createMode: "GeoReplica" }, "eastus") }),
      within({ geographies: ["Switzerland"] }, { properties: mongo({ createMode: "GeoReplica" }, "westeurope") }),
    ],
    holds: [
      within(europe, { properties: mongo({ createMode: "GeoReplica" }, "northeurope") }),
      { properties: mongo({ createMode: "GeoReplica" }, "eastus") },
    ],
  },
  {
    id: "CAS-01",
    rule: "cassandra-multi-region",
    severity: "high",
    blocks: "production",
    fails: [
      { properties: cassandra(), neighbours: centers("eastus") },
      { properties: cassandra(), neighbours: centers("eastus", "East US") },
    ],
    holds: [
      { properties: cassandra(), neighbours: centers("eastus", "westus3") },
      { properties: cassandra({ externalDataCenters: ["onprem"] }), neighbours: centers("eastus") },
    ],
  },
  {
    id: "CAS-02",
    rule: "cassandra-availability-zone",
    severity: "high",
    blocks: "production",
    fails: [
      center({ dataCenterLocation: "eastus" }),
      center({ dataCenterLocation: "westeurope", availabilityZone: false }),
    ],
    holds: [center({ dataCenterLocation: "eastus", availabilityZone: true }), center({ dataCenterLocation: "westus" })],
  },
  {
    id: "CAS-03",
    rule: "cassandra-rf3-nodes",
    severity: "high",
    blocks: "never",
    fails: [center({ nodeCount: 1 }), center({ nodeCount: 2 })],
    holds: [center({ nodeCount: 3 }), center({ nodeCount: 9 })],
  },
  {
    id: "CAS-04",
    rule: "cassandra-repair",
    severity: "medium",
    blocks: "never",
    fails: [
      { properties: cassandra({ repairEnabled: false }) },
      { properties: cassandra({ repairEnabled: false, externalDataCenters: [] }) },
    ],
    holds: [
      { properties: cassandra({}) },
      { properties: cassandra({ repairEnabled: false, externalDataCenters: ["dc-onprem"] }) },
    ],
  },
  {
    id: "PGC-01",
    rule: "cosmos-pg-ha",
    severity: "high",
    blocks: "production",
    fails: [
      { properties: postgresql({ nodeCount: 2 }) },
      { properties: postgresql({ enableHa: false, nodeCount: 0, coordinatorServerEdition: "GeneralPurpose" }) },
    ],
    holds: [
      { properties: postgresql({ enableHa: true, nodeCount: 2 }) },
      {
        properties: postgresql({ sourceResourceId: postgresqlId, sourceLocation: "eastus", location: "westus3" }),
      },
    ],
  },
  {
    id: "PGC-02",
    rule: "cosmos-pg-dedicated-compute",
    severity: "high",
    blocks: "production",
    corrected:
      "What burstable compute does not support is invalid everywhere, and PGC-04 says so; this row asks of production.",
    fails: [
      { properties: postgresql({ coordinatorServerEdition: "BurstableMemoryOptimized" }) },
      { properties: postgresql({ coordinatorServerEdition: "BurstableGeneralPurpose", enableHa: true }) },
    ],
    holds: [
      { properties: postgresql({ coordinatorServerEdition: "GeneralPurpose", enableHa: true }) },
      declaring(dev, { properties: postgresql({ coordinatorServerEdition: "BurstableMemoryOptimized" }) }),
    ],
  },
  {
    id: "PGC-03",
    rule: "cosmos-pg-regional-recovery",
    severity: "medium",
    blocks: "never",
    fails: [
      { properties: postgresql({ enableHa: true }) },
      {
        properties: postgresql({ enableGeoBackup: false }),
        neighbours: { copy: postgresqlBeside({ sourceResourceId: postgresqlId, sourceLocation: "eastus" }) },
      },
    ],
    holds: [
      { properties: postgresql({ enableGeoBackup: true }) },
      {
        properties: postgresql({}),
        neighbours: {
          copy: postgresqlBeside({ location: "westus3", sourceResourceId: postgresqlId, sourceLocation: "eastus" }),
        },
      },
    ],
  },
  {
    id: "PGC-04",
    rule: "cosmos-pg-compatible-options",
    severity: "critical",
    blocks: "always",
    fails: [
      { properties: postgresql({ enableGeoBackup: true, dataEncryption: { type: "AzureKeyVault" } }) },
      {
        properties: postgresql({
          enableGeoBackup: true,
          dataEncryption: { primaryKeyUri: "https://kv.vault.azure.net/keys/k" },
        }),
      },
    ],
    holds: [
      { properties: postgresql({ enableGeoBackup: true }) },
      { properties: postgresql({ dataEncryption: { type: "AzureKeyVault" } }) },
    ],
    more: [
      {
        ...declaring(dev, {
          properties: postgresql({ coordinatorServerEdition: "BurstableGeneralPurpose", enableHa: true }),
        }),
        outcome: "fail",
        severity: "critical",
        corrected: "Of PGC-02: mandatory whatever the environment.",
      },
    ],
  },
  {
    id: "PGC-05",
    rule: "cosmos-pg-has-successor",
    severity: "medium",
    blocks: "never",
    fails: [
      { properties: postgresql({ enableHa: true }) },
      { properties: postgresql({ sourceResourceId: postgresqlId, sourceLocation: "eastus", location: "westus3" }) },
    ],
    holds: [{ instead: "azure-native:resources:ResourceGroup" }, { instead: "azure-native:dbforpostgresql:Server" }],
  },
  {
    id: "ADT-01",
    rule: "adt-paired-region-residency",
    severity: "high",
    blocks: "always",
    fails: [
      within({ countries: ["NL"] }, twins("westeurope")),
      {
        ...within({ geographies: ["United Kingdom"] }, twins("westeurope")),
        corrected: "Brazil South does not offer Digital Twins, so that example cannot stand.",
      },
    ],
    holds: [within({ geographies: ["United States"] }, twins("eastus")), within(europe, twins("northeurope"))],
    more: [
      within({ geographies: ["United States"] }, twins("westus3")),
      {
        ...within({ countries: ["SG"] }, twins("southeastasia")),
        outcome: "unknown",
        corrected: "It may have built-in data residency.",
      },
      {
        ...twins("westeurope"),
        outcome: "fail",
        advice: true,
        severity: "medium",
        corrected: "No boundary is declared, and a hidden copy is in another country.",
      },
    ],
  },
  {
    id: "ADT-02",
    rule: "adt-region-has-pair",
    severity: "medium",
    blocks: "never",
    fails: [
      {
        ...twins("italynorth"),
        corrected: "Whether Italy North offers Digital Twins is not established; that it has no pair is.",
      },
      twins("qatarcentral"),
    ],
    holds: [twins("westeurope"), twins("westus3")],
  },
  {
    id: "ADT-03",
    rule: "adt-built-in-residency-known",
    severity: "info",
    blocks: "never",
    fails: [twins("brazilsouth"), twins("southeastasia")],
    holds: [{ ...twins("southeastasia"), parameters: { answeredRegions: ["southeastasia"] } }, twins("eastus")],
  },
  {
    id: "ADT-04",
    rule: "adt-endpoint-residency",
    severity: "high",
    blocks: "always",
    fails: [
      within(
        europe,
        endpoint({
          endpointType: "EventGrid",
          TopicEndpoint: "https://t1.eastus-1.eventgrid.azure.net/api/events",
        }),
      ),
      within(europe, beside(endpoint(toHub), hubs("eastus2"))),
    ],
    holds: [
      within(
        europe,
        endpoint({
          endpointType: "EventGrid",
          TopicEndpoint: "https://t1.westeurope-1.eventgrid.azure.net/api/events",
        }),
      ),
      within(europe, beside(endpoint(toHub), hubs("northeurope"))),
    ],
  },
  {
    id: "ADT-05",
    rule: "adt-history-residency",
    severity: "high",
    blocks: "always",
    fails: [
      within(
        europe,
        history({ connectionType: "AzureDataExplorer", adxEndpointUri: "https://h.eastus.kusto.windows.net" }),
      ),
      within(
        { geographies: ["Germany"] },
        beside(
          history({
            connectionType: "AzureDataExplorer",
            eventHubNamespaceResourceId: idOf("Microsoft.EventHub/namespaces", "ns1"),
          }),
          hubs("westeurope"),
        ),
      ),
    ],
    holds: [
      within(europe, history({ adxEndpointUri: "https://h.westeurope.kusto.windows.net" })),
      history({ connectionType: "AzureDataExplorer", adxEndpointUri: "https://h.eastus.kusto.windows.net" }),
    ],
  },
  {
    id: "ADT-06",
    rule: "adt-endpoint-dead-letter",
    severity: "medium",
    blocks: "never",
    fails: [
      endpoint({
        endpointType: "EventHub",
        authenticationType: "IdentityBased",
        endpointUri: "sb://n.servicebus.windows.net",
        entityPath: "e",
      }),
      endpoint({
        endpointType: "EventGrid",
        TopicEndpoint: "https://t.westeurope-1.eventgrid.azure.net/api/events",
        accessKey1: "(secret)",
      }),
    ],
    holds: [
      endpoint({
        endpointType: "EventHub",
        authenticationType: "IdentityBased",
        endpointUri: "sb://n.servicebus.windows.net",
        entityPath: "e",
        deadLetterUri: "https://st.blob.core.windows.net/dl",
      }),
      endpoint({
        endpointType: "ServiceBus",
        primaryConnectionString: "(secret)",
        deadLetterSecret: "(secret)",
      }),
    ],
  },
  {
    id: "ADT-07",
    rule: "adt-history-production-sku",
    severity: "medium",
    blocks: "never",
    fails: [
      historyOn({ name: "Dev(No SLA)_Standard_E2a_v4", tier: "Basic" }),
      historyOn({ name: "Dev(No SLA)_Standard_D11_v2" }),
    ],
    holds: [
      historyOn({ name: "Standard_E8ads_v5", capacity: 2, tier: "Standard" }, { zones: ["1", "2", "3"] }),
      declaring(dev, historyOn({ name: "Dev(No SLA)_Standard_D11_v2" })),
    ],
  },
  {
    id: "ADT-08",
    rule: "adt-failover-not-yours",
    severity: "info",
    blocks: "never",
    fails: [
      {
        ...declaring({ rtoMinutes: 60 }, twins("westeurope")),
        outcome: "unknown",
        corrected: "No document gives a figure to hold against the target.",
      },
      {
        ...twins("westeurope"),
        outcome: "manual",
        corrected: "That drills are held no program can see, and nothing declares it: it is for a person.",
      },
    ],
    holds: [
      twins("westeurope"),
      // The target is declared for the other resources, so this one has none.
      declaring({}, twins("westeurope")),
    ],
  },
  {
    id: "ADT-09",
    rule: "adt-instances-in-several-regions",
    severity: "info",
    blocks: "never",
    disabled: true,
    fails: [
      stack({ a: twinsBeside("westeurope", "a"), b: twinsBeside("westeurope", "b") }),
      stack({ a: twinsBeside("eastus", "a"), b: twinsBeside("eastus", "b"), c: twinsBeside("eastus", "c") }),
    ],
    holds: [
      stack({ a: twinsBeside("westeurope", "a"), b: twinsBeside("uksouth", "b") }),
      stack({ a: twinsBeside("westeurope", "a") }),
    ],
  },
  {
    id: "STK-01",
    rule: "stack-service-health-alert",
    severity: "medium",
    blocks: "never",
    fails: [
      { ...stack({ twins: twinsBeside("westeurope") }), outcome: "manual", corrected: noAlert },
      stack({
        twins: twinsBeside("westeurope"),
        alert: alert([
          serviceHealth,
          {
            field: "properties.impactedServices[*].ImpactedRegions[*].RegionName",
            containsAny: ["West Europe"],
          },
        ]),
      }),
    ],
    holds: [
      stack({ twins: twinsBeside("westeurope"), alert: alert([serviceHealth]) }),
      declaring({ alertsManagedElsewhere: true }, stack({ twins: twinsBeside("westeurope") })),
    ],
  },
  {
    id: "STK-02",
    rule: "stack-resource-health-alert",
    severity: "low",
    blocks: "never",
    fails: [
      {
        ...stack({ twins: twinsBeside("westeurope"), alert: alert([serviceHealth]) }),
        corrected: `An alert on services alone. ${noAlert}`,
      },
      stack({ twins: twinsBeside("westeurope"), alert: alert([resourceHealth], [group("rg-elsewhere")]) }),
    ],
    holds: [
      stack({ twins: twinsBeside("westeurope"), alert: alert([resourceHealth], [group("rg")]) }),
      declaring(dev, stack({ twins: twinsBeside("westeurope") })),
    ],
    more: [{ ...stack({ twins: twinsBeside("westeurope") }), outcome: "manual", corrected: noAlert }],
  },
  {
    id: "STK-03",
    rule: "stack-stores-span-several-pairs",
    severity: "info",
    blocks: "never",
    disabled: true,
    fails: [
      declaring(
        missionCritical,
        stack({
          a: accountBeside("a", { locations: at("eastus", "westus") }),
          b: accountBeside("b", { locations: at("eastus", "westus") }),
          c: accountBeside("c", { locations: at("westus", "eastus") }),
        }),
      ),
      declaring(
        missionCritical,
        stack({
          a: accountBeside("a", { locations: at("eastus2", "centralus") }),
          b: accountBeside("b", { locations: at("eastus2", "centralus") }),
          primary: mongoBeside({ compute: { tier: "M40" } }, "eastus2"),
          copy: mongoBeside(
            { createMode: "GeoReplica", replicaParameters: { sourceResourceId: mongoId, sourceLocation: "eastus2" } },
            "centralus",
            "copy",
          ),
        }),
      ),
    ],
    holds: [
      declaring(
        missionCritical,
        stack({
          a: accountBeside("a", { locations: at("eastus", "westus") }),
          b: accountBeside("b", { locations: at("eastus", "northcentralus") }),
        }),
      ),
      declaring(missionCritical, stack({ a: accountBeside("a", { locations: at("eastus", "westus") }) })),
    ],
  },
  {
    id: "STK-04",
    rule: "stack-write-region-near-app",
    severity: "low",
    blocks: "never",
    fails: [
      beside(account(at("westus", "eastus")), { app: app("eastus") }),
      beside(account(at("eastus", "westus"), writesEverywhere), { app: cluster("northeurope") }),
    ],
    holds: [beside(account(at("eastus", "westus")), { app: app("eastus") }), account(at("eastus", "westus"))],
  },
  {
    id: "STK-05",
    rule: "stack-compute-spans-regions",
    severity: "medium",
    blocks: "never",
    fails: [
      beside(account(at("eastus", "westus")), { app: app("eastus") }),
      beside(account(at("uksouth", "ukwest")), { app: cluster("uksouth") }),
    ],
    holds: [
      beside(account(at("eastus", "westus")), { app: app("eastus"), other: app("westus") }),
      account(at("eastus", "westus")),
    ],
  },
  {
    id: "STK-06",
    rule: "stack-private-endpoint-per-region",
    severity: "medium",
    blocks: "never",
    fails: [
      beside(closed(two), { here: privateEndpoint("eastus2") }),
      beside(closed(two), {
        here: privateEndpoint("eastus2"),
        there: privateEndpoint("centralus"),
        "zone-here": zoneOf("eastus2", "rg-dns"),
        "zone-there": zoneOf("centralus", "rg-dns"),
      }),
    ],
    holds: [
      beside(closed(two), {
        here: privateEndpoint("eastus2"),
        there: privateEndpoint("centralus"),
        "zone-here": zoneOf("eastus2", "rg-dns-here"),
        "zone-there": zoneOf("centralus", "rg-dns-there"),
      }),
      account(two, { publicNetworkAccess: "Enabled" }),
    ],
  },
  {
    id: "STK-07",
    rule: "stack-pairs-have-a-direction",
    severity: "info",
    blocks: "never",
    disabled: true,
    corrected: "What somebody assumes of a pair no program can decide: the rule is off, and for a person.",
    fails: [
      {
        ...stack({ a: twinsBeside("westus3", "a"), b: twinsBeside("eastus", "b") }),
        outcome: "manual",
        corrected: "As the row.",
      },
      { ...stack({ a: twinsBeside("brazilsouth", "a") }), outcome: "manual", corrected: "As the row." },
    ],
    holds: [
      stack({ a: twinsBeside("eastus", "a"), b: twinsBeside("westus", "b") }),
      stack({ a: twinsBeside("northeurope", "a"), b: twinsBeside("westeurope", "b") }),
    ],
  },
  {
    id: "STK-08",
    rule: "stack-regions-are-open",
    severity: "low",
    blocks: "never",
    fails: [
      stack({ a: accountBeside("a", { locations: at("germanywestcentral", "germanynorth") }) }),
      stack({ a: accountBeside("a", { locations: at("francecentral", "francesouth") }) }),
    ],
    holds: [
      stack({ a: accountBeside("a", { locations: at("germanywestcentral", "swedencentral") }) }),
      {
        ...stack({ a: accountBeside("a", { locations: at("germanywestcentral", "germanynorth") }) }),
        parameters: { grantedRegions: ["germanynorth"] },
      },
    ],
  },
  {
    id: "STK-09",
    rule: "stack-outage-freeze",
    severity: "high",
    blocks: "always",
    fails: [
      declaring(frozen, changed({ locations: at("eastus", "westus") }, { locations: at("westus", "eastus") })),
      declaring(
        frozen,
        changed({ locations: at("eastus", "westus") }, { locations: at("eastus", "westus"), ...consistency("Strong") }),
      ),
    ],
    holds: [
      changed({ locations: at("eastus", "westus") }, { locations: at("westus", "eastus") }),
      declaring(
        frozen,
        changed({ locations: at("westeurope") }, { locations: at("westeurope"), ...consistency("Strong") }),
      ),
    ],
  },
  {
    id: "STK-10",
    rule: "stack-declares-objectives",
    severity: "info",
    blocks: "never",
    fails: [
      stack({ a: accountBeside("a", { locations: two }) }),
      declaring({ slaTarget: { write: 99.99 } }, stack({ a: accountBeside("a", { locations: two }) })),
    ],
    holds: [
      within(
        europe,
        declaring({ rpoMinutes: 15, rtoMinutes: 60 }, stack({ a: accountBeside("a", { locations: two }) })),
      ),
      declaring(dev, stack({ a: accountBeside("a", { locations: two }) })),
    ],
  },
];

/** What the corrections add to the rows: a rule each, and whether a program decides it. */
export const added: readonly (readonly [rule: string, by: "check" | "person"])[] = [
  ["adt-region-offered", "check"],
  ["cosmos-one-cloud", "check"],
  ["cosmos-two-write-regions", "check"],
  ["cosmos-regions-change-alone", "check"],
  ["cosmos-backup-mode-changes-alone", "check"],
  ["cosmos-zones-as-declared", "check"],
  ["documentdb-residency", "check"],
  ["cassandra-residency", "check"],
  ["cosmos-pg-residency", "check"],
  ["stack-backup-vault-residency", "check"],
  ["cosmos-clients-list-preferred-regions", "person"],
  ["cosmos-failback-is-planned", "person"],
];
