/** Writes `queries/`: for Azure Resource Graph, a query for each rule that one can express; with `--check` only says which are not current. */
const { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { asOf } = require("../dist/src/azure/regions.js");
const { tables } = require("../dist/src/kinds/tables.js");
const { loadDocuments, loadRules } = require("../dist/src/rules.js");
const { kinds } = require("./query-words.js");

/** Why a rule has no query, where its data says it without words of its own. */
function whyNone({ check, scope, appliesTo, basis, query }) {
  if (typeof query === "string") return query;
  if (!check) return "a person answers for it";
  if (scope === "change" || scope === "regression") return "it is about a change, and what is there shows none";
  if (scope === "state") return "it holds what Azure answers against the program";
  if (appliesTo === "stack") return "it is about a stack as a whole";
  if (!(appliesTo in kinds)) return "Azure Resource Graph does not list what it is about";
  if (basis === "invalid") return "Azure refuses what it finds, so nothing that is there has it";
  if (basis === "declared") return "it holds against what is declared, which no query sees";
  if (scope === "stack") return "it looks at what stands beside the resource";
  return "nobody has written one yet";
}

/** The words that a text uses, and those that these use, in the order of the kind's own list. */
function used(words, texts) {
  const found = new Set();
  const look = (said) => {
    const text = said.replace(/'[^']*'/g, "''");
    for (const name of Object.keys(words))
      if (!found.has(name) && new RegExp(`(?<![\\w.])${name}(?![\\w(])`).test(text)) {
        found.add(name);
        look(words[name]);
      }
  };
  for (const text of texts) look(text);
  return Object.keys(words).filter((name) => found.has(name));
}

/** A query's lines: who is asked, what is worked out, what fails, what is listed. */
function lines({ appliesTo, query: { where, reason } }) {
  const { type, row, place = {} } = kinds[appliesTo];
  const ofPlace = used(place, [...where, reason]);
  const extend = (words, names) => names.map((name) => `| extend ${name} = ${words[name]}`);
  return [
    "resources",
    `| where type =~ '${type}'`,
    ...extend(row, used(row, [...where, reason, ...ofPlace.map((name) => place[name])])),
    ...(ofPlace.length > 0 ? ["| mv-expand at = properties.locations", ...extend(place, ofPlace)] : []),
    ...where.map((one) => `| where ${one}`),
    `| project id, name, type, location, resourceGroup, subscriptionId, reason = ${reason}`,
    "| order by id asc, reason asc",
  ];
}

function text(rule, documents) {
  const cited = rule.citations.map(({ document, section }) => {
    const { title, publisher, date, url } = documents.get(document);
    return `//   "${title}", ${publisher}, ${date}, section "${section}": ${url}`;
  });
  const header = [
    `// ${rule.id}: lists what breaks "${rule.title}" (${rule.severity}).`,
    `// Why, what is lost and what mends it: https://github.com/azure-hadr/azure-hadr/blob/main/rules/${rule.id}/README.md`,
    "// Rests on:",
    ...new Set(cited),
    `// It does not see: ${rule.cannotSee}`,
    `// Nor does it see waivers or what is declared in hadr.yaml: it asks what the rule asks of production where nothing is declared. Facts on regions: ${asOf}.`,
  ];
  return `${[...header, ...lines(rule)].join("\n")}\n`;
}

/** All that rules judge or look at: what `azure-hadr check` reads. */
function estate() {
  const types = [
    ...new Set(tables.flatMap(({ arm }) => arm.map(({ id }) => id.replace(/\/\{\w*\}/g, "").toLowerCase()))),
  ];
  return `// All that azure-hadr judges or looks at, to be read by azure-hadr check and azure-hadr report. Ask for every page.
resources
| where type in~ (
${[...types, "microsoft.documentdb/garnetclusters"]
  .sort()
  .map((type) => `    '${type}'`)
  .join(",\n")}
  )
| join kind=leftouter (
    resourcecontainers
    | where type =~ 'microsoft.resources/subscriptions'
    | project subscriptionName = name, subscriptionId
  ) on subscriptionId
| project id, name, type, kind, location, resourceGroup, subscriptionId, subscriptionName, sku, zones, properties
| order by id asc
`;
}

function readme(rules) {
  const own = rules.filter(({ query }) => typeof query === "object");
  const row = (rule) =>
    `| [${rule.id}](../rules/${rule.id}/README.md) | ${typeof rule.query === "object" ? `[${rule.id}.kql](${rule.id}.kql)` : whyNone(rule)} |`;
  return `# Queries for Azure Resource Graph

Made from the rules by \`npm run pages\`: ${own.length} of ${rules.length} rules can be asked of what is there by one query, which lists what
fails: \`id\`, \`name\`, \`type\`, \`location\`, \`resourceGroup\`, \`subscriptionId\` and \`reason\`; of zones and copies, a line for each region.
\`estate.kql\` is another kind of query: its result is what \`azure-hadr check\` and \`azure-hadr report\` read, and then every
rule speaks. [The guide](../docs/estate.md#a-live-estate-without-pulumi) shows how to ask.

What a query cannot do and \`azure-hadr\` can: know what is declared (it asks as of production where nothing is
declared), respect waivers, say "unknown" (a query leaves out what its tables do not decide, such as the zones of a region
that they do not name), and look at what stands beside a resource. Tests run every query over the examples of all rules:
it lists a resource exactly where the rule fails it.

| rule | query, or why there is none |
| ---- | --------------------------- |
${rules.map(row).join("\n")}
`;
}

/** File name → what belongs there. */
function queries() {
  const rules = [...loadRules().values()];
  const documents = loadDocuments();
  const own = rules.filter(({ query }) => typeof query === "object");
  return new Map([
    ["README.md", readme(rules)],
    ["estate.kql", estate()],
    ...own.map((rule) => [`${rule.id}.kql`, text(rule, documents)]),
  ]);
}

const folder = join(__dirname, "..", "queries");

/** Files that are missing, different or too many. */
function stale() {
  const current = queries();
  const there = existsSync(folder) ? readdirSync(folder) : [];
  const old = [...current].filter(
    ([file, content]) => !there.includes(file) || readFileSync(join(folder, file), "utf8") !== content,
  );
  return [...old.map(([file]) => file), ...there.filter((file) => !current.has(file))];
}

if (require.main === module) {
  if (process.argv.includes("--check")) {
    const old = stale();
    for (const file of old) console.error(`queries/${file} is not current: npm run pages`);
    process.exitCode = old.length > 0 ? 1 : 0;
  } else {
    mkdirSync(folder, { recursive: true });
    const current = queries();
    for (const file of stale())
      if (current.has(file)) writeFileSync(join(folder, file), current.get(file));
      else rmSync(join(folder, file));
  }
}

module.exports = { queries, stale };
