/** From what was asked for to what is lost. */
import { findRegion, regions as table } from "../../azure/regions";
import type { Lost } from "../../drill";

/** Regions of the table, by Azure name; with `zone`, one zone of the only one. */
export function lostRegions(names: readonly string[], zone: boolean): Lost {
  const regions = [...new Set(names)].sort();
  const words = list(regions.map(nameOf));
  return {
    regions,
    ...(zone && { zone: true as const }),
    words: zone ? `a zone of ${words}` : words,
    notes: zone ? regions.flatMap(aboutZones) : [],
  };
}

/** Those and their pairs. A pair is directed, and a region may have none: then that is said. */
export function withPairs(names: readonly string[]): Lost {
  const own = lostRegions(names, false);
  const pairs = own.regions.map((name) => [name, findRegion(name)?.pair] as const);
  const all = lostRegions([...own.regions, ...pairs.flatMap(([, pair]) => pair ?? [])], false);
  const notes = pairs.map(([name, pair]) =>
    pair ? `${nameOf(name)} is paired with ${nameOf(pair)}.` : `${nameOf(name)} has no pair.`,
  );
  return {
    ...all,
    words:
      all.regions.length > own.regions.length
        ? `${own.words} with ${own.regions.length > 1 ? "their pairs" : "its pair"}: ${all.words}`
        : all.words,
    notes,
  };
}

/** Every open region of a geography, as Azure names it; undefined: there is none of that name. */
export function lostGeography(name: string): Lost | undefined {
  const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, "");
  const inside = table.filter(({ geography, status }) => plain(geography) === plain(name) && status !== "closed");
  const [first] = inside;
  if (!first) return undefined;
  const all = lostRegions(
    inside.map((region) => region.name),
    false,
  );
  return {
    ...all,
    words: `the geography ${first.geography}: ${all.words}`,
    notes: [`The geography ${first.geography} is ${all.words}, as Azure draws it.`],
  };
}

/** The names of all geographies. */
export const geographies = (): readonly string[] => [...new Set(table.map(({ geography }) => geography))].sort();

const nameOf = (name: string): string => findRegion(name)?.displayName ?? name;

function aboutZones(name: string): readonly string[] {
  const region = findRegion(name);
  if (!region) return [`No table lists ${name}, so whether it has availability zones is not known.`];
  if (region.zonesDisputed) return [`Sources disagree whether ${region.displayName} has availability zones.`];
  if (region.zones === null) return [`No source says whether ${region.displayName} has availability zones.`];
  return region.zones
    ? []
    : [`${region.displayName} has no availability zones: what stands there may be lost with any part of it.`];
}

const list = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
