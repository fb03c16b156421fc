import { placeOf } from "../../src/azure/place";
import type { DigitalTwins } from "../../src/kinds/digital-twins";
import { undecided } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(instance: DigitalTwins, context: Context): Finding {
  const region = placeOf(instance, context);
  if (region.digitalTwins === null)
    return undecided(`no source says whether Digital Twins is offered in ${region.displayName}`);
  if (region.digitalTwins) return "pass";
  return {
    outcome: "fail",
    advice: "the list of regions bears no date",
    because: `Digital Twins is not offered in ${region.displayName} by the resource provider's list`,
  };
}
