/** Each folder of fixtures/ with a recording: the whole text report and the exit code. A new case is a new folder. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(__dirname, "..");
const recordings = ["preview.json", "export.json", "preview.ndjson", "events.ndjson"];
const cases = readdirSync(join(root, "fixtures")).flatMap((name) =>
  recordings.filter((file) => existsSync(join(root, "fixtures", name, file))).map((file) => [name, file] as const),
);

test("there are recordings", () => expect(cases.length).toBeGreaterThanOrEqual(9));

test.each(cases)("fixtures/%s/%s", async (name, file) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["dist/src/cli.js", "check", `fixtures/${name}/${file}`, "--as-of", "2026-11-22"],
    { cwd: root, encoding: "utf8" },
  );
  await expect(`${stdout}${stderr}exit ${status}\n`).toMatchFileSnapshot(
    join(root, "fixtures", name, file.replace(/\.\w+$/, ".expected.txt")),
  );
});
