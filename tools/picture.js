/** Draws docs/finding.svg: what `azure-hadr check` prints of one account; with `--check` only says whether it is current. */
const { spawnSync } = require("node:child_process");
const { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

const root = join(__dirname, "..");
const file = join(root, "docs", "finding.svg");
/** The resource of the demonstration that is shown, and the day on which it is judged. */
const shown = { name: "carts-single-region", day: "2026-11-22" };
const columns = 100;

/** The real output, with its escape codes, for the recorded preview cut to one resource. */
function output() {
  const folder = mkdtempSync(join(tmpdir(), "azure-hadr-picture-"));
  try {
    const preview = JSON.parse(readFileSync(join(root, "fixtures", "demo", "preview.json"), "utf8"));
    const steps = preview.steps.filter(({ urn }) => urn.endsWith(`::${shown.name}`));
    writeFileSync(join(folder, "preview.json"), JSON.stringify({ ...preview, steps }));
    const args = ["check", "preview.json", "--quiet", "--color", "always", "--as-of", shown.day, "--cwd", root];
    const run = spawnSync(process.execPath, [join(root, "dist", "src", "cli.js"), ...args], {
      cwd: folder,
      encoding: "utf8",
    });
    if (run.status !== 1) throw new Error(`expected a finding, but azure-hadr ended with ${run.status}: ${run.stderr}`);
    return run.stdout.trimEnd();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What every code begins with. */
const introducer = "\u001b[";
const styles = { 1: "bold", 2: "dim", 31: "red", 32: "green", 33: "yellow", 36: "cyan" };
/** What each code takes back. */
const ends = { 22: ["bold", "dim"], 39: ["red", "green", "yellow", "cyan"] };

function restyle(look, code) {
  if (styles[code]) look.add(styles[code]);
  else if (ends[code]) for (const name of ends[code]) look.delete(name);
  else throw new Error(`no style has the code ${code}`);
}

/** One line → its runs of one look, each with the column where it begins. What is longer than the terminal is cut off. */
function runsOf(line, look) {
  const runs = [];
  let column = 0;
  for (const [index, part] of line.split(introducer).entries()) {
    const code = index > 0 ? Number.parseInt(part, 10) : undefined;
    if (code !== undefined) restyle(look, code);
    const characters = [...(code === undefined ? part : part.slice(`${code}m`.length))];
    const room = Math.max(0, columns - column);
    const isCut = room > 0 && characters.length > room;
    const text = isCut ? `${characters.slice(0, room - 1).join("")}…` : characters.slice(0, room).join("");
    const words = text.trim();
    if (words) runs.push({ column: column + text.indexOf(words[0]), text: words, look: [...look].join(" ") });
    column += characters.length;
  }
  return runs;
}

const font = { size: 13, width: 7.8, line: 18.5 };
const margin = { side: 22, top: 18 };
const round = (number) => Math.round(number * 100) / 100;
const escaped = (text) => text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);

/** A run is as wide as its characters are many, whichever font the reader has. */
function drawn({ column, text, look }, row) {
  const x = round(margin.side + column * font.width);
  const y = round(margin.top + (row + 0.75) * font.line);
  const width = round([...text].length * font.width);
  const name = look && ` class="${look}"`;
  if (/^─+$/.test(text)) return `<path d="M${x} ${round(y - font.size * 0.3)}h${width}"/>`;
  const bar = [...text].indexOf("│"); // drawn, so that the bars of two lines meet
  if (bar >= 0) {
    const line = `<path d="M${round(x + (bar + 0.5) * font.width)} ${round(margin.top + row * font.line)}v${font.line}"/>`;
    const words = text.replace(/\s*│/, "");
    return words ? line + drawn({ column, text: words, look }, row) : line;
  }
  return `<text${name} x="${x}" y="${y}" textLength="${width}">${escaped(text)}</text>`;
}

/** The whole picture, with a newline at the end. */
function picture() {
  const look = new Set();
  const lines = [`${introducer}2m$${introducer}22m npx azure-hadr check preview.json --quiet`, ...output().split("\n")];
  const body = lines.flatMap((line, row) => runsOf(line, look).map((run) => drawn(run, row)));
  const width = round(columns * font.width + 2 * margin.side);
  const height = round(lines.length * font.line + 2 * margin.top);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>azure-hadr check: one finding, with what is lost, the fix, its cost, the sources and the line of code</title>
<style>
svg { --paper: #ffffff; --edge: #d1d9e0; --ink: #1f2328; --dim: #59636e; --red: #cf222e; --green: #1a7f37; --yellow: #9a6700; --cyan: #0a7285 }
@media (prefers-color-scheme: dark) {
svg { --paper: #0d1117; --edge: #3d444d; --ink: #e6edf3; --dim: #9198a1; --red: #ff7b72; --green: #3fb950; --yellow: #d29922; --cyan: #56d4dd }
}
rect { fill: var(--paper); stroke: var(--edge) }
text { fill: var(--ink); font: ${font.size}px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; white-space: pre }
path { stroke: var(--edge) }
.bold { font-weight: bold }
.dim { fill: var(--dim) }
.red { fill: var(--red) }
.green { fill: var(--green) }
.yellow { fill: var(--yellow) }
.cyan { fill: var(--cyan) }
</style>
<rect x="0.5" y="0.5" width="${round(width - 1)}" height="${round(height - 1)}" rx="8"/>
${body.join("\n")}
</svg>
`;
}

const isStale = () => !existsSync(file) || readFileSync(file, "utf8") !== picture();

if (require.main === module) {
  if (!process.argv.includes("--check")) writeFileSync(file, picture());
  else if (isStale()) {
    console.error("docs/finding.svg is not current: npm run build && node tools/picture.js");
    process.exitCode = 1;
  }
}

module.exports = { isStale };
