/** The examples of a rule as its page shows them. */
import type { Kind } from "./model";
import { inline, literal, standIns } from "./report/literal";
import type { Example, Examples } from "./rules";

interface Service {
  readonly name: string;
  readonly resources: string;
  readonly constructor: string;
}
export const services: Readonly<Record<Kind, Service>> = {
  "cosmos-account": {
    name: "Azure Cosmos DB",
    resources: "Cosmos DB accounts",
    constructor: "cosmosdb.DatabaseAccount",
  },
  "cosmos-container": {
    name: "Azure Cosmos DB databases and containers",
    resources: "Cosmos DB databases and containers",
    constructor: "cosmosdb.SqlResourceSqlContainer",
  },
  "documentdb-cluster": {
    name: "Azure DocumentDB (Cosmos DB for MongoDB vCore)",
    resources: "Azure DocumentDB clusters",
    constructor: "mongocluster.MongoCluster",
  },
  "cassandra-cluster": {
    name: "Azure Managed Instance for Apache Cassandra",
    resources: "Cassandra clusters",
    constructor: "cosmosdb.CassandraCluster",
  },
  "cassandra-data-center": {
    name: "Cassandra data centers",
    resources: "Cassandra data centers",
    constructor: "cosmosdb.CassandraDataCenter",
  },
  "postgresql-cluster": {
    name: "Azure Cosmos DB for PostgreSQL",
    resources: "Cosmos DB for PostgreSQL clusters",
    constructor: "dbforpostgresql.ServerGroupCluster",
  },
  "digital-twins": {
    name: "Azure Digital Twins",
    resources: "Digital Twins instances",
    constructor: "digitaltwins.DigitalTwin",
  },
  "digital-twins-endpoint": {
    name: "Digital Twins endpoints",
    resources: "Digital Twins endpoints",
    constructor: "digitaltwins.DigitalTwinsEndpoint",
  },
  "digital-twins-history": {
    name: "Digital Twins data history",
    resources: "data history connections",
    constructor: "digitaltwins.TimeSeriesDatabaseConnection",
  },
  stack: { name: "Stacks", resources: "stacks", constructor: "" },
};

/** Prose of a rule as Markdown: its backticks are meant, its angle brackets are not. */
export const prose = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith("`") ? part : part.replace(/[<>]/g, "\\$&")))
    .join("");

const outcomes: readonly (readonly [outcome: string, heading: string])[] = [
  ["fail", "Fails"],
  ["pass", "Passes"],
  ["unknown", "Cannot be decided"],
  ["not-applicable", "Does not apply"],
  ["manual", "For a person"],
];

function example(name: string, given: Example, kind: Kind): string {
  const { properties, residency, objectives, parameters, operation, severity, advice, neighbours, before } = given;
  const { outputs, retained } = given;
  const expected = [...(severity ? [`severity ${severity}`] : []), ...(advice ? ["advice only"] : [])];
  const context = [
    ...(residency ? [`// hadr.yaml declares residency: ${inline(residency)}`] : []),
    ...Object.entries(objectives ?? {}).map(([key, value]) => `// hadr.yaml declares ${key}: ${inline(value)}`),
    ...Object.entries(parameters ?? {}).map(([key, value]) => `// the rule's parameter ${key}: ${inline(value)}`),
    ...(operation ? [`// this deployment would ${operation} it`] : []),
    ...(retained ? ["// with `retainOnDelete` in the state"] : []),
    ...(before ? [`// before: ${inline(before)}`] : []),
    ...(outputs ? [`// in Azure: ${inline(outputs)}`] : []),
    ...Object.entries(neighbours ?? {}).map(
      ([logical, { type, properties }]) => `// beside it, ${logical}: ${type} ${inline(properties)}`,
    ),
  ];
  return [
    `**${prose(name)}**${expected.length > 0 ? ` (${expected.join(", ")})` : ""}`,
    "",
    "```ts",
    ...context,
    declaration(kind, properties),
    "```",
  ].join("\n");
}

/** As the program would write it; a stack is not written, it holds what the program declares. */
function declaration(kind: Kind, properties: Readonly<Record<string, unknown>>): string {
  if (kind === "stack")
    return Object.entries(properties)
      .map(([held, number]) => `// the stack declares ${number} ${services[held as Kind].resources}`)
      .join("\n");
  const start = `new ${services[kind].constructor}("example", `;
  return `${start}${literal(properties, 0, start.length)});`;
}

/** One section for each outcome, or nothing where there are no examples. */
export function exampleSections(examples: Examples, kind: Kind): string[] {
  const sections = outcomes.flatMap(([outcome, heading]) => {
    const own = Object.entries(examples[outcome] ?? {});
    return own.length === 0 ? [] : [`### ${heading}`, ...own.map(([name, given]) => example(name, given, kind))];
  });
  if (sections.length === 0) return [];
  const written = sections.join("\n");
  const legend = [...standIns.values()]
    .filter(([name]) => written.includes(name))
    .map(([name, meaning]) => `\`${name}\` stands for ${meaning}.`);
  return ["## Examples", ["The tests run them.", ...legend].join(" "), ...sections];
}
