/** What holds for a stack, or for one of its resources: all that is declared of it, and which line said so. */
import { expand, intersect } from "../azure/boundary";
import { normalise } from "../azure/regions";
import type { Boundary, Objectives, OutageFreeze } from "../model";
import { ConfigError } from "./error";
import { compare, type Layer, type Path } from "./matching";
import { assembled, type Point, pointsOf, stricter, tighter } from "./points";
import type { Declaration } from "./schema";

/** A declaration as it was read. */
export interface Document<T extends Declaration> {
  readonly says: T;
  /** Where a value stands, for people: `hadr.yaml:8:5`. */
  readonly at: (path: Path) => string;
}

/** Where it is said who owns a stack, beside `hadr.yaml` and its config: in its tags, or in a list of owners. */
export type Beside = "tags" | "owners";

/** What one of them says. */
export interface Aside extends Document<Declaration> {
  readonly from: Beside;
}

/** One value, and where it was said. */
export interface Said {
  readonly value: unknown;
  readonly at: string;
  /** The entry of `hadr.yaml` that it belongs to; absent: the stack's own config, or its owners. */
  readonly layer?: Layer;
  /** Who else says so: what is said of a stack's owners beside `hadr.yaml` and its config. */
  readonly from?: Beside;
}

/** How one objective came to be what it is. */
export interface Told {
  /** E.g. `rpoMinutes` or `levels.cosmos-min-two-regions`. */
  readonly name: string;
  /** What decided; of a boundary or a freeze, all that add up. */
  readonly by: readonly Said[];
  /** Less specific or less strict; of freezes, those that have ended. */
  readonly overridden: readonly Said[];
  /** The stack's own config would loosen what `hadr.yaml` declares, so it was not followed. */
  readonly refused?: Said;
}

export interface Resolved {
  readonly objectives: Objectives;
  readonly told: readonly Told[];
}

/** A point as some layer says it. */
interface Candidate extends Said {
  readonly point: Point;
}

/**
 * The objectives that follow from the layers of `hadr.yaml`, the most specific first, and from the stack's own config.
 * Each point comes from the most specific layer that has it, the strictest value on a tie; the stack's own config may
 * make it stricter, and says what `hadr.yaml` leaves open. What both leave open, the first of `asides` says that does.
 * Boundaries intersect, freezes add up.
 * Throws ConfigError where no region is inside all boundaries, or where a tie cannot be settled. `who` is what errors call it.
 */
export function resolve(
  layers: readonly Layer[],
  at: Document<Declaration>["at"],
  own: Document<Declaration> | undefined,
  who: string,
  today?: string,
  asides: readonly Aside[] = [],
): Resolved {
  const points = new Map<string, Candidate[]>();
  for (const layer of layers)
    for (const point of pointsOf(layer.says)) {
      const said = { point, value: point.value, at: at([...layer.path, ...point.path]), layer };
      points.set(point.name, [...(points.get(point.name) ?? []), said]);
    }
  const told = [...points.values()].map((candidates) => decided(candidates, who));
  for (const point of own ? pointsOf(own.says) : []) {
    const said = { value: point.value, at: own?.at(point.path) ?? "" };
    const index = told.findIndex(({ name }) => name === point.name);
    if (index < 0) told.push({ name: point.name, by: [said], overridden: [] });
    else told[index] = tightened(told[index] as Told, point, said);
    points.set(point.name, [...(points.get(point.name) ?? []), { ...said, point }]);
  }
  for (const { says, at: place, from } of asides)
    for (const point of pointsOf(says)) {
      const said = { point, value: point.value, at: place(point.path), from };
      const index = told.findIndex(({ name }) => name === point.name);
      if (index < 0) told.push({ name: point.name, by: [said], overridden: [] });
      else told[index] = { ...(told[index] as Told), overridden: [...(told[index] as Told).overridden, said] };
      points.set(point.name, [...(points.get(point.name) ?? []), said]);
    }
  const boundary = boundaryOf(saidAll("residency", layers, at, own), who);
  const freeze = freezeOf(saidAll("outageFreeze", layers, at, own), today);
  const declared = assembled(
    told.map(({ name, by }) => ({ ...(points.get(name)?.[0]?.point as Point), value: by[0]?.value })),
  );
  return {
    objectives: {
      environment: "production",
      levels: {},
      failOnUnknown: false,
      ...declared,
      ...(boundary && { boundary: boundary.value }),
      ...(freeze?.value && { outageFreeze: freeze.value }),
    },
    told: [...told, ...(boundary ? [boundary.told] : []), ...(freeze ? [freeze.told] : [])],
  };
}

