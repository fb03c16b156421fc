/**
 * Time and peak memory of a whole `azure-hadr check`, beside JSON.parse of the same file in a process of its own.
 * Pairs alternate; medians are shown. Needs `npm run build`.
 * usage: node tools/bench/bench.js [--runs N] [--quick] [--reader] [--assert]
 *   --quick   without the export of 600 MB, which JSON.parse cannot read
 *   --reader  the reader alone, without judging
 *   --assert  exit 1 if a target is missed
 */
const { spawnSync } = require("node:child_process");
const { copyFileSync, mkdtempSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { parseArgs } = require("node:util");
const { generate } = require("./generate.js");

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    quick: { type: "boolean", default: false },
    reader: { type: "boolean", default: false },
    assert: { type: "boolean", default: false },
  },
});
const root = join(__dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "azure-hadr-bench-"));
const parse = (file) => [join(__dirname, "parse.js"), file];
const judge = (file) =>
  options.reader
    ? [join(__dirname, "reader.js"), file]
    : [join(root, "dist", "src", "cli.js"), "check", file, "--format", "text"];

/** What a row must keep to: times in seconds, memory in MiB. */
const targets = options.reader
  ? { ratio: 1.1, peak: 80, more: 0.25, start: 2.5 }
  : { ratio: 1.5, peak: 250, more: 0.25, start: 2.5 };

/** Seconds and MiB of one process. 1 is the exit code of a check with findings. */
function run(args, allowed) {
  const started = process.hrtime.bigint();
  const child = spawnSync(process.execPath, ["-r", join(__dirname, "peak.js"), ...args], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    encoding: "utf8",
  });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (!allowed.includes(child.status))
    throw new Error(`node ${args.join(" ")} ended with ${child.status}: ${child.stderr}`);
  return { seconds, peak: Number(child.output[3]) };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const medians = (runs) => ({
  seconds: median(runs.map((one) => one.seconds)),
  peak: median(runs.map((one) => one.peak)),
});

/** Medians of both, run in turns so that what else the machine does falls on both alike. */
function compare(ours, theirs) {
  const runs = Array.from({ length: Number(options.runs) }, () => [run(theirs, [0]), run(ours, [0, 1])]);
  return { ours: medians(runs.map(([, own]) => own)), theirs: medians(runs.map(([other]) => other)) };
}

const missed = [];
const expect = (what, value, most) => {
  if (value > most) missed.push(`${what}: ${value.toFixed(2)}, at most ${most}`);
};
const columns = [34, 10, 14, 8, 10, 14];
const row = (...cells) =>
  console.log(
    cells
      .map((cell, index) => String(cell).padEnd(columns[index]))
      .join("")
      .trimEnd(),
  );
const show = (what, ours, theirs) =>
  row(
    what,
    `${ours.seconds.toFixed(2)} s`,
    theirs ? `${theirs.seconds.toFixed(2)} s` : "impossible",
    theirs ? (ours.seconds / theirs.seconds).toFixed(2) : "",
    `${ours.peak.toFixed(0)} MiB`,
    theirs ? `${theirs.peak.toFixed(0)} MiB` : "",
  );

try {
  row(options.reader ? "reader" : "check", "time", "JSON.parse", "ratio", "peak", "JSON.parse");
  for (const count of [1_000, 10_000, 100_000]) {
    const file = join(folder, `${count}.json`);
    const size = generate(count, file);
    const { ours, theirs } = compare(judge(file), parse(file));
    const what = `${count.toLocaleString("en")} accounts, ${(size / 1e6).toFixed(0)} MB`;
    show(what, ours, theirs);
    expect(`${what}, peak in MiB`, ours.peak, targets.peak);
    if (count === 100_000) expect(`${what}, ratio`, ours.seconds / theirs.seconds, targets.ratio);
    else expect(`${what}, seconds more`, ours.seconds - theirs.seconds, targets.more);
    rmSync(file);
  }
  if (!options.quick) {
    const file = join(folder, "large.json");
    const size = generate(440_000, file);
    const ours = medians(Array.from({ length: Math.ceil(Number(options.runs) / 2) }, () => run(judge(file), [0, 1])));
    const what = `440,000 accounts, ${(size / 1e6).toFixed(0)} MB`;
    show(what, ours);
    expect(`${what}, peak in MiB`, ours.peak, targets.peak);
  }
  // The program's folder, without declarations and with some.
  const preview = join(root, "fixtures", "demo", "preview.json");
  for (const what of ["a small preview, beside node -e 0", "the same with a hadr.yaml"]) {
    const { ours, theirs } = compare(judge(preview), ["-e", "0"]);
    show(what, ours, theirs);
    // With declarations, half of what is added is the YAML library.
    if (!what.includes("hadr.yaml")) expect(`${what}, ratio`, ours.seconds / theirs.seconds, targets.start);
    copyFileSync(join(root, "hadr.yaml"), join(folder, "hadr.yaml"));
  }
} finally {
  rmSync(folder, { recursive: true });
}
for (const line of missed) console.log(`missed: ${line}`);
if (options.assert && missed.length > 0) process.exitCode = 1;
