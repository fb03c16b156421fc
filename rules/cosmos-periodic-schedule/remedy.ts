import { stuck } from "../../src/advice/account";
import { unlessFrozen } from "../../src/advice/freeze";
import { standsAlone } from "../../src/azure/account";
import { figure, readable } from "../../src/azure/facts";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { amended, certainly } from "../../src/known";
import type { Context } from "../../src/rule";

const [shortest, longest] = [figure("backup-limits-2026/interval/least"), figure("backup-limits-2026/interval/most")];

/** The nearest schedule that Azure accepts; of an account in one region, one that keeps to the declared RPO. */
export const mend = unlessFrozen((account: CosmosAccount, { objectives }: Context): Remedy => {
  const policy = account.backupPolicy ?? {};
  const periodic = policy.periodicModeProperties ?? {};
  const {
    backupIntervalInMinutes: interval = figure("backup/interval"),
    backupRetentionIntervalInHours: retention = 0,
  } = periodic;
  const target = certainly(() => !standsAlone(account)) ? undefined : objectives.rpoMinutes;
  if (target !== undefined && target < shortest)
    return stuck(
      "Add a region, since periodic backups cannot keep to the target.",
      `Azure takes a backup every ${shortest} minutes at most, and \`rpoMinutes\` is ${target}`,
    );
  const minutes = Math.max(shortest, Math.min(longest, interval, target ?? longest));
  const least = Math.ceil((figure("backup-limits-2026/retention/least") * minutes) / 60);
  const hours = Math.min(figure("backup-limits-2026/retention/most"), Math.max(least, retention));
  return {
    does: `Take a backup every ${readable(minutes)} minutes and keep each for ${hours} hours, in an update of its own.`,
    becomes: amended(account, {
      backupPolicy: amended(policy, {
        periodicModeProperties: amended(periodic, {
          backupIntervalInMinutes: minutes,
          backupRetentionIntervalInHours: hours,
        }),
      }),
    }),
  };
});
