/** Updates of an account that leave its regions as they are. */
import { hasPartitionFailover, partitionFailover, writesEverywhere } from "../azure/account";
import { figure, readable } from "../azure/facts";
import type { Region } from "../azure/regions";
import type { CosmosAccount } from "../kinds/cosmos-account";
import { amended, certainly } from "../known";
import { wantsFailover } from "./account";
import { type Act, failover, stepsOf } from "./acts";

export type Level = "Session" | "BoundedStaleness" | "Strong";

const levels: Readonly<Record<Exclude<Level, "BoundedStaleness">, Pick<Act, "costs" | "risks">>> = {
  Session: {
    costs: "None.",
    risks: `Clients of other sessions may read older data, and a lost region may take up to ${figure("rpo-2025/one-writer/weak")} minutes of writes with it (2025).`,
  },
  Strong: {
    costs: "Every write waits for another region (2025).",
    risks: "Writes take longer, the more so the farther apart the regions are.",
  },
};

/** Chooses a level that takes no window. */
export const choose = (level: Exclude<Level, "BoundedStaleness">): Act => ({
  does: `Choose ${level} consistency.`,
  ...levels[level],
  verify: `The account shows \`defaultConsistencyLevel: ${level}\`, and the application keeps its response times.`,
  to: (account) => amended(account, { consistencyPolicy: { defaultConsistencyLevel: level } }),
});

/** Chooses bounded staleness with this window. */
export const bound = ({ writes, seconds }: { readonly writes: number; readonly seconds: number }): Act => ({
  does: `Choose bounded staleness with a window of ${readable(writes)} writes or ${readable(seconds)} seconds.`,
  costs: "None of its own; several write regions gain nothing from the level but a bound on what is lost (2025).",
  risks:
    "Writes slow down when a region lags, and stop once a lost read region has used up the window, until it is taken offline (2026).",
  verify: "The account shows the level with both bounds.",
  to: (account) =>
    amended(account, {
      consistencyPolicy: {
        defaultConsistencyLevel: "BoundedStaleness",
        maxStalenessPrefix: writes,
        maxIntervalInSeconds: seconds,
      },
    }),
});

/** Makes every region a write region, or the first one alone. */
export const writeEverywhere = (on: boolean): Act => ({
  does: on ? "Let every region take writes." : "Let the first region alone take writes.",
  costs: on
    ? "The rate for several write regions, once for each region, at the Business Critical tier (2026)."
    : "The rate for one write region.",
  risks: on
    ? "Two regions may write the same item at once; the last write wins, unless a container was created with another policy for conflicts."
    : "What writes in other regions goes further, and writes stop when the write region is lost.",
  verify: `The account shows \`enableMultipleWriteLocations: ${on}\`, and clients write where they are meant to.`,
  to: (account) => amended(account, { enableMultipleWriteLocations: on }),
});

/** The first region alone takes writes, and fails over if it is lost: in one update, since no region moves. */
export function oneWriter(account: CosmosAccount): { readonly says: string; readonly becomes: CosmosAccount } {
  const { becomes } = stepsOf(account, [writeEverywhere(false)]);
  return wantsFailover(becomes)
    ? {
        says: "let the first region alone take writes, and switch service-managed failover on",
        becomes: stepsOf(becomes, [failover(true)]).becomes,
      }
    : { says: "let the first region alone take writes", becomes };
}

/** What does something in several regions only, and is certainly switched on. */
export const idleAlone = (account: CosmosAccount): readonly (keyof CosmosAccount)[] => [
  ...(certainly(() => account.enableAutomaticFailover === true) ? (["enableAutomaticFailover"] as const) : []),
  ...(certainly(() => writesEverywhere(account)) ? (["enableMultipleWriteLocations"] as const) : []),
];

/** Switches it off. */
export const withoutIdle = (account: CosmosAccount): CosmosAccount =>
  amended(account, Object.fromEntries(idleAlone(account).map((flag) => [flag, false])));

/** Switches per-partition automatic failover on. Azure takes the list of capabilities as a whole, so it keeps the others. */
export const failOverByPartition: Act = {
  does: `Add \`${partitionFailover}\` to the account's capabilities, which are sent as a whole.`,
  costs: "The Business Critical tier (2026).",
  risks: "Clients whose libraries do not know of it may fail to write while a partition is elsewhere.",
  verify: "The account lists this capability and all that it had, and every client has a library that knows of it.",
  to: (account) => amended(account, { capabilities: [...(account.capabilities ?? []), { name: partitionFailover }] }),
};

/** Leaves per-partition automatic failover out, where it cannot work. */
export const withoutPartitionFailover: Act = {
  does: `Leave \`${partitionFailover}\` out of the account's capabilities, which are sent as a whole.`,
  costs: "None; the Business Critical tier is no longer needed for it.",
  risks: "A lost partition comes back with the whole account only.",
  verify: "The account lists all capabilities that it had but this one.",
  to: (account) =>
    amended(account, {
      capabilities: (account.capabilities ?? []).filter(
        (each) => !certainly(() => each.name?.toLowerCase() === partitionFailover.toLowerCase()),
      ),
    }),
};

/** An account that is to stand in one region, without what takes several. */
export const forOneRegion = (account: CosmosAccount): CosmosAccount =>
  certainly(() => hasPartitionFailover(account))
    ? stepsOf(withoutIdle(account), [withoutPartitionFailover]).becomes
    : withoutIdle(account);

/** Takes periodic backups at this interval and keeps a copy of each in the paired region. */
export const backUp = (minutes: number, pair: Region): Act => ({
  does: `Take a backup every ${readable(minutes)} minutes, and keep a copy of it in ${pair.displayName}.`,
  costs: "The room that the backups and their copies take.",
  risks: "Support restores a backup into a new account: the application is gone until then.",
  verify: "The account shows the interval and the redundancy `Geo`.",
  to: (account: CosmosAccount) =>
    amended(account, {
      backupPolicy: amended(account.backupPolicy ?? {}, {
        type: "Periodic",
        periodicModeProperties: amended(account.backupPolicy?.periodicModeProperties ?? {}, {
          backupStorageRedundancy: "Geo",
          backupIntervalInMinutes: minutes,
        }),
      }),
    }),
});

/** The most redundancy that all of these regions are known to offer and with which backups stay in their region. */
export const stayingRedundancy = (regions: readonly Region[]): string | undefined =>
  ["Zone", "Local"].find((one) =>
    regions.every(({ cosmosBackupRedundancies }) => cosmosBackupRedundancies?.includes(one)),
  );

/** Keeps periodic backups in the region that they are taken in. */
export const keepBackups = (redundancy: string): Act & Required<Pick<Act, "to">> => ({
  does: `Set \`backupStorageRedundancy\` to \`${redundancy}\`, in an update of its own.`,
  costs: "None.",
  risks: "The backups are lost with the region that they rest in.",
  verify: `The account shows the redundancy \`${redundancy}\`.`,
  to: (account) =>
    amended(account, {
      backupPolicy: amended(account.backupPolicy ?? {}, {
        type: "Periodic",
        periodicModeProperties: amended(account.backupPolicy?.periodicModeProperties ?? {}, {
          backupStorageRedundancy: redundancy,
        }),
      }),
    }),
});
