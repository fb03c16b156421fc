/** Where an account stands: each of its locations, with what is not known of it. */
import { isWriteRegion, locationsOf, regionAt, usesZones } from "../azure/account";
import type { Region } from "../azure/regions";
import type { CosmosAccount, Location } from "../kinds/cosmos-account";
import { attempt, Unknown } from "../known";

export interface Place {
  readonly region: Region | Unknown;
  /** As written, where that is known but the table does not list it. */
  readonly name?: string;
  /** Whether a single-write account writes here. */
  readonly takesWrites: boolean | Unknown;
  /** Whether it is spread over zones. */
  readonly zoned: boolean | Unknown;
  readonly priority: number | undefined | Unknown;
}

/** One for each location; what is not known of a location that is hidden itself is everything. Throws where the list is. */
export function placesOf(account: CosmosAccount): readonly Place[] {
  const locations = locationsOf(account);
  return Array.from({ length: locations.length }, (_, index) => {
    const of = <T>(question: (location: Location) => T) => attempt(() => question(locations[index]!));
    const name = of(({ locationName }) => locationName);
    return {
      region: of(regionAt),
      ...(typeof name === "string" && { name }),
      takesWrites: of((location) => isWriteRegion(account, location)),
      zoned: of(usesZones),
      priority: of(({ failoverPriority }) => failoverPriority),
    };
  });
}

/** In the order of their priorities; undefined where one is not known, or two are the same. */
export function byPriority(places: readonly Place[]): readonly Place[] | undefined {
  const order = places.flatMap((place) =>
    typeof place.priority === "number" ? [[place.priority, place] as const] : [],
  );
  if (new Set(order.map(([priority]) => priority)).size < places.length) return undefined;
  return order.sort(([one], [other]) => one - other).map(([, place]) => place);
}

/** The places that may be the write region: one, or all that could be, and then why it is not known. */
export function writePlaces(places: readonly Place[]): {
  readonly all: readonly Place[];
  readonly why: Unknown | string;
} {
  const certain = places.filter(({ takesWrites }) => takesWrites === true);
  if (certain.length > 0) return { all: certain, why: "more than one location has failoverPriority 0" };
  const open = places.filter(({ takesWrites }) => takesWrites instanceof Unknown);
  if (open.length > 0) return { all: open, why: open[0]!.takesWrites as Unknown };
  return { all: places, why: "no location has failoverPriority 0" };
}
