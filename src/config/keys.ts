/** The keys of a declaration, as JSON Schema: for the file, for editors, and for the pack's own configuration. */
import { knownWords } from "../azure/boundary";
import { criticalities, environments, levels } from "../model";
import type { Rule } from "../rule";

/** What the schema needs to know of a rule. */
export type RuleKeys = Pick<Rule, "id" | "evidence" | "parameters">;

/**
 * Whether the names of places are held against the table by the schema itself: `exact` where nobody else can say
 * that one is wrong before the first resource (Pulumi reads a pack's configuration before the pack does).
 */
export type Wording = "exact" | "any";

/** The `format` by which a schema says that its text is the name of an Azure region. */
export const regionFormat = "azure-region";

/** A pattern on `project/stack` or on a stack's name, of the characters that Pulumi allows in either. */
export const stackPattern = "^([\\w.*?-]+/)?[\\w.*?-]+$";

export const text = (description: string) => ({ type: "string" as const, minLength: 1, description });
export const day = (description: string) => ({
  type: "string" as const,
  pattern: "^\\d{4}-\\d{2}-\\d{2}$",
  description: `${description}, YYYY-MM-DD.`,
});
const yesNo = (description: string) => ({ type: "boolean" as const, description });
const minutes = (description: string) => ({ type: "number" as const, minimum: 0, description });
const percent = (description: string) => ({ type: "number" as const, minimum: 90, maximum: 100, description });
const object = <T extends object>(properties: T) => ({
  type: "object" as const,
  additionalProperties: false,
  properties,
});

const word = (key: string, wording: Wording) => ({
  type: "string" as const,
  ...(wording === "exact" ? { enum: [...(knownWords[key] ?? [])] } : { minLength: 1 }),
});

const places = (key: string, wording: Wording, what: string) => ({
  type: "array" as const,
  minItems: 1,
  items: word(key, wording),
  description: key === "regions" ? what : `${what} Known: ${(knownWords[key] ?? []).join(", ")}.`,
});

const residency = (wording: Wording) => ({
  ...object({
    geographies: places(
      "geographies",
      wording,
      'Azure\'s own geographies. "Europe" is Ireland and the Netherlands only.',
    ),
    countries: places("countries", wording, "ISO 3166-1 codes."),
    regions: places("regions", wording, 'Azure regions, "westeurope" or "West Europe".'),
    geographyGroups: places("geographyGroups", wording, "Groups of geographies, wider than they."),
    euDataBoundary: yesNo("All public regions in countries of the EU and of EFTA (Microsoft's EU Data Boundary)."),
  }),
  minProperties: 1,
  description:
    "Where data may rest. Everything that any key names is inside; several declarations for one stack intersect.",
});

/** A rule's parameter as its `rule.json` describes it. */
function parameter(schema: object): object {
  const { format, ...own } = schema as { format?: string; items?: object };
  if (format === regionFormat) return { ...own, ...word("regions", "exact") };
  return own.items ? { ...own, items: parameter(own.items) } : own;
}

const parameters = (rules: readonly RuleKeys[]) =>
  Object.fromEntries(
    rules
      .filter((rule) => rule.parameters)
      .map((rule) => [
        rule.id,
        object(
          Object.fromEntries(Object.entries(rule.parameters ?? {}).map(([name, schema]) => [name, parameter(schema)])),
        ),
      ]),
  );

/** What may be declared at the top of the file and for some stacks or resources alike. */
export const declaration = (rules: readonly RuleKeys[], wording: Wording) => ({
  environment: {
    type: "string" as const,
    enum: [...environments],
    description: "Not declared counts as production; any other lowers the documents' advice to advisory.",
  },
  criticality: { type: "string" as const, enum: [...criticalities], description: "How much hangs on it." },
  team: text("Who answers for it; estate reports and drills are grouped by it."),
  residency: residency(wording),
  singleRegionByLaw: yesNo("By law the data stays in the one region that it was put in."),
  rpoMinutes: minutes("How much data may be lost with a region, in minutes of writes."),
  rtoMinutes: minutes("How long reads or writes may be gone with a region, in minutes."),
  slaTarget: {
    ...object({ read: percent("Of reads, e.g. 99.99."), write: percent("Of writes, e.g. 99.99.") }),
    minProperties: 1,
    description: "Availability, percent per month.",
  },
  activeActive: yesNo("The application is made to write in several regions at once."),
  alertsManagedElsewhere: yesNo("Service Health and Resource Health alerts are declared outside these stacks."),
  outageFreeze: {
    ...object({
      regions: {
        type: "array" as const,
        minItems: 1,
        items: word("regions", wording),
        description: "The regions that are out.",
      },
      reason: text("Why."),
      until: day("Last day on which it holds"),
    }),
    required: ["regions", "reason", "until"],
    description: "While regions are out, nobody changes the topology of what stands in them.",
  },
  levels: {
    ...object(Object.fromEntries(rules.map(({ id }) => [id, { type: "string" as const, enum: [...levels] }]))),
    description: "Level per rule.",
  },
  parameters: { ...object(parameters(rules)), description: "Settings of single rules; their pages name them." },
  allowResidencyWaivers: yesNo(
    "Whether findings about a declared boundary, or about the law of one region, may be waived.",
  ),
  failOnUnknown: yesNo(
    "Whether what cannot be decided stands in the way. The pack decides again during `up`, when values are known.",
  ),
});
