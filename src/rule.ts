/** A rule: what a person signs, and what decides. */
import type { Consequences, Remedy } from "./consequence";
import type { Unknown } from "./known";
import type { Kind, NeighbourKind, Objectives, Parameters, Resource, Severity } from "./model";

/** A passage that a rule rests on. */
export interface Citation {
  /** Id in `rules/documents.json`. */
  readonly document: string;
  /** A heading of that document, exactly. */
  readonly section: string;
  /** What it says, in our words; needed where documents of different dates differ. */
  readonly says?: string;
}

/** What the owner stands to lose, in the terms an owner uses. Figures carry their year. */
export interface Stakes {
  readonly sla?: string;
  readonly rpo?: string;
  readonly rto?: string;
  readonly residency?: string;
  readonly deployment?: string;
}

/** What a person signs: `rule.json`. Described by `rules/rule.schema.json`. */
export interface RuleData {
  /** True when all is well. */
  readonly title: string;
  readonly appliesTo: Kind;
  /**
   * What the check reads. Absent: the resource alone. `stack`: also its neighbours, so that it is judged once all of them
   * were seen. `change`: what the deployment does to it; `state`: also what Azure answered of it; `regression`: also what
   * followed from it before the change, of what `check` compares with. A pack sees none of these three.
   */
  readonly scope?: "stack" | "change" | "state" | "regression";
  /** Why it is off unless configuration switches it on. */
  readonly disabled?: string;
  /** The version of azure-hadr in which it first ships, e.g. `0.2.0`. Absent: it was in the first release. */
  readonly since?: string;
  readonly goal: "region-loss" | "zone-loss" | "data-residency" | "valid-configuration" | "operations";
  readonly severity: Severity;
  /**
   * `invalid`: Azure refuses or ignores what was written. `declared`: holds against what the organisation declared.
   * Both block whatever the environment. Absent: advice of the documents, which an environment other than production lowers.
   */
  readonly basis?: "invalid" | "declared";
  /** The objective that takes the question away: where it is declared, the rule does not apply. */
  readonly unless?: "alertsManagedElsewhere";
  /** False: the remedy needs a new location or resource, so the rule blocks only where the resource is created. */
  readonly fixableInPlace?: boolean;
  /**
   * Canonical paths of what the remedy sets, where an update of these alone mends it and the owner has nothing to choose:
   * a pack that is asked to may set them itself.
   */
  readonly patch?: readonly string[];
  readonly rationale: string;
  readonly stakes: Stakes;
  readonly remedy: string;
  readonly cost: string;
  readonly cannotSee: string;
  /** For rules that a person answers for: what to show as evidence. */
  readonly evidence?: string;
  /** Settings that `hadr.yaml` may give it: name → JSON Schema of the value, with a description. */
  readonly parameters?: Readonly<
    Record<
      string,
      { readonly type: string; readonly description: string; readonly minimum?: number; readonly maximum?: number }
    >
  >;
  /** How a query lists what fails in Azure Resource Graph, in the words of tools/query-words.js. A text: why none can. */
  readonly query?: string | { readonly where: readonly string[]; readonly reason: string };
  readonly citations: readonly Citation[];
}

/** Ready or not to decide: a word, or a word with this resource's own facts. */
export type Finding =
  | "pass"
  | "fail"
  | "not-applicable"
  /** Nothing here that a program can decide: a person answers for it. */
  | "manual"
  | {
      readonly outcome: "pass" | "fail" | "not-applicable";
      readonly severity?: Severity;
      /** Pointed out, never blocking: says why. */
      readonly advice?: string;
      readonly because?: string;
    };

/** What a check may ask besides the resource. */
export interface Context {
  readonly objectives: Objectives;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Location of a resource group of the same input, by the group's Azure name. */
  readonly groupLocation: (name: string) => string | undefined;
  /** For a check of scope `stack`. */
  readonly neighbours?: Neighbours;
  /** For a check of scope `change`. */
  readonly change?: Change;
  /** For a check of scope `regression`: what followed from the resource before the change. */
  readonly was?: Consequences;
  /** For a check of scope `regression` about a stack: what the change takes back of what is declared. */
  readonly loosened?: readonly string[];
}

