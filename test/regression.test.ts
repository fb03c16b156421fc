/** What a change makes worse: never claimed where a value that nobody knows could make it untrue, and never both ways. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Consequences } from "../dist/src/consequence.js";
import { consequencesOf, type Holder } from "../dist/src/consequences/consequences.js";
import { linesOf } from "../dist/src/consequences/lines.js";
import { type Regression, regressions } from "../dist/src/consequences/regression.js";
import { worsened } from "../dist/src/consequences/worsened.js";
import type { Resource } from "../dist/src/model.js";
import { loadRules } from "../dist/src/rules.js";
import { clusters } from "./cluster-table.js";
import { accountOf, dimensions, gridOf } from "./consequence-table.js";
import { anyInputs, type Dice, diced, hidden, type Properties, pools } from "./dice.js";
import { nativeType, resource, ruling } from "./support.js";

const { context } = ruling();
const holders: readonly Holder[] = [
  "cosmos-account",
  "documentdb-cluster",
  "postgresql-cluster",
  "cassandra-data-center",
  "cassandra-cluster",
  "digital-twins",
];
const follows = (kind: Holder, inputs: Properties): Consequences =>
  consequencesOf(kind, (resource(nativeType[kind], inputs) as Resource).props, context);

/** A resource and what a change makes of it: mostly little, so that what differs is not lost in the rest. */
function change(kind: Holder, dice: Dice): [was: Properties, is: Properties] {
  const type = nativeType[kind];
  const was = anyInputs(type, dice);
  if (dice(4) === 0) return [was, anyInputs(type, dice)];
  const other = anyInputs(type, dice);
  const is = { ...was };
  for (const key of Object.keys({ ...was, ...other })) {
    if (dice(4) > 0) continue;
    if (key in other) is[key] = other[key];
    else delete is[key];
  }
  return [was, is];
}

const names = (all: readonly Regression[]): string[] => all.filter(({ certain }) => certain).map(({ what }) => what);
/** Whether the write region has a read region beside it or not, it is the same line. */
const line = (what: string): string => what.replace(/^write region/, "region");
const plain = (all: readonly Regression[]): string[] => names(all).map(line);
const numRuns = 800 * Number(process.env.FC_MORE ?? 1);

describe.each(holders)("any change: %s", (kind) => {
  test("what stays as it is gets no worse", () => {
    expect(pools.has(nativeType[kind])).toBe(true);
    fc.assert(
      fc.property(diced, (dice) => {
        const inputs = anyInputs(nativeType[kind], dice);
        const [one, other] = [follows(kind, inputs), follows(kind, inputs)];
        // What nobody knows may be one value before and another one after.
        const isHidden = JSON.stringify(inputs).includes("[secret]");
        expect(names(regressions(one, other))).toEqual([]);
        if (!isHidden) expect(regressions(one, other)).toEqual([]);
      }),
      { numRuns },
    );
  });

  test("nothing certainly gets worse both ways, and what is not certain says why", () => {
    fc.assert(
      fc.property(diced, (dice) => {
        const [before, after] = change(kind, dice).map((inputs) => follows(kind, hidden(inputs, dice)));
        const [there, back] = [regressions(before!, after!), regressions(after!, before!)];
        expect(plain(there).filter((what) => plain(back).includes(what))).toEqual([]);
        for (const { what, was, is, certain, why } of [...there, ...back]) {
          expect([what, why === undefined]).toEqual([what, certain]);
          expect([what, certain && was === is]).toEqual([what, false]);
        }
        const told = linesOf(before!);
        for (const { what, was } of there) expect(told.find((one) => one.what === what)?.words).toBe(was);
        // What certainly gets worse does so at its best or at its worst, which is what the pack asks.
        if (names(there).length > 0) expect(worsened(before!, after!)).toBeDefined();
        if (worsened(before!, after!) === undefined) expect(names(there)).toEqual([]);
      }),
      { numRuns },
    );
  });

  test("an answer that hides a value holds whatever the value is", () => {
    fc.assert(
      fc.property(diced, (dice) => {
        const [was, is] = change(kind, dice);
        const [before, after] = [follows(kind, was), follows(kind, is)];
        if (before.refused || after.refused) return;
        const full = regressions(before, after);
        const less = regressions(follows(kind, hidden(was, dice)), follows(kind, hidden(is, dice)));
        const known = full.map(({ what }) => line(what));
        // Certain in spite of what is hidden: then it is worse; certain of all: then it is not denied.
        expect(plain(less).filter((what) => !known.includes(what))).toEqual([]);
        const said = less.map(({ what }) => line(what));
        expect(plain(full).filter((what) => !said.includes(what))).toEqual([]);
      }),
      { numRuns },
    );
  });
});

