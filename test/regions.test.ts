/** The region table: complete where it must be, and equal to the region list transcribed a second time. */
import { describe, expect, test } from "vitest";
import { expand, intersect, openRegions, spelledOut } from "../dist/src/azure/boundary.js";
import { findRegion, hasZones, regionOf, regions } from "../dist/src/azure/regions.js";
import { Unknown } from "../dist/src/known.js";
import { transcribed } from "./golden/regions-transcribed.js";

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
  for (const { name, pair, cloud } of regions) {
    if (pair !== null) expect(findRegion(pair)?.cloud, `${name}→${pair}`).toBe(cloud);
    expect(pair).not.toBe(name);
  }
  expect(oneWay.sort()).toEqual([
    "brazilsoutheast→brazilsouth",
    "brazilsouth→southcentralus",
    "indiasouthcentral→centralindia",
    "usgovarizona→usgovtexas",
    "westindia→southindia",
    "westus3→eastus",
  ]);
});

test("all Azure clouds are there, with the regions that each is known to have", () => {
  const names = (of: string) => regions.filter(({ cloud }) => cloud === of).map(({ name }) => name);
  expect(names("AzureCloud").length).toBe(57 + 5);
  expect(names("AzureChinaCloud").sort()).toEqual([
    "chinaeast",
    "chinaeast2",
    "chinaeast3",
    "chinanorth",
    "chinanorth2",
    "chinanorth3",
  ]);
  expect(names("AzureUSGovernment").sort()).toEqual([
    "usdodcentral",
    "usdodeast",
    "usgovarizona",
    "usgovtexas",
    "usgovvirginia",
  ]);
  expect(names("AzureGermanCloud").sort()).toEqual(["germanycentral", "germanynortheast"]);
  for (const { cloud, status, name } of regions) expect(status === "closed", name).toBe(cloud === "AzureGermanCloud");
  expect(regions.filter(({ status }) => status === "canary").map(({ name }) => name)).toEqual([
    "centraluseuap",
    "eastus2euap",
  ]);
});

test("every public region has a place on the map, or is one of those of which none is recorded", () => {
  const open = regions.filter(({ cloud }) => cloud === "AzureCloud");
  const placeless = open.filter(({ latitude, longitude }) => latitude === null || longitude === null);
  expect(placeless.map(({ name }) => name)).toEqual(["indiasouthcentral", "swedensouth"]);
  for (const { name, latitude, longitude } of regions) {
    expect(latitude === null, name).toBe(longitude === null);
    if (latitude !== null) expect(Math.abs(latitude), name).toBeLessThan(65);
  }
  expect(regions.filter(({ coordinatesSuspect }) => coordinatesSuspect).map(({ name }) => name)).toEqual([
    "francecentral",
    "francesouth",
    "germanynorth",
    "israelcentral",
    "spaincentral",
    "ukwest",
    "westcentralus",
  ]);
});

/** Countries whose name in the transcription is not that of ISO 3166-1. */
const spelled: Readonly<Record<string, string>> = {
  "Hong Kong": "Hong Kong SAR",
  Korea: "South Korea",
  UAE: "United Arab Emirates",
};

describe("the second transcription", () => {
  const rows = transcribed
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => {
      const [region = "", zones = "", pair = "", place = "", point = ""] = line.split(" | ");
      const [, geography, , country] = place.match(/^([^(]+?)( \((.+)\))?$/) ?? [];
      const degrees = point.split(", ").map((part) => (part === "—" ? null : Number(part)));
      return {
        name: region.replace(" R", ""),
        restricted: region.endsWith(" R"),
        zones: { yes: true, no: false }[zones],
        pair: pair === "—" ? null : pair.replace(" R", ""),
        geography,
        country: spelled[country ?? geography ?? ""] ?? country ?? geography,
        degrees,
        pairRestricted: pair.endsWith(" R"),
      };
    });

  test("holds the 57 regions of the list; five more stand in other sources only", () => {
    expect(rows.length).toBe(57);
    const listed = new Set(rows.map(({ name }) => name));
    const others = regions.filter(({ name, cloud }) => cloud === "AzureCloud" && !listed.has(name));
    expect(others.map(({ name }) => name).sort()).toEqual([
      "centraluseuap",
      "eastus2euap",
      "jioindiacentral",
      "jioindiawest",
      "swedensouth",
    ]);
  });

  test.each(rows)("$name is the same in the table", (row) => {
    const region = regionOf(row.name);
    expect(region.pair).toBe(row.pair);
    expect(region.restrictedAccess).toBe(row.restricted);
    expect(region.geography).toBe(row.geography);
    expect(region.country).toBe(row.country);
    expect([region.latitude, region.longitude]).toEqual(row.degrees);
    expect(region.zonesAsOf).toBe("2026-07-28");
    if (row.pair !== null) expect(regionOf(row.pair).restrictedAccess, row.pair).toBe(row.pairRestricted);
    // The one disagreement: the list says no, other sources say otherwise, so the table says neither.
    expect(region.zones).toBe(row.name === "westus" ? null : row.zones);
    expect(region.zonesDisputed !== undefined).toBe(row.name === "westus");
  });

  test("counts what the list counts", () => {
    expect(rows.filter(({ zones }) => zones).length).toBe(39);
    expect(rows.filter(({ zones }) => zones === false).length).toBe(18);
    expect(rows.filter(({ pair }) => pair === null).length).toBe(13);
    const abroad = rows.filter(
      ({ pair, geography, country }) =>
        pair !== null && regionOf(pair).geography === geography && regionOf(pair).country !== country,
    );
    expect(abroad.map(({ name }) => name)).toEqual(["eastasia", "northeurope", "southeastasia", "westeurope"]);
    const leaving = rows.filter(({ pair, geography }) => pair !== null && regionOf(pair).geography !== geography);
    expect(leaving.map(({ name }) => name)).toEqual(["brazilsouth"]);
  });
});

test("built-in residency is claimed of the two regions that documents name", () => {
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
