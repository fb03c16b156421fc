/** A platform team's week, with the stacks that the real engine recorded: every report, three drills, four dated runs, three parts. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { estateFormats } from "../dist/src/cli/estate/formats.js";
import { ran } from "./estates";
import { wrongIn } from "./published";

const top = mkdtempSync(join(tmpdir(), "azure-hadr-week-"));
afterAll(() => rmSync(top, { recursive: true }));

const recorded = join(__dirname, "..", "fixtures", "estate");
const estate = [recorded, "--config", join(recorded, "hadr.yaml")];
const days = ["2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23"];
const onLast = ["--as-of", "2026-11-23"];
const lines = (file: string): string[] =>
  readFileSync(join(top, file), "utf8")
    .trimEnd()
    .split("\n")
    .filter((line) => !line.includes('"azure-hadr/part/1"'))
    .sort();
const parsed = (file: string) => JSON.parse(readFileSync(join(top, file), "utf8"));

describe("an estate that a backend of files keeps", () => {
  beforeAll(() => {
    const formats = estateFormats.flatMap((format) => ["-f", `${format}=week.${format}`]);
    for (const day of days) {
      const { status, stderr } = ran(
        top,
        "report",
        ...estate,
        "--as-of",
        day,
        "--history",
        "history.duckdb",
        ...formats,
      );
      expect([status, stderr]).toEqual([0, ""]);
    }
  }, 240_000);

  test("is reported in every format, and all of it", () => {
    for (const format of estateFormats) expect(existsSync(join(top, `week.${format}`)), format).toBe(true);
    expect(statSync(join(top, "week.html")).size).toBeGreaterThan(100_000);
    const { stacks, missing, headline, teams } = parsed("week.json");
    expect([stacks, missing]).toEqual([7, []]);
    expect(teams.map(({ team }: { team: string }) => team)).toEqual([
      "clinic",
      "ledger",
      "plants",
      "shop",
      "(no team)",
    ]);
    const [accounts] = headline.filter(({ kind }: { kind: string }) => kind === "cosmos-account");
    // Of seven: sessions write everywhere; orders and appointments fail over by themselves; balances wait for somebody, and
    // so do postings where the read region is the one that is lost; carts and patients stand in one region.
    expect(accounts.region.writes).toMatchObject({ kept: 1, "by-azure": 2, "by-a-person": 2, "with-the-place": 2 });
  });

  test.each([
    ["westeurope", ["documents", "orders", "postings", "sessions", "carts", "leiden"]],
    ["northeurope", ["balances", "reporting"]],
    ["germanywestcentral", ["appointments", "patients"]],
  ])("tells what is hit if %s is lost", (region, names) => {
    const { status, stdout } = ran(top, "drill", ...estate, ...onLast, "--region", region, "-f", "json");
    expect(status).toBe(0);
    expect(wrongIn("drill", JSON.parse(stdout))).toEqual([]);
    for (const name of names) expect(stdout, name).toContain(`"name": "${name}"`);
  });

  test("is told over four days", () => {
    const { status, stdout } = ran(top, "trend", "--history", "history.duckdb", "-f", "json");
    expect(status).toBe(0);
    expect(wrongIn("trend", JSON.parse(stdout))).toEqual([]);
    const { points } = JSON.parse(stdout);
    expect(points.map(({ date }: { date: string }) => date)).toEqual(days);
    expect(new Set(points.map(({ stacks }: { stacks: number }) => stacks))).toEqual(new Set([7]));
  });

  test("has the same records in three parts, in one, and reported again", () => {
    const flags = ["--exit-zero", ...onLast];
    ran(top, "check", ...estate, ...flags, "-f", "ndjson=whole.ndjson");
    const parts = [1, 2, 3].map((index) => {
      const file = `part-${index}.ndjson`;
      ran(top, "check", ...estate, ...flags, "-f", `ndjson=${file}`, "--shard", `${index}/3`);
      return file;
    });
    expect(parts.flatMap(lines).sort()).toEqual(lines("whole.ndjson"));
    expect(lines("week.ndjson")).toEqual(lines("whole.ndjson"));
    ran(top, "report", ...parts, ...onLast, "-f", "json=parts.json");
    expect(parsed("parts.json")).toEqual(parsed("week.json"));
  });
});
