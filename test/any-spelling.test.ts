/** Thousands of resources of every kind, in the classic provider's words: the same shape, and the same verdict of every rule. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decide } from "../dist/src/judge.js";
import type { Kind } from "../dist/src/model.js";
import { services } from "../dist/src/page-services.js";
import { ofType, propsOf, spelled } from "../dist/src/page-spelled.js";
import { nativeType } from "../dist/src/staged.js";
import { anyInputs, checked, diced } from "./dice.js";
import { resource, ruling } from "./support.js";

const kinds = Object.entries(services).flatMap(([kind, { classic }]) =>
  (classic?.types ?? []).map((type) => [kind as Exclude<Kind, "stack">, type, classic?.lacks ?? []] as const),
);
/** What the classic type says by itself, said in words. */
const overlaid = (inputs: object, says: object): Record<string, unknown> => {
  const all: Record<string, unknown> = { ...inputs };
  for (const [key, value] of Object.entries(says))
    all[key] = typeof value === "object" && value !== null ? overlaid((all[key] as object) ?? {}, value) : value;
  return all;
};
/** Without objects that hold nothing. */
const full = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(full);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).map(([key, inner]) => [key, full(inner)] as const);
  return Object.fromEntries(kept.filter(([, inner]) => JSON.stringify(inner) !== "{}"));
};
const alone = checked.filter(({ scope }) => scope === undefined);
const own = ruling();

describe.each(kinds)("any %s as %s", (kind, type, lacks) => {
  test("is the same resource, and every rule says the same of it", () => {
    let met = 0;
    const says = propsOf(type);
    fc.assert(
      fc.property(diced, (dice) => {
        const { publicNetworkAccess: _, ...inputs } = anyInputs(nativeType[kind], dice); // yes or no there
        const native = resource(nativeType[kind], overlaid(inputs, says)).props;
        // Values of a wrong type are nobody's words.
        let plain: Record<string, unknown>;
        try {
          plain = JSON.parse(JSON.stringify(native)) as Record<string, unknown>;
        } catch {
          return;
        }
        const { properties, without } = spelled(plain, ofType(type) as never, lacks);
        if (without.length > 0) return; // the provider has no word for it
        const classic = resource(type, properties).props;
        expect(full(classic)).toEqual(full(plain));
        met++;
        for (const rule of alone.filter(({ appliesTo }) => appliesTo === kind))
          expect([rule.id, decide(rule, classic, own.context).outcome]).toEqual([
            rule.id,
            decide(rule, native, own.context).outcome,
          ]);
      }),
      { numRuns: 2000 },
    );
    expect(met).toBeGreaterThan(5);
  });
});

test("every kind that the classic provider has is among them", () => {
  expect(new Set(kinds.map(([kind]) => kind)).size).toBeGreaterThan(7);
});
