import { isZoneRedundant, locationsOf, regionAt } from "../../src/azure/account";
import { daysBetween, hasZones } from "../../src/azure/regions";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { allOf, find, some } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

/** A region may have gained zones since the table was made; after half a year its "no" is no longer worth a block. */
const trustedDays = 180;

export function check(account: CosmosAccount, { today }: Context): Finding {
  const locations = locationsOf(account);
  const wrong = find(locations, (location) =>
    allOf(
      () => isZoneRedundant(location),
      () => !hasZones(regionAt(location)),
    ),
  );
  if (!wrong) return some(locations, isZoneRedundant) ? "pass" : "not-applicable";
  const region = regionAt(wrong);
  const age = region.zonesAsOf ? daysBetween(region.zonesAsOf, today) : Number.POSITIVE_INFINITY;
  return {
    outcome: "fail",
    because: `${region.displayName} has no availability zones (as of ${region.zonesAsOf ?? "an unknown day"})`,
    ...(!(age <= trustedDays) && { advice: `the region table is older than ${trustedDays} days` }),
  };
}
