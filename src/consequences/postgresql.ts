/** What follows for a cluster of Azure Cosmos DB for PostgreSQL, from it alone: a replica of it is another resource. */
import { figure } from "../azure/facts";
import { placeOf } from "../azure/place";
import { backupRegion, hasOwnKey, isBurstable, isReplica, survivesZone } from "../azure/postgresql";
import { regionOf } from "../azure/regions";
import type { Consequences, DataLoss, Loss, Outage, RowId } from "../consequence";
import type { PostgresqlCluster } from "../kinds/postgresql-cluster";
import { undecided } from "../known";
import type { Context } from "../rule";
import { postgresqlFootprint } from "./footprint-clusters";
import { exactly, type Figures, merge } from "./merge";
import { type Fork, possible } from "./possible";
import { promote, type Role, replicaLoss, watch } from "./replica";

/** What decides, and nothing else. */
interface Profile {
  readonly role: Role;
  readonly standby: boolean;
  /** The region lets a cluster with a standby survive the loss of a zone, and keeps backups in several. */
  readonly zones: boolean;
  /** Backups are kept in another region too. */
  readonly geo: boolean;
  readonly refused?: Consequences["refused"];
}

/** What follows; a range, with the reason, wherever a value that decides is not known. */
export const ofPostgresql = (cluster: PostgresqlCluster, context: Context): Consequences => ({
  ...merge(
    possible((fork) => profileOf(cluster, context, fork)).map(({ value, ...open }) => ({
      value: ofProfile(value),
      ...open,
    })),
  ),
  footprint: postgresqlFootprint(cluster, context),
});

const either = [true, false] as const;

function profileOf(cluster: PostgresqlCluster, context: Context, { ask }: Fork): Profile {
  const place = () => placeOf(cluster, context);
  const source = () => regionOf(cluster.sourceLocation ?? undecided("sourceLocation is not set"));
  const role = !ask(() => isReplica(cluster), either)
    ? "primary"
    : ask(() => source().name === place().name, either)
      ? "replica beside"
      : "replica elsewhere";
  const standby = ask(() => cluster.enableHa === true, either);
  const zones = ask(() => survivesZone(place()), either);
  const asked = ask(() => cluster.enableGeoBackup === true, either);
  const geo = asked && ask(() => backupRegion(place()) !== undefined, either);
  const burstable = (standby || asked) && ask(() => isBurstable(cluster), either);
  const ownKey = asked && ask(() => hasOwnKey(cluster), either);
  const refused = burstable
    ? ({
        why: "burstable compute has no high availability and no geo-redundant backup",
        rows: ["postgresql-limits-2024/burstable"],
      } as const)
    : ownKey
      ? ({
          why: "geo-redundant backup is not to be had with a key of the customer",
          rows: ["postgresql-limits-2024/own-key"],
        } as const)
      : undefined;
  return { role, standby, zones, geo, ...(refused && { refused }) };
}

function ofProfile(profile: Profile): Figures {
  const { role, standby, refused } = profile;
  const sla = exactly<number | null>(null, ["postgresql-standby-2024/sla"]);
  const copies: RowId[] = ["postgresql-standby-2024/copies", ...(standby ? ["postgresql-standby-2024/standby"] : [])];
  const times = 1 + (standby ? figure("postgresql-standby-2024/standby") : 0);
  return {
    ...(refused && { refused }),
    sla: { reads: sla, writes: sla },
    loss: { zone: zoneLoss(profile), writeRegion: regionLoss(profile) },
    copies: exactly<number | null>(
      times * figure("postgresql-standby-2024/copies"),
      copies,
      standby && "derived: a standby is a node with storage of its own",
    ),
    price: {
      ...exactly<number | null>(
        times,
        role === "primary" ? ["postgresql-standby-2024/standby"] : ["postgresql-replica-2023/price"],
        standby && "derived: each primary has a standby, and no page prints its price",
        role !== "primary" && "beside what its primary costs",
      ),
      rate: "standard",
      of: "nodes",
    },
  };
}

const replica = { follows: "postgresql-replica-2023/lag", together: "postgresql-backup-2024/same-region" };
const nothing: DataLoss = { is: "none" };
const notStated: DataLoss = { is: "not-stated" };

function zoneLoss({ role, standby, zones }: Profile): Loss {
  if (standby && zones) {
    const moved = exactly<Outage>(
      "until-standby",
      ["postgresql-standby-2024/failover", "postgresql-zones-2023/standby", "postgresql-regions-2024/zones"],
      "within a few minutes",
    );
    const azure = ["Azure moves to the standby nodes in another zone, under the same connection string."];
    const person = ["Have clients try again after dropped connections."];
    if (role !== "primary") return { ...replicaLoss(role, "zone", moved, replica), azure, person };
    return {
      reads: moved,
      writes: moved,
      data: exactly(nothing, ["postgresql-standby-2024/data", "postgresql-zones-2023/standby"]),
      azure,
      person,
    };
  }
  const gone = exactly<Outage>(
    "outage",
    standby ? ["postgresql-zones-2023/regions", "postgresql-regions-2024/zones"] : ["postgresql-zones-2023/none"],
  );
  if (role !== "primary") return replicaLoss(role, "zone", gone, replica);
  return {
    reads: gone,
    writes: gone,
    data: zones
      ? exactly<DataLoss>(
          { is: "window", minutes: figure("postgresql-backup-2024/node") },
          ["postgresql-backup-2024/node", "postgresql-backup-2024/zones"],
          "derived: a zone that is lost for good is a disaster of every node in it",
        )
      : exactly(notStated, ["postgresql-backup-2024/local"]),
    azure: ["The cluster is back when the zone is."],
    person: [zones ? `Wait for the zone, or restore a backup: ${restoring}.` : "Wait for the zone.", watch],
  };
}

const restoring = `a new cluster, in most cases within ${figure("postgresql-backup-2024/restore")} hour (2024)`;

function regionLoss({ role, geo }: Profile): Loss {
  const gone = exactly<Outage>(
    "outage",
    ["postgresql-zones-2023/one-region", "postgresql-replica-2023/promotion"],
    role === "primary" &&
      "a replica in another region, if there is one, goes on with reads, and with writes once a person promotes it; after how long is not stated",
  );
  if (role !== "primary") return replicaLoss(role, "region", gone, replica);
  return {
    reads: gone,
    writes: gone,
    data: geo
      ? exactly(
          notStated,
          ["postgresql-backup-2024/geo"],
          "the backup in the other region brings back all that had reached it",
        )
      : exactly<DataLoss>(
          { is: "everything" },
          ["postgresql-backup-2024/same-region", "postgresql-replica-2023/lag"],
          "a replica in another region, if there is one, holds all but what had not reached it",
        ),
    azure: ["The cluster is back when the region is; Azure promotes no replica by itself."],
    person: [promote, ...(geo ? [`Restore the backup in the other region: ${restoring}.`] : []), watch],
  };
}
