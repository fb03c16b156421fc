/** What comes out: everything that is printed is a function of an assessment. */
import type { Comparison } from "./comparison";
import type { Objectives, Verdict, Waiver } from "./model";
import type { Rule } from "./rule";

/** What kind of file an input was. */
export type InputKind = "preview" | "export" | "events" | "graph";

/** Whether it is of a state, not of a change: of what is there, it says all. */
export const isState = (kind: InputKind | undefined): boolean => kind === "export" || kind === "graph";

/** One input, as the reader found it. */
export interface Input {
  /** File name as given, `-` for standard input, or the command that was run. */
  readonly name: string;
  readonly kind: InputKind;
  /** SHA-256 of the bytes read, hexadecimal; worked out where a report is to hold it. */
  readonly digest?: string;
  /** Resources in the input, of whatever kind, deletions left out. */
  readonly resources: number;
  /** Unchanged resources that the input counts but does not show (a preview without `--show-sames`). */
  readonly unseen: number;
  /** Set where the preview failed only because policies refused it, so that all of it is here. */
  readonly refused?: boolean;
}

/** How many verdicts of each outcome; `waived`, `attested`, `excused` and `blocking` count ones among them. */
export interface Counts {
  readonly fail: number;
  readonly unknown: number;
  readonly pass: number;
  readonly notApplicable: number;
  readonly manual: number;
  readonly waived: number;
  /** Manual ones that somebody vouches for. */
  readonly attested: number;
  /** Open, not waived, and in nobody's way: in the baseline or, where only what is new counts, not new. */
  readonly excused: number;
  /** What stands in the way: blocking, neither waived nor excused; in the total, what was not judged and blocks too. */
  readonly blocking: number;
}

/** Resources of one type that may matter and were not judged. */
export interface NotJudged {
  readonly count: number;
  /** How many of them stand in the way, because what is unknown does in their stack. */
  readonly blocking: number;
  readonly why: string;
}

/** What was held against one stack. */
export interface Declared {
  /** `project/stack` */
  readonly stack: string;
  /** Of the stack as a whole; single resources may have others. */
  readonly objectives: Objectives;
  /** What a reader has to know of them: one sentence each. */
  readonly notes: readonly string[];
  /** What was not seen although it may declare something: one sentence each. */
  readonly unseen: readonly string[];
  /** Patterns of the resources that have objectives of their own. */
  readonly resources?: readonly string[];
}

/** A waiver that speaks of a stack judged, and what became of it. One in code, above several resources, names one of them. */
export interface WaiverUse {
  readonly waiver: Waiver;
  /** Findings that it covers, or would cover but for its day or a boundary that nobody waives. */
  readonly covers: number;
  /** How many of them it does not cover since they are about a declared boundary; absent: none. */
  readonly refused?: number;
  /** Days left, the last one counted: 0 on the day after it. */
  readonly daysLeft: number;
  /** Set where it covers nothing that was seen: not all of its stacks was, or its rule speaks of changes, which come and go. */
  readonly unseen?: true;
}

/** A failing verdict that was there when the baseline was made. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly rule: string;
  readonly kind: string;
  readonly resource: string;
  /** `project/stack` */
  readonly stack: string;
  /** Types of the components that the resource is in; absent: in none. */
  readonly parents?: string;
  /** How many verdicts have this fingerprint; absent: one. */
  readonly times?: number;
}

/** What became of the baseline. */
export interface BaselineUse {
  readonly file: string;
  readonly entries: number;
  /** Entries about stacks judged that no failure needs any more. */
  readonly droppable: readonly BaselineEntry[];
}

/** Everything that is printed is a function of this. */
export interface Assessment {
  readonly tool: { readonly name: string; readonly version: string };
  /** The `hadr.yaml` that it was held against; absent: none, so the defaults held. */
  readonly config?: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly inputs: readonly Input[];
  /** All rules of the catalogue, by id, in catalogue order. */
  readonly rules: ReadonlyMap<string, Rule>;
  /** Those that were kept to be shown, in the order of the input. */
  readonly verdicts: readonly Verdict[];
  readonly counts: Counts;
  /** By rule id. Counts hold every verdict, also those that were not kept. */
  readonly countsByRule: ReadonlyMap<string, Counts>;
  /** The stacks judged, as `project/stack`. */
  readonly stacks: readonly string[];
  /** What each of them was held against; twice where two inputs are of one stack. */
  readonly declared?: readonly Declared[];
  /** How many attestations would vouch for something but for their day, which has passed. */
  readonly lapsed?: number;
  /** Resources of our kinds. */
  readonly judged: number;
  /** Rules that configuration switches off, for some of the stacks at least. */
  readonly switchedOff: readonly string[];
  /** What the change does; absent where there is nothing to compare with. */
  readonly comparison?: Comparison;
  /** Whether only findings that come with the change stand in the way. */
  readonly newOnly?: boolean;
  /** In the order in which they are declared; those in code after them. */
  readonly waivers?: readonly WaiverUse[];
  readonly baseline?: BaselineUse;
  /** What a reader has to know of how it was judged: one sentence each, e.g. rules that were left out by `--skip`. */
  readonly notices?: readonly string[];
  /** What may matter and was not judged, by type token. */
  readonly uncovered: ReadonlyMap<string, NotJudged>;
}
