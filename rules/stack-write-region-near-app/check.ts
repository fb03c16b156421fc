import { isWriteRegion, locationsOf, regionAt, writesEverywhere } from "../../src/azure/account";
import { computeOf } from "../../src/azure/compute";
import { placeOf } from "../../src/azure/place";
import type { Placed } from "../../src/kinds/beside";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { allOf, anyOf, some, undecided } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(account: CosmosAccount, context: Context): Finding {
  const compute = computeOf(context);
  if (compute.length === 0) return "not-applicable"; // the application is somewhere else
  const locations = locationsOf(account);
  if (locations.length === 0) return undecided("no locations are set");
  const together = some(locations, (location) =>
    allOf(
      () =>
        anyOf(
          () => writesEverywhere(account),
          () => isWriteRegion(account, location),
        ),
      () => some(compute, ({ props }) => placeOf(props as Placed, context).name === regionAt(location).name),
    ),
  );
  return together
    ? "pass"
    : { outcome: "fail", because: "nothing that this stack runs is in a region that takes writes" };
}
