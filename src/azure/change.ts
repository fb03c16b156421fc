/** Questions that rules ask of a change. Each leaves the decision open where the answer is not known. */
import type { CosmosAccount, Location } from "../kinds/cosmos-account";
import { certainly, every, find, some, undecided } from "../known";
import type { Change, Context } from "../rule";
import { isWriteRegion, isZoneRedundant } from "./account";
import { findRegion, normalise } from "./regions";

/** The update of an account, as a rule sees it: what it was; undefined where it is not updated. */
export const updateOf = ({ change }: Context): (Change & { readonly before: CosmosAccount }) | undefined =>
  change?.operation === "update" ? (change as Change & { readonly before: CosmosAccount }) : undefined;

/** Its regions; where none are written down, nobody knows what Azure makes of that. */
export const placed = (account: CosmosAccount): readonly Location[] =>
  account.locations ?? undecided("no locations are set");

/** The region that a location names, in one spelling, whether or not the table lists it. */
export const placeOf = (location: Location): string =>
  normalise(location.locationName ?? undecided("a location has no name"));

/** The name that a person knows. */
export const nameOf = (location: Location): string =>
  findRegion(placeOf(location))?.displayName ?? (location.locationName as string);

const isIn = (account: CosmosAccount, place: string): boolean =>
  some(placed(account), (location) => placeOf(location) === place);

/** The first region that only the one account has. */
export const onlyIn = (one: CosmosAccount, other: CosmosAccount): Location | undefined =>
  find(placed(one), (location) => !isIn(other, placeOf(location)));

/** Whether the account is in that region certainly or not. */
export const stays = (account: CosmosAccount, location: Location): boolean => isIn(account, placeOf(location));

/** Whether both accounts have the same regions, in whatever order. */
export const sameRegions = (one: CosmosAccount, other: CosmosAccount): boolean =>
  every([one, other], (account) => onlyIn(account, account === one ? other : one) === undefined);

/** Where the writes of a single-write account go. */
export function writerOf(account: CosmosAccount): Location {
  const locations = placed(account);
  const takesWrites = (at: number): boolean => isWriteRegion(account, locations[at] as Location);
  const writers = [...locations.keys()].filter((at) => certainly(() => takesWrites(at)));
  if (writers.length > 1) return undecided("several locations have priority 0");
  return find(locations, (location) => isWriteRegion(account, location)) ?? undecided("no location has priority 0");
}

/** Whether the region has zones in Azure: what Azure answered, else what the program said when it was deployed. */
export const zonesInAzure = (location: Location): boolean => location.zones?.actual ?? isZoneRedundant(location);

/** A property besides that one which the update changes too. */
export const alsoTouched = ({ touched }: Change, besides: string): string | undefined =>
  find(
    Object.keys(touched).filter((name) => name !== besides),
    (name) =>
      name === "tags" || name === "identity"
        ? undecided(`${name} change too, and no document says whether they count`)
        : touched[name] === true,
  );
