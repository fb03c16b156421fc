/** Microsoft's own validator, with GitHub's rules, has nothing to say of our SARIF. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Log } from "sarif";
import { afterAll, expect, test, vi } from "vitest";
import { sarif } from "../dist/src/report/sarif.js";
import * as assessments from "./golden/assessments";
import { documents } from "./golden/rules";

// One process for each fixture, and one that starts slowly.
vi.setConfig({ testTimeout: 300_000 });

const root = join(__dirname, "..");
const tool = join(root, ".cache", "sarif-multitool", "5.7.0", "package", "Sarif.Multitool");
const missing = existsSync(tool) ? "" : "no Sarif.Multitool in .cache (tools/sarif-multitool.sh fetches it)";
if (missing) console.warn(`skipped: ${missing}`);

const folder = mkdtempSync(join(tmpdir(), "azure-hadr-sarif-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What it says of files: their names with the ids of the rules that each breaks. Throws where it did not look at all. */
function validate(files: ReadonlyMap<string, string>): [name: string, ...rules: string[]][] {
  for (const [name, content] of files) writeFileSync(join(folder, name), content);
  const names = [...files.keys()];
  const output = join(folder, "validated.out");
  const printed = execFileSync(
    tool,
    [
      "validate",
      ...names.map((name) => join(folder, name)),
      ...["--rule-kind", "Sarif;Ghas", "--level", "Error;Warning", "--output", output, "--log", "ForceOverwrite"],
    ],
    { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] },
  );
  expect(printed).toContain(`Done. ${names.length} files scanned.`);
  const [run] = (JSON.parse(readFileSync(output, "utf8")) as Log).runs;
  expect(run?.invocations?.[0]?.executionSuccessful).toBe(true);
  const found = (run?.results ?? []).map(({ ruleId, locations }) => {
    const uri = locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? "";
    return [uri.slice(uri.lastIndexOf("/") + 1), ruleId ?? ""] as const;
  });
  return names.map((name) => [name, ...new Set(found.filter(([own]) => own === name).map(([, rule]) => rule))]);
}

const fixtures = readdirSync(join(root, "fixtures"), { recursive: true, encoding: "utf8" })
  .filter((file) => /\.(?:nd)?json$/.test(file))
  .filter((file) => !file.startsWith("failed-program")) // that one is refused
  .sort();

test.skipIf(missing)(`nothing is wrong with the SARIF of any fixture${missing && ` (${missing})`}`, () => {
  const cli = (file: string, ...more: string[]): string =>
    execFileSync(
      process.execPath,
      [
        "dist/src/cli.js",
        "check",
        join("fixtures", file),
        "-f",
        "sarif",
        "--exit-zero",
        "--allow-unseen",
        "--allow-empty",
        ...more,
      ],
      { encoding: "utf8", cwd: root, stdio: ["ignore", "pipe", "pipe"] },
    );
  expect(fixtures.length).toBeGreaterThan(8);
  const files = new Map(fixtures.map((file) => [`${file.replaceAll("/", "-")}.sarif`, cli(file)]));
  files.set("new.sarif", cli("old-debt/worse.json", "--base", "fixtures/old-debt/main.json", "--new-only"));
  expect(files.get("new.sarif")).toContain('"baselineState":"new"');
  expect(validate(files)).toEqual([...files.keys()].map((name) => [name]));
});

test.skipIf(missing)(
  `nor with that of hand-built assessments; a broken one is refused${missing && ` (${missing})`}`,
  () => {
    const { mixed, many, nothing, hostile, gated } = assessments;
    const options = {
      documents,
      pageUrl: (id: string) => `https://example.com/rules/${id}`,
      homepage: "https://example.com",
      fallbackFile: "infra/Pulumi.yaml",
    };
    const files = new Map(
      Object.entries({ mixed, many, nothing, hostile, gated }).map(([name, one]) => [
        `${name}.sarif`,
        sarif(one, options),
      ]),
    );
    const broken = JSON.parse(sarif(mixed, options)) as Log;
    for (const result of broken.runs[0]?.results ?? []) delete result.locations;
    for (const rule of broken.runs[0]?.tool.driver.rules ?? []) delete rule.help;
    files.set("broken.sarif", JSON.stringify(broken));
    const sound = [...files.keys()].slice(0, -1).map((name) => [name]);
    expect(validate(files)).toEqual([...sound, ["broken.sarif", "GH1015", "GH1017", "GH2012"]]);
  },
);
