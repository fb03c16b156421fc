/** Everything that is known of one resource: what `azure-hadr explain --resource` prints. Nouns only. */
import type { Candidate, Consequences, Step } from "./consequence";
import type { Objectives, Resource, Verdict } from "./model";
import type { Rule } from "./rule";

/** A region weighed for a remedy, with what would follow from taking it. */
export interface Weighed extends Candidate {
  /** Absent where it cannot be taken. */
  readonly mended?: Consequences;
}

/** A step, and what has to be waived so that the gate and the pack let it pass. */
export interface Planned extends Step {
  readonly waivers: readonly {
    readonly rule: string;
    readonly resource: string;
    /** It breaks a declared boundary, which is waived only with `allowResidencyWaivers`. */
    readonly refused?: true;
  }[];
}

/** One rule's verdict with everything that leads out of it. */
export interface Finding {
  readonly rule: Rule;
  readonly verdict: Verdict;
  readonly candidates: readonly Weighed[];
  readonly steps: readonly Planned[];
}

export interface Dossier {
  readonly resource: Resource;
  readonly objectives: Objectives;
  /** What there is to know of the objectives, and what of their sources was not seen: one sentence each. */
  readonly notes: readonly string[];
  /** Absent for a kind that holds no data itself. */
  readonly now?: Consequences;
  /** Failing and unknown ones, worst first. */
  readonly findings: readonly Finding[];
  /** What else was asked of it, by outcome. */
  readonly others: readonly Verdict[];
  /** Plans that no finding calls for, e.g. a failover drill. */
  readonly plans: readonly { readonly rule: Rule; readonly does: string; readonly steps: readonly Planned[] }[];
  /** `YYYY-MM-DD` */
  readonly date: string;
}
