/** One resource as an architect would explain it: what follows from it, what is wrong, what mends it, and where each number stands. */
import type { Consequences } from "../consequence";
import { changes, type Line, linesOf } from "../consequences/lines";
import { lossWords, outageWords } from "../consequences/words";
import type { Dossier, Finding, Weighed } from "../dossier";
import { inShort } from "./declared";
import { details, type TextOptions, whereabouts } from "./finding";
import { Footnotes, sources } from "./footnotes";
import { glue, type Ink, ink as inkOf, type Piece } from "./ink";
import { groupBy, standsInTheWay } from "./order";
import { plural } from "./plain";
import { steps } from "./steps";

interface Options extends Omit<TextOptions, "cap" | "sourceLine"> {
  /** Name and version. */
  readonly tool: string;
}

/** The whole of it in two sentences. */
function inTwoSentences({ now, findings }: Dossier): string {
  const open = findings.filter(({ verdict }) => verdict.outcome === "fail");
  const blocking = findings.filter(({ verdict }) => standsInTheWay(verdict)).length;
  const verdict =
    findings.length === 0
      ? "Nothing is wrong with it."
      : `${plural(open.length, "rule fails", "rules fail")}, ${plural(findings.length - open.length, "cannot be decided", "cannot be decided")}, ${blocking} in the way.`;
  if (!now) return verdict;
  if (now.refused) return `Azure refuses it: ${now.refused.why}. ${verdict}`;
  const { reads, writes, data } = now.loss.writeRegion;
  if (reads.worst === "not-stated")
    return `What the loss of its region costs is not stated: no document gives a figure. ${verdict}`;
  const atWorst = reads.range || writes.range || data.range ? ", at worst" : "";
  const place = now.loss.readRegion ? "write region" : "region";
  return `If its ${place} is lost${atWorst}, reads are ${outageWords(reads.worst)} and writes are ${outageWords(writes.worst)}; if the region never comes back, what may be lost with it is ${lossWords(data.worst)}. ${verdict}`;
}

/** The answers of the tables, each with the rows that it rests on. */
const answers = (ink: Ink, lines: readonly Line[], notes: Footnotes): string[] =>
  lines
    .filter(({ rows }) => rows.length > 0)
    .flatMap(({ what, words, range, note, rows }) => [
      ...ink.flow(2, [[`${what}: `, "bold"], words, notes.cite(rows)], 4),
      ...(range === undefined ? [] : ink.flow(4, [`a range, because ${range}`])),
      ...(note === undefined ? [] : ink.flow(4, [note])),
    ]);

/** What follows once a finding is mended, where that differs. */
function mended(ink: Ink, now: Consequences, then: Consequences, notes: Footnotes): string[] {
  const before = linesOf(now);
  return answers(
    ink,
    linesOf(then).filter(({ words }, index) => words !== before[index]?.words),
    notes,
  );
}

/** What follows, and who acts when a place is lost. */
function consequences(ink: Ink, of: Consequences, notes: Footnotes): string[] {
  const names = { zone: "a zone", writeRegion: "the write region", readRegion: "a read region" } as const;
  const acts = (["zone", "writeRegion", "readRegion"] as const).flatMap((place) => {
    const loss = of.refused ? undefined : of.loss[place];
    if (!loss) return [];
    return [
      "",
      ...ink.flow(2, [[`When ${names[place]} is lost`, "bold"]]),
      ...loss.azure.flatMap((words) => ink.labelled(4, "by itself", [words])),
      ...loss.person.flatMap((words) => ink.labelled(4, "by you", [words])),
    ];
  });
  return [...answers(ink, linesOf(of), notes), ...acts];
}

