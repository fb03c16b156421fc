/** Writes the schemas that the program holds into `schema/`; with `--check` only says whether they are current. */
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { baselineSchema } = require("../dist/src/baseline-file.js");
const { configSchema } = require("../dist/src/config/schema.js");
const { loadRules } = require("../dist/src/rules.js");

const schemas = {
  "hadr.schema.json": () => configSchema([...loadRules().values()]),
  "baseline.schema.json": () => baselineSchema,
};
const all = () =>
  Object.entries(schemas).map(([name, schema]) => ({
    file: join(__dirname, "..", "schema", name),
    content: `${JSON.stringify(schema(), null, 2)}\n`,
  }));
const isStale = () => all().some(({ file, content }) => !existsSync(file) || readFileSync(file, "utf8") !== content);

if (require.main === module) {
  if (!process.argv.includes("--check")) for (const { file, content } of all()) writeFileSync(file, content);
  else if (isStale()) {
    console.error("schema/ is not current: npm run pages");
    process.exitCode = 1;
  }
}

module.exports = { isStale };
