/** Between the names of a program and those of the canonical shape. */
import type { Names, Plan } from "./shape";

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

/** What the properties at the top were made of, as the program names them → by their canonical names. */
export function sourcesBy(slots: Plan, madeOf: Readonly<Record<string, readonly string[]>>): typeof madeOf {
  const namesOf = ({ names, self, node }: Plan[number]): readonly string[] =>
    self && typeof node === "object" && "slots" in node ? node.slots.flatMap(namesOf) : names;
  const sources = slots.map((slot) => [slot.field, namesOf(slot).flatMap((name) => madeOf[name] ?? [])] as const);
  return Object.fromEntries(sources.filter(([, urns]) => urns.length > 0));
}
