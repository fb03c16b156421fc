// azure-hadr under a name and a version of your own, held against the hadr.yaml beside this file.
// `npm install`, and `npm run prepare` after each change of hadr.yaml, write policy-config.json.
const azureHadr = require("azure-hadr");
const config = require("./policy-config.json");
const { name } = require("./package.json");

azureHadr({ name, config });
