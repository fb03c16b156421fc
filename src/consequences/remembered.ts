/** An estate has many accounts and few profiles: what follows from one is worked out once. */
import { attempt, Unknown } from "../known";
import { said } from "./possible";

/** Shapes to remember; an estate with more of them gains nothing from it. */
const most = 4096;

/** The same function; an argument of a shape that it has seen gets the same answer. */
export function remembered<A, T>(
  compute: (argument: A) => T,
  shown: (argument: A) => unknown = (same) => same,
): (argument: A) => T {
  const before = new Map<string, T>();
  return (argument) => {
    const shape = JSON.stringify(shown(argument));
    let answer = before.get(shape);
    if (answer === undefined) {
      answer = compute(argument);
      if (before.size < most) before.set(shape, answer);
    }
    return answer;
  };
}

/** The same values and, in the place of each that nobody knows, why. */
export function visible(value: unknown): unknown {
  if (value instanceof Unknown) return { unknown: said(value) };
  if (typeof value !== "object" || value === null) return value;
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.map((key) => [key, visible(attempt(() => (value as Record<string | number, unknown>)[key]))]);
}
