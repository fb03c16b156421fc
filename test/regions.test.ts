/** The region table: complete where it must be, and equal to a few rows transcribed once more by hand. */
import { describe, expect, test } from "vitest";
import { expand, intersect, openRegions, spelledOut } from "../dist/src/azure/boundary.js";
import { findRegion, hasZones, regionOf, regions } from "../dist/src/azure/regions.js";
import { Unknown } from "../dist/src/known.js";

test("names are unique and canonical, display names differ from them only in case and spaces", () => {
  expect(new Set(regions.map(({ name }) => name)).size).toBe(regions.length);
  expect(regions.length).toBe(75);
  for (const region of regions) {
    expect(region.name).toMatch(/^[a-z]+[a-z0-9]*$/);
    expect(findRegion(region.displayName.replace(/[()]/g, ""))?.name ?? region.name).toBe(region.name);
    expect(region.countryCode).toMatch(/^[A-Z]{2}$/);
    expect(["AzureCloud", "AzureUSGovernment", "AzureChinaCloud", "AzureGermanCloud"]).toContain(region.cloud);
  }
});

test("every pair is a region of the same cloud, and the one-way ones are those that Microsoft names", () => {
  const oneWay = regions
    .filter(({ pair, name }) => pair !== null && findRegion(pair)?.pair !== name)
    .map(({ name, pair }) => `${name}→${pair}`);
  for (const { pair, cloud } of regions) if (pair !== null) expect(findRegion(pair)?.cloud).toBe(cloud);
  expect(oneWay.sort()).toEqual([
    "brazilsoutheast→brazilsouth",
    "brazilsouth→southcentralus",
    "indiasouthcentral→centralindia",
    "usgovarizona→usgovtexas",
    "westindia→southindia",
    "westus3→eastus",
  ]);
});

test("rows transcribed once more from the region list of 2026-07-28", () => {
  const row = (name: string) => {
    const { zones, pair, geography, countryCode, restrictedAccess } = regionOf(name);
    return [zones, pair, geography, countryCode, restrictedAccess];
  };
  expect(row("westeurope")).toEqual([true, "northeurope", "Europe", "NL", false]);
  expect(row("North Europe")).toEqual([true, "westeurope", "Europe", "IE", false]);
  expect(row("ukwest")).toEqual([false, "uksouth", "United Kingdom", "GB", false]);
  expect(row("italynorth")).toEqual([true, null, "Italy", "IT", false]);
  expect(row("germanynorth")).toEqual([false, "germanywestcentral", "Germany", "DE", true]);
  expect(row("eastasia")).toEqual([true, "southeastasia", "Asia Pacific", "HK", false]);
  const open = regions.filter(({ cloud, zonesAsOf }) => cloud === "AzureCloud" && zonesAsOf === "2026-07-28");
  expect(open.length).toBe(57);
  // 39 with zones; West US counts as neither since sources disagree.
  expect(open.filter(({ zones }) => zones).length).toBe(39);
  expect(open.filter(({ zones }) => zones === null).map(({ name }) => name)).toEqual(["westus"]);
  expect(open.filter(({ pair }) => pair === null).length).toBe(13);
  expect(regions.filter(({ builtInResidency }) => builtInResidency).map(({ name }) => name)).toEqual([
    "brazilsouth",
    "southeastasia",
  ]);
});

test("regions without a pair lack Geo, regions without zones lack Zone, where redundancies are recorded", () => {
  const recorded = regions.filter(({ cosmosBackupRedundancies }) => cosmosBackupRedundancies !== null);
  expect(recorded.length).toBeGreaterThan(40);
  for (const { name, pair, zones, cosmosBackupRedundancies } of recorded) {
    expect([name, cosmosBackupRedundancies?.includes("Geo")]).toEqual([name, pair !== null]);
    if (zones !== null) expect([name, cosmosBackupRedundancies?.includes("Zone")]).toEqual([name, zones]);
  }
});

test("what nobody knows is never yes or no", () => {
  expect(findRegion("marsnorth")).toBeUndefined();
  expect(() => regionOf("marsnorth")).toThrow(Unknown);
  expect(() => regionOf("germanycentral")).toThrow(Unknown);
  expect(() => hasZones(regionOf("westus"))).toThrow(Unknown);
  expect(() => hasZones(regionOf("usgovarizona"))).toThrow(Unknown);
});

describe("boundaries", () => {
  const names = (declaration: Parameters<typeof expand>[0]) => [...expand(declaration).regions].sort();
  test("Azure's Europe is two regions; its geography group and the EU Data Boundary are wider", () => {
    expect(names({ geographies: ["europe"] })).toEqual(["northeurope", "westeurope"]);
    expect(names({ geographyGroups: ["Europe"] })).toContain("francecentral");
    expect(names({ euDataBoundary: true })).toEqual(
      expect.arrayContaining(["switzerlandnorth", "norwayeast", "francecentral"]),
    );
    expect(names({ euDataBoundary: true })).not.toContain("uksouth");
  });
  test("keys add up, declarations intersect", () => {
    expect(names({ countries: ["IE"], regions: ["West Europe"] })).toEqual(["northeurope", "westeurope"]);
    const both = intersect([expand({ geographies: ["Europe"] }), expand({ countries: ["NL", "DE"] })]);
    expect([...(both?.regions ?? [])]).toEqual(["westeurope"]);
    expect(both?.declaredAs).toBe("geographies Europe and countries NL, DE");
    expect(intersect([])).toBeUndefined();
  });
  test("a typo or an empty boundary is an error, never an empty set", () => {
    expect(() => expand({ countries: ["XX"] })).toThrow('no Azure region is in "XX"');
    expect(() => expand({ regions: ["germanycentral"] })).toThrow("no Azure region");
    expect(() => expand({ euDataBoundary: false })).toThrow("holds no region");
    expect(() => intersect([expand({ countries: ["NL"] }), expand({ countries: ["DE"] })])).toThrow(
      "no region is inside",
    );
  });
  test("a declaration in the words of the table holds the same regions", () => {
    const loose = {
      countries: ["nl", "Ireland"],
      regions: ["UK South"],
      geographies: ["germany"],
      euDataBoundary: false,
    };
    expect(spelledOut(loose)).toEqual({
      countries: ["NL", "IE"],
      regions: ["uksouth"],
      geographies: ["Germany"],
      euDataBoundary: false,
    });
    expect(names(spelledOut(loose))).toEqual(names(loose));
    expect(spelledOut({ countries: ["Atlantis"] })).toEqual({ countries: ["Atlantis"] });
  });
  test("open regions leave out those that need approval", () => {
    expect(openRegions(expand({ geographies: ["Switzerland"] })).map(({ name }) => name)).toEqual(["switzerlandnorth"]);
  });
});
