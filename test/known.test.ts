import fc from "fast-check";
import { expect, test } from "vitest";
import { allOf, anyOf, certainly, distinct, every, find, reaches, some, Unknown } from "../dist/src/known.js";

type Answer = boolean | "?";
const answer = fc.constantFrom<Answer>(true, false, "?");
const ask = (value: Answer) => {
  if (value === "?") throw new Unknown("p", "not known");
  return value;
};
/** true, false or "?"; anything else that is thrown is a bug. */
const told = (run: () => boolean): Answer => {
  try {
    return run();
  } catch (error) {
    if (error instanceof Unknown) return "?";
    throw error;
  }
};
/** What holds for every way of filling in what is not known. */
const completions = (answers: readonly Answer[], decide: (known: boolean[]) => boolean): Answer => {
  let open: boolean[][] = [[]];
  for (const one of answers)
    open = open.flatMap((known) =>
      one === "?"
        ? [
            [...known, true],
            [...known, false],
          ]
        : [[...known, one]],
    );
  const decided = new Set(open.map(decide));
  return decided.size === 1 ? [...decided][0]! : "?";
};

test("quantifiers decide exactly what every completion agrees on, in any order", () => {
  fc.assert(
    fc.property(fc.array(answer, { maxLength: 6 }), (answers) => {
      const expectedSome = completions(answers, (known) => known.some(Boolean));
      const expectedEvery = completions(answers, (known) => known.every(Boolean));
      expect(told(() => some(answers, ask))).toBe(expectedSome);
      expect(told(() => every(answers, ask))).toBe(expectedEvery);
      expect(told(() => anyOf(...answers.map((one) => () => ask(one))))).toBe(expectedSome);
      expect(told(() => allOf(...answers.map((one) => () => ask(one))))).toBe(expectedEvery);
      expect(told(() => some([...answers].reverse(), ask))).toBe(expectedSome);
    }),
    { numRuns: 2000 },
  );
});

test("counting different keys: certain bounds for every completion", () => {
  const key = fc.constantFrom("a", "b", "c", "?");
  fc.assert(
    fc.property(fc.array(key, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 4 }), (keys, n) => {
      const range = distinct(keys, (one) => (one === "?" ? ask("?") && one : one));
      let filled: string[][] = [[]];
      for (const one of keys)
        filled = filled.flatMap((known) =>
          one === "?"
            ? ["a", "b", "c", "new1", "new2", "new3", "new4"].map((value) => [...known, value])
            : [[...known, one]],
        );
      const sizes = filled.map((values) => new Set(values).size);
      expect([range.atLeast, range.atMost]).toEqual([Math.min(...sizes), Math.max(...sizes)]);
      const all = new Set(sizes.map((size) => size >= n));
      expect(told(() => reaches(range, n))).toBe(all.size === 1 ? [...all][0] : "?");
    }),
    { numRuns: 1000 },
  );
});

test("find gives the element that decides, and bugs pass through", () => {
  expect(find<Answer>(["?", true], ask)).toBe(true);
  expect(find<Answer>([false], ask)).toBeUndefined();
  expect(() =>
    find([1], () => {
      throw new TypeError("bug");
    }),
  ).toThrow(TypeError);
  expect(certainly(() => ask("?"))).toBe(false);
  expect(() =>
    certainly(() => {
      throw new TypeError("bug");
    }),
  ).toThrow(TypeError);
});
