import { locationsOf, regionAt, regionNames } from "../../src/azure/account";
import { isInside, outsideWords } from "../../src/azure/boundary";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { find, reaches, undecided } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(account: CosmosAccount, { objectives: { boundary, singleRegionByLaw } }: Context): Finding {
  // The regions stand in the program; only what is declared makes one wrong.
  if (!boundary && !singleRegionByLaw) return "not-applicable";
  const locations = locationsOf(account);
  const regions = regionNames(account);
  const several = { outcome: "fail", because: "by law its data stays in one region, and it has several" } as const;
  if (singleRegionByLaw && regions.atLeast >= 2) return several;
  const outside = boundary && find(locations, (location) => !isInside(boundary, regionAt(location)));
  if (outside && boundary) {
    return { outcome: "fail", because: outsideWords(boundary, regionAt(outside)) };
  }
  if (singleRegionByLaw && reaches(regions, 2)) return several;
  return locations.length > 0 ? "pass" : undecided("no locations are set");
}
