/** The blocks of the text report: one rule, and below it the resources it speaks of. */
import type { Consequences } from "../consequence";
import { isNew, type SourcePosition, type Verdict } from "../model";
import { type Citation, type CitedDocument, type Rule, stakesOf } from "../rule";
import { sourceOf } from "./cite";
import { frame } from "./frame";
import { glue, type Ink, type Piece } from "./ink";
import { standsInTheWay } from "./order";
import { plural } from "./plain";
import { refusedWords, signed } from "./set-aside";
import { remedyWords, stakes } from "./stakes";

export interface TextOptions {
  readonly documents: ReadonlyMap<string, CitedDocument>;
  readonly pageUrl: (rule: string) => string;
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Only what stands in the way, and the last line. */
  readonly quiet?: boolean;
  /** How many resources are shown for one rule. Default 10. */
  readonly cap?: number;
  /** The line of the program at a position, or undefined where the file is not at hand. */
  readonly sourceLine?: (position: SourcePosition) => string | undefined;
}

/** Evidence that says what was read, not a whole document that somebody put into a property. */
const longestValue = 200;

/** What was said to be at stake, by what follows in the end, and of which resource. */
export type Told = Map<Consequences, string>;

export const place = ({ file, line, column }: SourcePosition): string => `${file}:${line}:${column}`;

/** Without what the reason says already, word for word. */
const evidenceOf = ({ evidence, because }: Verdict): string[] =>
  evidence
    .filter(({ path, value }) => because === undefined || ![String(value), `${path} is ${value}`].includes(because))
    .map(({ path, value }) => {
      const text = String(value);
      const short = text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
      return path ? `${path}: ${short}` : short;
    });

/** "orders · shop/prod · index.ts:14:16". */
export const whereabouts = (
  { name, project, stack, position }: Pick<Verdict, "name" | "project" | "stack" | "position">,
  loud: boolean,
): Piece[] => [
  [name, ...(loud ? (["bold"] as const) : [])],
  [` · ${project}/${stack}${position ? ` · ${place(position)}` : ""}`, "dim"],
];

/** Of a finding that comes with the change. */
export const newMark: Piece = [" · new", "bold"];

/**
 * What is known of one verdict: why, the values read, what made its level, what is at stake, and a waiver that has run out or is refused.
 * `told`: what was at stake before, and for whom; findings that are alike share it.
 */
export function details(
  ink: Ink,
  indent: number,
  verdict: Verdict,
  columnOfEvidence: boolean,
  told: Told = new Map(),
): string[] {
  const { because, levelReason, expiredWaiver, refusedWaiver, outlook } = verdict;
  const lines: string[] = [];
  if (because) lines.push(...ink.labelled(indent, "because", [because]));
  const evidence = evidenceOf(verdict);
  if (columnOfEvidence)
    for (const [index, one] of evidence.entries())
      lines.push(...ink.labelled(indent, index === 0 ? "evidence" : "", [[one, "cyan"]]));
  else if (evidence.length > 0) lines.push(...ink.labelled(indent, "evidence", [evidence.join(" · ")]));
  if (levelReason) lines.push(...ink.labelled(indent, "level", [levelReason]));
  if (outlook) {
    const end = outlook.mended ?? outlook.now;
    const as = told.get(end);
    lines.push(...stakes(ink, indent, outlook, columnOfEvidence, verdict.name, as));
    told.set(end, as ?? verdict.name);
  }
  if (expiredWaiver) {
    const ended = `ended on ${expiredWaiver.until} and changes nothing (${signed(expiredWaiver)})`;
    lines.push(...ink.labelled(indent, "waiver", [[ended, "yellow"]]));
  }
  if (refusedWaiver) lines.push(...ink.labelled(indent, "waiver", [[refusedWords(refusedWaiver), "yellow"]]));
  return lines;
}

/** What a rule says of everything it judges: claim, what is lost, what to do, what it rests on. */
function ruleBlock(ink: Ink, rule: Rule, blocking: boolean, options: TextOptions): string[] {
  const lines = ink.flow(2, [["Not so: ", "dim"], blocking ? [rule.title, "bold"] : rule.title]);
  for (const [name, words] of stakesOf(rule)) lines.push(...ink.labelled(2, name, [words]));
  lines.push(...ink.labelled(2, "fix", [rule.remedy]), ...ink.labelled(2, "cost", [rule.cost]));
  for (const citation of chief(rule, options)) {
    const { brief, section, link, says, supersededBy } = sourceOf(citation, options.documents);
    lines.push(...ink.labelled(2, "source", [`${brief} › ${section}`]));
    if (link) lines.push(...ink.labelled(2, "", [[link, "dim"]]));
    // What an older document says, and whether it still holds, matters here; the rule's page has it of all.
    if (supersededBy.length > 0)
      lines.push(...ink.labelled(2, "", [says ? `${says} ` : "", `Superseded by ${supersededBy.join("; ")}.`]));
  }
  return [...lines, ...ink.labelled(2, "rule", [[options.pageUrl(rule.id), "dim"]])];
}

