/** Every configuration of a cluster that the tables tell apart, and the tables of docs/consequences.md that show them. */
import type { Consequences } from "../dist/src/consequence.js";
import { consequencesOf, type Holder } from "../dist/src/consequences/consequences.js";
import * as words from "../dist/src/consequences/words.js";
import type { CassandraDataCenter } from "../dist/src/kinds/cassandra.js";
import type { DocumentDbCluster } from "../dist/src/kinds/documentdb-cluster.js";
import type { PostgresqlCluster } from "../dist/src/kinds/postgresql-cluster.js";
import { type Grid, gridOf, type Table } from "./consequence-table.js";
import { ruling } from "./support.js";

/** What tells clusters of Azure DocumentDB apart. */
export const documentDbDimensions = {
  "high availability": ["none", "same zone", "zones"],
  is: ["primary", "restored", "replica elsewhere", "replica beside"],
  tier: ["M25", "M30"],
  "zones of the region": ["no", "yes"],
} as const;

const documentDbModes = { none: "Disabled", "same zone": "SameZone", zones: "ZoneRedundantPreferred" } as const;
const creations = {
  primary: "Default",
  restored: "PointInTimeRestore",
  "replica elsewhere": "GeoReplica",
  "replica beside": "Replica",
} as const;

/** The cluster that a combination stands for; in the older shape its zones cannot be chosen. */
export function documentDbOf(
  one: Readonly<Record<keyof typeof documentDbDimensions, string>>,
  older = false,
): DocumentDbCluster {
  const mode = one["high availability"] as keyof typeof documentDbModes;
  const createMode = creations[one.is as keyof typeof creations];
  return {
    location: one["zones of the region"] === "yes" ? "westeurope" : "ukwest",
    properties: older
      ? { createMode, nodeGroupSpecs: [{ kind: "Shard", sku: one.tier, enableHa: mode !== "none" }] }
      : { createMode, compute: { tier: one.tier }, highAvailability: { targetMode: documentDbModes[mode] } },
  };
}

/** What tells clusters of Azure Cosmos DB for PostgreSQL apart. */
export const postgresqlDimensions = {
  "high availability": ["no", "yes"],
  is: ["primary", "restored", "replica elsewhere", "replica beside"],
  "geo backup": ["no", "yes"],
  compute: ["dedicated", "burstable"],
  "own key": ["no", "yes"],
  region: ["neither", "zones", "geo backup", "zones and geo backup"],
} as const;

const postgresqlRegions = {
  neither: "australiacentral",
  zones: "uksouth",
  "geo backup": "canadaeast",
  "zones and geo backup": "westeurope",
} as const;

export function postgresqlOf(one: Readonly<Record<keyof typeof postgresqlDimensions, string>>): PostgresqlCluster {
  const location = postgresqlRegions[one.region as keyof typeof postgresqlRegions];
  const source = { sourceResourceId: "…/serverGroupsv2/ledger", sourceLocation: location };
  return {
    location,
    enableHa: one["high availability"] === "yes",
    enableGeoBackup: one["geo backup"] === "yes",
    coordinatorServerEdition: one.compute === "burstable" ? "BurstableMemoryOptimized" : "GeneralPurpose",
    ...(one["own key"] === "yes" && { dataEncryption: { type: "AzureKeyVault" } }),
    ...(one.is === "restored" && { ...source, pointInTimeUTC: "2026-11-22T00:00:00Z" }),
    ...(one.is === "replica beside" && source),
    ...(one.is === "replica elsewhere" && { ...source, sourceLocation: "eastus" }),
  };
}

/** What tells data centers of Azure Managed Instance for Apache Cassandra apart. */
export const dataCenterDimensions = {
  zones: ["no", "yes"],
  "zones of the region": ["no", "yes"],
  nodes: ["1", "3"],
} as const;

export const dataCenterOf = (
  one: Readonly<Record<keyof typeof dataCenterDimensions, string>>,
): CassandraDataCenter => ({
  properties: {
    dataCenterLocation: one["zones of the region"] === "yes" ? "westeurope" : "ukwest",
    availabilityZone: one.zones === "yes",
    nodeCount: Number(one.nodes),
  },
});

/** A kind of cluster: its combinations, and what follows from each. */
export interface Clusters {
  readonly grid: Grid<string>;
  readonly propsOf: (one: Readonly<Record<string, string>>) => object;
  readonly all: ReadonlyMap<Readonly<Record<string, string>>, Consequences>;
}

function clustersOf<Name extends string>(
  kind: Holder,
  dimensions: Readonly<Record<Name, readonly string[]>>,
  propsOf: (one: Readonly<Record<Name, string>>) => object,
): Clusters {
  const grid = gridOf(dimensions);
  const { context } = ruling();
  const all = new Map(grid.combinations.map((one) => [one, consequencesOf(kind, propsOf(one), context)]));
  return { grid: grid as unknown as Grid<string>, propsOf: propsOf as Clusters["propsOf"], all };
}

export const clusters = {
  "documentdb-cluster": clustersOf("documentdb-cluster", documentDbDimensions, (one) => documentDbOf(one)),
  "postgresql-cluster": clustersOf("postgresql-cluster", postgresqlDimensions, postgresqlOf),
  "cassandra-data-center": clustersOf("cassandra-data-center", dataCenterDimensions, dataCenterOf),
} as const;

const columns: Readonly<Record<string, (all: Consequences) => string>> = {
  SLA: ({ sla }) => words.slaAnswer(sla.writes),
  "zone lost: reads": ({ loss }) => words.outageAnswer(loss.zone.reads),
  writes: ({ loss }) => words.outageAnswer(loss.zone.writes),
  "data lost": ({ loss }) => words.lossAnswer(loss.zone.data),
  "region lost: reads": ({ loss }) => words.outageAnswer(loss.writeRegion.reads),
  "writes ": ({ loss }) => words.outageAnswer(loss.writeRegion.writes),
  "data lost ": ({ loss }) => words.lossAnswer(loss.writeRegion.data),
  copies: ({ copies }) => words.copiesAnswer(copies),
  price: ({ price }) => words.priceAnswer(price),
};
const places = { "data rests in": ({ footprint }: Consequences) => words.footprintWords(footprint) };

function tableOf({ grid, all }: Clusters, cells: typeof columns): Table {
  return grid.tableOf(Object.keys(cells), (one) => {
    const of = all.get(one) as Consequences;
    const answers = Object.values(cells);
    return of.refused
      ? [`refused: ${of.refused.why}`, ...answers.slice(1).map(() => "")]
      : answers.map((answer) => answer(of));
  });
}

// No page prints an SLA of PostgreSQL clusters, or of Cassandra.
const { SLA: _, ...withoutSla } = columns;

/** By the name that the page gives them. */
export const clusterTables: Readonly<Record<string, Table>> = {
  documentdb: tableOf(clusters["documentdb-cluster"], columns),
  documentdbPlaces: tableOf(clusters["documentdb-cluster"], places),
  postgresql: tableOf(clusters["postgresql-cluster"], withoutSla),
  postgresqlPlaces: tableOf(clusters["postgresql-cluster"], places),
  cassandra: tableOf(clusters["cassandra-data-center"], { ...withoutSla, ...places }),
};
