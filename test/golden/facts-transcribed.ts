/**
 * The tables of the documents, written out a second time, by hand and from the documents: never from facts.json. One text
 * for each table, in the layout of the document: columns are configurations, rows are what is said of them. `-` stands for
 * "not applicable" and `…` for a passage that prints no figure.
 */

/** Row × column → what the document prints. A cell's id is `column/row`. */
export const grids: Readonly<Record<string, string>> = {
  // High availability in Azure Cosmos DB, 2021: SLAs for availability
  "sla-2021": `
    |        | one-region     | one-writer     | many-writers   |
    | writes | 99.99 percent  | 99.99 percent  | 99.999 percent |
    | reads  | 99.99 percent  | 99.999 percent | 99.999 percent |`,

  // The same page: Availability Zone support
  "zones-2021": `
    |                     | one-region    | one-region-zones | one-writer-zones             | many-writers-zones |
    | writes              | 99.99 percent | 99.995 percent   | 99.995 percent               | 99.999 percent     |
    | reads               | 99.99 percent | 99.995 percent   | 99.995 percent               | 99.999 percent     |
    | zone-data           | loss          | no loss          | no loss                      | no loss            |
    | zone-availability   | loss          | no loss          | no loss                      | no loss            |
    | region-data         | loss          | loss             | by consistency               | by consistency     |
    | region-availability | loss          | loss             | none for reads, writes later | no loss            |
    | price               | -             | 1.25 times       | 1.25 times                   | multi-write rate   |`,

  // Reliability in Azure Cosmos DB for NoSQL, 2025: SLA improvements
  "zones-2025": `
    |                     | one-region    | one-region-zones | one-writer                   | one-writer-zones             | many-writers                |
    | writes              | 99.99 percent | 99.995 percent   | 99.99 percent                | 99.995 percent               | 99.999 percent              |
    | reads               | 99.99 percent | 99.995 percent   | 99.999 percent               | 99.999 percent               | 99.999 percent              |
    | zone-data           | loss          | no loss          | no loss                      | no loss                      | no loss                     |
    | zone-availability   | loss          | no loss          | no loss                      | no loss                      | no loss                     |
    | region-data         | loss          | loss             | by consistency               | by consistency               | by consistency              |
    | region-availability | loss          | loss             | none for reads, writes later | none for reads, writes later | reads go on, writes later   |
    | price               | -             | 1.25 times       | each region                  | 1.25 times                   | multi-write rate            |`,

  // High availability in Azure Cosmos DB, 2021: What to expect during a Cosmos DB region outage. The sentence above the table
  // and its three rows; a row's two columns, what to expect and what to do, sentence by sentence.
  "outage-2021": `
    |                       | one-region | one-writer | one-writer-failover | many-writers |
    | availability          | …          |            |                     | …            |
    | read-region           |            | …          | …                   |              |
    | write-region          |            | …          | …                   |              |
    | replication           |            | …          | …                   | …            |
    | staleness             |            |            |                     | 15 minutes   |
    | bounded               |            |            |                     | …            |
    | data                  |            | …          | …                   | …            |
    | restores              |            | …          |                     |              |
    | do-capacity           |            | …          | …                   | …            |
    | do-no-manual-failover |            | …          | …                   |              |
    | do-afterwards         |            | …          | …                   | …            |
    | do-conflicts-feed     |            |            | …                   |              |
    | recovers              |            |            |                     | …            |`,

  // Reliability in Azure Cosmos DB, 2026: Resilience to region-wide failures (turned by a quarter)
  "outage-2026": `
    |              | one-region | read-region | write-region-partition | write-region | many-writers | corruption |
    | availability | …          | …           | …                      | …            | …            | …          |
    | data         | …          | …           | …                      | …            | …            | …          |
    | do           | …          | …           | …                      | …            | …            | …          |`,

  // Consistency levels in Azure Cosmos DB, 2025: Consistency levels and data durability
  "rpo-2025": `
    |         | one-writer | many-writers |
    | weak    | 15 minutes | 15 minutes   |
    | bounded | …          | …            |
    | strong  | 0 minutes  |              |`,

  // The same section: the least K and T
  "staleness-2025": `
    |         | one-region | several-regions |
    | writes  | 10 writes  | 100000 writes   |
    | seconds | 5 seconds  | 300 seconds     |`,
};

