/** What a person signs: every rule.json and the documents that it rests on. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020";
import { describe, expect, test } from "vitest";
import type { CitedDocument, RuleData } from "../src/rule";

const folder = join(__dirname, "..", "rules");
const json = <T>(...path: string[]): T => JSON.parse(readFileSync(join(folder, ...path), "utf8")) as T;

const ids = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();
const rules = new Map(ids.map((id) => [id, json<RuleData>(id, "rule.json")]));
const documents = new Map(json<CitedDocument[]>("documents.json").map((document) => [document.id, document]));

const tables = Object.values(
  json<{ tables: Record<string, { document: string }> }>("..", "src", "azure", "facts.json").tables,
);

const ajv = new Ajv2020({ allErrors: true, strict: true });
const isRule = ajv.compile(json<object>("rule.schema.json"));
const areDocuments = ajv.compile(json<object>("documents.schema.json"));

/** Written out from the two founding documents a second time, not taken from documents.json. */
const founding = {
  "cosmos-ha-2021": {
    title: "High availability in Azure Cosmos DB",
    date: "2021-02-05",
    headings: [
      "How does Azure Cosmos DB provide high availability",
      "SLAs for availability",
      "High availability with Azure Cosmos DB in the event of regional outages",
      "Multi-region accounts with a single-write region (write region outage)",
      "Multi-region accounts with a single-write region (read region outage)",
      "Availability Zone support",
      "Building highly available applications",
      "What to expect during a Cosmos DB region outage",
      "Next steps",
    ],
  },
  "adt-hadr-2025": {
    title: "Azure Digital Twins high availability and disaster recovery",
    date: "2025-04-17",
    headings: [
      "Azure Digital Twins high availability and disaster recovery",
      "Intra-region HA",
      "Cross region DR",
      "Monitor service health",
      "Next steps",
    ],
  },
} as const;

/** Rules that the two founding documents call for: first those with a check, then those a person answers for. */
const foundingRules = [
  "adt-built-in-residency-known",
  "adt-instances-in-several-regions",
  "adt-paired-region-residency",
  "adt-region-has-pair",
  "cosmos-backup-geo-residency",
  "cosmos-bounded-staleness-bounds",
  "cosmos-data-residency",
  "cosmos-failover-headroom-autoscale",
  "cosmos-failover-priorities",
  "cosmos-min-two-regions",
  "cosmos-service-managed-failover",
  "cosmos-strong-needs-three-regions",
  "stack-declares-objectives",
  "cosmos-zone-redundant-read-region",
  "cosmos-zone-redundant-write-region",
  "cosmos-zone-supported-region",
];
const foundingManualRules = [
  "adt-clients-retry",
  "adt-design-is-reviewed",
  "adt-failover-is-followed",
  "adt-failover-not-yours",
  "cosmos-clients-list-preferred-regions",
  "cosmos-conflicts-feed-is-read",
  "cosmos-failback-is-planned",
  "cosmos-failover-is-rehearsed",
  "stack-outage-freeze",
  "stack-resource-health-alert",
  "stack-service-health-alert",
];

/** The address of a heading on GitHub and Microsoft Learn. */
const slug = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replace(/ /g, "-");

/** Every sentence of a rule, with the name of the field that it stands in. */
const sentences = (rule: RuleData): [field: string, text: string][] => [
  ...(["title", "rationale", "remedy", "cost", "cannotSee", "evidence"] as const).flatMap((field) =>
    rule[field] === undefined ? [] : [[field, rule[field]] as [string, string]],
  ),
  ...Object.entries(rule.stakes as Record<string, string>),
  ...rule.citations.flatMap(({ says }) => (says === undefined ? [] : [["says", says] as [string, string]])),
];

