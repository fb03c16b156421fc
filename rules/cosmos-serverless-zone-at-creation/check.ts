import { isServerless, leavesZonesUnused, locationsOf, regionAt, usesZones } from "../../src/azure/account";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { find, some, undecided } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(account: CosmosAccount, { objectives: { environment } }: Context): Finding {
  if (!isServerless(account)) return "not-applicable";
  const locations = locationsOf(account);
  if (locations.length === 0) return undecided("no locations are set");
  const exposed = find(locations, leavesZonesUnused);
  if (exposed)
    return {
      outcome: "fail",
      because: `${regionAt(exposed).displayName} has availability zones, and a serverless account that is created without them never gets them`,
      ...(environment === "production" && { severity: "high" }),
    };
  return some(locations, usesZones) ? "pass" : "not-applicable"; // a region without zones: nothing to choose
}
