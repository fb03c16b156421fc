/**
 * Time, cores and peak memory of a whole `azure-hadr report` over generated estates, threads included.
 * Needs `npm run build`.
 * usage: node tools/bench/estate.js [--quick] [--assert] [--form folder|ndjson|diy] [--formats json,csv,html] [--workers N]
 *   --quick   without the estate of 50,000 stacks
 *   --assert  exit 1 if a target is missed
 */
const { spawnSync } = require("node:child_process");
const { mkdtempSync, rmSync, statSync } = require("node:fs");
const { availableParallelism, cpus, loadavg, tmpdir, totalmem } = require("node:os");
const { join } = require("node:path");
const { parseArgs } = require("node:util");
const { generateEstate } = require("./estate-generate.js");

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    assert: { type: "boolean", default: false },
    form: { type: "string", default: "folder" },
    formats: { type: "string", default: "json" },
    workers: { type: "string", default: String(availableParallelism()) },
  },
});
const root = join(__dirname, "..", "..");
/** Formats that are files in a folder. */
const several = ["parquet"];
const formats = options.formats.split(",");
const workers = Number(options.workers);

/**
 * What has to hold: the processor's time per stack of a larger estate, as a multiple of the smallest one's; memory in MiB;
 * and of the threads, how many are at work on average. The last says nothing while the machine has other things to do.
 */
const targets = { ratio: 1.3, peak: 400, busy: 0.75 };

/** Seconds by the clock, seconds of all cores, and MiB of one report; and the size of what it wrote. */
function run(folder, source) {
  const files = formats.map((format) => join(folder, several.includes(format) ? format : `report.${format}`));
  const started = process.hrtime.bigint();
  const child = spawnSync(
    process.execPath,
    [
      ...["-r", join(__dirname, "spent.js"), join(root, "dist", "src", "cli.js"), "report", source, "--quiet"],
      ...["--workers", options.workers, "--as-of", "2026-11-23"],
      ...formats.flatMap((format, at) => ["-f", `${format}=${files[at]}`]),
    ],
    { cwd: folder, stdio: ["ignore", "ignore", "pipe", "pipe"], encoding: "utf8" },
  );
  if (child.status !== 0) throw new Error(`report ended with ${child.status}: ${child.stderr}`);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const { peak, spent } = JSON.parse(child.output[3]);
  const sizes = formats.map((format, at) => `${format} ${megabytes(statSync(files[at]).size)}`);
  return { seconds, spent, peak, sizes };
}

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const columns = [12, 12, 11, 11, 13, 9, 11];
const row = (...cells) =>
  console.log(
    cells
      .map((cell, at) => String(cell).padEnd(columns[at] ?? 0))
      .join("")
      .trimEnd(),
  );

const missed = [];
const expect = (what, value, least, most) => {
  if (value > most) missed.push(`${what}: ${value.toFixed(2)}, at most ${most}`);
  if (value < least) missed.push(`${what}: ${value.toFixed(2)}, at least ${least}`);
};

const gigabytes = (totalmem() / 2 ** 30).toFixed(0);
console.log(`${cpus()[0].model}, ${availableParallelism()} cores, ${gigabytes} GiB, Node ${process.version}`);
console.log(`load before: ${loadavg()[0].toFixed(2)}; ${options.form}; ${workers} threads; ${formats.join(", ")}`);
row("stacks", "input", "time", "cores", "CPU/stack", "peak", "reports");
let first;
for (const count of options.quick ? [1_000, 10_000] : [1_000, 10_000, 50_000]) {
  const folder = mkdtempSync(join(tmpdir(), "azure-hadr-estate-"));
  try {
    const { source, stacks, bytes } = generateEstate(count, folder, { form: options.form });
    const { seconds, spent, peak, sizes } = run(folder, source);
    const each = (1000 * spent) / stacks;
    first ??= each;
    const what = stacks.toLocaleString("en");
    const time = `${seconds.toFixed(1)} s`;
    const cores = (spent / seconds).toFixed(2);
    row(what, megabytes(bytes), time, cores, `${each.toFixed(2)} ms`, `${peak.toFixed(0)} MiB`, sizes.join(", "));
    expect(`${what} stacks, peak in MiB`, peak, 0, targets.peak);
    expect(`${what} stacks, time per stack beside the fewest`, each / first, 0, targets.ratio);
    if (count > 1_000) expect(`${what} stacks, cores at work`, spent / seconds, targets.busy * workers, workers + 1);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
for (const line of missed) console.log(`missed: ${line}`);
if (options.assert && missed.length > 0) process.exitCode = 1;
