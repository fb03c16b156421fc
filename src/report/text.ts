/** The report that a person reads in a terminal or in the log of a CI run. */
import type { Assessment } from "../assessment";
import type { Outcome, Verdict } from "../model";
import { notJudged } from "./aside";
import { apart, declaredOf, inShort } from "./declared";
import { details, finding, type Group, signed, type TextOptions, type Told, whereabouts } from "./finding";
import { glue, type Ink, ink as inkOf, type Piece } from "./ink";
import { groupBy, ruleOf, standing, standsInTheWay, worstFirst } from "./order";
import { list, plural } from "./plain";

export type { TextOptions } from "./finding";

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, number) => total + number, 0);

function header(assessment: Assessment, ink: Ink): string[] {
  const { tool, config, date, inputs, judged, rules } = assessment;
  const assumed = declaredOf(assessment).length > 0 ? "" : ": production, no boundary";
  const bare = `without a hadr.yaml${assumed} (azure-hadr init writes one)`;
  const resources = sum(inputs.map((input) => input.resources));
  const names = list(
    inputs.map(({ name, kind }) => `${name} (${kind})`),
    3,
  );
  return ink.flow(0, [
    [`${tool.name} ${tool.version}`, "bold"],
    ` judged ${judged} of ${plural(resources, "resource")} in ${names} by ${plural(rules.size, "rule")} on ${date}, ${config === undefined ? bare : `held against ${config}`}.`,
  ]);
}

/** One line for each stack, and below it what there is to know of its objectives. */
function heldAgainst(assessment: Assessment, ink: Ink, cap: number): string[] {
  const all = declaredOf(assessment);
  const lines = all
    .slice(0, cap)
    .flatMap(({ stack, objectives, notes, resources = [] }) => [
      ...ink.flow(0, [[stack, "bold"], `: ${inShort(objectives)}${apart(resources)}.`], 2),
      ...notes.flatMap((note) => ink.flow(2, [[`!${glue}`, "yellow"], note], 4)),
    ]);
  return all.length > cap
    ? [...lines, ...ink.flow(0, [[`… and ${plural(all.length - cap, "more stack")}`, "dim"]])]
    : lines;
}

/** Rules with failing verdicts that nobody answers for, also those of which no verdict was kept. */
function failing(assessment: Assessment): Group[] {
  const { verdicts, rules, countsByRule } = assessment;
  const byRule = groupBy(worstFirst(verdicts), ({ rule }) => rule);
  const ids = new Set([...byRule.keys(), ...rules.keys()]);
  return [...ids].flatMap((id) => {
    const kept = byRule.get(id) ?? [];
    const of = (outcome: Outcome, isWaived: boolean): Verdict[] =>
      kept.filter((verdict) => verdict.outcome === outcome && isWaived === (verdict.waiver !== undefined));
    const open = of("fail", false);
    const counts = countsByRule.get(id);
    // Waived ones are counted together, whatever their outcome.
    const waivedFails = Math.max(of("fail", true).length, (counts?.waived ?? 0) - of("unknown", true).length);
    const total = Math.max(open.length, (counts?.fail ?? 0) - waivedFails);
    const blocks = open[0] ? standsInTheWay(open[0]) : (counts?.blocking ?? 0) > 0;
    return total > 0 ? [{ rule: ruleOf(assessment, id), verdicts: open, total, blocks }] : [];
  });
}

function failures(assessment: Assessment, ink: Ink, options: TextOptions): string[] {
  const groups = failing(assessment);
  const section = (blocks: boolean, ...heading: Parameters<Ink["heading"]>): string[] => {
    const lines = groups.filter((group) => group.blocks === blocks).flatMap((group) => finding(ink, group, options));
    return lines.length > 0 ? ["", ink.heading(...heading), ...lines] : [];
  };
  return [...section(true, "In the way", "red", "bold"), ...section(false, "Advice", "yellow")];
}

/** One resource of which something is not known: each reason once, with the rules that it leaves open. */
function unknowns(ink: Ink, verdicts: readonly Verdict[], assessment: Assessment): string[] {
  const lines = ["", ...ink.flow(0, [[`?${glue}`, "cyan"], ...whereabouts(verdicts[0] as Verdict, true)], 2)];
  const told: Told = new Map(); // one resource, so what is at stake is told once
  for (const group of groupBy(verdicts, ({ because, blocking }) => JSON.stringify([because, blocking])).values()) {
    const first = group[0] as Verdict;
    const evidence = group.flatMap((verdict) => verdict.evidence);
    const distinct = [...new Map(evidence.map((one) => [`${one.path}\n${one.value}`, one])).values()];
    const ids = group.map(({ rule }) => rule);
    const names = ids.length === 1 ? `${first.rule}: ${ruleOf(assessment, first.rule).title}` : list(ids, 3);
    lines.push(
      ...details(ink, 2, { ...first, evidence: distinct }, false, told),
      ...ink.labelled(2, ids.length === 1 ? "rule" : "rules", [
        names,
        ...(standsInTheWay(first) ? [[" · in the way", "red"] as const] : []),
      ]),
    );
  }
  return lines;
}

