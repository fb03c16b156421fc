/**
 * The sentences of `consequences` on what Azure does and what a person must do: the rows that each rests on, and for a person
 * who it is, when, and in which order.
 */
import type { RowId } from "../../consequence";
import type { Act, Role } from "../../drill";

/** How a person's sentence is told. */
export interface Told {
  readonly rows: readonly RowId[];
  readonly by?: Role;
  readonly when?: "before" | "after";
  readonly run?: Act;
}

const watch: readonly RowId[] = ["service-health-2026/alert"];

/** What Azure does by itself. */
export const azure: Readonly<Record<string, readonly RowId[]>> = {
  "Azure moves the writes of each partition to another region.": [
    "outage-2026/write-region-partition/availability",
    "recovery-2026/partition",
  ],
  "Azure makes the next region in the order of priorities the write region, once Microsoft has declared the outage.": [
    "recovery-2026/service-managed",
    "recovery-2026/unreplicated",
  ],
  "Azure makes no other region the write region; writes are back when the region is.": [
    "outage-2026/write-region/availability",
  ],
  "Microsoft brings the region back online by itself, which can take days.": ["recovery-2026/recovered-region"],
  "Client libraries go to the next of the regions that they are given.": [
    "outage-2026/read-region/availability",
    "outage-2026/many-writers/availability",
  ],
  "Azure recovers what had not been replicated by the declared conflict resolution.": ["outage-2026/many-writers/do"],
  "The account is back when the region is.": ["outage-2026/one-region/availability"],
  "The account is back when the zone is.": ["recovery-2026/nonzonal", "zones-2025/one-region/zone-availability"],
  "Azure serves from the copies in other zones or regions.": ["recovery-2026/zone"],
  "Redundancy inside the region is built in.": ["twins-2025/zone"],
  "Microsoft decides whether and when to fail over all instances of the region to its pair, and asks nobody.": [
    "twins-2025/failover",
    "twins-2025/consent",
  ],
  "Microsoft fails over to paired regions only, and no pair of this one is known.": [
    "twins-2025/failover",
    "pairs-2026/nonpaired",
  ],
  "Azure moves to the standby in another zone, under the same connection string, and builds a new one.": [
    "documentdb-standby-2024/failover",
    "documentdb-standby-2024/zones",
  ],
  "Azure promotes a replica in another region, if there is one, only where service-managed failover was switched on, which no program shows.":
    ["documentdb-failover-2026/service-managed"],
  "Azure moves to the standby nodes in another zone, under the same connection string.": [
    "postgresql-standby-2024/failover",
    "postgresql-zones-2023/standby",
  ],
  "The cluster is back when the region is; Azure promotes no replica by itself.": [
    "postgresql-zones-2023/one-region",
    "postgresql-replica-2023/promotion",
  ],
  "Its nodes in the zone are back when the zone is; how many stand there is not stated.": ["cassandra-2023/no-zones"],
  "The nodes in the other zones go on, with every copy but one where the replication factor is 3.": [
    "cassandra-2023/factor",
  ],
  "The data center is back when the region is; its backups are in the same region.": [
    "cassandra-2023/region",
    "cassandra-2023/backup",
  ],
  "Nodes in other zones and regions go on, each with the copies that it has.": ["cassandra-2023/writes"],
  "Data centers in other regions, if there are any, go on with reads and writes.": [
    "cassandra-2023/writes",
    "cassandra-2023/region",
  ],
};

/** The same of clusters, whose sentences are alike and whose documents are not. */
export const azureOf: Readonly<Record<string, Readonly<Record<string, readonly RowId[]>>>> = {
  "documentdb-cluster": {
    "The cluster is back when the zone is.": ["documentdb-internals-2026/one-place"],
    "The cluster is back when the region is.": ["documentdb-internals-2026/one-region"],
    "The replica is back when the zone is.": ["documentdb-internals-2026/one-place"],
    "The replica is back when the region is.": ["documentdb-internals-2026/one-region"],
  },
  "postgresql-cluster": {
    "The cluster is back when the zone is.": ["postgresql-zones-2023/none"],
    "The replica is back when the zone is.": ["postgresql-zones-2023/none"],
    "The replica is back when the region is.": ["postgresql-zones-2023/one-region"],
  },
};

