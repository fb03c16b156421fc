import type { DigitalTwinsEndpoint } from "../../src/kinds/digital-twins-routes";
import type { Finding } from "../../src/rule";

/** Whether one is set is asked, never to what: one of the two holds a token. */
export function check({ properties = {} }: DigitalTwinsEndpoint): Finding {
  const isSet = (place: Place) => place in properties || properties[place] !== undefined; // read, and so shown, if not set
  return places.some(isSet) ? "pass" : { outcome: "fail", because: "what it cannot deliver is dropped" };
}

const places = ["deadLetterUri", "deadLetterSecret"] as const;
type Place = (typeof places)[number];
