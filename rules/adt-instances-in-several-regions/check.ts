import { placeOf } from "../../src/azure/place";
import type { DigitalTwins } from "../../src/kinds/digital-twins";
import type { Contents } from "../../src/kinds/stack";
import { distinct, reaches } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(stack: Contents, context: Context): Finding {
  if (context.objectives.environment !== "production") return "not-applicable";
  if ((stack["digital-twins"] ?? 0) < 2) return "not-applicable"; // nothing that could stand in for another
  const instances = context.neighbours?.all("digital-twins") ?? [];
  const regionOf = ({ props }: (typeof instances)[number]) => placeOf(props as DigitalTwins, context);
  if (
    reaches(
      distinct(instances, (one) => regionOf(one).name),
      2,
    )
  )
    return "pass";
  const [first] = instances;
  return {
    outcome: "fail",
    because: `all ${instances.length} instances stand in ${first && regionOf(first).displayName}`,
  };
}
