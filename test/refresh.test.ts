/** tools/regions.js: what a newer list of regions would change, and the change. Run on a copy, never on the repository's table. */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Region } from "../dist/src/azure/regions.js";

const root = join(__dirname, "..");
const table = readFileSync(join(root, "src", "azure", "regions.json"), "utf8");
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "azure-hadr-regions-"));
  for (const folder of ["tools", "src/azure"]) mkdirSync(join(copy, folder), { recursive: true });
  for (const file of ["tools/regions.js", "tools/verdicts.js", "src/azure/regions.json"])
    copyFileSync(join(root, file), join(copy, file));
  for (const name of ["dist", "fixtures", "hadr.yaml"]) symlinkSync(join(root, name), join(copy, name));
});
afterAll(() => rmSync(copy, { recursive: true }));

type Entry = Record<string, unknown> & { name: string };

/** The present table in the format of a newer list; the two facts that only the table knows are undone. */
const list = (): Entry[] =>
  (JSON.parse(table).regions as Region[]).map((region) => ({
    ...region,
    pairedRegion: region.pair,
    availabilityZones: region.zonesDisputed ? false : region.zones,
    availabilityZonesAsOf: region.zonesAsOf,
    accessRestricted: region.restrictedAccess,
    builtInDataResidencyNamedByMicrosoft: region.builtInResidency,
    cosmosDb: {
      available: region.cosmosDb,
      isResidencyRestricted: region.cosmosResidencyRestricted,
      periodicBackupRedundancies: region.cosmosBackupRedundancies,
    },
    digitalTwins: { available: region.digitalTwins },
    coordinatesSuspect: region.coordinatesSuspect ? "far from the city" : null,
  }));

function changed(...changes: [name: string, change: Record<string, unknown>][]): Entry[] {
  const edits = new Map(changes);
  return list().map((entry) => ({ ...entry, ...edits.get(entry.name) }));
}

function run(newer: unknown, ...flags: string[]): { status: number | null; stdout: string; stderr: string } {
  writeFileSync(join(copy, "newer.json"), typeof newer === "string" ? newer : JSON.stringify(newer));
  return spawnSync(process.execPath, ["tools/regions.js", "newer.json", ...flags], { cwd: copy, encoding: "utf8" });
}
const written = () => readFileSync(join(copy, "src", "azure", "regions.json"), "utf8");

test("the same list changes nothing, says how much it looked at, and is written back byte for byte", () => {
  const { status, stdout, stderr } = run(list(), "--write");
  expect(stderr).toBe("");
  expect(status).toBe(0);
  expect(stdout).toContain("Regions: 75, as of 2026-07-28; none differ\n");
  const [, verdicts] = stdout.match(/Verdicts: (\d+) looked at; none differ\n/) ?? [];
  expect(Number(verdicts)).toBeGreaterThan(1000);
  expect(written()).toBe(table);
});

test("zones where sources disagreed: the verdicts that they decide are named, and nothing is written", () => {
  const { status, stdout } = run(changed(["westus", { availabilityZones: true, availabilityZonesAsOf: "2026-10-01" }]));
  expect(status).toBe(0);
  expect(stdout).toContain("Regions: 75, as of 2026-10-01; 1 differ\n  changed  westus: zones null → true, zonesAsOf");
  const moved = stdout.split("\n").filter((line) => line.includes(" → ") && !line.includes("changed"));
  expect(moved).toEqual(
    expect.arrayContaining([
      "  unknown → fail  cosmos-zone-redundant-write-region  example  unknown: sources disagree about West US",
      "  unknown → pass  cosmos-zone-supported-region  example  unknown: sources disagree about West US",
    ]),
  );
  // Only what asks for zones, and only there.
  for (const line of moved) expect(line).toMatch(/zone.* {2}unknown: .*sources disagree/);
  expect(written()).toBe(table);
});

test("another pair: the verdicts that rest on it are named", () => {
  const { stdout } = run(changed(["westeurope", { pairedRegion: "ukwest" }]));
  expect(stdout).toContain('  changed  westeurope: pair "northeurope" → "ukwest"\n');
  expect(stdout).toContain(
    "  pass → fail  cosmos-backup-geo-residency  example  pass: both halves of the pair inside\n",
  );
});

test("a region that closes changes verdicts of the recorded resources that stand in it", () => {
  const { stdout } = run(changed(["westeurope", { status: "closed" }]));
  expect(stdout).toMatch(/ {2}\S+ → \S+ {2}\S+ {2}fixtures\/demo\/preview\.json {2}urn:pulumi:/);
  expect(stdout).toMatch(/ {2}\S+ → \S+ {2}\S+ {2}fixtures\/demo\/export\.json {2}urn:pulumi:/);
});

test("added and removed regions are named; written, the table has one region a line and reads back the same", () => {
  const added = { ...(list().find(({ name }) => name === "eastus") as Entry), name: "newland", pairedRegion: null };
  const left = list().filter(({ name }) => name !== "qatarcentral");
  const { status, stdout } = run([...left, added], "--write");
  expect(status).toBe(0);
  expect(stdout).toContain("  added    newland\n  removed  qatarcentral\n");
  expect(stdout).toContain("Written: ");
  const [before, after] = [JSON.parse(table), JSON.parse(written())];
  expect(after.regions.map(({ name }: Region) => name)).toEqual([...left, added].map(({ name }) => name));
  expect(after.sources).toEqual(before.sources);
  expect(written().split("\n").length).toBe(table.split("\n").length);
  writeFileSync(join(copy, "src", "azure", "regions.json"), table);
});

test.each([
  ["no JSON", "[", "is not JSON"],
  ["no list", { regions: [] }, "is not a list of regions"],
  ["an empty list", [], "is not a list of regions"],
  ["no object", [7], "entry 1: name is missing"],
  ["a field left out", changed(["westus", { availabilityZones: undefined }]), "westus: availabilityZones is missing"],
  ["a word for a flag", changed(["westus", { accessRestricted: "no" }]), 'westus: accessRestricted is "no"'],
  [
    "no fact of a service",
    changed(["westus", { cosmosDb: null }]),
    "westus: cosmosDb.isResidencyRestricted is missing",
  ],
  ["a place off the map", changed(["westus", { latitude: 137.7 }]), "westus: latitude is 137.7"],
  [
    "a pair that is not there",
    list().filter(({ name }) => name !== "eastus"),
    "westus: pairedRegion eastus is no region of the list in the same cloud",
  ],
  ["a pair in another cloud", changed(["westus", { pairedRegion: "chinaeast" }]), "in the same cloud"],
  ["a region twice", [...list(), list()[0]], "australiacentral: is there twice"],
  [
    "an older list",
    list().map((entry) => ({ ...entry, availabilityZonesAsOf: "2026-01-09" })),
    "is of 2026-01-09, older than the table of 2026-07-28",
  ],
])("%s is refused in one line, and nothing is written", (_, newer, line) => {
  const { status, stdout, stderr } = run(newer, "--write");
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^newer\.json: .*\n$/);
  expect(stderr).toContain(line);
  expect(written()).toBe(table);
});

test("a file that is not there and a flag that does not exist are refused too", () => {
  const missing = spawnSync(process.execPath, ["tools/regions.js", "none.json"], { cwd: copy, encoding: "utf8" });
  expect([missing.status, missing.stderr]).toEqual([2, "none.json: cannot be read (ENOENT)\n"]);
  expect(run(list(), "--wirte")).toMatchObject({ status: 2, stderr: expect.stringMatching(/^usage: .*\n$/) });
  expect(written()).toBe(table);
});
