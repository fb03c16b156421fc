/** The decision that a loss asks for, and what its owner has to agree to first. */

import type { Answer, DataLoss, Loss, RowId } from "../../consequence";
import { lossWords } from "../../consequences/words";
import type { Decision, Part, Said } from "../../drill";
import type { Kind } from "../../model";

interface Asked {
  readonly kind: Kind;
  readonly part: Part;
  readonly loss?: Loss;
  readonly zone: boolean;
}

const nothing = (words: string, ...rows: readonly RowId[]): Decision => ({ words, rows, by: "nobody" });
const copies: Partial<Record<Kind, RowId>> = {
  "digital-twins": "twins-2025/pair-copy",
  "postgresql-cluster": "postgresql-backup-2024/geo",
};

/** What is decided, by whom. `offers`: whether the sentences of the loss hold one, perhaps only perhaps. */
export function decisionOf({ kind, part, loss, zone }: Asked): Decision {
  if (part === "copy")
    return nothing(
      "Nothing: only a copy is out, and nothing is interrupted.",
      copies[kind] ?? "backup-redundancy-2023/geo",
    );
  if (part === "beside it") return nothing("Nothing for it: only what stands beside it is out.");
  if (!loss) return nothing("Nothing: nothing is known of it that could be decided on.");
  const offers = (words: string): boolean => loss.person.some((one) => one.includes(words));
  if (kind === "digital-twins")
    return zone
      ? nothing("Nothing: redundancy inside the region is built in.", "twins-2025/zone")
      : nothing(
          "Nothing: Microsoft alone decides on a failover, and asks nobody.",
          "twins-2025/consent",
          "twins-2025/no-choice",
        );
  if (offers("Where a region goes down with the zone") && loss.writes.worst !== "minutes")
    return {
      words:
        "Whether the region is down with the zone: then decide as where the whole region is lost, which is another drill.",
      rows: ["recovery-2026/nonzonal"],
      by: "incident lead",
    };
  if (offers("Take the lost region offline")) return offline(loss, part);
  if (offers("Promote the replica")) return promotion(kind, offers("Restore the backup"));
  if (offers("restore a backup")) return restore(kind, loss.data, zone);
  if (kind.startsWith("cassandra-") && !zone)
    return {
      words: "Turn clients to a data center in another region, if there is one, or wait for the region.",
      rows: ["cassandra-2023/writes", "cassandra-2023/region"],
      by: "incident lead",
    };
  if (offers("Send reads to the primary"))
    return nothing("Nothing: its primary goes on, and reads can be sent there.", ...loss.writes.rows);
  if (offers("Wait for the")) return nothing("Nothing: the place has to come back first.", ...loss.writes.rows);
  if ([loss.reads, loss.writes].some(({ worst }) => worst === "outage" || worst === "not-stated"))
    return nothing("Nothing: no document names anything that could be decided.", ...loss.writes.rows);
  return nothing("Nothing: it goes on, or Azure brings it back by itself.", ...loss.writes.rows);
}

function offline(loss: Loss, part: Part): Decision {
  const waits = loss.writes.worst === "hour-or-more" || loss.writes.best === "hour-or-more";
  const rows = part === "read region" ? ["outage-2026/read-region/do"] : ["outage-2026/write-region/do"];
  return {
    words: waits
      ? "Take the lost region offline now, or wait for service-managed failover, which may take one hour or more."
      : "Take the lost region offline, or go without writes until it is back.",
    rows: [...rows, waits ? "recovery-2026/service-managed" : "recovery-2026/forced-failover"],
    by: "incident lead",
    consent: { by: "data owner", ...agreed(loss.data) },
  };
}

/** How much may be lost, as the owner of the data is told. */
function agreed({ best, worst, rows }: Answer<DataLoss>): Said {
  const warned: readonly RowId[] = ["forced-failover-2025/warning", "recovery-2026/unreplicated", ...rows];
  if (worst.is === "none")
    return {
      words: "By the documents nothing is lost. Azure asks all the same that its warning of a loss be agreed to.",
      rows: warned,
    };
  const [from, to] = [lossWords(best), lossWords(worst)];
  return {
    words: `Writes that had not been replicated may be lost: ${from === to ? to : `${from} to ${to}`}.`,
    rows: warned,
  };
}

function promotion(kind: Kind, restorable: boolean): Decision {
  const mongo = kind === "documentdb-cluster";
  return {
    words: `Promote the replica in another region, if there is one,${restorable ? " restore the backup there," : ""} or wait for the place.`,
    rows: mongo ? ["documentdb-failover-2026/forced"] : ["postgresql-replica-2023/promotion"],
    by: "incident lead",
    consent: {
      by: "data owner",
      words: mongo
        ? "What had not reached the replica is lost; how much that is is not stated."
        : "What had not reached the replica is lost; it follows its primary with a delay that can be minutes or hours.",
      rows: mongo
        ? ["documentdb-replica-2025/lag", "documentdb-failover-2026/forced"]
        : ["postgresql-replica-2023/lag"],
    },
  };
}

function restore(kind: Kind, data: Answer<DataLoss>, zone: boolean): Decision {
  const account = kind === "cosmos-account";
  return {
    words: `Wait for the ${zone ? "zone" : "region"}, or have a backup restored: a new ${account ? "account" : "cluster"}, with what was last backed up.`,
    rows: account ? ["outage-2026/one-region/do", "backup/restore-region"] : ["postgresql-backup-2024/restore"],
    by: "incident lead",
    consent: {
      by: "data owner",
      words: `What was written since the last backup is not in the restored one: ${lossWords(data.worst)}.`,
      rows: data.rows,
    },
  };
}
