/** What a change does to resilience: nouns only. */
import type { Consequences, Outlook } from "./consequence";
import type { Resource } from "./resource";

/** What a change makes of one resource. Of `was` and `is` at least one is there if its kind holds data of its own. */
export interface ResourceChange extends Pick<Resource, "urn" | "kind" | "name" | "project" | "stack" | "position"> {
  readonly does: "created" | "changed" | "replaced" | "deleted";
  /** What followed from it before. */
  readonly was?: Consequences;
  /** What follows from it after. */
  readonly is?: Consequences;
  /** Its price after, as a multiple of before. */
  readonly times?: Outlook["times"];
  /** What gets worse for certain, in the words of the reports' lines: `SLA of writes`. */
  readonly worse: readonly string[];
  /** Ids of rules that fail and did not. */
  readonly appeared: readonly string[];
  /** Ids of rules that failed and do not any more; of what is deleted, of all that failed. */
  readonly mended: readonly string[];
  /** Ids of rules that failed and still do. */
  readonly remaining: readonly string[];
}

/** What a change makes of one stack. */
export interface StackChange {
  /** `project/stack` */
  readonly stack: string;
  /** Answer by answer, the worst of all its resources, before and after; absent where none was or is there. */
  readonly was?: Consequences;
  readonly is?: Consequences;
  /** From the least to the most that the price of a changed resource is multiplied by. */
  readonly times?: Outlook["times"];
  /** Resources of our kinds. */
  readonly resources: {
    readonly created: number;
    readonly changed: number;
    readonly replaced: number;
    readonly deleted: number;
    readonly unchanged: number;
  };
  /** Failing verdicts. */
  readonly fails: { readonly appeared: number; readonly mended: number; readonly remaining: number };
}

/** What a change does, held against how it was before. */
export interface Comparison {
  /** With what, e.g. `what is deployed` or `base.json`. */
  readonly against: string;
  /** Every stack judged. */
  readonly stacks: readonly StackChange[];
  /** Those of which something differs: what gets worse first. Of those created not all may be kept. */
  readonly resources: readonly ResourceChange[];
}
