import { isServerless, regionNames } from "../../src/azure/account";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { allOf, certainly, reaches } from "../../src/known";
import type { Finding } from "../../src/rule";

export function check(account: CosmosAccount): Finding {
  const serverless = () => isServerless(account);
  if (allOf(serverless, () => reaches(regionNames(account), 2))) return "fail";
  return certainly(() => !serverless()) ? "not-applicable" : "pass";
}
