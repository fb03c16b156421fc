import { staysInside, targetsOf } from "../../src/azure/routes";
import type { DigitalTwinsHistory } from "../../src/kinds/digital-twins-routes";
import type { Context, Finding } from "../../src/rule";

export const check = (history: DigitalTwinsHistory, context: Context): Finding =>
  staysInside(targetsOf(history, context), context);
