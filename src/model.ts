/** The nouns. Every stage speaks in these and in nothing else; this file imports nothing. */

/** What a rule can be about. One file in `kinds/` for each. */
export type Kind = "cosmos-account" | "digital-twins";

/** What the deployment does to a resource; `exists` where the input is a state, not a plan. */
export type Operation = "create" | "update" | "same" | "replace" | "import" | "read" | "exists";

/** A place in the Pulumi program. Lines and columns count from 1. The file is relative to the project's folder. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A resource as the input states it, before anybody knows what it is. */
export interface RawResource {
  readonly urn: string;
  /** The type token, e.g. `azure-native:cosmosdb:DatabaseAccount`. */
  readonly type: string;
  readonly operation: Operation;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What Azure answered; present only where it may fill what the inputs leave unset. */
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** Why nothing about the resource is known although it is there, e.g. a read resource without outputs. */
  readonly opaque?: string;
  readonly position?: SourcePosition;
}

/** A resource of one of our kinds, in the kind's own shape. */
export interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly kind: Kind;
  /** Logical name, the last part of the URN. */
  readonly name: string;
  readonly project: string;
  readonly stack: string;
  readonly operation: Operation;
  readonly position?: SourcePosition;
  /** Canonical properties (ARM names). A property that nobody knows throws `Unknown` when it is touched. */
  readonly props: object;
  /** From a canonical property path to the path as the program spells it. */
  readonly spell: (path: string) => string;
}

export type Severity = "critical" | "high" | "medium" | "low" | "info";
/** Worst first. */
export const severities: readonly Severity[] = ["critical", "high", "medium", "low", "info"];

export type Outcome = "fail" | "unknown" | "manual" | "pass" | "not-applicable";

/** One value that the decision read. */
export interface Evidence {
  /** As the program spells it, e.g. `geoLocations[0].zoneRedundant`. */
  readonly path: string;
  /** A plain value, "not set", or why nobody knows it. Never a secret. */
  readonly value: string | number | boolean;
}

/** What one rule says of one resource. Written by the judge (and `waiver` by waive); everything later only reads it. */
export interface Verdict {
  readonly rule: string;
  readonly urn: string;
  readonly type: string;
  readonly kind: Kind;
  readonly name: string;
  readonly project: string;
  readonly stack: string;
  readonly outcome: Outcome;
  readonly severity: Severity;
  /** Stands in the way of the change, unless it is waived. */
  readonly blocking: boolean;
  /** Why the level is not what the severity alone would give. */
  readonly levelReason?: string;
  /** One sentence with this resource's own facts; for `unknown`, what is not known. */
  readonly because?: string;
  readonly evidence: readonly Evidence[];
  readonly position?: SourcePosition;
  readonly waiver?: Waiver;
  /** A waiver that would match but whose day has passed. It changes nothing. */
  readonly expiredWaiver?: Waiver;
}

/** Somebody answers for leaving a finding as it is, until a day. */
export interface Waiver {
  readonly rule: string;
  /** Glob on the logical name. */
  readonly resource: string;
  readonly kind?: Kind;
  /** Glob on `project/stack`. */
  readonly stack?: string;
  readonly owner: string;
  readonly reason: string;
  /** Last day (inclusive) on which it holds, `YYYY-MM-DD`. */
  readonly until: string;
}

export type Environment = "production" | "staging" | "development" | "test";
export type Level = "mandatory" | "advisory" | "disabled";

/** Where data may rest: a set of Azure regions and the words it was declared in. */
export interface Boundary {
  readonly regions: ReadonlySet<string>;
  readonly declaredAs: string;
}

/** What the organisation wants of one stack. */
export interface Objectives {
  readonly environment: Environment;
  readonly boundary?: Boundary;
  readonly levels: Readonly<Record<string, Level>>;
  readonly failOnUnknown: boolean;
}

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
  readonly goal: "region-loss" | "zone-loss" | "data-residency" | "valid-configuration" | "operations";
  readonly severity: Severity;
  /**
   * `invalid`: Azure refuses or ignores what was written. `declared`: holds against what the organisation declared.
   * Both block whatever the environment. Absent: advice of the documents, which an environment other than production lowers.
   */
  readonly basis?: "invalid" | "declared";
  /** False: the remedy needs a new location or resource, so the rule blocks only where the resource is created. */
  readonly fixableInPlace?: boolean;
  readonly rationale: string;
  readonly stakes: Stakes;
  readonly remedy: string;
  readonly cost: string;
  readonly cannotSee: string;
  /** For rules that a person answers for: what to show as evidence. */
  readonly evidence?: string;
  readonly citations: readonly Citation[];
}

/** Ready or not to decide: a word, or a word with this resource's own facts. */
export type Finding =
  | "pass"
  | "fail"
  | "not-applicable"
  | {
      readonly outcome: "pass" | "fail" | "not-applicable";
      readonly severity?: Severity;
      /** Pointed out, never blocking: says why. */
      readonly advice?: string;
      readonly because?: string;
    };

/** What a check may ask besides the resource. */
export interface Context {
  readonly boundary?: Boundary;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Location of a resource group of the same input, by the group's Azure name. */
  readonly groupLocation: (name: string) => string | undefined;
}

/** Decides one rule for one resource; throws `Unknown` where a value it needs is not known. */
export type Check = (props: never, context: Context) => Finding;

/** A rule: the folder's data, and its check where a program can decide. Without one the verdict is `manual`. */
export interface Rule extends RuleData {
  /** Folder name, policy name, SARIF rule id, waiver key. */
  readonly id: string;
  readonly check?: Check;
}

/** What kind of file an input was. */
export type InputKind = "preview" | "export" | "events";

/** One input, as the reader found it. */
export interface Input {
  /** File name as given, `-` for standard input, or the command that was run. */
  readonly name: string;
  readonly kind: InputKind;
  /** SHA-256 of the bytes read, hexadecimal. */
  readonly digest: string;
  /** Resources in the input, of whatever kind, deletions left out. */
  readonly resources: number;
  /** Unchanged resources that the input counts but does not show (a preview without `--show-sames`). */
  readonly unseen: number;
}

/** How many verdicts of each outcome; `waived` and `blocking` count failing or unknown ones among them. */
export interface Counts {
  readonly fail: number;
  readonly unknown: number;
  readonly pass: number;
  readonly notApplicable: number;
  readonly manual: number;
  readonly waived: number;
  /** What stands in the way: blocking and not waived. */
  readonly blocking: number;
}

/** Everything that is printed is a function of this. */
export interface Assessment {
  readonly tool: { readonly name: string; readonly version: string };
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly inputs: readonly Input[];
  /** All rules of the catalogue, by id, in catalogue order. */
  readonly rules: ReadonlyMap<string, Rule>;
  /** Those that were kept to be shown, worst first: blocking, then severity, then order of input. */
  readonly verdicts: readonly Verdict[];
  readonly counts: Counts;
  /** By rule id. Counts hold every verdict, also those that were not kept. */
  readonly countsByRule: ReadonlyMap<string, Counts>;
  /** Resources of our kinds. */
  readonly judged: number;
  /** Stores of the Cosmos DB family that no rule covers yet: type token → how many. */
  readonly uncovered: ReadonlyMap<string, number>;
}
