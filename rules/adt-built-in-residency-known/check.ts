import { placeOf } from "../../src/azure/place";
import type { DigitalTwins } from "../../src/kinds/digital-twins";
import { undecided } from "../../src/known";
import type { Parameters } from "../../src/model";
import type { Context, Finding } from "../../src/rule";

export function check(instance: DigitalTwins, context: Context, { answeredRegions }: Parameters): Finding {
  const region = placeOf(instance, context);
  if (Array.isArray(answeredRegions) && answeredRegions.includes(region.name)) return "pass";
  if (region.builtInResidency === null)
    return undecided(`no source says whether ${region.displayName} has built-in data residency`);
  if (!region.builtInResidency) return "pass";
  return {
    outcome: "fail",
    because: `other services name ${region.displayName} as a region with built-in data residency, and the document on Digital Twins names none`,
  };
}
