import { undecided } from "../known";
import type { Context } from "../rule";
import { type Region, regionOf } from "./regions";

/** What stands in one region: its own, or that of its resource group. */
export interface Located {
  readonly location?: string;
  readonly resourceGroupName?: string;
}

/** The region of an instance or a cluster: its own location, or that of its resource group where the same input holds the group. */
export function placeOf(instance: Located, context: Context): Region {
  if (instance.location !== undefined) return regionOf(instance.location);
  const group = instance.resourceGroupName;
  const location = group === undefined ? undefined : context.groupLocation(group);
  if (location === undefined) return undecided("location is not set, and the resource group's is not in this input");
  return regionOf(location);
}