describe.each([...rules])("%s", (id, rule) => {
  test("is what the schema asks for", () => {
    isRule(rule);
    expect(isRule.errors ?? []).toEqual([]);
  });

  test("has a kebab-case id", () => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
  });

  test.each(rule.citations)("cites $document › $section, which exists", ({ document, section }) => {
    expect(documents.get(document)?.sections.map(({ heading }) => heading)).toContain(section);
  });

  test("cites no section twice", () => {
    const cited = rule.citations.map(({ document, section }) => `${document} › ${section}`);
    expect(new Set(cited).size).toBe(cited.length);
  });

  test("says which statement holds where it cites a superseded document", () => {
    const silent = rule.citations.filter(({ document, says }) => documents.get(document)?.supersededBy && !says);
    expect(silent).toEqual([]);
  });

  test("gives the year of every percentage, and none of Digital Twins", () => {
    for (const [field, text] of sentences(rule)) {
      if (rule.appliesTo.startsWith("digital-twins")) expect(text, field).not.toContain("%");
      else if (text.includes("%")) expect(text, field).toMatch(/\b20\d\d\b/);
    }
  });

  test("has a remedy that starts with a verb, not with an article, a pronoun or a name", () => {
    expect(rule.remedy).toMatch(/^[A-Z][a-z]+ /);
    expect(rule.remedy).not.toMatch(/^(The|A|An|It|This|That|These|You|Your|There|If|When|Azure|Cosmos|Microsoft)\b/);
  });
});

test("documents.json is what its schema asks for", () => {
  areDocuments([...documents.values()]);
  expect(areDocuments.errors ?? []).toEqual([]);
  expect(documents.size).toBe(json<unknown[]>("documents.json").length); // no id twice
});

describe.each([...documents])("document %s", (id, document) => {
  test("is cited by a rule or a table of facts, or took the place of one that is", () => {
    const cited = (one: string) =>
      [...rules.values()].some(({ citations }) => citations.some((citation) => citation.document === one)) ||
      tables.some(({ document }) => document === one);
    const tookThePlaceOf = [...documents.values()].filter(({ supersededBy }) => supersededBy?.includes(id));
    expect(cited(id) || tookThePlaceOf.some((older) => cited(older.id))).toBe(true);
  });

  test("is superseded only by newer documents of this list", () => {
    for (const newer of document.supersededBy ?? [])
      expect(documents.get(newer)?.date.localeCompare(document.date)).toBe(1);
  });

  test("has one anchor for each heading, made from it", () => {
    for (const { heading, anchor } of document.sections) expect(anchor).toBe(slug(heading));
    expect(new Set(document.sections.map(({ anchor }) => anchor)).size).toBe(document.sections.length);
  });
});

test.each(Object.entries(founding))("%s is transcribed as it was published", (id, { title, date, headings }) => {
  const document = documents.get(id);
  expect(document?.title).toBe(title);
  expect(document?.date).toBe(date);
  expect(document?.sections.map(({ heading }) => heading)).toEqual(headings);
});

test.each(Object.entries(founding))("every section of %s with advice is behind a rule", (id, { headings }) => {
  // "Next steps" of the Cosmos DB document only lists further reading.
  const advising = headings.filter((heading) => !(id === "cosmos-ha-2021" && heading === "Next steps"));
  const cited = new Set(
    [...rules.values()].flatMap(({ citations }) =>
      citations.filter(({ document }) => document === id).map(({ section }) => section),
    ),
  );
  expect(advising.filter((heading) => !cited.has(heading))).toEqual([]);
});

test("every rule that the founding documents call for is there", () => {
  expect([...foundingRules, ...foundingManualRules].filter((id) => !rules.has(id))).toEqual([]);
});

test("a rule that only a person can answer for says what that person can show, and belongs to operations", () => {
  for (const id of foundingManualRules) {
    const rule = rules.get(id);
    expect(rule?.evidence, id).toBeDefined();
    expect(rule?.goal, id).toBe("operations");
    expect(["medium", "low", "info"], id).toContain(rule?.severity);
  }
});

test("no two rules claim the same", () => {
  const titles = [...rules.values()].map(({ title }) => title.toLowerCase());
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
});
