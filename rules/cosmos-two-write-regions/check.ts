import { regionNames, writesEverywhere } from "../../src/azure/account";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { reaches } from "../../src/known";
import type { Finding } from "../../src/rule";

export function check(account: CosmosAccount): Finding {
  if (!reaches(regionNames(account), 2)) return "not-applicable"; // cosmos-min-two-regions speaks of these
  return writesEverywhere(account) ? "pass" : "fail";
}
