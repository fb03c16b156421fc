import { consistency, hasSeveralWriters } from "../../src/azure/account";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { allOf, certainly } from "../../src/known";
import type { Finding } from "../../src/rule";

export function check(account: CosmosAccount): Finding {
  const several = () => hasSeveralWriters(account);
  if (allOf(() => consistency(account) === "boundedstaleness", several)) return "fail";
  return certainly(() => !several()) ? "not-applicable" : "pass";
}
