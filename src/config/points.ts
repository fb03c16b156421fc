/** A declaration as single points, each of which is decided on its own, and which of two values is the stricter. */
import { criticalities, environments, levels } from "../model";
import type { Declaration } from "./schema";

/** One value of a declaration. `name` is its path with dots, e.g. `slaTarget.read` or `levels.cosmos-min-two-regions`. */
export interface Point {
  readonly name: string;
  readonly path: readonly string[];
  readonly value: unknown;
}

type Stricter = (one: never, other: never) => unknown;

const firstOf =
  (order: readonly unknown[]): Stricter =>
  (one, other) =>
    order.indexOf(one) <= order.indexOf(other) ? one : other;
const either: Stricter = (one: boolean, other: boolean) => one || other;
const both: Stricter = (one: boolean, other: boolean) => one && other;

/** By key, how deep its values lie below it and which is the stricter. Boundaries and freezes are not decided: they add up. */
const keys: Readonly<Record<string, { readonly depth: 0 | 1 | 2; readonly stricter?: Stricter; settled?: true }>> = {
  environment: { depth: 0, stricter: firstOf(environments) },
  criticality: { depth: 0, stricter: firstOf(criticalities) },
  team: { depth: 0, settled: true },
  // It takes one question away and asks others: a stack that chose could switch a rule off.
  singleRegionByLaw: { depth: 0, stricter: either, settled: true },
  rpoMinutes: { depth: 0, stricter: Math.min },
  rtoMinutes: { depth: 0, stricter: Math.min },
  slaTarget: { depth: 1, stricter: Math.max },
  activeActive: { depth: 0, stricter: either },
  alertsManagedElsewhere: { depth: 0, stricter: both },
  levels: { depth: 1, stricter: firstOf(levels) },
  // Nobody knows which value of a rule's own setting is the stricter.
  parameters: { depth: 2 },
  allowResidencyWaivers: { depth: 0, stricter: both },
  failOnUnknown: { depth: 0, stricter: either },
};

/** The points of a declaration, in its order. */
export function pointsOf(says: Declaration): Point[] {
  const below = (value: unknown, path: readonly string[], depth: number): Point[] =>
    depth === 0
      ? [{ name: path.join("."), path, value }]
      : Object.entries((value ?? {}) as object).flatMap(([key, inner]) => below(inner, [...path, key], depth - 1));
  return Object.entries(says).flatMap(([key, value]) => {
    const known = keys[key];
    return known && value !== undefined ? below(value, [key], known.depth) : [];
  });
}

/** The stricter of two values of one point; undefined where nobody can say. */
export function stricter({ path }: Point, one: unknown, other: unknown): unknown {
  if (JSON.stringify(one) === JSON.stringify(other)) return one;
  return keys[path[0] as string]?.stricter?.(one as never, other as never);
}

/** Which holds of what `hadr.yaml` declares and what the stack says of itself: the stricter, where the stack has a say. */
export const tighter = (point: Point, declared: unknown, own: unknown): unknown =>
  keys[point.path[0] as string]?.settled ? declared : stricter(point, declared, own);

/** The points as one declaration again. */
export function assembled(points: Iterable<Point>): Record<string, unknown> {
  const whole: Record<string, unknown> = {};
  for (const { path, value } of points) {
    let at = whole;
    for (const key of path.slice(0, -1)) {
      at[key] ??= {};
      at = at[key] as Record<string, unknown>;
    }
    at[path.at(-1) as string] = value;
  }
  return whole;
}
