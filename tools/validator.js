/**
 * Compiles the schema of hadr.yaml and that of an estate's records: a build step, because compiling them at every start
 * would take longer than all the rest of a small check.
 */
const { readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { Ajv } = require("ajv");
const { Ajv2020 } = require("ajv/dist/2020");
const standalone = require("ajv/dist/standalone").default;
const { configSchema } = require("../dist/src/config/schema.js");
const { loadRules } = require("../dist/src/rules.js");

const compiled = (file, ajv, validate) =>
  writeFileSync(join(__dirname, "..", "dist", "src", ...file.split("/")), standalone(ajv, validate));

const ajv = new Ajv({ code: { source: true }, verbose: true, strict: false, strictNumbers: true });
compiled("config/validate.js", ajv, ajv.compile(configSchema([...loadRules().values()])));

/** A schema as readers hold it: what is not in it may have come later. */
const loosely = (name) =>
  JSON.parse(readFileSync(join(__dirname, "..", "schema", name), "utf8"), (key, value) =>
    key === "additionalProperties" && value === false ? undefined : value,
  );
const records = new Ajv2020({ code: { source: true }, strict: false });
for (const name of ["report.schema.json", "judged-stack.schema.json"]) records.addSchema(loosely(name), name);
compiled("cli/estate/validate.js", records, records.compile({ $ref: "judged-stack.schema.json#/$defs/stack" }));
