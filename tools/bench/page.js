/**
 * Size of the estate's page, and how soon it can be used in Chromium: until its table is there, and for each letter of a search.
 * Needs `npm run build` and a chromium on PATH.
 * usage: node tools/bench/page.js [STACKS]
 */
const { execFileSync, spawnSync } = require("node:child_process");
const { mkdtempSync, rmSync, statSync } = require("node:fs");
const { availableParallelism, cpus, loadavg, tmpdir, totalmem } = require("node:os");
const { join } = require("node:path");
const { chromium } = require("playwright-core");
const { generateEstate } = require("./estate-generate.js");

const root = join(__dirname, "..", "..");
const wanted = Number(process.argv[2] ?? 4_000);
const runs = 5;
const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];

/** In the page: milliseconds that each letter takes, the rows laid out anew. */
function searched(text) {
  const search = document.getElementById("f-text");
  return [...text].map((_, at) => {
    const begun = performance.now();
    search.value = text.slice(0, at + 1);
    search.dispatchEvent(new Event("input"));
    document.getElementById("rows").getBoundingClientRect();
    return performance.now() - begun;
  });
}

async function measure(file) {
  const executablePath = execFileSync("which", ["chromium"], { encoding: "utf8" }).trim();
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
  const [ready, letters] = [[], []];
  for (let run = 0; run < runs; run++) {
    const page = await browser.newPage();
    const begun = performance.now();
    await page.goto(`file://${file}`);
    await page.waitForSelector("#browse:not([hidden])");
    ready.push(performance.now() - begun);
    letters.push(...(await page.evaluate(searched, "orders west prod")));
    if (run === runs - 1) {
      const held = await page.evaluate(() => {
        document.querySelector("#browse button[type=reset]").click();
        return new Promise((done) => setTimeout(() => done(document.getElementById("count").textContent), 100));
      });
      console.log(`table: ${held}; ${(await page.locator(".basis dd").nth(2).textContent()).trim()}`);
    }
    await page.close();
  }
  await browser.close();
  console.log(`usable after ${median(ready).toFixed(0)} ms; a letter of a search ${median(letters).toFixed(0)} ms`);
}

const folder = mkdtempSync(join(tmpdir(), "azure-hadr-page-"));
const { source, stacks } = generateEstate(wanted, folder, { form: "ndjson" });
const file = join(folder, "estate.html");
const args = ["report", source, "--quiet", "--allow-partial", "--as-of", "2026-11-23", "-f", `html=${file}`];
const { status, stderr } = spawnSync(process.execPath, [join(root, "dist", "src", "cli.js"), ...args], {
  cwd: folder,
  encoding: "utf8",
});
if (status !== 0) throw new Error(`report ended with ${status}: ${stderr}`);
const gigabytes = (totalmem() / 2 ** 30).toFixed(0);
console.log(`${cpus()[0].model}, ${availableParallelism()} cores, ${gigabytes} GiB, load ${loadavg()[0].toFixed(1)}`);
console.log(`${stacks.toLocaleString("en")} stacks: ${(statSync(file).size / 1e6).toFixed(1)} MB`);
measure(file).finally(() => rmSync(folder, { recursive: true }));
