import { relocated } from "../../src/advice/twins";
import type { Remedy } from "../../src/consequence";
import type { DigitalTwins } from "../../src/kinds/digital-twins";
import type { Context } from "../../src/rule";

export const mend = (instance: DigitalTwins, context: Context): Remedy => relocated(instance, context, true);
