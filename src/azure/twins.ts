import type { DigitalTwins } from "../kinds/digital-twins";
import { undecided } from "../known";
import type { Context } from "../rule";
import { type Region, regionOf } from "./regions";

/** The region of an instance: its own location, or that of its resource group where the same input holds the group. */
export function placeOf(instance: DigitalTwins, context: Context): Region {
  if (instance.location !== undefined) return regionOf(instance.location);
  const group = instance.resourceGroupName;
  const location = group === undefined ? undefined : context.groupLocation(group);
  if (location === undefined) return undecided("location is not set, and the resource group's is not in this input");
  return regionOf(location);
}
