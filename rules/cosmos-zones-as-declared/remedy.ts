import { locationsOf } from "../../src/azure/account";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount, Location } from "../../src/kinds/cosmos-account";
import { amended } from "../../src/known";

/** The program says what is there; the rules for zones then judge that. */
export function mend(account: CosmosAccount): Remedy {
  const told = (location: Location): Location =>
    location.zones ? amended(location, { isZoneRedundant: location.zones.actual, zones: undefined }) : location;
  return {
    does: "Declare the zones that each region has in Azure.",
    becomes: amended(account, { locations: locationsOf(account).map(told) }),
  };
}
