import { standsAlone, writesEverywhere } from "../../src/azure/account";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { allOf, anyOf, certainly } from "../../src/known";
import type { Finding } from "../../src/rule";

export function check(account: CosmosAccount): Finding {
  const failsOver = () => account.enableAutomaticFailover === true;
  const isSet = () => anyOf(failsOver, () => writesEverywhere(account));
  if (!allOf(isSet, () => standsAlone(account))) return certainly(() => !isSet()) ? "not-applicable" : "pass";
  return {
    outcome: "fail",
    because: certainly(failsOver)
      ? "service-managed failover is switched on, and there is no other region to fail over to"
      : "writing in several regions is switched on, and there is only one",
  };
}
