/** How resources fare when something is lost, and how many of them: nouns only. */
import type { NotRead } from "./estate";

/** What the first property of a matrix says: every region, one after the other. */
export const matrixVersion = "azure-hadr/drill-matrix/1";

/** How something comes back after a loss, and who brings it back; the best first. */
export const recoveries = [
  /** Not interrupted, or for seconds. */
  "kept",
  /** Azure brings it back by itself. */
  "by-azure",
  /** Back once somebody acts. */
  "by-a-person",
  /** Back when the place is. */
  "with-the-place",
  /** No document says. */
  "not-stated",
  /** It depends on a value that nobody knows. */
  "not-known",
] as const;
export type Recovery = (typeof recoveries)[number];

/** How much data is at risk if the place never comes back; the best first. */
export const risks = ["none", "window", "everything", "not-stated", "not-known"] as const;
export type AtRisk = (typeof risks)[number];

/** How many resources fare how. */
export interface Fare {
  readonly stacks: number;
  /** Those that are hit or may be. */
  readonly resources: number;
  /** Of them, those of which it is not known whether they are. */
  readonly doubtful: number;
  readonly reads: Readonly<Record<Recovery, number>>;
  readonly writes: Readonly<Record<Recovery, number>>;
  readonly data: Readonly<Record<AtRisk, number>>;
  /** Those on which a person has to act, and those whose owner has to agree to a loss first. */
  readonly acts: number;
  readonly consents: number;
}

/** Every region in which something stands, lost on its own. */
export interface Matrix {
  readonly record: typeof matrixVersion;
  readonly zone?: true;
  readonly date: string;
  readonly tool: string;
  readonly looked: { readonly stacks: number; readonly resources: number };
  readonly regions: readonly {
    readonly region: string;
    readonly name: string;
    readonly all: Fare;
    readonly byTeam: Readonly<Record<string, Fare>>;
  }[];
  /** Resources of which a place is not known, so that they may stand in any. */
  readonly anywhere: number;
  readonly missing: readonly NotRead[];
}
