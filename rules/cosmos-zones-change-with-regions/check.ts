import { isZoneRedundant } from "../../src/azure/account";
import { nameOf, placed, placeOf, updateOf, zonesInAzure } from "../../src/azure/change";
import type { CosmosAccount, Location } from "../../src/kinds/cosmos-account";
import { allOf, certainly, find, some } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(account: CosmosAccount, context: Context): Finding {
  const update = updateOf(context);
  if (!update) return "not-applicable";
  const before = placed(update.before);
  const from = (location: Location, differs: (was: Location) => boolean): boolean =>
    some(before, (was) =>
      allOf(
        () => placeOf(was) === placeOf(location),
        () => differs(was),
      ),
    );
  const location = find(placed(account), (now) => from(now, (was) => zonesInAzure(was) !== isZoneRedundant(now)));
  if (!location) return "pass";
  const asBefore = certainly(() => from(location, (was) => was.zones?.declared === isZoneRedundant(location)));
  return {
    outcome: "fail",
    because: `${nameOf(location)} is in the account ${isZoneRedundant(location) ? "without zones, and the program asks for them" : "with zones, and the program wants none"}`,
    ...(asBefore && { advice: "the program said so before, and this update does not change it" }),
  };
}
