import { kept, namedIn } from "../../src/azure/kept";
import type { DigitalTwins } from "../../src/kinds/digital-twins";
import type { Context, Finding } from "../../src/rule";

export const check = (instance: DigitalTwins, context: Context): Finding =>
  kept(instance, context, "the instance", namedIn);
