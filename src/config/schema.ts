/** The shape of `hadr.yaml`: one schema for the file, for editors, and for the pack's own configuration. */
import { type BoundaryDeclaration, knownWords } from "../azure/boundary";
import { kinds } from "../kinds/recognise";
import type { Environment, Level, Waiver } from "../model";

/** What an organisation declares, for all stacks or for those that match. */
export interface Declaration {
  readonly environment?: Environment;
  readonly residency?: BoundaryDeclaration;
  readonly levels?: Readonly<Record<string, Level>>;
  readonly failOnUnknown?: boolean;
}

/** A whole `hadr.yaml`. What stands at the top holds for every stack that no more specific entry speaks of. */
export interface HadrConfig extends Declaration {
  readonly stacks?: readonly (Declaration & { readonly match: string })[];
  readonly waivers?: readonly Waiver[];
}

const text = (description: string) => ({ type: "string" as const, minLength: 1, description });

/**
 * Whether the words of a boundary are held against the table by the schema itself: `exact` where nobody else can say
 * that one is wrong before the first resource (Pulumi reads a pack's configuration before the pack does).
 */
export type Wording = "exact" | "any";

const places = (key: string, wording: Wording, what: string) => {
  const known = [...(knownWords[key] ?? [])];
  const described = key === "regions" ? what : `${what} Known: ${known.join(", ")}.`;
  const items = wording === "exact" ? { enum: known } : { minLength: 1 };
  return { type: "array" as const, minItems: 1, items: { type: "string" as const, ...items }, description: described };
};

const residency = (wording: Wording) => ({
  type: "object" as const,
  additionalProperties: false,
  minProperties: 1,
  description:
    "Where data may rest. Everything that any key names is inside; several declarations for one stack intersect.",
  properties: {
    geographies: places(
      "geographies",
      wording,
      'Azure\'s own geographies. "Europe" is Ireland and the Netherlands only.',
    ),
    countries: places("countries", wording, "ISO 3166-1 codes."),
    regions: places("regions", wording, 'Azure regions, "westeurope" or "West Europe".'),
    geographyGroups: places("geographyGroups", wording, "Groups of geographies, wider than they."),
    euDataBoundary: {
      type: "boolean" as const,
      description: "All public regions in countries of the EU and of EFTA (Microsoft's EU Data Boundary).",
    },
  },
});

const declaration = (ruleIds: readonly string[], wording: Wording) => ({
  environment: {
    type: "string" as const,
    enum: ["production", "staging", "development", "test"],
    description: "Not declared counts as production; any other lowers the documents' advice to advisory.",
  },
  residency: residency(wording),
  levels: {
    type: "object" as const,
    description: "Level per rule.",
    additionalProperties: false,
    properties: Object.fromEntries(
      ruleIds.map((id) => [id, { type: "string" as const, enum: ["mandatory", "advisory", "disabled"] }]),
    ),
  },
  failOnUnknown: {
    type: "boolean" as const,
    description:
      "Whether what cannot be decided stands in the way. The pack decides again during `up`, when values are known.",
  },
});

/** The properties of a `hadr.yaml`, in the subset of JSON Schema that Pulumi's policy configuration accepts. */
export const configProperties = (ruleIds: readonly string[], wording: Wording) => ({
  ...declaration(ruleIds, wording),
  stacks: {
    type: "array" as const,
    description: "What holds for some stacks; the most specific pattern wins.",
    items: {
      type: "object" as const,
      additionalProperties: false,
      required: ["match"],
      properties: {
        match: text("Glob on project/stack, e.g. shop/prod*; without a slash, on the stack's name in any project."),
        ...declaration(ruleIds, wording),
      },
    },
  },
  waivers: {
    type: "array" as const,
    description: "Findings that somebody answers for, until a day.",
    items: {
      type: "object" as const,
      additionalProperties: false,
      required: ["rule", "resource", "owner", "reason", "until"],
      properties: {
        rule: { type: "string" as const, enum: [...ruleIds], description: "The rule's id." },
        resource: text("Glob on the resource's logical name."),
        kind: { type: "string" as const, enum: [...kinds], description: "Only resources of this kind." },
        stack: text("Glob on project/stack; without a slash, on the stack's name."),
        owner: text("Who answers for it."),
        reason: text("Why."),
        until: {
          type: "string" as const,
          pattern: "^\\d{4}-\\d{2}-\\d{2}$",
          description: "Last day on which it holds, YYYY-MM-DD.",
        },
      },
    },
  },
});

/** JSON Schema of `hadr.yaml`; published as `schema/hadr.schema.json`. */
export const configSchema = (ruleIds: readonly string[]) => ({
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "hadr.yaml",
  description: "What an organisation wants of the resilience and residency of its stacks.",
  type: "object",
  additionalProperties: false,
  properties: { $schema: { type: "string" }, ...configProperties(ruleIds, "any") },
});
