import {
  isServerless,
  isWriteRegion,
  isZoneRedundant,
  locationsOf,
  regionAt,
  writesEverywhere,
} from "../../src/azure/account";
import { hasZones } from "../../src/azure/regions";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { allOf, certainly, find, undecided } from "../../src/known";
import type { Finding } from "../../src/rule";

export function check(account: CosmosAccount): Finding {
  if (writesEverywhere(account)) return "not-applicable"; // zones do not change the SLA of an account that writes everywhere
  const locations = locationsOf(account);
  const exposed = find(locations, (location) =>
    allOf(
      () => isWriteRegion(account, location),
      () => !isZoneRedundant(location),
      () => hasZones(regionAt(location)),
    ),
  );
  if (exposed)
    return {
      outcome: "fail",
      because: `${regionAt(exposed).displayName} takes the writes and has availability zones; the account does not use them`,
      ...(certainly(() => isServerless(account)) && { severity: "medium" }),
    };
  const write = find(locations, (location) => isWriteRegion(account, location));
  if (!write) return undecided("no location has failoverPriority 0, so none is the write region");
  return isZoneRedundant(write) ? "pass" : "not-applicable"; // a region without zones: nothing to turn on
}
