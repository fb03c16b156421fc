/** How much data may be lost with a place: by consistency where there are other regions, else by backup. */
import { figure } from "../azure/facts";
import type { Answer, DataLoss, RowId } from "../consequence";
import { exactly } from "./merge";
import type { Backup, Consistency } from "./profile";

export const nothing: DataLoss = { is: "none" };
const everything: DataLoss = { is: "everything" };

/** What had not reached another region. */
export function replicated(of: Consistency, shape: "one-writer" | "many-writers", durability: RowId): Answer<DataLoss> {
  if (of.is === "strong")
    return exactly(nothing, ["rpo-2025/one-writer/strong", durability, "rpo-2021/one-writer/strong"]);
  if (of.is === "weak") {
    const minutes = figure(`rpo-2025/${shape}/weak`);
    return exactly({ is: "window", minutes }, [`rpo-2025/${shape}/weak`, durability, "rpo-2021/one-writer/weak"]);
  }
  const past = ["rpo-2021/one-writer/bounded/writes", "rpo-2021/one-writer/bounded/minutes"] as const;
  return exactly(
    { is: "window", minutes: of.seconds / 60, writes: of.writes },
    [`rpo-2025/${shape}/bounded`, durability, "staleness-2025/several-regions/writes", ...past],
    "the page of 2021 took the least bounds for the loss, whatever is declared",
  );
}

const backupRows: Readonly<Record<Backup["is"], RowId>> = {
  geo: "backup-redundancy-2023/geo",
  "no-pair": "backup-redundancy-2023/no-pair",
  zone: "backup-redundancy-2023/zone",
  local: "backup-redundancy-2023/local",
  continuous: "backup-continuous-2024/not-elsewhere",
};

const onlyIf = "only if the place never comes back";

/** What a backup that outlives the place brings back; otherwise nothing. */
export function fromBackup(backup: Backup, outlives: boolean, rows: readonly RowId[]): Answer<DataLoss> {
  if (!outlives || backup.is === "continuous")
    return exactly(
      everything,
      [backupRows[backup.is], ...rows, "rpo-2025/one-region"],
      onlyIf,
      `the ${figure("rpo-2025/one-region")} minutes that the page of 2025 gives every account in one region rest on a backup elsewhere`,
    );
  const usual = backup.minutes === figure("rpo-2025/one-region");
  return exactly(
    { is: "window", minutes: backup.minutes },
    [usual ? "rpo-2025/one-region" : "rpo-2025/one-region-interval", backupRows[backup.is], "backup/interval", ...rows],
    onlyIf,
    !usual && "derived from the declared interval between backups",
  );
}
