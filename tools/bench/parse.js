/** What the benchmark compares with: JSON.parse of a whole file and nothing else. usage: node tools/bench/parse.js FILE */
const { readFileSync } = require("node:fs");

JSON.parse(readFileSync(process.argv[2], "utf8"));
