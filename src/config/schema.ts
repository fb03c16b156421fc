/** The shape of `hadr.yaml`: one schema for the file, for editors, and for the pack's own configuration. */
import type { BoundaryDeclaration } from "../azure/boundary";
import { kinds } from "../kinds/recognise";
import type { Attestation, Objectives, Waiver } from "../model";
import { day, declaration, type RuleKeys, stackPattern, text, type Wording } from "./keys";

/** What an organisation declares, for all stacks or for those that match. */
export interface Declaration extends Partial<Omit<Objectives, "boundary">> {
  readonly residency?: BoundaryDeclaration;
}

/** What holds for some stacks, or for some of their resources: all that is given of the first three must fit. */
export interface Entry extends Declaration {
  /** Glob on `project/stack`. */
  readonly match?: string;
  /** Stack tags: name → glob on the value. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Glob on a resource's logical name. */
  readonly resource?: string;
}

/** A whole `hadr.yaml`. What stands at the top holds for every stack that no more specific entry speaks of. */
export interface HadrConfig extends Declaration {
  readonly stacks?: readonly Entry[];
  readonly waivers?: readonly Waiver[];
  readonly attestations?: readonly Attestation[];
}

/** No other characters are in the names of projects and stacks, so any other pattern would never match. */
const stackGlob = {
  ...text("Glob on project/stack, e.g. shop/prod*; without a slash, on the stack's name in any project."),
  pattern: stackPattern,
};

/** The properties of a `hadr.yaml`, in the subset of JSON Schema that Pulumi's policy configuration accepts. */
export const configProperties = (rules: readonly RuleKeys[], wording: Wording) => ({
  ...declaration(rules, wording),
  stacks: {
    type: "array" as const,
    description: "What holds for some stacks or resources; the most specific entry wins.",
    items: {
      type: "object" as const,
      additionalProperties: false,
      properties: {
        match: stackGlob,
        tags: {
          type: "object" as const,
          minProperties: 1,
          additionalProperties: { type: "string" as const },
          description: "Stack tags: name → glob on the value. Every one must fit.",
        },
        resource: text("Glob on a resource's logical name."),
        ...declaration(rules, wording),
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
        rule: { type: "string" as const, enum: rules.map(({ id }) => id), description: "The rule's id." },
        resource: text("Glob on the resource's logical name."),
        kind: { type: "string" as const, enum: [...kinds], description: "Only resources of this kind." },
        stack: stackGlob,
        owner: text("Who answers for it."),
        reason: text("Why."),
        until: day("Last day on which it holds"),
      },
    },
  },
});

/** What somebody vouches for, of rules that no program can decide. A pack has no policy for these. */
const attestations = (rules: readonly RuleKeys[]) => ({
  type: "array" as const,
  description: "What somebody has looked at and vouches for, until a day.",
  items: {
    type: "object" as const,
    additionalProperties: false,
    required: ["rule", "scope", "by", "date", "evidence", "until"],
    properties: {
      rule: {
        type: "string" as const,
        enum: rules.filter(({ evidence }) => evidence !== undefined).map(({ id }) => id),
        description: "The id of a rule that a person answers for.",
      },
      scope: stackGlob,
      by: text("Who looked at it."),
      date: day("When"),
      evidence: text("Where the proof lies."),
      until: day("Last day on which it holds"),
    },
  },
});

/** JSON Schema of `hadr.yaml`; published as `schema/hadr.schema.json`. */
export const configSchema = (rules: readonly RuleKeys[]) => ({
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "hadr.yaml",
  description: "What an organisation wants of the resilience and residency of its stacks.",
  type: "object",
  additionalProperties: false,
  properties: {
    $schema: { type: "string" },
    ...configProperties(rules, "any"),
    attestations: attestations(rules),
  },
});
