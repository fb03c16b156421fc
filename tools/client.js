/**
 * Writes dist/src/report/estate/html/assets.json: the style and the script of the estate's page, as the page holds them. A
 * build step, because the page is one file and its policy names both by their digests.
 */
const { readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "..");
const page = join("src", "report", "estate", "html");
const compiled = join(root, ".cache", "client", page, "client");

/** In the order in which they need each other. They become one block, so that what they share needs no imports. */
const parts = ["dom", "data", "filter", "detail", "table", "start"];
const code = parts.map((part) =>
  readFileSync(join(compiled, `${part}.js`), "utf8")
    .replace(/^import [^;]*;\n/gm, "")
    .replace(/^export /gm, ""),
);
const script = `"use strict";{\n${code.join("")}}`;
const style = readFileSync(join(root, page, "style.css"), "utf8")
  .replace(/\/\*.*?\*\/\s*/gs, "")
  .replace(/\n\s*/g, "\n");
if (/<\/|<!--/.test(script + style)) throw new Error("the style or the script would end its own element");
writeFileSync(join(root, "dist", page, "assets.json"), JSON.stringify({ style, script }));
