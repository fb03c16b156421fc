import type { Placed } from "../kinds/beside";
import { undecided } from "../known";
import type { Context, Neighbour } from "../rule";
import { type Region, regionOf } from "./regions";

/** Where something stands: its own location, or that of its resource group where the same input holds the group. */
export function placeOfAny(props: Placed, { groupLocation }: Context): Region {
  // The group is not asked for where the resource says it itself: its name is not known while it is created.
  const own =
    props.location ?? (props.resourceGroupName === undefined ? undefined : groupLocation(props.resourceGroupName));
  return own === undefined
    ? undecided("location is not set, and the resource group's is not in this input")
    : regionOf(own);
}

/** What runs the application in this stack: web and container apps, clusters, virtual machines. */
export const computeOf = ({ neighbours }: Context): readonly Neighbour[] => neighbours?.all("compute") ?? [];
