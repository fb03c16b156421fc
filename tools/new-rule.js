/**
 * Begins a rule: `npm run new-rule -- <id> --kind cosmos-account [--scope stack|change|state|regression] [--manual]` writes
 * its folder, in which every text says what is to be written. With `--check` it prints one line for each rule that still
 * has such a text.
 */
const { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { parseArgs } = require("node:util");

const root = join(__dirname, "..");
const rules = join(root, "rules");
/** What every text begins with that nobody has written yet. */
const mark = "TO BE WRITTEN";
const open = (what) => `${mark}: ${what}`;

class Refused extends Error {}

/** Kind → the interface of its properties and the file that declares it, as `src/kinds/` has them. */
function kinds() {
  const folder = join(root, "src", "kinds");
  const judged = JSON.parse(readFileSync(join(rules, "rule.schema.json"), "utf8")).properties.appliesTo.enum;
  const declared = readdirSync(folder).flatMap((file) => {
    const text = readFileSync(join(folder, file), "utf8");
    return [...text.matchAll(/^export const (\w)(\w*): KindTable = \{\s*kind: "([^"]+)"/gm)].map(
      ([, first, rest, kind]) => [kind, { type: first.toUpperCase() + rest, file: file.replace(/\.ts$/, "") }],
    );
  });
  const all = new Map([...declared, ["stack", { type: "Contents", file: "stack" }]]);
  return new Map(judged.map((kind) => [kind, all.get(kind)]));
}

const data = (kind, scope, manual) => ({
  $schema: "../rule.schema.json",
  title: open("one sentence that is true when all is well"),
  appliesTo: kind,
  ...(scope && { scope }),
  goal: open("region-loss, zone-loss, data-residency, valid-configuration or operations"),
  severity: open("critical, high, medium, low or info"),
  rationale: open("why, in your own words"),
  stakes: { rto: open("what the owner loses, as sla, rpo, rto, residency or deployment; figures with their year") },
  remedy: open("what to do, beginning with a verb"),
  cost: open("what the remedy costs, in money or in risk"),
  cannotSee: open("what escapes the rule"),
  ...(manual && { evidence: open("what a person can show") }),
  citations: [
    { document: open("an id of documents.json"), section: open("a heading of it"), says: open("what it says") },
  ],
});

/** What a check of each scope is told besides the properties, and what there is to know of it. */
const told = {
  alone: ["_context", "ask lists through `some`, `every` and `distinct` of src/known.ts"],
  stack: [
    "{ neighbours: _neighbours }",
    "`neighbours` is what stands beside it: throw `open` of what it refers to where that decides",
  ],
  change: ["{ change: _change }", "`change` holds the operation and the properties before it"],
  regression: [
    "{ was: _was }",
    "`was` is what followed from it before the change: see `isKept` of src/consequences/regression.ts",
  ],
  state: ["_context", "what the program says and what Azure answered stand in the fields that the kind compares"],
};

const scopes = Object.keys(told).filter((scope) => scope !== "alone");

function check({ type, file }, scope = "alone") {
  const [context, hint] = told[scope];
  return `import type { ${type} } from "../../src/kinds/${file}";
import type { Context, Finding } from "../../src/rule";

// Decide as if every value were known; ${hint}.
export function check(_properties: ${type}, ${context}: Context): Finding {
  throw new Error("${open("the check")}");
}
`;
}

const examples = () =>
  Object.fromEntries(
    ["fail", "pass", "unknown", "not-applicable"].map((outcome) => [
      outcome,
      { [open("what is special about it; or instead of examples a text, why there are none")]: { properties: {} } },
    ]),
  );

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

/** The files of a new rule: name → content. Throws `Refused`. */
function begun(args) {
  let given;
  try {
    const options = { kind: { type: "string" }, scope: { type: "string" }, manual: { type: "boolean" } };
    given = parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new Refused(error.message.split("\n")[0]);
  }
  const { positionals, values } = given;
  const { kind, scope, manual = false } = values;
  const [id, ...rest] = positionals;
  if (id === undefined || rest.length > 0 || kind === undefined)
    throw new Refused(
      "usage: npm run new-rule -- <id> --kind <kind> [--scope stack|change|state|regression] [--manual]",
    );
  if (!/^[a-z0-9]+(-[a-z0-9]+)+$/.test(id))
    throw new Refused(`${JSON.stringify(id)} is not kebab-case, e.g. cosmos-min-two-regions`);
  if (existsSync(join(rules, id))) throw new Refused(`rules/${id} exists`);
  const known = kinds();
  if (!known.has(kind))
    throw new Refused(`${JSON.stringify(kind)} is no kind; there are ${[...known.keys()].join(", ")}`);
  if (scope !== undefined && !scopes.includes(scope))
    throw new Refused(`${JSON.stringify(scope)} is no scope: ${scopes.join(", ")}, or none for the resource alone`);
  if (manual && scope !== undefined)
    throw new Refused("a rule that a person answers for reads nothing: it has no scope");
  const written = { "rule.json": json(data(kind, scope, manual)) };
  if (manual) return { id, files: written };
  return { id, files: { ...written, "check.ts": check(known.get(kind), scope), "examples.json": json(examples()) } };
}

/** Where a JSON value still holds the mark: names at the top. */
const openIn = (value) =>
  Object.entries(value)
    .filter(([, own]) => JSON.stringify(own).includes(mark))
    .map(([name]) => name);

/** One line for each rule that is not written yet. */
const unwritten = () =>
  readdirSync(rules, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: id }) => {
      const parts = ["rule.json", "check.ts", "remedy.ts", "examples.json"].flatMap((file) => {
        const path = join(rules, id, file);
        const text = existsSync(path) ? readFileSync(path, "utf8") : "";
        if (!text.includes(mark)) return [];
        return file.endsWith(".json") ? [`${file} (${openIn(JSON.parse(text)).join(", ")})`] : [file];
      });
      return parts.length > 0 ? [`rules/${id} is not written yet: ${parts.join(", ")}`] : [];
    });

function main(args) {
  if (args.length === 1 && args[0] === "--check") {
    const lines = unwritten();
    for (const line of lines) console.error(line);
    return lines.length > 0 ? 1 : 0;
  }
  try {
    const { id, files } = begun(args);
    mkdirSync(join(rules, id));
    for (const [name, content] of Object.entries(files)) writeFileSync(join(rules, id, name), content);
    console.log(`rules/${id} is begun: ${Object.keys(files).join(", ")}. Write what is ${mark}, then: npm run pages`);
    return 0;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    console.error(error.message);
    return 2;
  }
}

if (require.main === module) process.exitCode = main(process.argv.slice(2));

module.exports = { unwritten };
