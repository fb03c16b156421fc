import { isServerless, regionNames } from "../../src/azure/account";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { anyOf, reaches, undecided } from "../../src/known";
import type { Finding } from "../../src/rule";

export function check(account: CosmosAccount): Finding {
  const alone = () => !reaches(regionNames(account), 2);
  if (anyOf(alone, () => isServerless(account))) return "not-applicable";
  const scales = account.enablePerRegionPerPartitionAutoscale;
  if (scales === undefined)
    return undecided("it is not set: accounts created after 25 September 2024 have it, older ones do not");
  return scales ? "pass" : "fail";
}