/** The first source, and the first that holds today; the rule's page has them all. */
function chief({ citations }: Rule, { documents }: TextOptions): Citation[] {
  const current = citations.find(({ document }) => !documents.get(document)?.supersededBy?.length);
  return citations.filter((citation, index) => index === 0 || citation === current);
}

/** Which resource it is, and where. */
function headline(ink: Ink, verdict: Verdict, marks: readonly Piece[]): string[] {
  const inTheWay = standsInTheWay(verdict);
  const mark: Piece = inTheWay ? [`✗${glue}`, "red"] : [`!${glue}`, "yellow"];
  return ink.flow(2, [mark, ...whereabouts(verdict, inTheWay), ...marks], 4);
}

/** One resource that stands in the way: with its line of code, and one value on each line. */
function loud(ink: Ink, verdict: Verdict, ownSeverity: Piece[], { sourceLine }: TextOptions, told: Told): string[] {
  const { position } = verdict;
  const source = position && sourceLine?.(position);
  return [
    ...headline(ink, verdict, ownSeverity),
    ...(position && source !== undefined ? frame(ink, 4, position, source) : []),
    ...details(ink, 4, verdict, true, told),
  ];
}

/** One resource that is only pointed out. */
const quiet = (ink: Ink, verdict: Verdict, ownSeverity: Piece[], told: Told): string[] => [
  ...headline(ink, verdict, ownSeverity),
  ...details(ink, 4, verdict, false, told),
];

/** A rule that fails for some resources. */
export interface Group {
  readonly rule: Rule;
  /** Failing and not waived, worst first; not all were kept. */
  readonly verdicts: readonly Verdict[];
  /** How many there are. */
  readonly total: number;
  readonly blocks: boolean;
}

/** All that is said below the line of a verdict. `told` tells what is at stake by the resource for which it was said first. */
function saidOf(verdict: Verdict, told: Told): string {
  const { name, because, levelReason, expiredWaiver, refusedWaiver, outlook } = verdict;
  const stake = outlook && [remedyWords(outlook, ""), told.get(outlook.mended ?? outlook.now) ?? name];
  const said = [evidenceOf(verdict), because, levelReason, expiredWaiver, refusedWaiver, stake];
  return JSON.stringify([standsInTheWay(verdict), ...said]);
}

/** The rule and its resources, those that stand in the way first. Of those that are alike only the first is told at length. */
export function finding(ink: Ink, { rule, verdicts, total, blocks }: Group, options: TextOptions): string[] {
  const shown = verdicts.slice(0, options.cap ?? 10);
  const severity = verdicts[0]?.severity ?? rule.severity;
  const mark: Piece = blocks ? [`✗${glue}`, "red", "bold"] : [`!${glue}`, "yellow"];
  const emphasis = blocks ? (["bold"] as const) : [];
  const size: Piece = [` · ${plural(total, "resource")}`, "dim"];
  const lines = [
    "",
    ...ink.flow(0, [mark, [severity, blocks ? "red" : "yellow", ...emphasis], "  ", [rule.id, ...emphasis], size], 2),
    ...ruleBlock(ink, rule, blocks, options),
  ];
  const told: Told = new Map();
  const alike = new Map<string, string>();
  let before = 0;
  for (const [index, verdict] of shown.entries()) {
    const own: Piece[] = [
      ...(verdict.severity === severity ? [] : [` · ${verdict.severity}`]),
      ...(isNew(verdict) ? [newMark] : []),
    ];
    const inTheWay = standsInTheWay(verdict);
    const said = saidOf(verdict, told);
    const as = alike.get(said);
    alike.set(said, as ?? verdict.name);
    const marks = blocks && !inTheWay ? [" · advice", ...own] : own;
    const whole = inTheWay ? loud(ink, verdict, marks, options, told) : quiet(ink, verdict, marks, told);
    const block =
      as === undefined || whole.length === 1 ? whole : headline(ink, verdict, [...marks, [` · as ${as}`, "dim"]]);
    // Air around what is more than a line long; a bare list stays a list.
    if (index === 0 || ((inTheWay || standsInTheWay(shown[index - 1] as Verdict)) && block.length + before > 2))
      lines.push("");
    lines.push(...block);
    before = block.length;
  }
  if (total > shown.length) lines.push("", ...ink.flow(2, [[`… and ${total - shown.length} more`, "dim"]]));
  return lines;
}
