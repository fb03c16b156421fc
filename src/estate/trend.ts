/**
 * What a history says of an estate over time. A stack that was not observed on a day counts as it was last seen, and is
 * told apart: nothing is ever closed because a file was missing. Days are `YYYY-MM-DD`.
 */

/** The estate on one of the days on which something was recorded. */
export interface TrendPoint {
  readonly date: string;
  /** Stacks that count: `observed` on that day, and `carried` as they were last seen. */
  readonly stacks: number;
  readonly observed: number;
  readonly carried: number;
  /** Stacks that were last seen too long ago to count. */
  readonly leftOut: number;
  /** Inputs that could not be judged. */
  readonly missing: number;
  /** Findings neither waived nor excused: failing and unknown ones. */
  readonly open: number;
  /** Those of them in stacks that are carried. */
  readonly openCarried: number;
  readonly failing: number;
  readonly unknown: number;
  readonly blocking: number;
  readonly waived: number;
  readonly excused: number;
  /** Resources of production that hold data, by how writes come back when any one region is lost. */
  readonly production: {
    readonly resources: number;
    readonly unaided: number;
    readonly byAPerson: number;
    readonly withThePlace: number;
    /** No document says, or it depends on what nobody knows. */
    readonly notKnown: number;
    /** They may lose data with a region, or nobody knows. */
    readonly dataAtRisk: number;
  };
  /** Findings that were opened, and closed, on that day; of the first day told nothing is. */
  readonly opened: number;
  readonly closed: number;
}

/** How a finding came to be closed: mended, waived, excused, or its resource is there no more. */
export interface Closed {
  readonly fixed: number;
  readonly waived: number;
  readonly excused: number;
  readonly gone: number;
}

/** What moved between two days, of a team or a rule. */
export interface Movement extends Closed {
  readonly opened: number;
  /** Those of them that came with a stack that was not there before. */
  readonly withStack: number;
  /** Those of them that had been closed before. */
  readonly reopened: number;
  readonly closed: number;
  /** Open at the end, and those of them in stacks that were not observed on the last day. */
  readonly open: number;
  readonly openCarried: number;
  /** Days since the oldest and, on average, since all of those were first seen. */
  readonly oldest: number | null;
  readonly age: number | null;
}

/** A finding that is open now and was not, a week ago. */
export interface Regression {
  readonly stack: string;
  readonly team: string | null;
  readonly rule: string;
  readonly severity: string;
  readonly resource: string | null;
  readonly blocking: boolean;
  /** What it was then. */
  readonly was: "absent" | "fixed" | "gone" | "waived" | "excused" | "stack not there";
  readonly because: string | null;
  readonly fingerprint: string;
}

/** An answer about a resource that is worse than it was a week ago. */
export interface Worsened {
  readonly stack: string;
  readonly team: string | null;
  readonly environment: string;
  readonly resource: string;
  readonly kind: string;
  /** Which place is lost, and of what the answer is. */
  readonly lost: "region" | "zone";
  readonly answer: "reads" | "writes" | "data";
  readonly was: string;
  readonly now: string;
}

/** A stack that was not observed on the last day. */
export interface Unobserved {
  readonly stack: string;
  readonly team: string | null;
  readonly lastSeen: string;
  readonly days: number;
  /** Open findings as it was last seen. */
  readonly open: number;
  /** Seen too long ago to count. */
  readonly leftOut: boolean;
}

/** A finding and its age. */
export interface Standing {
  readonly stack: string;
  readonly team: string | null;
  readonly environment: string;
  readonly rule: string;
  readonly severity: string;
  readonly outcome: string;
  readonly blocking: boolean;
  readonly resource: string | null;
  readonly kind: string | null;
  readonly state: "open" | "waived" | "excused";
  readonly firstSeen: string;
  /** Days from then to the last day of the history. */
  readonly age: number;
  readonly lastSeen: string;
  /** Whether its stack was observed on the last day. */
  readonly observed: boolean;
  readonly because: string | null;
  readonly fingerprint: string;
}

export interface Trend {
  /** The day after which changes are told, the first one recorded where none was asked for, and the last one recorded. */
  readonly since: string;
  readonly until: string;
  /** The day that a week ago is: the last one recorded that is at least seven days older. Absent: there is none. */
  readonly weekAgo?: string;
  /** For how many days a stack counts that is not observed. */
  readonly carry: number;
  /** From `since` on, by day. */
  readonly points: readonly TrendPoint[];
  readonly totals: Movement;
  /** By name; findings of stacks of which nobody says whose they are have `team: null`. */
  readonly teams: readonly (Movement & { readonly team: string | null })[];
  readonly rules: readonly (Movement & { readonly rule: string })[];
  /** Blocking ones first. */
  readonly regressions: readonly Regression[];
  /** Those of production first. */
  readonly worsened: readonly Worsened[];
  readonly unobserved: readonly Unobserved[];
  /** What stands, the oldest first. */
  readonly standing: readonly Standing[];
}