/** A resource of a stack as a rule about another one sees it. */
export type Neighbour = Pick<
  Resource,
  "urn" | "name" | "position" | "azureName" | "props" | "madeOf" | "within" | "spell"
> & {
  readonly kind: Kind | NeighbourKind;
};

/** Resources that a reference leads to, or that refer to one. */
export interface Referred {
  /** Those that certainly do, in the order of their URNs. */
  readonly certain: readonly Neighbour[];
  /** Set where there may be others: why nobody knows. To be thrown where it decides. */
  readonly open?: Unknown;
}

/** What stands in the stack, seen from one of its resources. */
export interface Neighbours {
  /** All of a kind, the resource itself among them, in the order of their URNs. */
  readonly all: (kind: Kind | NeighbourKind) => readonly Neighbour[];
  /** Those of a kind to which a reference of this resource leads: a canonical path, e.g. `accountName`. */
  readonly referred: (path: string, kind: Kind | NeighbourKind) => Referred;
  /** Those of a kind whose reference at a canonical path leads to this resource. */
  readonly referring: (kind: Kind | NeighbourKind, path: string) => Referred;
  /** The same stack, seen from another of its resources. */
  readonly from: (one: Neighbour) => Neighbours;
}

/** What a deployment does to a resource. Rules of scope `change` are asked only where it does something. */
export interface Change {
  readonly operation: "update" | "replace" | "delete";
  /** Canonical properties before it. Throws `Unknown` where the input does not hold them. */
  readonly before: object;
  /** The properties at the top that it sets differently, by canonical name where there is one. May throw as `before`. */
  readonly touched: Readonly<Record<string, true>>;
  /** Azure keeps what is replaced or deleted: Pulumi only lets go of it (`retainOnDelete`). */
  readonly retained?: true;
  /** The provider makes an update of its own of regions, of a change to continuous backup, and of the rest. */
  readonly inTurns?: true;
}

/** Decides one rule for one resource; throws `Unknown` where a value it needs is not known. */
export type Check = (props: never, context: Context, parameters: Parameters) => Finding;

/**
 * How a failing resource is mended: the folder's `remedy.ts`. Asked only of a resource for which the rule's check fails
 * (of any resource, for a rule without a check: then it is a plan, such as a failover drill). May throw `Unknown`.
 */
export type Mend = (props: never, context: Context, parameters: Parameters) => Remedy;

/** A rule: the folder's data, and its check where a program can decide. Without one the verdict is `manual`. */
export interface Rule extends RuleData {
  /** Folder name, policy name, SARIF rule id, waiver key. */
  readonly id: string;
  readonly check?: Check;
  /** Loaded when it is asked for. */
  readonly mend?: Mend;
  /** The version from which on it may block. Present while that is to come: until then what it finds is advice. */
  readonly blocksFrom?: string;
}

/** Whether a rule can only be decided once the whole stack was seen. */
export const looksAround = ({ scope, appliesTo }: RuleData): boolean => scope === "stack" || appliesTo === "stack";

/** Whether a policy pack can ask the rule: a program decides it, by what a pack sees. */
export const isPolicy = ({ check, scope }: Rule): boolean =>
  check !== undefined && (scope === undefined || scope === "stack");

/** A document that rules cite: one entry of `rules/documents.json`. */
export interface CitedDocument {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  /** `YYYY-MM-DD`, the document's own date. */
  readonly date: string;
  readonly url: string;
  readonly supersededBy?: readonly string[];
  readonly note?: string;
  readonly sections: readonly { readonly heading: string; readonly anchor: string }[];
}

const stakeNames: readonly (readonly [keyof Stakes, string])[] = [
  ["sla", "SLA"],
  ["rpo", "RPO"],
  ["rto", "RTO"],
  ["residency", "residency"],
  ["deployment", "deployment"],
];

/** What the owner stands to lose: name and words, always in the same order. */
export const stakesOf = ({ stakes }: RuleData): [name: string, words: string][] =>
  stakeNames.flatMap(([key, name]) => (stakes[key] === undefined ? [] : [[name, stakes[key]]]));
