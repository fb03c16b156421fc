/** What a configuration costs its owner: nouns only. Every answer names the table rows that it rests on. */

/** A cell of `src/azure/facts.json`, as `table/cell`, e.g. `zones-2025/one-writer/writes`. */
export type RowId = string;

/**
 * An answer of the tables. `best` and `worst` are the same where the documents give one answer for a known
 * configuration; they differ, with a reason, where the documents give a range or an input is not known.
 */
export interface Answer<T> {
  readonly best: T;
  readonly worst: T;
  /** Why it is a range. Set if and only if `best` and `worst` differ. */
  readonly range?: string;
  /** It depends on a value that nobody knows, and not on the documents alone. */
  readonly open?: true;
  /** The rows it rests on, the deciding one first. */
  readonly rows: readonly RowId[];
  /** What a reader must know besides, e.g. that sources disagree. */
  readonly note?: string;
}

/** How long something is gone after a loss, the best first. */
export const outages = [
  /** No expected downtime. */
  "none",
  /** A few seconds. */
  "seconds",
  /** About three minutes: per-partition automatic failover. */
  "minutes",
  /** Until a standby in the same region has taken over by itself: of clusters. */
  "until-standby",
  /** One hour or more: service-managed failover. */
  "hour-or-more",
  /** Until somebody takes the region offline, then seconds; otherwise as long as the outage. */
  "until-a-person-acts",
  /** As long as the outage lasts. */
  "outage",
  /** No document gives a figure. */
  "not-stated",
] as const;
export type Outage = (typeof outages)[number];

/** How much data may be lost with a place, if it never comes back. */
export type DataLoss =
  | { readonly is: "none" }
  /** At most the last `minutes` of writes or, where given, the last `writes` of them, whichever comes first. */
  | { readonly is: "window"; readonly minutes: number; readonly writes?: number }
  /** Whatever the place held and nothing else holds. */
  | { readonly is: "everything" }
  | { readonly is: "not-stated" };

/** What the loss of a place means. */
export interface Loss {
  readonly reads: Answer<Outage>;
  readonly writes: Answer<Outage>;
  readonly data: Answer<DataLoss>;
  /** What Azure does by itself; one sentence each, more than one where an input is not known. */
  readonly azure: readonly string[];
  /** What a person must do; empty: nothing. */
  readonly person: readonly string[];
}

/** A place where data rests. */
export interface Resting {
  /** Azure name, e.g. `westeurope`; undefined where it is not known. */
  readonly region?: string;
  readonly as: "write region" | "region" | "backup copy" | "paired copy";
  /** False: it may rest there; `why` says what is not known. */
  readonly certain: boolean;
  readonly why?: string;
  readonly rows: readonly RowId[];
}

/** Everything that follows from one configuration. */
export interface Consequences {
  /** Set where Azure refuses the configuration; what follows then describes nothing that can exist. */
  readonly refused?: { readonly why: string; readonly rows: readonly RowId[] };
  /** Availability in percent per month; `null`: no document states a figure. */
  readonly sla: { readonly reads: Answer<number | null>; readonly writes: Answer<number | null> };
  readonly loss: {
    readonly zone: Loss;
    readonly writeRegion: Loss;
    /** Absent where there is certainly no read region. */
    readonly readRegion?: Loss;
  };
  /** Copies of all data that Azure keeps in the regions, backups not counted; `null`: not stated. */
  readonly copies: Answer<number | null>;
  readonly footprint: readonly Resting[];
  /** Request units, relative to the same account in one region without zones; `null`: not billed so. */
  readonly price: Answer<number | null> & {
    /**
     * What is paid for, where that is not request units: the nodes of a cluster, relative to one without standbys, or a
     * data center, relative to one node of the same size.
     */
    readonly of?: "nodes" | "a data center";
    /** `not known`: which of them depends on what nobody knows. */
    readonly rate: "standard" | "multiple-region writes" | "business critical" | "not known";
  };
}

/** A region weighed as an answer to "where else?". */
export interface Candidate {
  /** Azure name. */
  readonly region: string;
  /** Great-circle distance from the region that it is to back up, in kilometres; undefined where no place is recorded. */
  readonly kilometres?: number;
  /** What speaks for it, in the order of the ranking. */
  readonly reasons: readonly string[];
  /** Why it cannot be taken; absent: it can. */
  readonly excluded?: string;
}

/** A resource as one step of a remedy leaves it. */
export interface Staged {
  /** `it`: the resource itself; anything else: another one that the step makes, by a name of its own. */
  readonly name: string;
  /** Canonical properties; absent: the step removes it. */
  readonly props?: object;
}

/** One update or one act of a remedy. */
export interface Step {
  /** Starts with a verb. */
  readonly does: string;
  readonly costs: string;
  readonly risks: string;
  /** What has to be seen before the next step. */
  readonly verify: string;
  /** What is declared once the step is taken: every resource concerned. */
  readonly after: readonly Staged[];
}

/** How a finding is mended. */
export interface Remedy {
  /** One sentence with this resource's own names and values; starts with a verb. */
  readonly does: string;
  /** The canonical properties once it is mended. Absent: nothing fits, and `obstacle` says what stands in the way. */
  readonly becomes?: object;
  /** The objective or fact that leaves no remedy. */
  readonly obstacle?: string;
  /** The region that it names, and the ones that it was weighed against, best first, the excluded ones last. */
  readonly region?: string;
  readonly candidates?: readonly Candidate[];
  /** Where it takes more than one update: all of them, in order. */
  readonly steps?: readonly Step[];
}

/** What a finding costs, and what it would be. */
export interface Outlook {
  readonly now: Consequences;
  /** Once the remedy is applied. */
  readonly mended?: Consequences;
  /** Price of request units then, as a multiple of now. */
  readonly times?: { readonly atLeast: number; readonly atMost: number };
  /** Without `becomes`, which `mended` is made of. */
  readonly remedy?: Omit<Remedy, "becomes">;
}
