/**
 * What a newer list of Azure regions would change, and with `--write` the change itself in src/azure/regions.json:
 *
 *     npm run build
 *     node tools/regions.js newer.json [--write]
 *
 * `newer.json` is a list with one object for each region of every cloud. What no source states is `null`; nothing is left
 * out but what `?` marks, and what is not named here is not looked at:
 *
 *     name, displayName                     "westus", "West US"
 *     cloud                                 "AzureCloud", "AzureChinaCloud", "AzureUSGovernment", "AzureGermanCloud"
 *     status                                "available", "canary", "closed"
 *     geography, geographyGroup, country    "United States", "US", "United States"; the group or null
 *     countryCode                           "US", ISO 3166-1
 *     euDataBoundary, accessRestricted      true, false, null
 *     builtInDataResidencyNamedByMicrosoft  true, false, null
 *     pairedRegion                          "eastus"; null: it has none
 *     availabilityZones                     true, false, null
 *     availabilityZonesAsOf                 "2026-07-28", a word for an undated source, null
 *     cosmosDb                              { available, isResidencyRestricted: true, false, null;
 *                                             periodicBackupRedundancies: ["Geo", "Local", "Zone"], null }
 *     digitalTwins                          { available: true, false, null }
 *     latitude, longitude                   degrees, null
 *     coordinatesSuspect ?                  why the place cannot be right, null
 *
 * The newest `availabilityZonesAsOf` of the public cloud becomes the day of the table. That sources disagree about a region's
 * zones (`zonesDisputed`) is recorded in the table alone: it stays until the newer list says that there are zones.
 *
 * Prints which regions and fields differ, and which verdicts would, of the recorded demonstration and of every rule's
 * examples. Ends with 2 where the list cannot be read; then nothing is written.
 */
