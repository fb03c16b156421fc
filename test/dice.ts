/** Resources put together from what the examples of all rules hold, so that nobody writes a generator for a rule. */
import fc from "fast-check";
import type { Rule } from "../dist/src/rule.js";
import { type Example, loadExamples, loadRules } from "../dist/src/rules.js";
import { nativeType, unknownMarker, withMarkers } from "../dist/src/staged.js";

export type Properties = Record<string, unknown>;
/** Every rule that a program decides. */
export const checked = [...loadRules().values()].filter(({ check }) => check);
export const examplesOf = (rule: Rule): Example[] =>
  Object.values(loadExamples(rule.id)).flatMap((group) => Object.values(group));

/** Everything that examples write of one type: whole properties at the top, and single values by their place. */
export interface Pool {
  readonly top: Map<string, unknown[]>;
  readonly leaves: Map<string, unknown[]>;
}
export const pools = new Map<string, Pool>();
const add = (map: Map<string, unknown[]>, key: string, value: unknown): void => {
  const own = map.get(key) ?? [];
  if (!own.some((one) => JSON.stringify(one) === JSON.stringify(value))) own.push(value);
  map.set(key, own);
};
function gather(type: string, properties: Properties): void {
  const pool = pools.get(type) ?? { top: new Map(), leaves: new Map() };
  pools.set(type, pool);
  for (const [key, value] of Object.entries(withMarkers(properties) as Properties)) {
    if (!JSON.stringify(value).includes(unknownMarker)) add(pool.top, key, value);
    walk(value, key, (leaf, place) => {
      if (leaf !== unknownMarker) add(pool.leaves, place, leaf);
      return leaf;
    });
  }
}
/** The same value with every leaf replaced by what `visit` makes of it; places are without indexes. */
export function walk(value: unknown, place: string, visit: (leaf: unknown, place: string) => unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => walk(one, `${place}[]`, visit));
  if (typeof value !== "object" || value === null) return visit(value, place);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, `${place}.${key}`, visit)]));
}
for (const rule of checked)
  for (const example of examplesOf(rule)) {
    if (rule.appliesTo !== "stack") gather(nativeType[rule.appliesTo], example.properties);
    if (rule.appliesTo !== "stack" && example.before) gather(nativeType[rule.appliesTo], example.before);
    for (const { type, properties } of Object.values(example.neighbours ?? {})) gather(type, properties);
  }

/** Numbers in the order in which they are asked for. */
export type Dice = (sides: number) => number;
export const pick = <T>(dice: Dice, from: readonly T[]): T => from[dice(from.length)] as T;

/** Any resource of a type: each property from some example or left out, some single values from others. */
export function anyInputs(type: string, dice: Dice): Properties {
  const { top, leaves } = pools.get(type) as Pool;
  const chosen = [...top].filter(() => dice(10) < 7).map(([key, values]) => [key, pick(dice, values)] as const);
  return Object.fromEntries(
    chosen.map(([key, value]) => [
      key,
      walk(value, key, (leaf, place) => (dice(8) === 0 ? pick(dice, leaves.get(place) ?? [leaf]) : leaf)),
    ]),
  );
}
/** The same with few values changed, and none unknown. */
export const touched = (type: string, inputs: Properties, dice: Dice): Properties =>
  walk(inputs, "", (leaf, place) => {
    const others = pools.get(type)?.leaves.get(place.slice(1));
    return leaf === unknownMarker || dice(12) === 0 ? (others ? pick(dice, others) : undefined) : leaf;
  }) as Properties;
/** The same with some of it not known: single values, elements and whole properties. */
export const hidden = (inputs: Properties, dice: Dice): Properties =>
  Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => {
      if (dice(10) === 0) return [key, unknownMarker];
      const known = Array.isArray(value) ? value.map((one) => (dice(12) === 0 ? unknownMarker : one)) : value;
      return [key, walk(known, key, (leaf) => (dice(8) === 0 ? unknownMarker : leaf))];
    }),
  );

export const diced = fc.infiniteStream(fc.nat()).map(
  (numbers): Dice =>
    (sides) =>
      numbers.next().value % sides,
);
