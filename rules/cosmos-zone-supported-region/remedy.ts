import { called, searchRegion } from "../../src/advice/account";
import { unlessFrozen } from "../../src/advice/freeze";
import { isZoneRedundant, locationsOf, regionAt } from "../../src/azure/account";
import { hasZones } from "../../src/azure/regions";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount, Location } from "../../src/kinds/cosmos-account";
import { allOf, amended, certainly } from "../../src/known";
import type { Context } from "../../src/rule";

const refused = (location: Location): boolean =>
  certainly(() =>
    allOf(
      () => isZoneRedundant(location),
      () => !hasZones(regionAt(location)),
    ),
  );

/** Drops the flag, which moves no data, and names the region that has what it asked for. */
export const mend = unlessFrozen((account: CosmosAccount, context: Context): Remedy => {
  const locations = locationsOf(account);
  const wrong = [...new Set(locations.filter(refused).map(regionAt))].sort((one, other) =>
    one.name < other.name ? -1 : 1,
  );
  const [first] = wrong;
  const names = wrong.map(({ displayName }) => displayName).join(" and ");
  const becomes = amended(account, {
    locations: locations.map((location) =>
      refused(location) ? amended(location, { isZoneRedundant: false }) : location,
    ),
  });
  const placed = locations.filter((location) => certainly(() => regionAt(location) !== undefined)).map(regionAt);
  const search = first && searchRegion(account, placed, first, context);
  const { best } = search ?? {};
  const instead = best?.zones ? `; ${called(placed, context)(best)} has zones, if a region shall take its place` : "";
  return {
    does: `Set \`isZoneRedundant: false\` on ${names}${instead}.`,
    becomes,
    ...(search && { candidates: search.candidates }),
  };
});
