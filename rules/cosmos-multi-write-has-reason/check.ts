import { regionNames, writesEverywhere } from "../../src/azure/account";
import { ofAccount } from "../../src/consequences/account";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { amended, certainly, reaches, undecided } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(account: CosmosAccount, { objectives }: Context): Finding {
  const { activeActive, criticality, slaTarget, environment } = objectives;
  const alone = () => !reaches(regionNames(account), 2); // the setting does nothing then
  if (certainly(alone)) return "not-applicable";
  if (activeActive || criticality === "mission-critical") return "pass";
  if (!writesEverywhere(account)) return "pass";
  if (alone()) return "not-applicable";
  if (slaTarget?.write !== undefined && needsSeveral(account, slaTarget.write)) return "pass";
  return {
    outcome: "fail",
    because: "every region takes writes, and nothing that is declared needs it",
    ...(environment === "production" && { severity: "info" }),
  };
}

/** Whether one write region would not be given that availability for writes. */
function needsSeveral(account: CosmosAccount, target: number): boolean {
  const { best, worst, range } = ofAccount(amended(account, { enableMultipleWriteLocations: false })).sla.writes;
  if ((best ?? 0) < target) return true;
  return (worst ?? 0) < target && undecided(range ?? "how available one write region would be is not stated");
}
