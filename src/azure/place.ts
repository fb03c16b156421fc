import type { Placed } from "../kinds/beside";
import { undecided } from "../known";
import type { Context } from "../rule";
import { type Region, regionOf } from "./regions";

/**
 * Where something stands: its own location, or that of its resource group where the same input holds the group. The group is
 * not asked for where the resource says it itself: its name is not known while it is created.
 */
export function placeOf(one: Placed, context: Context): Region {
  if (one.location !== undefined) return regionOf(one.location);
  const group = one.resourceGroupName;
  const location = group === undefined ? undefined : context.groupLocation(group);
  if (location === undefined) return undecided("location is not set, and the resource group's is not in this input");
  return regionOf(location);
}
