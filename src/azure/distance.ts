/** How far apart regions are, as the crow flies. */
import type { Region } from "./regions";

/** Mean radius of the earth in kilometres (IUGG). */
const radius = 6371.0088;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance between the recorded places; undefined where one is not recorded. */
function recorded(from: Region, to: Region): number | undefined {
  if (from.latitude === null || from.longitude === null || to.latitude === null || to.longitude === null)
    return undefined;
  const [here, there] = [radians(from.latitude), radians(to.latitude)];
  const across = Math.sin(radians(to.longitude - from.longitude) / 2) ** 2;
  const along = Math.sin((there - here) / 2) ** 2;
  return 2 * radius * Math.asin(Math.sqrt(along + Math.cos(here) * Math.cos(there) * across));
}

/** Great-circle distance in whole kilometres; undefined where a place is not recorded, or not to be measured from. */
export function kilometres(from: Region, to: Region): number | undefined {
  if (from.coordinatesSuspect || to.coordinatesSuspect) return undefined;
  return roughly(from, to);
}

/** The same from suspect places too, some hundred kilometres off: good enough to tell next door from another continent. */
export function roughly(from: Region, to: Region): number | undefined {
  const distance = recorded(from, to);
  return distance === undefined ? undefined : Math.round(distance);
}

/**
 * Whether two regions are certainly no farther apart than `limit` kilometres. A recorded place is a city's, not a
 * datacenter's: good for 100 km; a suspect one (the worst of the table is some 600 km off) for 1,000.
 */
export function certainlyWithin(limit: number, from: Region, to: Region): boolean {
  const distance = recorded(from, to);
  return distance !== undefined && distance + doubt(from, to) <= limit;
}

/** Whether two regions are certainly farther apart than `limit` kilometres, by the same measure. */
export function certainlyBeyond(limit: number, from: Region, to: Region): boolean {
  const distance = recorded(from, to);
  return distance !== undefined && distance - doubt(from, to) > limit;
}

const doubt = (...places: readonly Region[]): number =>
  places.reduce((sum, { coordinatesSuspect }) => sum + (coordinatesSuspect ? 1000 : 100), 0);
