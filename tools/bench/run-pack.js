/** Runs a policy pack as Pulumi's own runtime does: loads it, and calls what it exports. usage: node tools/bench/run-pack.js FILE */
const pack = require(process.argv[2]);
if (typeof pack === "function") pack();