/** Figures that stand in running text or alone in a row: table → cell → figure and unit. */
export const figures: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // High availability in Azure Cosmos DB, 2021: outage of the write region for good; copies within a region
  "rpo-2021": {
    "one-writer/strong": "0 minutes",
    "one-writer/bounded/writes": "100000 writes",
    "one-writer/bounded/minutes": "5 minutes",
    "one-writer/weak": "15 minutes",
  },
  // Microsoft.DocumentDB @ 2026-03-15: ConsistencyPolicy
  "staleness-arm-2026": { "most/writes": "2147483647 writes", "most/seconds": "86400 seconds" },
  copies: { "each-region": "4 copies" },
  // Reliability in Azure Cosmos DB for NoSQL, 2025: guaranteed replicas; prices by region
  "copies-2025": { "each-region": "3 copies at least" },
  "price-2025": { "each-region": "1 times", zones: "1.25 times", "serverless-zones": "1.25 times" },
  // Reliability in Azure Cosmos DB, 2026: "one hour or more"; around three minutes
  "recovery-2026": { "service-managed": "60 minutes at least", partition: "3 minutes" },
  // Consistency levels in Azure Cosmos DB, 2025: one region; distance and number of regions
  "rpo-2025": { "one-region": "240 minutes" },
  "strong-2025": { distance: "8000 kilometres", "dynamic-quorum": "3 regions" },
  // Periodic backup: every 4 hours, the latest two; from 1 to 24 hours, kept for twice that up to 720 hours
  backup: { interval: `${4 * 60} minutes`, copies: "2 copies" },
  "backup-limits-2026": {
    "interval/least": `${1 * 60} minutes`,
    "interval/most": `${24 * 60} minutes`,
    "retention/least": "2 times the interval",
    "retention/most": "720 hours",
  },
  "serverless-2025": { "one-region": "1 regions" },
  "price-many-writers-2026": { "each-region": "1 times for each write region" },
  // Azure region pairs, 2025-01-13: 300 miles
  "pairs-2025": { isolation: `${Math.round(300 * 1.609344)} kilometres` },
  // Best practices for HA and replication in Azure DocumentDB, 2025: the SLA with HA, and with both
  "documentdb-sla-2025": { standby: "99.99 percent", "standby-and-replica": "99.995 percent" },
  // High availability in Azure DocumentDB, 2024: one standby shard for each primary
  "documentdb-standby-2024": { standby: "1 standby for each primary" },
  // DocumentDB behind the scenes, 2026: three times; six replicas per shard
  "documentdb-internals-2026": { copies: "3 copies", "copies-standby": "6 copies" },
  // High availability in Azure Cosmos DB for PostgreSQL, 2024: one standby node for each primary; three replicas
  "postgresql-standby-2024": { standby: "1 standby for each primary", copies: "3 copies" },
  // Backup and restore in Azure Cosmos DB for PostgreSQL, 2024: up to 5 minutes; up to 1 hour
  "postgresql-backup-2024": { node: "5 minutes", restore: "1 hour" },
  // Cassandra, best practices for high availability, 2023: a replication factor of 3
  "cassandra-2023": { factor: "3 copies" },
};

/** Regional availability for Azure Cosmos DB for PostgreSQL, 2024: region, AZ outage resiliency, geo-redundant backup stored in. */
export const postgresqlRegions = `
  Australia Central    | N/A | no
  Australia East       | yes | no
  Brazil South         | yes | no
  Canada Central       | yes | Canada East
  Canada East          | N/A | Canada Central
  Central India        | yes | South India
  Central US           | yes | East US 2
  East Asia            | yes | Southeast Asia
  East US              | yes | West US
  East US 2            | yes | Central US
  France Central       | yes | no
  Germany West Central | yes | no
  Japan East           | yes | Japan West
  Japan West           | no  | Japan East
  Korea Central        | yes | no
  North Central US     | N/A | South Central US
  North Europe         | yes | West Europe
  Poland Central       | yes | no
  Qatar Central        | no  | no
  South Central US     | yes | North Central US
  South India          | N/A | Central India
  Southeast Asia       | no  | East Asia
  Sweden Central       | yes | no
  Switzerland North    | yes | Switzerland West
  Switzerland West     | N/A | Switzerland North
  UK South             | yes | no
  West Central US      | N/A | West US 2
  West Europe          | yes | North Europe
  West US              | no  | East US
  West US 2            | yes | West Central US
  West US 3            | yes | no
`;
