/** The report that a person reads in a terminal or in the log of a CI run. */
import type { Assessment } from "../assessment";
import { isNew, type Outcome, type Verdict } from "../model";
import { notJudged } from "./aside";
import { whatChanges } from "./change";
import { apart, declaredOf, inShort } from "./declared";
import { details, finding, type Group, newMark, type TextOptions, type Told, whereabouts } from "./finding";
import { glue, type Ink, ink as inkOf } from "./ink";
import { groupBy, isAside, ruleOf, standing, standsInTheWay, worstFirst } from "./order";
import { list, plural, sum } from "./plain";
import { idleWords } from "./set-aside";
import { summary } from "./summary";
import { knownBefore, waived } from "./waived";

export type { TextOptions } from "./finding";

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

/** What is not asked of the change at all. */
const judgedHow = ({ newOnly }: Assessment, ink: Ink): string[] =>
  newOnly
    ? ink.flow(0, [[`!${glue}`, "yellow"], "Only findings that come with the change can stand in the way."], 2)
    : [];

/** Rules with failing verdicts that nobody answers for, also those of which no verdict was kept. */
function failing(assessment: Assessment): Group[] {
  const { verdicts, rules, countsByRule } = assessment;
  const byRule = groupBy(worstFirst(verdicts), ({ rule }) => rule);
  const ids = new Set([...byRule.keys(), ...rules.keys()]);
  return [...ids].flatMap((id) => {
    const kept = byRule.get(id) ?? [];
    const of = (outcome: Outcome, aside: boolean): Verdict[] =>
      kept.filter((verdict) => verdict.outcome === outcome && aside === isAside(verdict));
    const open = of("fail", false);
    const { waived = 0, excused = 0, fail = 0 } = countsByRule.get(id) ?? {};
    // What is set aside is counted together, whatever its outcome.
    const asideFails = Math.max(of("fail", true).length, waived + excused - of("unknown", true).length);
    const total = Math.max(open.length, fail - asideFails);
    const blocks = open[0] ? standsInTheWay(open[0]) : (countsByRule.get(id)?.blocking ?? 0) > 0;
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
        ...(group.some(isNew) ? [newMark] : []),
        ...(standsInTheWay(first) ? [[" · in the way", "red"] as const] : []),
      ]),
    );
  }
  return lines;
}

function undecided(assessment: Assessment, ink: Ink, cap: number): string[] {
  const { verdicts, counts } = assessment;
  const all = worstFirst(verdicts).filter(({ outcome }) => outcome === "unknown");
  const open = all.filter((verdict) => !isAside(verdict));
  const total = Math.max(open.length, counts.unknown - (all.length - open.length));
  if (total === 0) return [];
  const shown = [...groupBy(open, ({ urn }) => urn).values()].slice(0, cap);
  const lines = shown.flatMap((group) => unknowns(ink, group, assessment));
  const more = total - sum(shown.map((group) => group.length));
  if (more > 0) lines.push("", ...ink.flow(2, [[`… and ${more} more`, "dim"]]));
  return ["", ink.heading("Cannot be decided", "cyan"), ...lines];
}

function warnings(ink: Ink, heading: string, sentences: readonly string[]): string[] {
  const lines = sentences.flatMap((words) => ink.flow(0, [[`!${glue}`, "yellow"], words], 2));
  return lines.length > 0 ? ["", ink.heading(heading, "yellow"), "", ...lines] : [];
}

/** The report as text, with a newline at the end. Holds no escape code unless `color`. */
export function text(assessment: Assessment, options: TextOptions): string {
  const ink = inkOf(options.color, options.width);
  const cap = options.cap ?? 10;
  if (options.quiet) {
    const told = standing(assessment);
    const lines = [
      ...failures(told, ink, options),
      ...undecided(told, ink, cap),
      ...warnings(ink, "Not judged", notJudged(told)),
    ];
    return `${[...lines, ...summary({ ...assessment, countsByRule: new Map() }, ink)].join("\n").trimStart()}\n`;
  }
  return `${[
    ...header(assessment, ink),
    ...heldAgainst(assessment, ink, cap),
    ...judgedHow(assessment, ink),
    ...whatChanges(assessment, ink, cap),
    ...failures(assessment, ink, options),
    ...undecided(assessment, ink, cap),
    ...waived(assessment, ink, cap),
    ...knownBefore(assessment, ink, cap),
    ...warnings(ink, "To drop", idleWords(assessment)),
    ...warnings(ink, "Not judged", notJudged(assessment)),
    ...summary(assessment, ink),
  ].join("\n")}\n`;
}