/** How the regions answer "where else?", the best first, and how taking each differs from the best. `told`: rankings, by rule. */
function candidates(ink: Ink, rule: string, weighed: readonly Weighed[], told: Map<string, string>): string[] {
  if (weighed.length === 0) return [];
  const ranking = weighed.map(({ region, excluded = "" }) => `${region} ${excluded}`).join();
  const before = told.get(ranking);
  if (before !== undefined) return ink.labelled(2, "where else", [`The same regions as for ${before}.`]);
  told.set(ranking, rule);
  const usable = weighed.filter(({ excluded }) => excluded === undefined);
  const parts = ({ reasons }: Weighed) => reasons.flatMap((one) => one.split("; "));
  const common = usable[0] ? parts(usable[0]).filter((one) => usable.every((other) => parts(other).includes(one))) : [];
  const best = usable[0]?.mended;
  const rows = usable.flatMap((one, index) => {
    const { region, mended: then } = one;
    const own = parts(one).filter((part) => usable.length === 1 || !common.includes(part));
    // That the data rests there is plain.
    const differs = then && best ? changes(best, then).filter(({ what }) => what !== "data rests in") : [];
    return [
      ...ink.flow(4, [[`${index + 1}.${glue}`, "dim"], [region, "bold"], `: ${own.join("; ")}`], 7),
      ...(index > 0 && differs.length > 0
        ? ink.flow(7, [differs.map(({ what, mended: words }) => `${what}: ${words}`).join(" · ")])
        : []),
    ];
  });
  // Many are out for the same reason.
  const excluded = groupBy(
    weighed.filter((one) => one.excluded !== undefined),
    (one) => one.excluded ?? "",
  );
  const shared = usable.length > 1 && common.length > 0 ? ` All of them: ${common.join("; ")}.` : "";
  return [
    ...ink.labelled(2, "where else", [
      usable.length > 0 ? `The regions in the order in which they answer it.${shared}` : "No region fits.",
    ]),
    ...rows,
    ...[...excluded].flatMap(([why, regions]) =>
      ink.flow(4, [[`–${glue}`, "dim"], `${regions.map(({ region }) => region).join(", ")}: ${why}`], 6),
    ),
  ];
}

function finding(
  ink: Ink,
  { rule, verdict, candidates: weighed, steps: planned }: Finding,
  dossier: Dossier,
  told: Map<string, string>,
): string[] {
  const marks: Record<string, Piece> = { unknown: [`?${glue}`, "cyan"], blocking: [`✗${glue}`, "red"] };
  const mark = marks[verdict.outcome] ?? (verdict.blocking ? marks.blocking : undefined) ?? [`!${glue}`, "yellow"];
  return [
    "",
    ...ink.flow(0, [mark, [`${verdict.severity} ${rule.id}`, "bold"], ` · ${rule.title}`], 2),
    ...details(ink, 2, verdict, true),
    ...(verdict.excused === "baseline"
      ? ink.labelled(2, "baseline", ["Known before: it stands in nobody's way."])
      : []),
    ...candidates(ink, rule.id, weighed, told),
    ...steps(ink, planned, dossier),
  ];
}

const asked: Readonly<Record<string, string>> = {
  pass: "passes",
  "not-applicable": "does not apply",
  manual: "for a person",
};

/** The whole answer as text, with a newline at the end. Holds no escape code unless `color`. */
export function resource(dossier: Dossier, options: Options): string {
  const ink = inkOf(options.color, options.width);
  const notes = new Footnotes();
  const rankings = new Map<string, string>(); // several findings may ask for the same region
  const { now, findings, others, plans, date } = dossier;
  const { type, operation } = dossier.resource;
  const section = (words: string, body: readonly string[]): string[] =>
    body.length === 0 ? [] : ["", ink.heading(words, "bold"), ...body];
  const lines = [
    ...ink.flow(0, whereabouts(dossier.resource, true)),
    ...ink.flow(0, [`${type}, ${operation}. ${options.tool} judged it on ${date}: ${inShort(dossier.objectives)}.`]),
    ...dossier.notes.flatMap((note) => ink.flow(0, [[`!${glue}`, "yellow"], note], 2)),
    "",
    ...ink.flow(0, [inTwoSentences(dossier)]),
    ...(now ? section("What follows from it today", ["", ...consequences(ink, now, notes)]) : []),
    ...section(
      "What is wrong, and what mends it",
      findings.flatMap((one) => finding(ink, one, dossier, rankings)),
    ),
    ...findings.flatMap(({ rule, verdict }) =>
      now && verdict.outlook?.mended
        ? section(`What differs once ${rule.id} is mended`, ["", ...mended(ink, now, verdict.outlook.mended, notes)])
        : [],
    ),
    ...plans.flatMap(({ rule, does, steps: planned }) =>
      section(rule.title, ["", ...ink.flow(0, [does]), ...steps(ink, planned, dossier)]),
    ),
    ...section(
      "What else was asked",
      [...groupBy(others, ({ outcome }) => outcome)].flatMap(([outcome, own], index) => [
        ...(index === 0 ? [""] : []),
        ...ink.flow(0, [[`${asked[outcome] ?? outcome}: `, "bold"], own.map(({ rule }) => rule).join(", ")], 2),
      ]),
    ),
  ];
  const rows = sources(ink, notes, options.documents);
  return `${[...lines, ...section("Where the numbers stand", rows.length > 0 ? ["", ...rows] : [])].join("\n")}\n`;
}