const { spawnSync } = require("node:child_process");
const { readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const file = join(__dirname, "..", "src", "azure", "regions.json");

class Bad extends Error {}

const isText = (value) => typeof value === "string" && value !== "";
const isName = (value) => isText(value) && /^[a-z][a-z0-9]*$/.test(value);
const isFlag = (value) => value === null || typeof value === "boolean";
const isTextOrNull = (value) => value === null || isText(value);
const isTexts = (value) => value === null || (Array.isArray(value) && value.every(isText));
const within = (most) => (value) => value === null || (typeof value === "number" && Math.abs(value) <= most);
const oneOf =
  (...words) =>
  (value) =>
    words.includes(value);

/** Our field, in the order of the table → where it stands in the newer list, and what it may be. */
const fields = {
  name: ["name", isName],
  displayName: ["displayName", isText],
  cloud: ["cloud", oneOf("AzureCloud", "AzureChinaCloud", "AzureUSGovernment", "AzureGermanCloud")],
  status: ["status", oneOf("available", "canary", "closed")],
  geography: ["geography", isText],
  geographyGroup: ["geographyGroup", isTextOrNull],
  country: ["country", isText],
  countryCode: ["countryCode", (value) => isText(value) && /^[A-Z]{2}$/.test(value)],
  euDataBoundary: ["euDataBoundary", isFlag],
  pair: ["pairedRegion", (value) => value === null || isName(value)],
  zones: ["availabilityZones", isFlag],
  zonesAsOf: ["availabilityZonesAsOf", isTextOrNull],
  zonesDisputed: undefined,
  restrictedAccess: ["accessRestricted", isFlag],
  builtInResidency: ["builtInDataResidencyNamedByMicrosoft", isFlag],
  cosmosResidencyRestricted: ["cosmosDb.isResidencyRestricted", isFlag],
  cosmosBackupRedundancies: ["cosmosDb.periodicBackupRedundancies", isTexts],
  digitalTwins: ["digitalTwins.available", isFlag],
  cosmosDb: ["cosmosDb.available", isFlag],
  latitude: ["latitude", within(90)],
  longitude: ["longitude", within(180)],
  coordinatesSuspect: undefined,
};

const at = (value, path) => path.split(".").reduce((inner, key) => inner?.[key], value);

/** One row of the table. `old`: the row that it takes the place of, if there is one. */
function rowOf(given, place, old) {
  const row = {};
  for (const [field, source] of Object.entries(fields)) {
    if (source) {
      const [path, is] = source;
      const value = at(given, path);
      if (!is(value)) throw new Bad(`${place}: ${path} is ${value === undefined ? "missing" : JSON.stringify(value)}`);
      row[field] = value;
    } else if (field === "zonesDisputed" && old?.zonesDisputed && row.zones !== true) {
      row.zones = null;
      row.zonesDisputed = old.zonesDisputed;
    } else if (field === "coordinatesSuspect" && given.coordinatesSuspect) row.coordinatesSuspect = true;
  }
  return row;
}

/** The table that the newer list makes of the present one. Throws `Bad`. */
function tableOf(list, present) {
  if (!Array.isArray(list) || list.length === 0) throw new Bad("is not a list of regions");
  const before = byName(present.regions);
  const regions = list.map((given, index) =>
    rowOf(given, isName(given?.name) ? given.name : `entry ${index + 1}`, before.get(given?.name)),
  );
  const after = byName(regions);
  for (const { name, pair, cloud } of regions) {
    if (regions.filter((other) => other.name === name).length > 1) throw new Bad(`${name}: is there twice`);
    if (pair !== null && after.get(pair)?.cloud !== cloud)
      throw new Bad(`${name}: pairedRegion ${pair} is no region of the list in the same cloud`);
  }
  const days = regions
    .filter(({ cloud, zonesAsOf }) => cloud === "AzureCloud" && /^\d{4}-\d\d-\d\d$/.test(zonesAsOf ?? ""))
    .map(({ zonesAsOf }) => zonesAsOf)
    .sort();
  const asOf = days.at(-1);
  if (asOf === undefined) throw new Bad("no region of the public cloud has a day in availabilityZonesAsOf");
  if (asOf < present.asOf) throw new Bad(`is of ${asOf}, older than the table of ${present.asOf}`);
  return { ...present, asOf, regions };
}

const byName = (regions) => new Map(regions.map((region) => [region.name, region]));

/** Added, removed and changed regions, one line each. */
function differences(before, after) {
  const [old, now] = [byName(before.regions), byName(after.regions)];
  const changes = (name) =>
    Object.keys(fields)
      .filter((field) => JSON.stringify(old.get(name)[field]) !== JSON.stringify(now.get(name)[field]))
      .map((field) => `${field} ${shown(old.get(name)[field])} → ${shown(now.get(name)[field])}`);
  return [
    ...[...now.keys()].filter((name) => !old.has(name)).map((name) => `added    ${name}`),
    ...[...old.keys()].filter((name) => !now.has(name)).map((name) => `removed  ${name}`),
    ...[...now.keys()]
      .filter((name) => old.has(name) && changes(name).length > 0)
      .map((name) => `changed  ${name}: ${changes(name).join(", ")}`),
  ];
}

const shown = (value) => (value === undefined ? "(none)" : JSON.stringify(value));

/** Every verdict by the table, as [where, of what, rule, outcome]. A table is loaded once, so each has its own process. */
function verdictsBy(table, day) {
  const run = spawnSync(process.execPath, [join(__dirname, "verdicts.js"), day], {
    input: JSON.stringify(table),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (run.status !== 0) throw new Error(`verdicts.js ended with ${run.status}: ${run.stderr}`);
  return JSON.parse(run.stdout);
}

/** The table as its file is written: one region a line. */
function written({ regions, ...rest }) {
  const flat = (value) =>
    Array.isArray(value)
      ? `[${value.map(flat).join(", ")}]`
      : value !== null && typeof value === "object"
        ? `{${Object.entries(value)
            .map(([key, inner]) => `${JSON.stringify(key)}: ${flat(inner)}`)
            .join(", ")}}`
        : JSON.stringify(value);
  const head = JSON.stringify(rest, null, 2).replace(/\n}$/, "");
  return `${head},\n  "regions": [\n${regions.map((region) => `    ${flat(region)}`).join(",\n")}\n  ]\n}\n`;
}

function listIn(name) {
  try {
    return JSON.parse(readFileSync(name, "utf8"));
  } catch (error) {
    throw new Bad(error instanceof SyntaxError ? "is not JSON" : `cannot be read (${error.code})`);
  }
}

function main([name, ...flags]) {
  if (name === undefined || name.startsWith("-") || flags.some((flag) => flag !== "--write")) {
    console.error("usage: node tools/regions.js newer.json [--write]");
    return 2;
  }
  const present = JSON.parse(readFileSync(file, "utf8"));
  let newer;
  try {
    newer = tableOf(listIn(name), present);
  } catch (error) {
    if (!(error instanceof Bad)) throw error;
    console.error(`${name}: ${error.message}`);
    return 2;
  }
  const regions = differences(present, newer);
  console.log(`Regions: ${newer.regions.length}, as of ${newer.asOf}; ${regions.length || "none"} differ`);
  for (const line of regions) console.log(`  ${line}`);

  const keyed = (table) => new Map(verdictsBy(table, newer.asOf).map(([outcome, ...of]) => [of.join("  "), outcome]));
  const [before, after] = [keyed(present), keyed(newer)];
  const moved = [...new Set([...before.keys(), ...after.keys()])].filter((of) => before.get(of) !== after.get(of));
  console.log(`Verdicts: ${before.size} looked at; ${moved.length || "none"} differ`);
  for (const of of moved) console.log(`  ${before.get(of) ?? "(none)"} → ${after.get(of) ?? "(none)"}  ${of}`);

  if (flags.includes("--write")) {
    writeFileSync(file, written(newer));
    console.log(`Written: ${file}. Correct the dates in its "sources", and test/golden/regions-transcribed.ts.`);
  }
  return 0;
}

if (require.main === module) process.exitCode = main(process.argv.slice(2));

module.exports = { fields, tableOf, written };
