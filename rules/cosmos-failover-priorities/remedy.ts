import { unlessFrozen } from "../../src/advice/freeze";
import { isZoneRedundant, locationsOf, regionAt } from "../../src/azure/account";
import type { Region } from "../../src/azure/regions";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount, Location } from "../../src/kinds/cosmos-account";
import { amended, certainly } from "../../src/known";

interface Entry {
  readonly location: Location;
  readonly region: Region;
  readonly priority: number;
  readonly zones: boolean;
}

/** By priority; where that does not tell, by name, so that the order of the list never decides. */
const compare = (one: Entry, other: Entry): number =>
  one.priority - other.priority ||
  (one.region.name < other.region.name ? -1 : Number(one.region.name > other.region.name)) ||
  Number(other.zones) - Number(one.zones);

export const mend = unlessFrozen((account: CosmosAccount): Remedy => {
  const entries = locationsOf(account)
    .map((location) => ({
      location,
      region: regionAt(location),
      priority: location.failoverPriority ?? Number.MAX_VALUE,
      zones: certainly(() => isZoneRedundant(location)),
    }))
    .sort(compare);
  const line = entries.filter(({ region }, at) => entries.findIndex((other) => other.region === region) === at);
  const order = line.map(({ region }, priority) => `${priority} ${region.displayName}`).join(", ");
  return {
    does: `List each region once and number them ${order}; if that moves the writes of an account that exists, switch service-managed failover off before.`,
    becomes: amended(account, {
      locations: line.map(({ location }, failoverPriority) => amended(location, { failoverPriority })),
    }),
  };
});
