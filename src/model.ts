/** The nouns. Every stage speaks in these and in nothing else; this file imports nothing but other nouns. */
import type { Outlook } from "./consequence";
import type { Kind, SourcePosition } from "./resource";

export type * from "./resource";

export type Severity = "critical" | "high" | "medium" | "low" | "info";
/** Worst first. */
export const severities: readonly Severity[] = ["critical", "high", "medium", "low", "info"];

export type Outcome = "fail" | "unknown" | "manual" | "pass" | "not-applicable";

/** What somebody has to look at: not in order, or nobody knows. Waived ones are among them. */
export const isOpen = ({ outcome }: { readonly outcome: Outcome }): boolean =>
  outcome === "fail" || outcome === "unknown";

/** An outcome before a change: a finding, none, or none since the resource was not there. */
export type Was = "fail" | "unknown" | "in order" | "absent";
/** `baseline`: it was written down when the baseline was made. `not new`: it was there before the change, and only what is new counts. */
export type Excuse = "baseline" | "not new";

/** Whether a finding comes with the change: it is worse than what was said before. False where nothing is compared. */
export const isNew = ({ outcome, was }: Pick<Verdict, "outcome" | "was">): boolean =>
  was !== undefined && was !== "fail" && was !== outcome;

/** One value that the decision read. */
export interface Evidence {
  /** As the program spells it, e.g. `geoLocations[0].zoneRedundant`. */
  readonly path: string;
  /** A plain value, "not set", or why nobody knows it. Never a secret. */
  readonly value: string | number | boolean;
}

/** Another resource that a decision read, where the program declares it. */
export interface Related {
  readonly urn: string;
  /** Logical name. */
  readonly name: string;
  readonly position: SourcePosition;
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
  /** Other resources that it read and whose place is known, in the order in which they were read; not all of very many. */
  readonly related?: readonly Related[];
  readonly position?: SourcePosition;
  readonly waiver?: Waiver;
  /** A waiver that would match but whose day has passed. It changes nothing. */
  readonly expiredWaiver?: Waiver;
  /** A waiver that would match, but a declared boundary is not waived (`allowResidencyWaivers`). It changes nothing. */
  readonly refusedWaiver?: Waiver;
  /** What the rule said of the resource before the change; present only where there is something to compare with. */
  readonly was?: Was;
  /** Why it stands in nobody's way although nobody answers for it. */
  readonly excused?: Excuse;
  /** For `manual`: who vouches for it. */
  readonly attestation?: Attestation;
  /** An attestation that would match but whose day has passed. */
  readonly expiredAttestation?: Attestation;
  /** What it costs the owner now, and what it would be once mended. Of failing and unknown verdicts. */
  readonly outlook?: Outlook;
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
  /** Where it is said: `hadr.yaml:12:5`, or `index.ts:13:1` for a comment in the program. */
  readonly at?: string;
  /** Said in a comment above the resource. */
  readonly inCode?: true;
}

/** Days for which a waiver still holds, the last one counted; 0 or less once it has ended. Days as `YYYY-MM-DD`. */
export const daysLeft = ({ until }: Pick<Waiver, "until">, today: string): number =>
  Math.round((Date.parse(until) - Date.parse(today)) / 86_400_000) + 1;

/** The strictest first, here and below. */
export const environments = ["production", "staging", "test", "development"] as const;
export type Environment = (typeof environments)[number];
/** How much hangs on a stack. */
export const criticalities = ["mission-critical", "business-critical", "standard", "low"] as const;
export type Criticality = (typeof criticalities)[number];
export const levels = ["mandatory", "advisory", "disabled"] as const;
export type Level = (typeof levels)[number];

/** Where data may rest: a set of Azure regions and the words it was declared in. */
export interface Boundary {
  readonly regions: ReadonlySet<string>;
  readonly declaredAs: string;
}

/** While regions are out, nobody changes the topology of what stands in them. */
export interface OutageFreeze {
  /** Azure names. */
  readonly regions: readonly string[];
  readonly reason: string;
  /** Last day (inclusive) on which it holds, `YYYY-MM-DD`. */
  readonly until: string;
}

/** A rule's own settings: its `rule.json` says which there are. */
export type Parameters = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** What the organisation wants of one stack, or of some of its resources. */
export interface Objectives {
  readonly environment: Environment;
  readonly criticality?: Criticality;
  /** Who answers for the stack. */
  readonly team?: string;
  readonly boundary?: Boundary;
  /** By law the data stays in the one region that it was put in: no second region is asked for, and no copy may be in one. */
  readonly singleRegionByLaw?: boolean;
  /** How much data may be lost with a region, in minutes of writes. */
  readonly rpoMinutes?: number;
  /** How long reads or writes may be gone with a region, in minutes. */
  readonly rtoMinutes?: number;
  /** Availability, percent per month. */
  readonly slaTarget?: { readonly read?: number; readonly write?: number };
  /** The application is made to write in several regions at once. */
  readonly activeActive?: boolean;
  /** Service Health and Resource Health alerts are declared outside this stack. */
  readonly alertsManagedElsewhere?: boolean;
  readonly outageFreeze?: OutageFreeze;
  readonly levels: Readonly<Record<string, Level>>;
  /** By rule id. */
  readonly parameters?: Readonly<Record<string, Parameters>>;
  readonly failOnUnknown: boolean;
  /** Findings about a declared boundary may be waived. Not set: they may not. */
  readonly allowResidencyWaivers?: boolean;
  /** Set at the command line: findings of that severity or worse stand in the way, whatever their level, and no others do. */
  readonly failOn?: Severity;
}

/** Somebody vouches for what no program can check, until a day. */
export interface Attestation {
  /** A rule that a person answers for. */
  readonly rule: string;
  /** Glob on `project/stack`. */
  readonly scope: string;
  readonly by: string;
  /** When it was looked at, `YYYY-MM-DD`. */
  readonly date: string;
  /** Where the proof lies. */
  readonly evidence: string;
  /** Last day (inclusive) on which it holds, `YYYY-MM-DD`. */
  readonly until: string;
}

/** What holds for a stack, or for one of its resources. */
export interface StackPolicy {
  readonly objectives: Objectives;
  readonly waivers: readonly Waiver[];
  readonly attestations?: readonly Attestation[];
  /** What a reader has to know of the objectives: one sentence each. */
  readonly notes?: readonly string[];
  /** What was not seen although it may declare something: one sentence each. */
  readonly unseen?: readonly string[];
  /** Patterns of the stack's resources that have objectives of their own. */
  readonly resources?: readonly string[];
  /** What the change takes back of what is declared: one sentence each. Absent: nobody compared. */
  readonly loosened?: readonly string[];
}

/** What an input holds of a stack besides its resources. */
export interface StackConfig {
  /** What errors call the input. */
  readonly source: string;
  /** The stack's own config: values by full name, secrets replaced by Pulumi's marker. Absent: it is not in the input. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** All of its tags. Absent: they are not in the input. */
  readonly tags?: ReadonlyMap<string, string>;
}
