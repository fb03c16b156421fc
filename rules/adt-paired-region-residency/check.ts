import { copyOutside, isInside, outsideWords } from "../../src/azure/boundary";
import { placeOf } from "../../src/azure/place";
import { findRegion } from "../../src/azure/regions";
import type { DigitalTwins } from "../../src/kinds/digital-twins";
import { undecided } from "../../src/known";
import type { Parameters } from "../../src/model";
import type { Context, Finding } from "../../src/rule";

export function check(instance: DigitalTwins, context: Context, { builtInResidencyRegions }: Parameters): Finding {
  const { boundary, singleRegionByLaw } = context.objectives;
  const region = placeOf(instance, context);
  if (boundary && !isInside(boundary, region)) return { outcome: "fail", because: outsideWords(boundary, region) };
  // Microsoft has confirmed it to the owner, so there is no copy.
  if (Array.isArray(builtInResidencyRegions) && builtInResidencyRegions.includes(region.name)) return "pass";
  if (region.builtInResidency)
    return undecided(`${region.displayName} may have built-in data residency; the document names no regions`);
  const declared = boundary !== undefined || singleRegionByLaw === true;
  if (!region.pair)
    return declared
      ? undecided(`${region.displayName} has no pair; no document says where Digital Twins keeps a copy then`)
      : "not-applicable"; // no pair, so no hidden copy to point out
  const pair = findRegion(region.pair) ?? undecided(`the pair of ${region.displayName} is not in the region table`);
  if (region.builtInResidency === null)
    return undecided(`no source says whether ${region.displayName} has built-in data residency`);
  if (!singleRegionByLaw && !copyOutside(boundary, region, pair)) return "pass";
  return {
    outcome: "fail",
    because: `all data of ${region.displayName} (${region.country}) is copied to ${pair.displayName} (${pair.country})${singleRegionByLaw ? "; by law it stays in one region" : ""}`,
    ...(!declared && { advice: "no residency boundary is declared", severity: "medium" as const }),
  };
}
