/**
 * Reads a region table on standard input and prints every verdict by it, of the recorded demonstration and of every rule's
 * examples, as a list of [outcome, rule, where, of what]. `node tools/verdicts.js DAY < regions.json`; see tools/regions.js.
 */
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

// The table is read when its module is loaded: the given one takes its place before anything else is.
const table = require.resolve("../dist/src/azure/regions.json");
require(table);
require.cache[table].exports = JSON.parse(readFileSync(0, "utf8"));

const { assess } = require("../dist/src/assess.js");
const { bytesOf, readText } = require("../dist/src/cli/files.js");
const { loadDeclared } = require("../dist/src/config/load.js");
const { policiesFor } = require("../dist/src/config/policies.js");
const { decide } = require("../dist/src/judge.js");
const { read } = require("../dist/src/read/read.js");
const { loadExamples, loadRules } = require("../dist/src/rules.js");
const { staged } = require("../dist/src/staged.js");

const root = join(__dirname, "..");
const day = process.argv[2];
const rules = loadRules();

/** What each rule says of each resource of a recording. */
function ofRecording(name) {
  const declared = loadDeclared(readText(join(root, "hadr.yaml")), "hadr.yaml");
  const { verdicts } = assess([read({ name, chunks: bytesOf(join(root, "fixtures", name)) })], {
    tool: { name: "regions", version: "" },
    today: day,
    rules,
    policyFor: (project, stack) => policiesFor(declared, { project, stack, today: day }),
    keep: Number.POSITIVE_INFINITY,
    keepSettled: true,
  });
  return verdicts.map(({ outcome, rule, urn }) => [outcome, rule, `fixtures/${name}`, urn]);
}

/** What a rule says of one of its examples. */
function ofExample(rule, example) {
  const { resource, ruling } = staged(rule, example, day);
  return decide(rule, resource.props, ruling.context).outcome;
}

/** An answer, or in its place why there is none: a declaration may name a region that the table does not hold. */
function attempt(ask, otherwise) {
  try {
    return ask();
  } catch (error) {
    return otherwise(`refused: ${error.message}`);
  }
}

const examples = [...rules.values()].flatMap((rule) =>
  Object.entries(loadExamples(rule.id)).flatMap(([face, group]) =>
    Object.entries(group).map(([name, example]) => [
      attempt(() => ofExample(rule, example), String),
      rule.id,
      "example",
      `${face}: ${name}`,
    ]),
  ),
);
const recordings = ["demo/preview.json", "demo/export.json", "second-preview/preview.json"].flatMap((name) =>
  attempt(
    () => ofRecording(name),
    (why) => [[why, "every rule", `fixtures/${name}`, "every resource"]],
  ),
);
process.stdout.write(JSON.stringify([...examples, ...recordings]));