/** The most specific candidate; of several alike in that, the strictest. They come the most specific first. */
function decided(candidates: readonly Candidate[], who: string): Told {
  const [first, ...rest] = candidates as [Candidate, ...Candidate[]];
  let best = first;
  for (const other of rest) {
    if (compare(other.layer as Layer, first.layer as Layer) !== 0) break;
    const winner = stricter(other.point, best.value, other.value);
    if (winner === undefined)
      throw new ConfigError(
        `${best.at} and ${other.at}: for ${who}: ${first.point.name} is ${JSON.stringify(best.value)} and ${JSON.stringify(other.value)}, and neither entry is more specific`,
      );
    if (winner !== best.value) best = other;
  }
  return { name: first.point.name, by: [best], overridden: candidates.filter((one) => one !== best) };
}

/** The same with what the stack says of itself. */
function tightened(told: Told, point: Point, said: Said): Told {
  const [declared] = told.by as [Said];
  const winner = tighter(point, declared.value, said.value);
  if (winner === declared.value)
    return JSON.stringify(said.value) === JSON.stringify(declared.value) ? told : { ...told, refused: said };
  return { ...told, by: [said], overridden: [declared, ...told.overridden] };
}

/** What every declaration says of a key that is never overridden. */
function saidAll<K extends "residency" | "outageFreeze">(
  key: K,
  layers: readonly Layer[],
  at: Document<Declaration>["at"],
  own: Document<Declaration> | undefined,
): (Said & { readonly value: NonNullable<Declaration[K]> })[] {
  const ours = layers.flatMap((layer) => {
    const value = layer.says[key];
    return value === undefined ? [] : [{ value, at: at([...layer.path, key]), layer }];
  });
  const value = own?.says[key];
  return value === undefined ? ours : [...ours, { value, at: own?.at([key]) ?? "" }];
}

function boundaryOf(said: ReturnType<typeof saidAll<"residency">>, who: string) {
  if (said.length === 0) return undefined;
  try {
    const value = intersect(said.map((one) => expand(one.value))) as Boundary;
    const [own] = said.filter(({ layer }) => layer === undefined);
    const others = said.filter((one) => one !== own);
    const declared = own && intersect(others.map((one) => expand(one.value)));
    // All that the stack adds would be outside.
    if (declared && value.regions.size === declared.regions.size && expand(own.value).regions.size > value.regions.size)
      return { value: declared, told: { name: "residency", by: others, overridden: [], refused: own } };
    return { value, told: { name: "residency", by: said, overridden: [] } };
  } catch (error) {
    throw new ConfigError(`${said.map((one) => one.at).join(" and ")}: for ${who}: ${(error as Error).message}`);
  }
}

/** All freezes that hold on the day, as one; their regions in Azure's names. */
function freezeOf(said: ReturnType<typeof saidAll<"outageFreeze">>, today: string | undefined) {
  if (said.length === 0) return undefined;
  const holds = ({ value: { until } }: (typeof said)[number]): boolean => today === undefined || until >= today;
  const by = said.filter(holds);
  const running = by.map(({ value }) => value);
  const value: OutageFreeze | undefined =
    running.length === 0
      ? undefined
      : {
          regions: [...new Set(running.flatMap(({ regions }) => regions.map(normalise)))],
          reason: [...new Set(running.map(({ reason }) => reason))].join("; "),
          until: running
            .map(({ until }) => until)
            .sort()
            .at(-1) as string,
        };
  return { value, told: { name: "outageFreeze", by, overridden: said.filter((one) => !holds(one)) } };
}
