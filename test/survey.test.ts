/** What the overview of an estate counts, held against the records themselves. */

import { describe, expect, test } from "vitest";
import { findRegion } from "../dist/src/azure/regions.js";
import { survey } from "../dist/src/estate/survey/survey.js";
import type { JudgedStack } from "../src/estate";
import type { Overview } from "../src/estate/overview";
import { stackOf, told } from "./estate-records";

function overviewOf(...records: readonly JudgedStack[]): Overview {
  const whole = survey();
  for (const record of records) whole.add(record);
  return whole.end([...told.rules.keys()]);
}

/** Named places of all data of a stack that Azure does not refuse, as region and whether it is certain. */
const placesOf = ({ resources, consequences }: JudgedStack) =>
  resources.flatMap(({ follows }) => {
    const own = follows === undefined ? undefined : consequences[follows];
    if (!own || own.refused) return [];
    return own.footprint.flatMap(({ region, certain }) => (region === undefined ? [] : [{ region, certain }]));
  });
const total = (overview: Overview, of: (region: Overview["regions"][number]) => number): number =>
  overview.regions.reduce((sum, region) => sum + of(region), 0);

describe("places of data", () => {
  const { boundary: _, ...open } = stackOf(0);
  const places = placesOf(open);

  test("are undeclared where no boundary is", () => {
    const overview = overviewOf(open);
    expect(places.length).toBeGreaterThan(20);
    expect(total(overview, ({ undeclared }) => undeclared)).toBe(places.length);
    expect(total(overview, ({ inside, outside }) => inside + outside.certain + outside.perhaps)).toBe(0);
    expect(overview.boundaries).toEqual({ declared: 0, undeclared: 1 });
  });

  test("are inside or outside of one that is declared", () => {
    const overview = overviewOf({ ...open, boundary: { declaredAs: "regions", regions: ["westeurope"] } });
    const home = places.filter(({ region }) => region === "westeurope");
    const away = places.filter(({ region }) => region !== "westeurope");
    expect(total(overview, ({ inside }) => inside)).toBe(home.length);
    // Where a region is that no table lists, nobody knows.
    const isOutside = ({ certain, region = "" }: (typeof places)[number]) =>
      certain && findRegion(region) !== undefined;
    expect(total(overview, ({ outside }) => outside.certain)).toBe(away.filter(isOutside).length);
    expect(total(overview, ({ outside }) => outside.perhaps)).toBe(away.filter((one) => !isOutside(one)).length);
    expect(total(overview, ({ undeclared }) => undeclared)).toBe(0);
    expect(overview.boundaries).toEqual({ declared: 1, undeclared: 0 });
  });
});

test("targets are counted where data is held", () => {
  const [one, other] = [stackOf(0), stackOf(1)];
  const overview = overviewOf(
    { ...one, targets: { rpoMinutes: 0, slaTarget: { read: 99.99 } } },
    { ...other, targets: { rtoMinutes: 60, rpoMinutes: 5 } },
    { ...stackOf(2), resources: [], findings: [], targets: { rpoMinutes: 5 } },
  );
  expect(overview.targets).toEqual({
    sla: { declared: 1, undeclared: 1 },
    rpo: { declared: 2, undeclared: 0 },
    rto: { declared: 1, undeclared: 1 },
  });
});

test("what a region takes is told by team of production alone, and adds up", () => {
  const stacks = [0, 1, 5].map((at) => ({ ...stackOf(0), stack: `shop/${at}`, team: `team-${at}` }));
  const overview = overviewOf(...stacks, { ...stackOf(0), stack: "shop/dev", team: "dev", environment: "development" });
  for (const { teams, production, lost } of overview.regions) {
    expect(Object.keys(teams)).not.toContain("dev");
    expect(Object.values(teams).reduce((sum, { resources }) => sum + resources, 0)).toBe(production.resources);
    expect(lost.resources * 3).toBe(production.resources * 4);
  }
});