test("a kind has a rule if and only if something of it can certainly get worse", () => {
  const able = holders.filter((kind) => {
    let worse = 0;
    fc.assert(
      fc.property(diced, (dice) => {
        const [before, after] = change(kind, dice).map((inputs) => follows(kind, inputs));
        worse += names(regressions(before!, after!)).length;
      }),
      { numRuns },
    );
    return worse > 0;
  });
  const ruled = [...loadRules().values()].filter(({ scope }) => scope === "regression");
  expect(ruled.map(({ appliesTo }) => appliesTo).sort()).toEqual([...able].sort());
});

test("what Azure refuses is compared with nothing", () => {
  const { combinations } = gridOf(dimensions);
  const all = combinations.map((one) => consequencesOf("cosmos-account", accountOf(one), context));
  const refused = all.filter((one) => one.refused);
  expect(refused.length).toBeGreaterThan(100);
  for (const one of refused) for (const other of all.slice(0, 50)) expect(regressions(one, other)).toEqual([]);
  for (const one of refused) for (const other of all.slice(0, 50)) expect(regressions(other, one)).toEqual([]);
});

describe("what is certain", () => {
  const account = (more: object, ...regions: string[]): Properties => ({
    locations: regions.map((locationName, failoverPriority) => ({ locationName, failoverPriority })),
    ...more,
  });
  const of = (was: Properties, is: Properties) =>
    regressions(follows("cosmos-account", was), follows("cosmos-account", is));
  const strong = { consistencyPolicy: { defaultConsistencyLevel: "Strong" } };
  const two = ["westeurope", "northeurope"];
  const three = [...two, "francecentral"];

  test("the gravest comes first, in the words of the reports", () => {
    const found = of(account({ enableMultipleWriteLocations: true }, ...three), account({}, ...two));
    expect(found.filter(({ certain }) => certain)).toEqual([
      { what: "SLA of writes", was: "99.999 % (2025)", is: "99.99 % (2025)", certain: true },
      {
        what: "region lost, writes",
        was: "not interrupted (2026)",
        is: "out until a person takes the region offline (2026)",
        certain: true,
      },
      { what: "copies", was: "9 to 12 (2025)", is: "6 to 8 (2025)", certain: true },
    ]);
  });

  test("copies fall with every region, though from four to three the ranges of the documents touch", () => {
    const four = [...three, "swedencentral"];
    expect(names(of(account(strong, ...four), account(strong, ...three)))).toEqual(["copies"]);
    expect(of(account(strong, ...three), account(strong, ...four))).toEqual([]);
  });

  test("a new region cannot have been lost, and one that goes is told of by the copies", () => {
    expect(names(of(account({}, "westeurope"), account(strong, ...two)))).toEqual([]);
    const gone = of(account({ enableAutomaticFailover: true }, ...two), account({}, "westeurope"));
    expect(names(gone)).toContain("copies");
    expect(names(gone).filter((what) => what.startsWith("read region"))).toEqual([]);
  });

  test("what no document states may be anything: neither worse than what one states nor better", () => {
    const { all, grid } = clusters["postgresql-cluster"];
    const at = (more: Record<string, string>): Consequences => {
      const wanted = { is: "primary", compute: "dedicated", "own key": "no", region: "zones and geo backup", ...more };
      const one = grid.combinations.find((each) => Object.entries(wanted).every(([key, value]) => each[key] === value));
      return all.get(one!)!;
    };
    const [without, geo] = [{}, {}].map((_, index) =>
      at({ "high availability": "no", "geo backup": index ? "yes" : "no" }),
    ) as [Consequences, Consequences];
    expect([without.loss.writeRegion.data.best, geo.loss.writeRegion.data.best]).toEqual([
      { is: "everything" },
      { is: "not-stated" },
    ]);
    expect(regressions(without, geo)).toEqual([]);
    expect(regressions(geo, without)).toMatchObject([
      { what: "region lost for good, data", certain: false, why: "no document states it" },
    ]);
  });
});
