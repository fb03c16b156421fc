import { isServerless, regionNames } from "../../src/azure/account";
import { openRegions } from "../../src/azure/boundary";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { reaches } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(account: CosmosAccount, { objectives: { boundary, singleRegionByLaw } }: Context): Finding {
  if (singleRegionByLaw) return { outcome: "not-applicable", because: "by law its data stays in one region" };
  const regions = regionNames(account);
  if (regions.atLeast >= 2) return "pass";
  if (isServerless(account)) return "not-applicable"; // one region is all a serverless account may have
  if (reaches(regions, 2)) return "pass";
  if (boundary && openRegions(boundary).length < 2)
    return {
      outcome: "fail",
      advice: `${boundary.declaredAs} holds no second region that every subscription may use; where the law asks for that, declare singleRegionByLaw`,
    };
  return "fail";
}
