import { failsOverByPartition, regionNames, writesEverywhere } from "../../src/azure/account";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { anyOf, reaches } from "../../src/known";
import type { Parameters } from "../../src/model";
import type { Context, Finding } from "../../src/rule";

export function check(account: CosmosAccount, _: Context, { forcedFailoverRunbook }: Parameters): Finding {
  const elsewhere = () => !reaches(regionNames(account), 2); // cosmos-min-two-regions speaks of these
  if (anyOf(elsewhere, () => writesEverywhere(account))) return "not-applicable"; // no single write region to fail over
  const moves = anyOf(
    () => account.enableAutomaticFailover === true,
    () => failsOverByPartition(account),
  );
  if (moves) return "pass";
  if (forcedFailoverRunbook !== true) return "fail";
  return { outcome: "fail", advice: "a staffed runbook forces the failover" };
}
