/**
 * Writes dist/rules/catalogue.json: the data of every folder in rules/, which compiled code it has, and of a new one the
 * version from which on it may block. A build step, because looking through a hundred folders at every start would take
 * longer than a small check.
 */
const { existsSync, readdirSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "..");
const compiled = join(root, "dist", "rules");

const { blocksFrom } = require(join(root, "dist", "src", "config", "levels.js"));
const { version } = require(join(root, "package.json"));

/** @param {string} id */
function dataOf(id) {
  const data = JSON.parse(readFileSync(join(root, "rules", id, "rule.json"), "utf8"));
  const from = blocksFrom(data.since, version);
  return { ...data, ...(from && { blocksFrom: from }) };
}

const rules = readdirSync(join(root, "rules"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name: id }) => ({
    ...dataOf(id),
    id,
    compiled: ["check", "remedy"].filter((name) => existsSync(join(compiled, id, `${name}.js`))),
  }))
  .sort((one, other) => (one.id < other.id ? -1 : 1));
writeFileSync(join(compiled, "catalogue.json"), JSON.stringify(rules));
