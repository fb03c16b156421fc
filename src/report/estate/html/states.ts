/** The states that the page shows, each with words, a colour and a shape: nobody has to tell colours apart. */
import type { Losses } from "../../../estate/losses";
import type { AtRisk, Recovery } from "../../../estate/recovery";
import type { Outcome, Severity } from "../../../model";

/** Names of shapes, drawn by `Shape` and by the page's script from the same outlines. */
export const outlines = {
  circle: "M6 1a5 5 0 1 1 0 10a5 5 0 1 1 0-10z",
  half: "M6 1a5 5 0 1 1 0 10a5 5 0 1 1 0-10zm0 1.6a3.4 3.4 0 1 0 0 6.8z",
  triangle: "M6 .8 11.6 11H.4z",
  square: "M1.2 1.2h9.6v9.6H1.2z",
  diamond: "M6 .4 11.6 6 6 11.6.4 6z",
  ring: "M6 1a5 5 0 1 1 0 10a5 5 0 1 1 0-10zm0 2a3 3 0 1 0 0 6a3 3 0 1 0 0-6z",
  cross: "M2.4 1 6 4.6 9.6 1 11 2.4 7.4 6 11 9.6 9.6 11 6 7.4 2.4 11 1 9.6 4.6 6 1 2.4z",
} as const;
export type ShapeName = keyof typeof outlines;

/** One class of a row of counts. `tone`: the name of its colour in the style sheet. */
export interface State<K extends string> {
  readonly key: K;
  readonly words: string;
  /** The same where there is little room. */
  readonly short: string;
  readonly tone: "kept" | "azure" | "person" | "gone" | "unsaid" | "unknown";
  readonly shape: ShapeName;
}

export const recoveryStates: readonly State<Recovery>[] = [
  { key: "kept", words: "keep on, or pause for seconds", short: "kept", tone: "kept", shape: "circle" },
  { key: "by-azure", words: "Azure brings them back by itself", short: "back by Azure", tone: "azure", shape: "half" },
  {
    key: "by-a-person",
    words: "back only once a person acts",
    short: "back by a person",
    tone: "person",
    shape: "triangle",
  },
  { key: "with-the-place", words: "gone until the place is back", short: "gone", tone: "gone", shape: "square" },
  { key: "not-stated", words: "no document says", short: "not stated", tone: "unsaid", shape: "diamond" },
  {
    key: "not-known",
    words: "depends on a value that nobody knows",
    short: "not known",
    tone: "unknown",
    shape: "ring",
  },
];

export const dataStates: readonly State<AtRisk>[] = [
  { key: "none", words: "nothing is lost", short: "nothing", tone: "kept", shape: "circle" },
  { key: "window", words: "the last writes may be lost", short: "last writes", tone: "person", shape: "triangle" },
  {
    key: "everything",
    words: "everything that no backup elsewhere holds",
    short: "everything",
    tone: "gone",
    shape: "square",
  },
  { key: "not-stated", words: "no document says", short: "not stated", tone: "unsaid", shape: "diamond" },
  {
    key: "not-known",
    words: "depends on a value that nobody knows",
    short: "not known",
    tone: "unknown",
    shape: "ring",
  },
];

/** The gravest that the loss of a place means for writes of something there; `copy`: nothing but copies stand there. */
export type Standing = "kept" | "person" | "gone" | "unsaid" | "copy";
export const standings: readonly (State<Standing> & { readonly symbol: string })[] = [
  {
    key: "gone",
    words: "some writes gone until it is back",
    short: "gone",
    tone: "gone",
    shape: "square",
    symbol: "square",
  },
  {
    key: "person",
    words: "some writes wait for a person",
    short: "a person",
    tone: "person",
    shape: "triangle",
    symbol: "triangle",
  },
  {
    key: "unsaid",
    words: "not stated or not known for some",
    short: "not known",
    tone: "unsaid",
    shape: "diamond",
    symbol: "diamond",
  },
  {
    key: "kept",
    words: "all writes kept, or back by Azure",
    short: "kept",
    tone: "kept",
    shape: "circle",
    symbol: "circle",
  },
  {
    key: "copy",
    words: "nothing of production that writes",
    short: "copies",
    tone: "unknown",
    shape: "ring",
    symbol: "circle",
  },
];

export function standingOf({ resources, writes }: Losses): Standing {
  if (resources === 0) return "copy";
  if (writes["with-the-place"] > 0) return "gone";
  if (writes["by-a-person"] > 0) return "person";
  return writes["not-stated"] + writes["not-known"] > 0 ? "unsaid" : "kept";
}

export const severityShapes: Readonly<Record<Severity, ShapeName>> = {
  critical: "square",
  high: "triangle",
  medium: "diamond",
  low: "half",
  info: "ring",
};

/** What became of a finding, the gravest first: what the table filters by. */
export const findingStates = ["blocks", "fails", "unknown", "waived", "excused"] as const;
export type FindingState = (typeof findingStates)[number];
export const findingWords: Readonly<Record<FindingState, string>> = {
  blocks: "stands in the way",
  fails: "fails, does not block",
  unknown: "not known",
  waived: "waived",
  excused: "excused by the baseline",
};

/** `outcome` of a finding with what is set aside told apart. */
export function findingState(finding: {
  readonly outcome: Outcome;
  readonly blocking: boolean;
  readonly waiver?: unknown;
  readonly excused?: unknown;
}): FindingState {
  if (finding.waiver) return "waived";
  if (finding.excused) return "excused";
  if (finding.outcome === "unknown") return "unknown";
  return finding.blocking ? "blocks" : "fails";
}