const restore = ["postgresql-backup-2024/restore"];

/** What a person must do, in order. */
export const person: Readonly<Record<string, Told>> = {
  "Watch Service Health: Microsoft notifies nobody by itself.": {
    rows: ["recovery-2026/no-notification", "recovery-2026/detect"],
    by: "incident lead",
  },
  "Watch Service Health.": { rows: watch, by: "incident lead" },
  "Watch Service Health and Resource Health: nobody but Microsoft can start a failover, not even as a drill.": {
    rows: ["twins-2025/health", "twins-2025/no-drill"],
    by: "incident lead",
  },
  "Do not change the write region or anything else of the account's set-up while the region is out.": {
    rows: [
      "recovery-2026/no-control-plane",
      "forced-failover-2025/not-change-write-region",
      "recovery-2026/healthy-change",
    ],
    by: "incident lead",
  },
  "Where a region goes down with the zone, act as when that region is lost.": {
    rows: ["recovery-2026/nonzonal"],
    by: "incident lead",
  },
  "Take the lost region offline (forced failover); writes are back within seconds of it.": {
    rows: ["recovery-2026/forced-failover", "outage-2026/write-region/do", "azure-cli-2025/offline-region"],
    by: "database operator",
    run: "offline",
  },
  "Wait for the region, or ask support to restore a backup.": {
    rows: ["outage-2026/one-region/do", "backup/restore-region"],
    by: "database operator",
  },
  "Wait for the region: no backup rests elsewhere.": {
    rows: ["outage-2026/one-region/do", "backup-continuous-2024/not-elsewhere", "backup-redundancy-2023/local"],
    by: "database operator",
  },
  "Wait for the zone, or ask support to restore a backup.": {
    rows: ["outage-2026/one-region/do", "backup/restore-region"],
    by: "database operator",
  },
  "Wait for the zone: the backup may be gone with it.": {
    rows: ["recovery-2026/nonzonal", "backup-redundancy-2023/local"],
    by: "database operator",
  },
  "Wait for the zone.": { rows: ["postgresql-zones-2023/none"], by: "database operator" },
  "Wait for the zone, or restore a backup: a new cluster, in most cases within 1 hour (2024).": {
    rows: restore,
    by: "database operator",
  },
  "Promote the replica in another region, if there is one.": {
    rows: ["documentdb-failover-2026/forced", "postgresql-replica-2023/promotion"],
    by: "database operator",
    run: "replicas",
  },
  "Restore the backup in the other region: a new cluster, in most cases within 1 hour (2024).": {
    rows: [...restore, "postgresql-backup-2024/geo"],
    by: "database operator",
  },
  "Have enough throughput in the remaining regions, or autoscale.": {
    // Not during: throughput is set-up too, and nothing of that is changed while the region is out.
    rows: ["recovery-2026/capacity", "outage-2026/read-region/do", "recovery-2026/no-control-plane"],
    by: "application owner",
    when: "before",
  },
  "Send reads to the primary meanwhile.": {
    rows: ["documentdb-replica-2025/reads", "postgresql-replica-2023/lag"],
    by: "application owner",
  },
  "Send requests to a data center in another region, if there is one.": {
    rows: ["cassandra-2023/writes", "cassandra-2023/conditions"],
    by: "application owner",
  },
  "Send requests to a data center in another region, if there is one, and scale it where it is smaller.": {
    rows: ["cassandra-2023/writes", "cassandra-2023/capacity"],
    by: "application owner",
  },
  "Have clients, or what balances their load, turn to a data center in another region, if there is one.": {
    rows: ["cassandra-2023/writes", "cassandra-2023/conditions"],
    by: "application owner",
  },
  "Have clients try again.": { rows: ["twins-2025/zone"], by: "application owner" },
  "Have clients try again after dropped connections.": {
    rows: ["postgresql-standby-2024/retry"],
    by: "application owner",
  },
  "Make the recovered region the write region again yourself; Azure does not.": {
    rows: ["recovery-2026/no-failback", "recovery-2026/safe-return"],
    by: "database operator",
    when: "after",
  },
};
