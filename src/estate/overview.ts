/** What there is to say of an estate as a whole. Its size grows with the teams, rules and regions that there are, not with the stacks. */
import type { Counts, NotJudged, WaiverUse } from "../assessment";
import type { NotRead } from "../estate";
import type { Environment, Kind, Severity } from "../model";
import type { Losses } from "./losses";

/** What reports call stacks of which nobody said who answers for them. */
export const nobody = "(no team)";

/** Findings that somebody has to look at: waived and excused ones are counted apart and nowhere else. */
export interface Open {
  readonly fail: Readonly<Record<Severity, number>>;
  readonly unknown: number;
  /** Those of both that stand in the way. */
  readonly blocking: number;
  readonly waived: number;
  readonly excused: number;
}

/** What the loss of one region, whichever is the worst to lose, and of one zone does to resources of production. */
export interface Headline {
  readonly kind: Kind;
  readonly region: Losses;
  readonly zone: Losses;
  /** Azure refuses these, so nothing follows for them; they are in neither. */
  readonly refused: number;
}

/** One region, and what stands in it. */
export interface RegionView {
  /** Azure name. */
  readonly region: string;
  /** Resources that take writes there, that only answer reads there, and of which a copy rests there. */
  readonly writes: number;
  readonly reads: number;
  readonly copies: number;
  /** Resources of which it is not certain that anything stands there: in the counts above too. */
  readonly doubtful: number;
  /** Accounts that are spread over zones there, that are not, and of which nobody knows. */
  readonly zones: { readonly zoned: number; readonly unzoned: number; readonly open: number };
  /** Where it alone is lost: those of which more than a copy stands there; of all, of production, and of production by team. */
  readonly lost: Losses;
  readonly production: Losses;
  readonly teams: Readonly<Record<string, Losses>>;
  /** Places of data inside a declared boundary, and of stacks that declare none. */
  readonly inside: number;
  readonly undeclared: number;
  /** Places of data that stand there although a declared boundary does not hold it; certain ones and others. */
  readonly outside: { readonly certain: number; readonly perhaps: number };
}

/** Data of resources that stand in one region is copied to another. */
export interface LinkView {
  readonly from: string;
  readonly to: string;
  readonly as: "replication" | "paired copy" | "backup copy";
  readonly resources: number;
  /** How many of these copies leave a declared boundary. */
  readonly crossing: number;
}

export interface TeamView {
  readonly team: string;
  readonly stacks: number;
  /** Resources that hold data. */
  readonly holders: number;
  readonly open: Open;
  /** Resources of production, by the worst single region. */
  readonly production: Losses;
}

export interface RuleView {
  readonly rule: string;
  readonly counts: Counts;
  readonly open: Open;
  /** Failing and unknown ones, neither waived nor excused, by team. */
  readonly teams: Readonly<Record<string, { readonly fail: number; readonly unknown: number }>>;
  /** Of failing ones whose remedy has a price: how many cost no more, how many more, and the least and the most of those. */
  readonly price: { readonly same: number; readonly more: number; readonly least: number; readonly most: number };
}

/** How many resources have which figure, the best first. `words`: as reports say it, without a year. */
export interface Spread {
  readonly words: string;
  readonly resources: number;
}

/** How many stacks that hold data declare something of themselves as a whole. */
export interface Declaring {
  readonly declared: number;
  readonly undeclared: number;
}

export interface Overview {
  /** The latest day on which something of it was judged, `YYYY-MM-DD`, and the earliest. */
  readonly date: string;
  readonly since: string;
  /** Versions of azure-hadr that judged it. */
  readonly tools: readonly string[];
  readonly stacks: number;
  readonly byEnvironment: Readonly<Record<Environment, number>>;
  /** Resources of our kinds, those that hold data, and resources of whatever kind. */
  readonly judged: number;
  readonly holders: number;
  readonly resources: number;
  readonly counts: Counts;
  /** What could not be judged. */
  readonly missing: readonly NotRead[];
  /** Unchanged resources that previews count and do not show. */
  readonly unseen: number;
  /** By type token. */
  readonly notJudged: Readonly<Record<string, Pick<NotJudged, "count" | "why">>>;
  /** By kind, in the order of the kinds; those of which there is none are left out. */
  readonly headline: readonly Headline[];
  /** By name. */
  readonly regions: readonly RegionView[];
  /** Resources that hold data of which not all regions are known. */
  readonly unplaced: number;
  /** Places of data, copies included, of which nobody knows the region: no region counts them. */
  readonly somewhere: number;
  readonly links: readonly LinkView[];
  /** By name, those of nobody last. */
  readonly teams: readonly TeamView[];
  /** Of which there was something to say, in catalogue order where one is given. */
  readonly rules: readonly RuleView[];
  /** Of resources of production that hold data: the worse end where it is a range. */
  readonly figures: {
    readonly slaWrites: readonly Spread[];
    readonly slaReads: readonly Spread[];
    /** Data that may be lost with the worst single region, and how long writes are gone with it. */
    readonly data: readonly Spread[];
    readonly writes: readonly Spread[];
  };
  /** Stacks with data that declare where it may rest, and those that do not. */
  readonly boundaries: Declaring;
  /** The same of their targets; the one for availability may be of reads or of writes alone. */
  readonly targets: { readonly sla: Declaring; readonly rpo: Declaring; readonly rto: Declaring };
  /** Each once, the one that ends first in front. */
  readonly waivers: readonly WaiverUse[];
  /** Rules that a person answers for: of how many stacks they were asked, and how many are vouched for. */
  readonly manual: readonly {
    readonly rule: string;
    readonly stacks: number;
    readonly attested: number;
    readonly expired: number;
  }[];
  /** What there is to know of how it was judged, with the number of stacks; the most frequent first. */
  readonly notes: readonly { readonly note: string; readonly stacks: number }[];
}
