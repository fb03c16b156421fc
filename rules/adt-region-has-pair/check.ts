import { placeOf } from "../../src/azure/place";
import type { DigitalTwins } from "../../src/kinds/digital-twins";
import { undecided } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(instance: DigitalTwins, context: Context): Finding {
  // Where the law wants one region, a pair would hold a copy that leaves it.
  if (context.objectives.singleRegionByLaw) return "not-applicable";
  const region = placeOf(instance, context);
  if (region.builtInResidency)
    return undecided(`${region.displayName} may have built-in data residency, and then no copy to fail over to`);
  if (region.builtInResidency === null)
    return undecided(`no source says whether ${region.displayName} has built-in data residency`);
  if (region.pair) return "pass";
  return { outcome: "fail", because: `${region.displayName} has no paired region to fail over to` };
}
