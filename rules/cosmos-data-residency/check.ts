import { locationsOf, regionAt } from "../../src/azure/account";
import { isInside } from "../../src/azure/boundary";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { find, undecided } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(account: CosmosAccount, { objectives: { boundary } }: Context): Finding {
  if (!boundary) return "not-applicable"; // the regions stand in the program; only a declared boundary makes one wrong
  const locations = locationsOf(account);
  const outside = find(locations, (location) => !isInside(boundary, regionAt(location)));
  if (outside) {
    const { displayName, country } = regionAt(outside);
    return {
      outcome: "fail",
      because: `${displayName} (${country}) is outside the declared boundary: ${boundary.declaredAs}`,
    };
  }
  return locations.length > 0 ? "pass" : undecided("no locations are set");
}
