/** Every place where the data of a cluster rests, backups included; a replica is a cluster of its own. */
import { isReplica as isCopy } from "../azure/documentdb";
import { placeOf } from "../azure/place";
import { backupRegion, isReplica } from "../azure/postgresql";
import type { Region } from "../azure/regions";
import type { Resting, RowId } from "../consequence";
import type { Placed } from "../kinds/beside";
import type { DocumentDbCluster } from "../kinds/documentdb-cluster";
import type { PostgresqlCluster } from "../kinds/postgresql-cluster";
import { attempt, Unknown } from "../known";
import type { Context } from "../rule";
import { said } from "./possible";

function live(cluster: Placed, replica: boolean | Unknown, context: Context, rows: readonly RowId[]): Resting {
  const as = replica === false ? "write region" : "region";
  const place = attempt(() => placeOf(cluster, context));
  return place instanceof Unknown
    ? { as, certain: false, why: said(place), rows }
    : { region: place.name, as, certain: true, rows };
}

/** No document says in which region its backups are. */
export function documentDbFootprint(cluster: DocumentDbCluster, context: Context): readonly Resting[] {
  const replica = attempt(() => isCopy(cluster));
  const where = live(cluster, replica, context, ["documentdb-internals-2026/one-region"]);
  if (replica === true) return [where]; // it has no backups of its own to restore
  const why = "no document says in which region the backups are";
  return [where, { as: "backup copy", certain: false, why, rows: ["documentdb-reliability-2025/backup"] }];
}

/** Backups rest in its own region; with geo-redundant backup, in the one that is given for it too. */
export function postgresqlFootprint(cluster: PostgresqlCluster, context: Context): readonly Resting[] {
  const where = live(
    cluster,
    attempt(() => isReplica(cluster)),
    context,
    ["postgresql-zones-2023/one-region", "postgresql-backup-2024/same-region"],
  );
  const geo = attempt(() => cluster.enableGeoBackup === true);
  if (geo === false) return [where];
  const rows = ["postgresql-backup-2024/geo", "postgresql-regions-2024/backup"];
  const target = attempt((): Region | undefined => backupRegion(placeOf(cluster, context)));
  if (target === undefined) return [where]; // the region has none
  const why = [geo, target].find((answer) => answer instanceof Unknown);
  const copy = { as: "backup copy" as const, rows, ...(!(target instanceof Unknown) && { region: target.name }) };
  return [where, why instanceof Unknown ? { ...copy, certain: false, why: said(why) } : { ...copy, certain: true }];
}
