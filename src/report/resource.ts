/** One resource as an architect would explain it: what follows from it, what is wrong, what mends it, and where each number stands. */
import { row } from "../azure/facts";
import type { Consequences, RowId } from "../consequence";
import { changes, type Line, linesOf, rowsOf } from "../consequences/lines";
import type { Dossier, Finding, Planned, Weighed } from "../dossier";
import { details, type TextOptions, whereabouts } from "./finding";
import { glue, type Ink, ink as inkOf, type Piece } from "./ink";
import { groupBy } from "./order";
import { list } from "./plain";

type Options = Omit<TextOptions, "cap" | "sourceLine">;

const cited = (rows: readonly RowId[]): Piece => [` [${rows.join(", ")}]`, "dim"];

/** Every answer of the tables, each with the rows that it rests on. */
function consequences(ink: Ink, of: Consequences): string[] {
  const answers = linesOf(of).flatMap(({ what, words, range, note, rows }: Line) => [
    ...ink.flow(2, [[`${what}: `, "bold"], words, cited(rows)], 4),
    ...(range === undefined ? [] : ink.flow(4, [`a range, because ${range}`])),
    ...(note === undefined ? [] : ink.flow(4, [note])),
  ]);
  const acts = (["zone", "writeRegion", "readRegion"] as const).flatMap((place) => {
    const loss = of.loss[place];
    if (!loss) return [];
    const name = { zone: "a zone", writeRegion: "the write region", readRegion: "a read region" }[place];
    return [
      "",
      ...ink.flow(2, [[`When ${name} is lost`, "bold"]]),
      ...loss.azure.flatMap((words) => ink.labelled(4, "Azure", [words])),
      ...loss.person.flatMap((words) => ink.labelled(4, "you", [words])),
    ];
  });
  return [...answers, ...acts];
}

function candidates(ink: Ink, now: Consequences, weighed: readonly Weighed[]): string[] {
  if (weighed.length === 0) return [];
  const usable = weighed.filter(({ excluded }) => excluded === undefined);
  const other = weighed.filter(({ excluded }) => excluded !== undefined);
  const rows = usable.flatMap(({ region, reasons, mended }, index) => [
    ...ink.flow(4, [[`${index + 1}.${glue}`, "dim"], [region, "bold"], ` ${reasons.join("; ")}`], 7),
    ...(mended
      ? ink.flow(7, [
          changes(now, mended)
            .map(({ what, now: before, mended: after }) => `${what}: ${before} → ${after ?? before}`)
            .join(" · "),
        ])
      : []),
  ]);
  // Many are out for the same reason.
  const reasons = groupBy(other, ({ excluded }) => excluded ?? "");
  return [
    ...ink.labelled(2, "where else", ["the regions in the order in which they answer it"]),
    ...rows,
    ...[...reasons].flatMap(([why, regions]) =>
      ink.flow(4, [[`–${glue}`, "dim"], `${regions.map(({ region }) => region).join(", ")}: ${why}`], 6),
    ),
  ];
}

function steps(ink: Ink, planned: readonly Planned[], date: string): string[] {
  return planned.flatMap(({ does, costs, risks, verify, waivers }, index) => [
    ...ink.flow(
      2,
      [
        [`${index + 1}.${glue}`, "bold"],
        [does, "bold"],
      ],
      5,
    ),
    ...ink.labelled(5, "costs", [costs]),
    ...ink.labelled(5, "risks", [risks]),
    ...ink.labelled(5, "verify", [verify]),
    ...(waivers.length === 0
      ? []
      : ink.labelled(5, "waiver", [
          `${list(
            waivers.map(({ rule, resource }) => `${rule} for ${resource}`),
            10,
          )}, in hadr.yaml, until a day soon after ${date}`,
        ])),
  ]);
}

function finding(
  ink: Ink,
  { rule, verdict, candidates: weighed, steps: planned }: Finding,
  dossier: Dossier,
): string[] {
  const { outlook } = verdict;
  const mark: Piece =
    verdict.outcome === "unknown"
      ? [`?${glue}`, "cyan"]
      : verdict.blocking
        ? [`✗${glue}`, "red"]
        : [`!${glue}`, "yellow"];
  return [
    "",
    ...ink.flow(0, [mark, [`${verdict.severity} ${rule.id}`, "bold"], ` · ${rule.title}`], 2),
    ...details(ink, 2, verdict, true),
    ...(outlook ? candidates(ink, dossier.now, weighed) : []),
    ...(planned.length > 0 ? ["", ...steps(ink, planned, dossier.date)] : []),
  ];
}

/** The rows, each with document, section and date: every number above leads here. */
function sources(ink: Ink, ids: Iterable<RowId>, { documents }: Options): string[] {
  return [...new Set(ids)].sort().flatMap((id) => {
    const { value, unit, says, document, section, date, supersededBy, derived } = row(id);
    const figure = value === undefined ? "" : `${value} ${unit ?? ""}`.trim();
    const title = documents.get(document)?.title ?? document;
    return [
      ...ink.flow(0, [[id, "bold"], figure ? ` ${figure}` : ""], 2),
      ...ink.flow(2, [says]),
      ...ink.flow(2, [[`${title}, ${date} › ${section}`, "dim"]]),
      ...(derived ? ink.flow(2, [`Derived: ${derived}`]) : []),
      ...(supersededBy ? ink.flow(2, [`Superseded by ${supersededBy}.`]) : []),
    ];
  });
}

const asked: Readonly<Record<string, string>> = {
  pass: "passes",
  "not-applicable": "does not apply",
  manual: "for a person",
};

/** The whole answer as text, with a newline at the end. Holds no escape code unless `color`. */
export function resource(dossier: Dossier, options: Options): string {
  const ink = inkOf(options.color, options.width);
  const { now, findings, others, plans, date } = dossier;
  const { type, operation } = dossier.resource;
  const section = (words: string, body: readonly string[]): string[] =>
    body.length === 0 ? [] : ["", ink.heading(words, "bold"), ...body];
  const passed = groupBy(others, ({ outcome }) => outcome);
  const thens = findings.flatMap(({ verdict }) => (verdict.outlook?.mended ? [verdict.outlook.mended] : []));
  return `${[
    ...ink.flow(0, whereabouts(dossier.resource, true)),
    ...ink.flow(0, [`${type}, ${operation}, judged on ${date}`]),
    ...section("What follows from it", ["", ...consequences(ink, now)]),
    ...section(
      "What is wrong, and what mends it",
      findings.flatMap((one) => finding(ink, one, dossier)),
    ),
    ...section("What else was asked", [
      "",
      ...[...passed].flatMap(([outcome, own]) =>
        ink.flow(0, [[`${asked[outcome] ?? outcome}: `, "bold"], own.map(({ rule }) => rule).join(", ")], 2),
      ),
    ]),
    ...plans.flatMap((plan) =>
      section(plan.rule.title, ["", ...ink.flow(0, [plan.does]), "", ...steps(ink, plan.steps, date)]),
    ),
    ...section("Where the numbers stand", ["", ...sources(ink, [now, ...thens].flatMap(rowsOf), options)]),
  ].join("\n")}\n`;
}
