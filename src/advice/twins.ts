/** Another region for a Digital Twins instance: a new instance, since its location cannot be changed. */
import { copyOutside } from "../azure/boundary";
import { placeOf } from "../azure/place";
import type { Region } from "../azure/regions";
import type { Remedy } from "../consequence";
import type { DigitalTwins } from "../kinds/digital-twins";
import { amended } from "../known";
import type { Context } from "../rule";
import { stuck } from "./account";
import { followsPair, pairOf, rank, type Wall } from "./regions";
import { succeeded } from "./successor";

const copies = "copies of all data";

/** The best region whose pair may hold the copies: without a declared boundary, one that keeps both in the same country. */
export function relocated(instance: DigitalTwins, context: Context): Remedy {
  const { boundary, singleRegionByLaw } = context.objectives;
  const from = placeOf(instance, context);
  const ranking = rank({
    from,
    service: "Digital Twins",
    taken: [from],
    takenAs: "where it stands now",
    context,
    copies: followsPair(context, copies, pairOf),
    walls: [
      certainCopies,
      (region) => {
        const to = pairOf(region) as Region;
        if (boundary && copyOutside(boundary, region, to))
          return `${copies} rest in ${to.displayName}, outside the boundary`;
        if (boundary) return undefined;
        return region.countryCode === from.countryCode && to.countryCode === from.countryCode
          ? undefined
          : `data would be in another country than ${from.country}, and no boundary is declared`;
      },
    ],
  });
  const { best, candidates } = ranking;
  const pair = best && pairOf(best);
  if (!best || !pair) {
    const undeclared = `no other region keeps the data and its copy in ${from.country}, and no boundary is declared that allows more`;
    if (singleRegionByLaw) return stuck("Keep this data in another service.", ranking.obstacle, ranking);
    return boundary
      ? stuck("Widen the boundary, or keep this data in another service.", ranking.obstacle, ranking)
      : stuck("Declare where the data may rest (`residency`), so that a region can be named.", undeclared, ranking);
  }
  return {
    does: `Create a new instance in ${best.displayName} (copies in ${pair.displayName}), move the twins and delete the one in ${from.displayName}.`,
    region: best.name,
    candidates,
    ...succeeded(instance, amended(instance, { location: best.name }), {
      what: "instance",
      where: `in ${best.displayName}`,
      copy: "Copy models, then twins, then relationships; create endpoints, routes and data history connections again.",
      compare: "Both instances count the same models, twins and relationships, and a test event leaves by every route.",
    }),
  };
}

const certainCopies: Wall = (region) => {
  if (region.builtInResidency !== false) return "may have built-in data residency; no document names the regions";
  return pairOf(region) ? undefined : "has no pair, and no document says where Digital Twins keeps a copy then";
};
