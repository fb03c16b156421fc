const { readdirSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const dist = join(__dirname, "..", "dist");
const files = ["src", "rules"].flatMap((f) => readdirSync(join(dist, f), { recursive: true }).map((n) => join(f, n))).filter((n) => /\.js(on)?$/.test(n));
let out = `#!/usr/bin/env node
"use strict";
const { join, dirname, relative, isAbsolute } = require("node:path");
const dist = join(__dirname, "..");
const loaded = {};
const load = (from, name) => {
  const path = name[0] === "." ? join(from, name) : isAbsolute(name) ? relative(dist, name) : undefined;
  if (path === undefined) return require(name);
  const id = path.endsWith(".js") || path.endsWith(".json") ? path : path + ".js";
  if (loaded[id]) return loaded[id].exports;
  const module = (loaded[id] = { exports: {} });
  const dir = dirname(id);
  table[id](module.exports, (other) => load(dir, other), module, join(dist, dir));
  return module.exports;
};
const table = {
`;
for (const f of files) {
  const text = readFileSync(join(dist, f), "utf8").replace(/^#!.*/, "").replace(/^\/\/# sourceMapping.*$/m, "");
  out += f.endsWith(".json") ? `${JSON.stringify(f)}(exports, require, module) { module.exports = JSON.parse(${JSON.stringify(JSON.stringify(JSON.parse(text)))}); },\n`
    : `${JSON.stringify(f)}(exports, require, module, __dirname) {${text}\n},\n`;
}
out += `};\nload("src", "./cli");\n`;
writeFileSync(join(dist, "src", "bundle.js"), out);
