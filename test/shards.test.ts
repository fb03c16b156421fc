/** An estate judged in parts: nothing twice, nothing lost, and the parts together say what one run says. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { estateFormats, ofFolder } from "../dist/src/cli/estate/formats";
import { isOfShard } from "../dist/src/cli/estate/shard";
import { root } from "./engine/engine";
import { estateOf, exported, stackNamed } from "./stacks";

const folder = mkdtempSync(join(tmpdir(), "azure-hadr-shards-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string): string => join(folder, name);
const read = (name: string): string => readFileSync(file(name), "utf8");

/** In a folder without declarations, on a day that does not change. */
function run(command: string, inputs: readonly string[], ...flags: string[]) {
  const given = [join(root, "dist", "src", "cli.js"), command, ...inputs, ...flags, "--as-of", "2026-11-20"];
  const { status, stdout, stderr } = spawnSync(process.execPath, given, {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}
const judge = (part: string, ...flags: string[]) => run("check", ["estate.ndjson"], "-f", `ndjson=${part}`, ...flags);

const hashOf = (name: string): string =>
  createHash("sha256")
    .update(readFileSync(file(name)))
    .digest("hex");

const stacks = 60;
// What is broken and what is there twice has to be in one part too.
writeFileSync(file("estate.ndjson"), `${estateOf(stacks)}{"version":3,"deploy\n${exported(7)}\n`);
const linesOf = (name: string): string[] => read(name).trimEnd().split("\n");
const recordsOf = (name: string): string[] => linesOf(name).slice(0, -1);
const endOf = (name: string): object => JSON.parse(linesOf(name).at(-1) ?? "");
const partsOf = (count: number): string[] =>
  Array.from({ length: count }, (_, place) => `part-${place + 1}-${count}.ndjson`);

describe("the parts of an estate", () => {
  test("every stack is in exactly one, however many there are", () => {
    const name = fc.stringMatching(/^[\w.-]{1,40}$/);
    fc.assert(
      fc.property(name, name, name, fc.integer({ min: 1, max: 60 }), (organisation, project, stack, of) => {
        const own = (key: string) =>
          Array.from({ length: of }, (_, place) => place + 1).filter((index) => isOfShard(key, { index, of }));
        expect(own(`${project}/${stack}`)).toHaveLength(1);
        expect(own(`${organisation}/${project}/${stack}`)).toEqual(own(`${project}/${stack}`));
      }),
    );
    const sizes = [1, 2, 3, 4].map(
      (index) =>
        Array.from({ length: 4000 }, (_, place) => stackNamed(place)).filter((key) => isOfShard(key, { index, of: 4 }))
          .length,
    );
    for (const size of sizes) expect(Math.abs(size - 1000)).toBeLessThan(120); // four standard deviations
  });

  test("the same stack is in the same part in every version", () => {
    const parts = ["shop/prod", "shop/dev", "acme/blog/prod"].map((key) =>
      [1, 2, 3, 4, 5].find((index) => isOfShard(key, { index, of: 5 })),
    );
    expect(parts).toEqual([1, 5, 3]);
  });

  test("together they are one run's records, byte for byte", () => {
    expect(judge("whole.ndjson").status).toBe(2);
    expect(endOf("whole.ndjson")).toEqual({ record: "azure-hadr/part/1", stacks, missing: 2 });
    const whole = recordsOf("whole.ndjson").sort();
    for (const of of [1, 2, 3, 7]) {
      const parts = partsOf(of);
      for (const [place, part] of parts.entries()) {
        const { status } = judge(part, "--shard", `${place + 1}/${of}`, "--allow-partial", "--exit-zero");
        expect([part, status]).toEqual([part, 0]);
        expect(endOf(part)).toMatchObject({ shard: { index: place + 1, of } });
      }
      expect(parts.flatMap(recordsOf).sort()).toEqual(whole);
      expect(parts.filter((part) => linesOf(part).length > 5)).toHaveLength(of); // each has something to do
    }
  });

  test.each(estateFormats)("a report of them is a report of their sources: %s", (format) => {
    /** Each file and what it holds. */
    const all = (name: string): [string, string][] =>
      statSync(file(name)).isDirectory()
        ? readdirSync(file(name), { recursive: true, encoding: "utf8" })
            .filter((one) => statSync(join(file(name), one)).isFile())
            .sort()
            .map((one) => [one, hashOf(join(name, one))])
        : [["", hashOf(name)]];
    const made = (name: string, inputs: readonly string[]) => {
      if (ofFolder.has(format)) mkdirSync(file(name), { recursive: true });
      const { status, stderr } = run("report", inputs, "-f", `${format}=${name}`, "--allow-partial");
      expect([name, status, stderr.split("\n").length]).toEqual([name, 0, 3]); // what is missing, each once
      return all(name);
    };
    const whole = made(`${format}-of-sources`, ["estate.ndjson"]);
    expect(whole.length).toBeGreaterThan(0);
    expect(made(`${format}-of-one`, ["whole.ndjson"])).toEqual(whole);
    expect(made(`${format}-of-parts`, partsOf(3).reverse())).toEqual(whole);
  });

  test("parts of parts are the same parts, and parts are put together by check too", () => {
    expect(run("check", partsOf(3), "-f", "ndjson=again.ndjson").status).toBe(2);
    expect(recordsOf("again.ndjson").sort()).toEqual(recordsOf("whole.ndjson").sort());
    run("check", partsOf(3), "-f", "ndjson=again-2-7.ndjson", "--shard", "2/7");
    expect(recordsOf("again-2-7.ndjson").sort()).toEqual(recordsOf("part-2-7.ndjson").sort());
  });
});

describe("an estate is not called whole", () => {
  const reported = (...inputs: string[]) => {
    const { status, stderr, stdout } = run("report", inputs, "-f", "json");
    const { missing } = JSON.parse(stdout) as { missing: { source: string; why: string }[] };
    return { status, stderr, missing: missing.map(({ source, why }) => `${source}: ${why}`) };
  };

  test("where a part is missing", () => {
    const [one = "", , three = ""] = partsOf(3);
    const { status, stderr, missing } = reported(one, three);
    const { status: both, stderr: said } = run("report", partsOf(7).slice(0, 5));
    expect([status, missing]).toEqual([2, expect.arrayContaining(["--shard 2 of 3: no such part among the sources"])]);
    expect(stderr).toContain("azure-hadr: --shard 2 of 3: no such part among the sources\n");
    expect([both, said]).toEqual([2, expect.stringContaining("--shard 6, 7 of 7: no such part")]);
  });

  test("where one was cut off, between two lines or within one", () => {
    const [one = "", ...others] = partsOf(3);
    const lines = linesOf(one);
    const cuts = [
      [`${lines.slice(0, -1).join("\n")}\n`, "cut off: the line that ends what a run wrote is not there"],
      [`${lines.slice(0, -3).join("\n")}\n${lines.at(-3)?.slice(0, 500)}`, "cut off: "],
      [`${lines.slice(2).join("\n")}\n`, "not whole: "],
    ] as const;
    for (const [text, why] of cuts) {
      writeFileSync(file("cut.ndjson"), text);
      const { status, stderr } = reported("cut.ndjson", ...others);
      expect([status, stderr.includes(`azure-hadr: cut.ndjson: ${why}`)]).toEqual([2, true]);
    }
  });

  test("where its end is no end", () => {
    const [one = "", ...others] = partsOf(3);
    for (const shard of [{ index: 4, of: 3 }, { index: 1, of: 1e15 }, 3, null]) {
      const end = JSON.stringify({ ...endOf(one), shard });
      writeFileSync(file("odd.ndjson"), `${recordsOf(one).join("\n")}\n${end}\n`);
      const { status, stderr } = reported("odd.ndjson", ...others);
      expect([status, stderr]).toEqual([2, expect.stringContaining("expected to hear how many records there are")]);
    }
  });

  test("but parts may be put into one file, in any order", () => {
    const whole = linesOf("whole.ndjson").length + 2;
    writeFileSync(file("all.ndjson"), partsOf(3).map(read).join("").trimEnd().split("\n").sort().join("\n"));
    expect(linesOf("all.ndjson")).toHaveLength(whole);
    const { stderr, status } = run("report", ["all.ndjson"], "-f", "json=all.json", "--allow-partial");
    expect([status, stderr.split("\n").length]).toEqual([0, 3]);
  });
});
