import type { DigitalTwins } from "../../src/kinds/digital-twins";
import { undecided } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

/** Without a target it is for a person; with one, no document gives a figure to hold against it. */
export function check(_instance: DigitalTwins, { objectives: { rpoMinutes, rtoMinutes } }: Context): Finding {
  const declared = [
    ...(rpoMinutes === undefined ? [] : [`rpoMinutes is ${rpoMinutes}`]),
    ...(rtoMinutes === undefined ? [] : [`rtoMinutes is ${rtoMinutes}`]),
  ];
  return declared.length === 0
    ? "manual"
    : undecided(`${declared.join(" and ")}, and no document gives a recovery time or point of Digital Twins`);
}
