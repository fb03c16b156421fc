/** What follows for a cluster of Azure DocumentDB, from it alone: a replica of it is another resource. */
import { highAvailability, isSmall, roleOf } from "../azure/documentdb";
import { figure } from "../azure/facts";
import { placeOf } from "../azure/place";
import { hasZones } from "../azure/regions";
import type { Consequences, DataLoss, Loss, Outage, RowId } from "../consequence";
import type { DocumentDbCluster } from "../kinds/documentdb-cluster";
import type { Context } from "../rule";
import { documentDbFootprint } from "./footprint-clusters";
import { exactly, type Figures, merge } from "./merge";
import { type Fork, possible } from "./possible";
import { promote, type Role, replicaLoss, roles, watch } from "./replica";

/** What decides, and nothing else. */
interface Profile {
  readonly role: Role;
  readonly standby: boolean;
  /** The standby stands in another zone. */
  readonly zoned: boolean;
  /** The tier has no high availability. */
  readonly small: boolean;
}

/** What follows; a range, with the reason, wherever a value that decides is not known. */
export const ofDocumentDb = (cluster: DocumentDbCluster, context: Context): Consequences => ({
  ...merge(
    possible((fork) => profileOf(cluster, context, fork)).map(({ value, ...open }) => ({
      value: ofProfile(value),
      ...open,
    })),
  ),
  footprint: documentDbFootprint(cluster, context),
});

const either = [true, false] as const;

function profileOf(cluster: DocumentDbCluster, context: Context, { ask }: Fork): Profile {
  const role = ask(() => roleOf(cluster), roles);
  const mode = ask(() => highAvailability(cluster), ["zones", "same zone", "none"] as const);
  const zoned = mode === "zones" && ask(() => hasZones(placeOf(cluster, context)), either);
  // Without high availability the tier decides nothing.
  const small = mode !== "none" && ask(() => isSmall(cluster), either);
  return { role, standby: mode !== "none", zoned, small };
}

function ofProfile(profile: Profile): Figures {
  const { role, standby } = profile;
  const refused = refusal(profile);
  const sla = standby
    ? exactly<number | null>(
        figure("documentdb-sla-2025/standby"),
        ["documentdb-sla-2025/standby", "documentdb-sla-2025/standby-and-replica"],
        `${figure("documentdb-sla-2025/standby-and-replica")} % together with a replica in another region, if there is one`,
      )
    : exactly<number | null>(
        null,
        role === "primary"
          ? ["documentdb-sla-2025/none"]
          : ["documentdb-limits-2025/replica", "documentdb-sla-2025/none"],
        "the SLA is tied to high availability",
      );
  const copies: RowId = `documentdb-internals-2026/copies${standby ? "-standby" : ""}`;
  return {
    ...(refused && { refused }),
    sla: { reads: sla, writes: sla },
    loss: { zone: zoneLoss(profile), writeRegion: regionLoss(profile) },
    copies: exactly<number | null>(figure(copies), [copies]),
    price: {
      ...exactly<number | null>(
        1 + (standby ? figure("documentdb-standby-2024/standby") : 0),
        role === "primary" ? ["documentdb-standby-2024/standby"] : ["documentdb-replica-2025/price"],
        standby && "derived: a standby is as large as its primary, and no page prints its price",
        role !== "primary" && "beside what its primary costs",
      ),
      rate: "standard",
      of: "nodes",
    },
  };
}

function refusal({ role, standby, small }: Profile): Consequences["refused"] {
  if (!standby) return undefined;
  if (role !== "primary")
    return { why: "a replica cannot have high availability", rows: ["documentdb-limits-2025/replica"] };
  return small
    ? {
        why: "the tier has no high availability",
        rows: ["documentdb-limits-2025/burstable", "documentdb-limits-2025/free"],
      }
    : undefined;
}

const replica = { follows: "documentdb-replica-2025/reads", together: "documentdb-reliability-2025/backup" };
const notStated: DataLoss = { is: "not-stated" };

function zoneLoss({ role, standby, zoned }: Profile): Loss {
  if (zoned) {
    const moved = exactly<Outage>(
      "until-standby",
      ["documentdb-standby-2024/failover", "documentdb-standby-2024/zones", "documentdb-standby-2024/fallback"],
      "where no other zone can be had, the standby stands in the same one",
    );
    return {
      reads: moved,
      writes: moved,
      data: exactly<DataLoss>({ is: "none" }, ["documentdb-standby-2024/data", "documentdb-standby-2024/zones"]),
      azure: ["Azure moves to the standby in another zone, under the same connection string, and builds a new one."],
      person: [],
    };
  }
  const gone = exactly<Outage>(
    "outage",
    standby
      ? ["documentdb-standby-2024/same-zone", "documentdb-internals-2026/one-place"]
      : ["documentdb-internals-2026/one-place"],
  );
  if (role !== "primary") return replicaLoss(role, "zone", gone, replica);
  return {
    reads: gone,
    writes: gone,
    data: exactly(notStated, ["documentdb-internals-2026/one-place", "documentdb-reliability-2025/backup"]),
    azure: ["The cluster is back when the zone is."],
    person: [promote, watch],
  };
}

function regionLoss({ role }: Profile): Loss {
  const gone = exactly<Outage>(
    "outage",
    ["documentdb-internals-2026/one-region", "documentdb-reliability-2025/region"],
    role === "primary" &&
      "a replica in another region, if there is one, goes on with reads, and with writes once it is promoted; after how long is not stated",
  );
  if (role !== "primary") return replicaLoss(role, "region", gone, replica);
  return {
    reads: gone,
    writes: gone,
    data: exactly(
      notStated,
      ["documentdb-reliability-2025/region", "documentdb-replica-2025/lag"],
      "a replica in another region, if there is one, holds all but what had not reached it",
    ),
    azure: [
      "The cluster is back when the region is.",
      "Azure promotes a replica in another region, if there is one, only where service-managed failover was switched on, which no program shows.",
    ],
    person: [promote, watch],
  };
}
