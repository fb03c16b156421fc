import { consistency, failsOverByPartition, regionNames } from "../../src/azure/account";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { anyOf, certainly, reaches } from "../../src/known";
import type { Finding } from "../../src/rule";

export function check(account: CosmosAccount): Finding {
  const single = () => !reaches(regionNames(account), 2);
  if (anyOf(() => consistency(account) !== "strong", single)) return "not-applicable";
  if (reaches(regionNames(account), 3)) return "pass";
  return certainly(() => failsOverByPartition(account))
    ? {
        outcome: "fail",
        severity: "medium",
        because: "per-partition automatic failover can restore writes, typically in about 3 minutes",
      }
    : "fail";
}
