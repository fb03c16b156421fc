/** Findings as the remarks that a CI system puts beside lines of the program. */
import type { Assessment } from "../assessment";
import type { ResourceChange } from "../comparison";
import { isNew, isOpen, type Verdict } from "../model";
import { printable } from "../printable";
import { rowsOfResource } from "./compared";
import { isAside, ruleOf, standsInTheWay, worstFirst } from "./order";
import { pathOf, placeOf, type Repository } from "./place";
import { plural } from "./plain";
import { headline, sentence } from "./says";
import { refusedWords } from "./set-aside";
import { remedyWords } from "./stakes";

export interface AnnotationOptions extends Repository {
  readonly pageUrl: (rule: string) => string;
}

/** Worst first. */
export const weights = ["error", "warning", "notice"] as const;

/** One remark. Its words are fit to print; what the CI system makes of them is up to the format. */
export interface Annotation {
  readonly weight: (typeof weights)[number];
  readonly title: string;
  readonly sentences: readonly string[];
  /** Relative to the repository, as files are named there. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The rule; absent where it is of a resource that gets worse. */
  readonly rule?: string;
}

const at = (position: Verdict["position"], repository: Repository): Pick<Annotation, "file" | "line" | "column"> => {
  const place = placeOf(position, repository);
  return { file: printable(pathOf(place)), line: place.line, column: place.column };
};

const said = (text: string): string => printable(sentence(text));

/** What stands in the way is an error; what nobody can decide, and slight advice, only a notice. */
function weightOf(verdict: Verdict): Annotation["weight"] {
  if (standsInTheWay(verdict)) return "error";
  return verdict.outcome === "unknown" || ["low", "info"].includes(verdict.severity) ? "notice" : "warning";
}

function ofVerdict(verdict: Verdict, assessment: Assessment, options: AnnotationOptions): Annotation {
  const { name, levelReason, refusedWaiver, outlook, severity, outcome } = verdict;
  const rule = ruleOf(assessment, verdict.rule);
  const remedy = (outlook && remedyWords(outlook, name)) ?? (outcome === "fail" ? rule.remedy : undefined);
  return {
    weight: weightOf(verdict),
    title: printable(`${severity}: ${rule.id} (${name})`),
    sentences: [
      said(headline(verdict, rule)),
      ...(isNew(verdict) ? ["New with this change."] : []),
      ...(remedy === undefined ? [] : [said(`Fix: ${remedy}`)]),
      ...(levelReason === undefined ? [] : [said(`Level: ${levelReason}`)]),
      ...(refusedWaiver ? [said(`Waiver: ${refusedWords(refusedWaiver)}`)] : []),
      options.pageUrl(rule.id),
    ],
    ...at(verdict.position, options),
    rule: rule.id,
  };
}

function ofRegression(change: ResourceChange, options: AnnotationOptions): Annotation {
  const rows = rowsOfResource(change).filter(({ isWorse }) => isWorse);
  return {
    weight: "warning",
    title: printable(`${change.name} gets worse`),
    sentences: rows.map(({ what, before, after }) => said(`${what}: ${before} → ${after}`)),
    ...at(change.position, options),
  };
}

/** By weight; of one weight what gets worse first, then what is new, then as severe as they are. Nothing that is waived or excused. */
export function annotations(assessment: Assessment, options: AnnotationOptions): Annotation[] {
  const open = worstFirst(assessment.verdicts.filter((one) => isOpen(one) && !isAside(one)));
  const worse = assessment.comparison?.resources.filter((one) => one.worse.length > 0) ?? [];
  const all = [
    ...worse.map((change) => ofRegression(change, options)),
    ...open
      .toSorted((one, other) => Number(isNew(other)) - Number(isNew(one)))
      .map((one) => ofVerdict(one, assessment, options)),
  ];
  return all.toSorted((one, other) => weights.indexOf(one.weight) - weights.indexOf(other.weight));
}

/** The last line of a log: what is in the way, and how much is not beside a line of the program. */
export function closing({ counts }: Assessment, left: number): string {
  const more = left > 0 ? `… and ${left} more. ` : "";
  const way = counts.blocking > 0 ? `${counts.blocking} in the way` : "nothing in the way";
  return `${more}azure-hadr: ${way}; ${plural(counts.fail, "finding")}, ${counts.unknown} not decided, ${counts.waived} waived, ${counts.excused} known before.`;
}
