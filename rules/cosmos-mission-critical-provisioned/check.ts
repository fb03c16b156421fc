import { isServerless } from "../../src/azure/account";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import type { Context, Finding } from "../../src/rule";

export function check(account: CosmosAccount, { objectives: { criticality } }: Context): Finding {
  if (criticality !== "mission-critical") return "not-applicable";
  return isServerless(account)
    ? { outcome: "fail", because: "the account is serverless, and its stack is declared mission-critical" }
    : "pass";
}
