/**
 * What holds for every rule, whatever a stack holds: thousands of stacks for each rule, put together from what the
 * examples of all rules hold, so that a rule that is added is tried without anybody writing a generator for it.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { consequencesOf } from "../dist/src/consequences/consequences.js";
import { judge, type Ruling, rulingOf } from "../dist/src/judge.js";
import { Neighbourhood } from "../dist/src/kinds/neighbourhood.js";
import { recognise } from "../dist/src/kinds/recognise.js";
import { stackResource } from "../dist/src/kinds/stack.js";
import type { Kind, Operation, RawResource, Resource } from "../dist/src/model.js";
import type { Neighbour, Rule } from "../dist/src/rule.js";
import { loadExamples } from "../dist/src/rules.js";
import { declaredIn, nativeType, withMarkers } from "../dist/src/staged.js";
import {
  anyInputs,
  checked,
  type Dice,
  diced,
  examplesOf,
  hidden,
  type Pool,
  type Properties,
  pick,
  pools,
  touched,
  walk,
} from "./dice.js";

const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned).reverse();
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, turned(inner)]));
};

/** One stack: the resource that is judged comes first. */
interface Scene {
  readonly raws: readonly RawResource[];
  readonly ruling: Ruling;
}
const types = [...pools.keys()];
const operations: readonly Operation[] = ["create", "update", "replace", "delete", "same"];

/** Scopes of rules that are told what there was before. */
const comparing = new Set<Rule["scope"]>(["change", "regression"]);

function anyScene(rule: Rule, dice: Dice): Scene {
  const own = rule.appliesTo === "stack" ? [] : [nativeType[rule.appliesTo]];
  // Those that its own examples stand beside, and a few of any type.
  const usual = examplesOf(rule).flatMap(({ neighbours = {} }) => Object.values(neighbours).map(({ type }) => type));
  const others = Array.from({ length: rule.scope === "stack" || own.length === 0 ? dice(5) : 0 }, () =>
    pick(dice, usual.length > 0 && dice(4) > 0 ? usual : types),
  );
  // Half of them begin as one of the rule's own examples, so that what it is about comes up.
  const begun = dice(2) === 0 ? pick(dice, examplesOf(rule)) : undefined;
  const given = [
    ...(begun && own.length > 0 ? [begun.properties] : []),
    ...Object.values(begun?.neighbours ?? {}).map(({ properties }) => properties),
  ];
  const of = begun ? [...own, ...Object.values(begun.neighbours ?? {}).map(({ type }) => type)] : [...own, ...others];
  const raws = of.map((type, at): RawResource => {
    const urn = `urn:pulumi:dev::shop::${type}::${at}`;
    const inputs = begun ? touched(type, withMarkers(given[at]) as Properties, dice) : anyInputs(type, dice);
    const more = {
      ...(at === 0 && begun?.retained && { retained: begun.retained }),
      ...(at === 0 && begun?.outputs && { outputs: withMarkers(begun.outputs) as Properties }),
    };
    if (!comparing.has(rule.scope) || at > 0) return { urn, type, operation: "create", inputs, ...more };
    // Mostly a small change, sometimes another resource altogether.
    const own = begun?.before && dice(2) === 0 ? touched(type, withMarkers(begun.before) as Properties, dice) : inputs;
    const before = dice(3) === 0 ? anyInputs(type, dice) : { ...own, ...slight(type, dice) };
    return { urn, type, operation: pick(dice, operations), inputs, before: { inputs: before }, ...more };
  });
  return { raws: linked(raws), ruling: declaredIn(begun ?? pick(dice, examplesOf(rule)), rule) };
}
const slight = (type: string, dice: Dice): Properties => {
  const [key, values] = pick(dice, [...(pools.get(type) as Pool).top]);
  return { [key]: pick(dice, values) };
};

