import {
  isServerless,
  isWriteRegion,
  leavesZonesUnused,
  locationsOf,
  regionAt,
  regionNames,
  usesZones,
  writesEverywhere,
} from "../../src/azure/account";
import type { CosmosAccount, Location } from "../../src/kinds/cosmos-account";
import { allOf, certainly, find, reaches, some, undecided } from "../../src/known";
import type { Finding } from "../../src/rule";

export function check(account: CosmosAccount): Finding {
  const several = () => reaches(regionNames(account), 2);
  // Zones do not change the SLA of an account that writes in several regions; in a single one the flag does nothing.
  if (allOf(several, () => writesEverywhere(account))) return "not-applicable";
  // cosmos-serverless-zone-at-creation speaks of these.
  if (certainly(() => isServerless(account))) return "not-applicable";
  const locations = locationsOf(account);
  const exposed = find(locations, (location) =>
    allOf(
      () => isWriteRegion(account, location),
      () => leavesZonesUnused(location),
    ),
  );
  if (exposed)
    return {
      outcome: "fail",
      because: `${regionAt(exposed).displayName} takes the writes and has availability zones; the account does not use them`,
    };
  const takesWrites = (location: Location) => isWriteRegion(account, location);
  if (!some(locations, takesWrites))
    return undecided("no location has failoverPriority 0, so none is the write region");
  const zoned = some(locations, (location) =>
    allOf(
      () => takesWrites(location),
      () => usesZones(location),
    ),
  );
  return zoned ? "pass" : "not-applicable"; // a region without zones: nothing to turn on
}
