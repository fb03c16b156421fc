import { isServerless, regionNames } from "../../src/azure/account";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { anyOf, reaches } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(account: CosmosAccount, { objectives: { criticality, singleRegionByLaw } }: Context): Finding {
  if (criticality !== "mission-critical" || singleRegionByLaw) return "not-applicable";
  const regions = regionNames(account);
  if (regions.atLeast >= 3) return "pass";
  const alone = () => !reaches(regions, 2); // cosmos-min-two-regions speaks of these
  if (anyOf(alone, () => isServerless(account))) return "not-applicable";
  return reaches(regions, 3) ? "pass" : "fail";
}
