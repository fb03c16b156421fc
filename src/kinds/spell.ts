/** How a program spells what the canonical shape names. */
import type { Names } from "./shape";

/** `locations[1].isZoneRedundant` → `geoLocations[1].zoneRedundant`, as the program spells it. */
export function spell(names: Names, path: string): string {
  let place = "";
  const spelled: string[] = [];
  for (const part of path.split(".")) {
    const [field = "", index = ""] = part.split(/(?=\[)/, 2);
    place = place ? `${place}.${field}` : field;
    const name = names[place]?.[0] ?? field;
    if (name !== ".") spelled.push(name + index);
    if (index) place += "[]";
  }
  return spelled.join(".");
}
