import { backupType, regionNames, speaksCassandra } from "../../src/azure/account";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { anyOf, certainly, reaches } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(account: CosmosAccount, { objectives: { environment } }: Context): Finding {
  // In one region a copy of periodic backups elsewhere may be all that outlives it: cosmos-backup-survives-region.
  const alone = () => !reaches(regionNames(account), 2);
  const keepsPeriodic = () => anyOf(alone, () => speaksCassandra(account));
  if (certainly(keepsPeriodic)) return "not-applicable";
  if (backupType(account) === "continuous") return "pass";
  if (keepsPeriodic()) return "not-applicable";
  return {
    outcome: "fail",
    advice: "continuous backup cannot be given up again, so it is yours to decide",
    ...(environment === "production" && { severity: "high" }),
  };
}
