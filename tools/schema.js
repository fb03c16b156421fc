/** Writes `schema/hadr.schema.json`; with `--check` only says whether it is current. */
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { configSchema } = require("../dist/src/config/schema.js");
const { loadRules } = require("../dist/src/rules.js");

const file = join(__dirname, "..", "schema", "hadr.schema.json");
const schema = () => `${JSON.stringify(configSchema([...loadRules().values()]), null, 2)}\n`;
const isStale = () => !existsSync(file) || readFileSync(file, "utf8") !== schema();

if (require.main === module) {
  if (!process.argv.includes("--check")) writeFileSync(file, schema());
  else if (isStale()) {
    console.error("schema/hadr.schema.json is not current: npm run pages");
    process.exitCode = 1;
  }
}

module.exports = { isStale };
