/** A drill for a terminal: what somebody has to act on first, cases that are alike told once. */
import type { Case, Drill, Fare, Hit, HitStack, Matrix, Part } from "../../drill";
import { recoveries, risks } from "../../drill";
import { glue, type Ink, ink as inkOf, type Piece } from "../ink";
import { plural } from "../plain";
import { matrixText } from "./matrix-text";
import type { DrillOptions } from "./options";
import { citing } from "./rows";
import {
  answersOf,
  computeWords,
  dependantWords,
  fareWords,
  keyWords,
  kindWords,
  lostWords,
  partWords,
  portal,
  recoveryNames,
  regionName,
  riskNames,
  watching,
} from "./words";

/** Ends with a newline; no escape code unless `color`. */
export function text(result: Drill | Matrix, options: DrillOptions): string {
  const ink = inkOf(options.color, options.width);
  const lines = "cases" in result ? drillLines(result, ink, options) : matrixText(result, ink);
  return `${lines.join("\n")}\n`;
}

function drillLines(drill: Drill, ink: Ink, options: DrillOptions): string[] {
  const { lost, looked, cases, stacks, all, missing, date } = drill;
  const cites = citing(drill, options.documents);
  const marks = (rows: readonly string[]): Piece[] =>
    rows.length === 0 ? [] : [[` [${cites.marks(rows).join(", ")}]`, "dim"]];
  const head = ink.flow(0, [
    [`If ${lost.words} were lost`, "bold"],
    `: ${plural(all.resources, "resource")} of ${plural(all.stacks, "stack")} ${all.resources === 1 ? "is" : "are"} hit or may be, of ${plural(looked.resources, "resource")} of ${plural(looked.stacks, "stack")} that were looked at (${date}).`,
  ]);
  const notes = lost.notes.flatMap((note) => ink.flow(0, [[`!${glue}`, "yellow"], note], 2));
  const gaps = missing.flatMap(({ source, why }) =>
    ink.flow(0, [[`!${glue}`, "yellow"], `Not looked at: ${source}: ${why}`], 2),
  );
  if (all.resources === 0)
    return [...head, ...notes, ...gaps, ...ink.flow(0, ["Nothing stands there, and no place is unknown."])];
  return [
    ...head,
    ...notes,
    ...gaps,
    "",
    ...totals(ink, drill),
    ...cases.flatMap((one, at) => caseLines(one, at)),
    "",
    ink.heading("Where to watch", "cyan"),
    "",
    ...watching.flatMap(({ words }) => ink.flow(0, [`- ${words}`], 2)),
    ink.line(0, [portal]),
    "",
    ink.heading("What it rests on", "cyan"),
    "",
    ...cites.all.flatMap(({ number, means, brief }) =>
      ink.flow(0, [[`[${number}] `, "dim"], means, [` ${brief}`, "dim"]], 4),
    ),
  ];

  function caseLines(one: Case, at: number): string[] {
    const hit = stacks.flatMap((stack) =>
      stack.hits.filter((own) => own.case === at).map((own) => [stack, own] as const),
    );
    const color = one.acts
      ? "red"
      : one.recovery.writes === "kept" && one.recovery.reads === "kept"
        ? "green"
        : "yellow";
    const zone = lost.zone === true;
    const lines = [
      "",
      ink.heading(
        `${plural(hit.length, kindWords(one.kind), kindWords(one.kind, 2))}: ${partWords(one.part, zone)}`,
        color,
        "bold",
      ),
      "",
    ];
    if (one.refused)
      lines.push(
        ...ink.flow(2, [`Azure refuses this configuration: ${one.refused.words}.`, ...marks(one.refused.rows)]),
      );
    for (const { what, words, more, rows } of answersOf(one))
      lines.push(
        ...ink.labelled(2, what === "data at risk" ? "data" : what, [
          [words, "bold"],
          ...(more ? [`; ${more}`] : []),
          ...marks(rows),
        ]),
      );
    if (one.derived !== undefined) lines.push(...ink.labelled(2, "derived", [one.derived]));
    for (const { words, rows } of one.azure) lines.push(...ink.labelled(2, "Azure", [words, ...marks(rows)]));
    if (one.decision.by === "nobody")
      lines.push(...ink.labelled(2, "decide", [one.decision.words, ...marks(one.decision.rows)]));
    for (const when of ["during", "after"] as const) {
      const steps = one.steps.filter((step) => step.when === when);
      steps.forEach(({ by, words, rows }, index) => {
        lines.push(
          ...ink.labelled(2, index === 0 ? when : "", [
            `${index + 1}. `,
            [`${by}: `, "dim"],
            words.replaceAll("`", ""),
            ...marks(rows),
          ]),
        );
      });
    }
    for (const [stack, own] of hit.slice(0, options.cap)) lines.push(...hitLines(stack, own, one.part));
    if (hit.length > options.cap) lines.push(...ink.flow(2, [[`… and ${hit.length - options.cap} more`, "dim"]]));
    return lines;
  }

  function hitLines(stack: HitStack, hit: Hit, part: Part): string[] {
    const team = stack.team === undefined ? "" : `, team ${stack.team}`;
    const next = hit.next === undefined ? "" : `; the writes go to ${regionName(hit.next)}`;
    return [
      "",
      ...ink.flow(2, [[hit.name, "bold"], ` in ${stack.stack}${team}: ${lostWords(hit, part)}${next}`], 4),
      ...(hit.doubt === undefined ? [] : ink.flow(4, [[`?${glue}`, "cyan"], hit.doubt], 6)),
      ...hit.notes.flatMap(({ words, rows }) => ink.flow(4, [words, ...marks(rows)], 6)),
      ...keyWords(hit).flatMap((words) => ink.flow(4, [words], 6)),
      ...dependantWords(hit).flatMap((words) => ink.flow(4, [["beside ", "dim"], words], 6)),
      ...computeWords(stack).flatMap((words) => ink.flow(4, [["beside ", "dim"], words], 6)),
      ...hit.commands.flatMap(({ line, why }) =>
        line === undefined ? ink.flow(4, [[`no command: ${why}`, "dim"]], 6) : [ink.line(4, [["$ ", "dim"], line])],
      ),
    ];
  }
}

/** How reads and writes come back, in all and by team and criticality. */
function totals(ink: Ink, { all, byTeam, byCriticality }: Drill): string[] {
  return [
    ...ink.labelled(0, "reads", [counted(all.reads, recoveries, recoveryNames)]),
    ...ink.labelled(0, "writes", [counted(all.writes, recoveries, recoveryNames)]),
    ...ink.labelled(0, "at risk", [counted(all.data, risks, riskNames)]),
    ...ink.labelled(0, "people", [
      `${all.acts} need somebody to act; for ${all.consents} the owner of the data has to agree to a loss first`,
    ]),
    ...Object.entries(byTeam).flatMap(([team, fare]) => ink.labelled(0, "team", [`${team}: ${shortly(fare)}`])),
    ...Object.entries(byCriticality).flatMap(([criticality, fare]) =>
      ink.labelled(0, "importance", [`${criticality}: ${shortly(fare)}`]),
    ),
  ];
}
const shortly = (fare: Fare): string => `${fareWords(fare)}, ${fare.acts} need somebody to act`;
const counted = <K extends string>(
  counts: Readonly<Record<K, number>>,
  keys: readonly K[],
  names: Readonly<Record<K, string>>,
): string =>
  keys
    .filter((key) => counts[key] > 0)
    .map((key) => `${counts[key]} ${names[key]}`)
    .join(", ");
