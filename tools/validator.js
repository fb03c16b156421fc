/**
 * Compiles the schema of hadr.yaml into dist/src/config/validate.js: a build step, because compiling it at every start
 * would take longer than all the rest of a small check.
 */
const { writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { Ajv } = require("ajv");
const standalone = require("ajv/dist/standalone").default;
const { configSchema } = require("../dist/src/config/schema.js");
const { loadRules } = require("../dist/src/rules.js");

const ajv = new Ajv({ code: { source: true }, verbose: true, strict: false, strictNumbers: true });
const validate = ajv.compile(configSchema([...loadRules().values()]));
writeFileSync(join(__dirname, "..", "dist", "src", "config", "validate.js"), standalone(ajv, validate));
