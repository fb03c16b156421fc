import { consistency, hasSeveralWriters } from "../../src/azure/account";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { allOf, certainly } from "../../src/known";
import type { Finding } from "../../src/rule";

export function check(account: CosmosAccount): Finding {
  const strong = () => consistency(account) === "strong";
  if (allOf(strong, () => hasSeveralWriters(account))) return "fail";
  return certainly(() => !strong()) ? "not-applicable" : "pass";
}
