/** What the loss of a region means for an account. Every class and figure comes from a row. */
import { figure } from "../azure/facts";
import type { Answer, Loss, Outage, RowId } from "../consequence";
import { worseOutage } from "./compare";
import { fromBackup, nothing, replicated } from "./data";
import { exactly, spanning } from "./merge";
import type { Idle, Profile } from "./profile";

type OneRegion = Extract<Profile, { shape: "one-region" }>;
export type OneWriter = Extract<Profile, { shape: "one-writer" }>;
type ManyWriters = Extract<Profile, { shape: "many-writers" }>;

/** The same in several cases; each is one sentence. */
export const says = {
  watch: "Watch Service Health: Microsoft notifies nobody by itself.",
  capacity: "Have enough throughput in the remaining regions, or autoscale.",
  freeze: "Do not change the write region or anything else of the account's set-up while the region is out.",
  offline: "Take the lost region offline (forced failover); writes are back within seconds of it.",
  switchBack: "Make the recovered region the write region again yourself; Azure does not.",
  routes: "Client libraries go to the next of the regions that they are given.",
  recovers: "Microsoft brings the region back online by itself, which can take days.",
};

/** Of the region that takes the writes; of any region where all do. */
export function writeRegionLoss(profile: Profile): Loss {
  if (profile.shape === "one-region") return onlyRegionLoss(profile);
  if (profile.shape === "many-writers") return anyRegionLoss(profile);
  const failover = failoverOf(profile);
  const rows = ["outage-2026/write-region/availability", "zones-2025/one-writer/region-availability"];
  return {
    reads: exactly("none", rows, clients),
    writes: stopped(profile, "outage-2026/write-region/do"),
    data: replicated(profile.consistency, "one-writer", "outage-2026/write-region/data"),
    azure: [
      failover === "partition"
        ? "Azure moves the writes of each partition to another region."
        : failover === "service"
          ? "Azure makes the next region in the order of priorities the write region, once Microsoft has declared the outage."
          : "Azure makes no other region the write region; writes are back when the region is.",
      says.recovers,
    ],
    person: [
      ...(failover === "partition" ? [] : [says.offline, says.freeze]),
      says.watch,
      says.capacity,
      // With partitions that fail over by themselves, nobody has to act.
      ...(failover === "partition" ? [] : [says.switchBack]),
    ],
  };
}

/** Of a region that only answers reads. */
export function readRegionLoss(profile: OneWriter): Loss {
  const { consistency, regions } = profile;
  const quorum = consistency.is === "strong" && regions < figure("strong-2025/dynamic-quorum");
  const stops = quorum || consistency.is === "bounded";
  const going = ["outage-2026/read-region/availability", "zones-2025/one-writer/region-availability"];
  const strong = consistency.is === "strong" && "strong-2025/dynamic-quorum";
  return {
    reads: exactly("none", going, clients),
    writes: quorum
      ? withoutQuorum(profile)
      : stops
        ? takenOffline("recovery-2026/bounded-window", "from the moment that the declared bounds are used up")
        : exactly("none", [...(strong ? [strong] : []), ...going]),
    data: exactly(nothing, ["outage-2026/read-region/data"]),
    azure: [says.routes, says.recovers],
    person: [
      ...(stops && failoverOf(profile) !== "partition" ? [says.offline, says.freeze] : []),
      says.watch,
      says.capacity,
    ],
  };
}

/** A read region stays in the quorum until somebody takes it offline; only per-partition failover is said to do it by itself. */
function withoutQuorum(profile: OneWriter): Answer<Outage> {
  const failover = failoverOf(profile);
  const byPeople = takenOffline("recovery-2026/strong-two-regions");
  if (failover === "partition") return stopped(profile, "recovery-2026/strong-two-regions");
  if (failover === "none") return byPeople;
  return spanning(
    [stopped(profile, "recovery-2026/strong-two-regions"), byPeople],
    worseOutage,
    () =>
      "the page of 2021 had the failover end it, and the guide of 2026 names only a person who takes the region offline",
  );
}

const takenOffline = (because: RowId, note: string | false = false): Answer<Outage> =>
  exactly("until-a-person-acts", [because, "recovery-2026/forced-failover"], note);

const clients = "clients have to list their preferred regions";

/** What brings the writes back. */
const failoverOf = ({ partition, idle, service }: OneWriter): "partition" | "service" | "none" =>
  partition && !idle ? "partition" : service ? "service" : "none";

const idleWords: Readonly<Record<Idle, readonly [words: string, row: RowId]>> = {
  consistency: ["per-partition failover does not work with bounded staleness", "partition-failover-2026/consistency"],
  api: ["per-partition failover works with the API for NoSQL alone", "partition-failover-2026/api"],
  cloud: ["per-partition failover works in the global cloud alone", "partition-failover-2026/api"],
};

/** Writes that have stopped, until the account's failover or a person brings them back. */
function stopped(profile: OneWriter, because: RowId, note: string | false = false): Answer<Outage> {
  const failover = failoverOf(profile);
  if (failover === "partition")
    return exactly(
      "minutes",
      ["recovery-2026/partition", because, "partition-failover-2026/api"],
      note,
      "only with client libraries that know of it",
    );
  const [idle, ...idleRows] = profile.idle ? idleWords[profile.idle] : ([false] as const);
  if (failover === "service")
    return exactly(
      "hour-or-more",
      ["recovery-2026/service-managed", because, "outage-2021/one-writer-failover/write-region", ...idleRows],
      note,
      "the page of 2021 named no time",
      idle,
    );
  return exactly(
    "until-a-person-acts",
    ["recovery-2026/forced-failover", because, "outage-2021/one-writer/do-no-manual-failover", ...idleRows],
    note,
    "the page of 2021 held that nobody could act, and that writes were gone for as long as the outage",
    idle,
  );
}

function anyRegionLoss({ consistency }: ManyWriters): Loss {
  const rows = [
    "recovery-2026/many-writers",
    "outage-2026/many-writers/availability",
    "zones-2025/many-writers/region-availability",
  ];
  return {
    reads: exactly("none", rows, clients),
    writes: exactly(
      "none",
      rows,
      clients,
      "the guide of 2025 spoke of writes interrupted for a time in the lost region",
    ),
    data: replicated(consistency, "many-writers", "outage-2026/many-writers/data"),
    azure: [
      says.routes,
      "Azure recovers what had not been replicated by the declared conflict resolution.",
      says.recovers,
    ],
    person: [says.watch, says.capacity],
  };
}

function onlyRegionLoss({ backup }: OneRegion): Loss {
  const gone = exactly<Outage>("outage", [
    "outage-2026/one-region/availability",
    "zones-2025/one-region/region-availability",
  ]);
  const elsewhere = backup.is === "geo";
  return {
    reads: gone,
    writes: gone,
    data: fromBackup(backup, elsewhere, ["outage-2026/one-region/data"]),
    azure: ["The account is back when the region is."],
    person: [
      elsewhere
        ? "Wait for the region, or ask support to restore a backup."
        : "Wait for the region: no backup rests elsewhere.",
      says.watch,
    ],
  };
}