/** What the program was made of: every property that names another resource. */
const linked = (raws: readonly RawResource[]): RawResource[] =>
  raws.map((raw) => {
    const madeOf: Record<string, string[]> = {};
    for (const [key, value] of Object.entries(raw.inputs))
      walk(value, key, (leaf) => {
        const found = raws.find((other) => other !== raw && typeof leaf === "string" && named(other, leaf));
        if (found && raw.urn.length % 2 === 0) madeOf[key] = [...(madeOf[key] ?? []), found.urn];
        return leaf;
      });
    return { ...raw, madeOf };
  });
const named = ({ inputs }: RawResource, reference: string): boolean =>
  Object.entries(inputs).some(
    ([key, value]) => /[nN]ame$/.test(key) && !/group/i.test(key) && value === reference.split("/").at(-1),
  );

function verdictOf(rule: Rule, { raws, ruling }: Scene) {
  const hood = new Neighbourhood();
  const found = raws.map((raw) => recognise(raw));
  const all = found.flatMap((one): (Resource | (Neighbour & Pick<Resource, "project" | "stack">))[] =>
    one.is === "resource" ? [...one.resources, ...one.beside] : [],
  );
  for (const one of all) hood.add(one);
  const own = rule.appliesTo === "stack" ? stackResource("shop", "dev", hood.counts()) : (all[0] as Resource);
  const was = own.before && consequencesOf(own.kind, own.before, ruling.context);
  const { outcome, because = "" } = judge(
    own,
    rule,
    rulingOf(ruling, rule, own, () => hood.seenFrom(own), was),
  );
  return { outcome, because };
}

const over = (scene: Scene, change: (inputs: Properties) => Properties): Scene => ({
  ...scene,
  raws: scene.raws.map((raw) => ({
    ...raw,
    inputs: change(raw.inputs as Properties),
    ...(raw.before && { before: { inputs: change(raw.before.inputs as Properties) } }),
  })),
});

/** FC_MORE=20 looks twenty times as hard. */
const numRuns = 2000 * Number(process.env.FC_MORE ?? 1);

describe.each(checked)("any stack: $id", (rule) => {
  test("the rule decides, whatever it is given, and hears of unknown values as such", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(diced, (dice) => {
        const scene = anyScene(rule, dice);
        const { outcome, because } = verdictOf(rule, scene);
        seen.add(outcome);
        expect(because).not.toContain("the rule failed on this resource");
        const less = verdictOf(
          rule,
          over(scene, (inputs) => hidden(inputs, dice)),
        );
        seen.add(less.outcome);
        expect(less.because).not.toContain("the rule failed on this resource");
        const decided = less.outcome !== "unknown" && less.outcome !== "manual";
        if (decided && (outcome === "fail" || outcome === "pass"))
          expect(`${less.outcome} although it is ${outcome}`).toBe(
            `${less.outcome === "not-applicable" && outcome === "pass" ? "not-applicable" : outcome} although it is ${outcome}`,
          );
      }),
      { numRuns },
    );
    // The property says nothing of a rule that is never met.
    const possible = Object.keys(loadExamples(rule.id)).filter((outcome) => outcome !== "unknown");
    expect(possible.filter((outcome) => !seen.has(outcome))).toEqual([]);
  });

  test("neither the order of resources nor that of lists makes a difference", () => {
    fc.assert(
      fc.property(diced, (dice) => {
        const scene = over(anyScene(rule, dice), (inputs) => hidden(inputs, dice));
        const { outcome } = verdictOf(rule, scene);
        const other = over(scene, (inputs) => turned(inputs) as Properties);
        const [first, ...rest] = other.raws;
        const raws = rule.appliesTo === "stack" ? [...other.raws].reverse() : [first as RawResource, ...rest.reverse()];
        expect(verdictOf(rule, { ...other, raws }).outcome).toBe(outcome);
      }),
      { numRuns },
    );
  });
});

test("there is something to draw from for every kind that rules are about", () => {
  const kinds = new Set(checked.map(({ appliesTo }) => appliesTo).filter((kind) => kind !== "stack"));
  for (const kind of kinds) expect(pools.get(nativeType[kind as Exclude<Kind, "stack">])?.top.size).toBeGreaterThan(0);
});
