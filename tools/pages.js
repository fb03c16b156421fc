/** Writes `rules/README.md` and the page of each rule; with `--check` only says which are not current. */
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { page } = require("../dist/src/page.js");
const { catalogue } = require("../dist/src/page-catalogue.js");
const { impossible, loadDocuments, loadExamples, loadRules } = require("../dist/src/rules.js");
const { compiling } = require("./compile.js");

/** Path below `rules/` → what belongs there. */
function pages() {
  const rules = loadRules();
  const documents = loadDocuments();
  const ofRule = (rule, compiles) =>
    page(rule, { examples: loadExamples(rule.id), impossible: impossible(rule.id), documents, compiles });
  const all = compiling((compiles) =>
    [...rules.values()].map((rule) => [join(rule.id, "README.md"), ofRule(rule, compiles)]),
  );
  return new Map([["README.md", catalogue(rules.values())], ...all]);
}

/** Those that are missing or different in a folder. */
const stale = (current, folder) =>
  [...current].filter(([path, content]) => {
    const file = join(folder, path);
    return !existsSync(file) || readFileSync(file, "utf8") !== content;
  });

if (require.main === module) {
  const folder = join(__dirname, "..", "rules");
  const old = stale(pages(), folder);
  if (process.argv.includes("--check")) {
    for (const [path] of old) console.error(`rules/${path} is not current: npm run pages`);
    process.exitCode = old.length > 0 ? 1 : 0;
  } else for (const [path, content] of old) writeFileSync(join(folder, path), content);
}

module.exports = { pages, stale };
