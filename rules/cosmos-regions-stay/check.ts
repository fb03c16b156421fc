import { locationsOf } from "../../src/azure/account";
import { isInside } from "../../src/azure/boundary";
import { nameOf, placed, placeOf, stays, updateOf } from "../../src/azure/change";
import { findRegion } from "../../src/azure/regions";
import type { CosmosAccount, Location } from "../../src/kinds/cosmos-account";
import { find } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(account: CosmosAccount, context: Context): Finding {
  const before = updateOf(context)?.before;
  if (!before) return "not-applicable";
  const { boundary, singleRegionByLaw } = context.objectives;
  if (singleRegionByLaw) return { outcome: "not-applicable", because: "by law the data stays in one region" };
  const mayStay = (location: Location): boolean => {
    const region = findRegion(placeOf(location));
    return !boundary || !region || isInside(boundary, region);
  };
  const gone = find(placed(before), (location) => !stays(account, location) && mayStay(location));
  if (!gone) return "pass";
  const left = locationsOf(account).length;
  return {
    outcome: "fail",
    because: `${nameOf(gone)} leaves, and ${left === 1 ? "one region is" : `${left} regions are`} left`,
  };
}