function undecided(assessment: Assessment, ink: Ink, cap: number): string[] {
  const { verdicts, counts } = assessment;
  const open = worstFirst(verdicts).filter(({ outcome, waiver }) => outcome === "unknown" && !waiver);
  const waived = verdicts.filter(({ outcome, waiver }) => outcome === "unknown" && waiver).length;
  const total = Math.max(open.length, counts.unknown - waived);
  if (total === 0) return [];
  const shown = [...groupBy(open, ({ urn }) => urn).values()].slice(0, cap);
  const lines = shown.flatMap((group) => unknowns(ink, group, assessment));
  const more = total - sum(shown.map((group) => group.length));
  if (more > 0) lines.push("", ...ink.flow(2, [[`… and ${more} more`, "dim"]]));
  return ["", ink.heading("Cannot be decided", "cyan"), ...lines];
}

function waived({ verdicts, counts }: Assessment, ink: Ink, cap: number): string[] {
  if (counts.waived === 0) return [];
  const shown = verdicts.filter(({ waiver }) => waiver).slice(0, cap);
  const lines = shown.flatMap((verdict) => {
    const { waiver, rule, severity } = verdict;
    if (!waiver) return [];
    return [
      ...ink.flow(0, [`-${glue}`, ...whereabouts(verdict, false), ` · ${rule} (${severity})`], 2),
      ...ink.labelled(2, "until", [`${waiver.until}, ${signed(waiver)}`]),
    ];
  });
  const more = counts.waived - shown.length;
  if (more > 0) lines.push(...ink.flow(2, [[`… and ${more} more`, "dim"]]));
  return ["", ink.heading("Waived", "dim"), "", ...lines];
}

function warnings(assessment: Assessment, ink: Ink): string[] {
  const lines = notJudged(assessment).flatMap((words) => ink.flow(0, [[`!${glue}`, "yellow"], words], 2));
  return lines.length > 0 ? ["", ink.heading("Not judged", "yellow"), "", ...lines] : [];
}

function summary({ counts, countsByRule, judged, inputs, uncovered, lapsed = 0 }: Assessment, ink: Ink): string[] {
  const lines: string[] = [];
  const forPeople = [...countsByRule.values()].filter((own) => own.manual > 0);
  const manual = forPeople.length;
  const attested = forPeople.filter((own) => own.attested === own.manual).length;
  if (manual > 0)
    lines.push(
      "",
      ...ink.flow(0, [
        `${plural(manual, "rule is", "rules are")} for a person${attested > 0 ? `, ${attested} of them attested` : ""}${lapsed > 0 ? `, ${plural(lapsed, "attestation has", "attestations have")} run out` : ""}: \`azure-hadr rules --manual\` lists what to do and what to show.`,
      ]),
    );
  const resources = plural(sum(inputs.map((input) => input.resources)), "resource");
  if (judged === 0) {
    const unsure = uncovered.size > 0 || inputs.some(({ unseen }) => unseen > 0);
    const words = `${resources}, none of them ${unsure ? "plainly " : ""}of a kind that azure-hadr judges`;
    const mark: Piece =
      counts.blocking > 0 ? [`✗${glue}`, "red"] : unsure ? [`?${glue}`, "cyan"] : [`✓${glue}`, "green"];
    return [...lines, "", ...ink.flow(0, [mark, words], 2)];
  }
  const { fail, unknown, pass, notApplicable, blocking } = counts;
  const numbers = [
    `${fail} fail`,
    ...(counts.waived > 0 ? [`${counts.waived} waived`] : []),
    `${unknown} unknown`,
    `${pass} pass`,
    ...(notApplicable > 0 ? [`${notApplicable} not applicable`] : []),
    ...(counts.manual > 0 ? [`${counts.manual} manual`] : []),
  ].map((number) => ` ·${glue}${number.replaceAll(" ", glue)}`);
  const verdict: Piece[] =
    blocking > 0
      ? [
          [`✗${glue}`, "red", "bold"],
          [`${blocking} in the way`, "red", "bold"],
        ]
      : [
          [`✓${glue}`, "green"],
          ["Nothing in the way", "green", "bold"],
        ];
  return [...lines, "", ...ink.flow(0, [...verdict, ...numbers], 2)];
}

/** The report as text, with a newline at the end. Holds no escape code unless `color`. */
export function text(assessment: Assessment, options: TextOptions): string {
  const ink = inkOf(options.color, options.width);
  const cap = options.cap ?? 10;
  if (options.quiet) {
    const told = standing(assessment);
    const lines = [...failures(told, ink, options), ...undecided(told, ink, cap), ...warnings(told, ink)];
    return `${[...lines, ...summary({ ...assessment, countsByRule: new Map() }, ink)].join("\n").trimStart()}\n`;
  }
  return `${[
    ...header(assessment, ink),
    ...heldAgainst(assessment, ink, cap),
    ...failures(assessment, ink, options),
    ...undecided(assessment, ink, cap),
    ...waived(assessment, ink, cap),
    ...warnings(assessment, ink),
    ...summary(assessment, ink),
  ].join("\n")}\n`;
}
