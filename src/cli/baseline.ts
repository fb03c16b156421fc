/** `azure-hadr baseline`: writes down what fails today, so that it does not block new work, and drops what is mended. */
import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { BaselineEntry } from "../assessment";
import { type Baseline, baselineOf, canBeOld, debtsOf, everything, pruned, renewed, timesOf, total } from "../baseline";
import { baselineName, written } from "../baseline-file";
import type { Verdict } from "../model";
import { printable } from "../printable";
import { plural } from "../report/plain";
import { loadRules } from "../rules";
import { assessed, type Sources } from "./check";
import { nearestBaseline, readBaseline } from "./debts";
import { Failure } from "./failure";
import { findUp, writeNew, writeWhole } from "./files";

export interface BaselineOptions extends Sources {
  /** The file instead of the nearest; `-` prints instead of writing. */
  readonly output?: string;
  /** What is to become of a file that is there: absent, it stays as it is. */
  readonly over?: "prune" | "renew";
}

/** Judges the sources and writes the file. Throws Failure where there is one and nobody said what is to become of it. */
export function baseline(options: BaselineOptions): void {
  const { cwd, output, over } = options;
  const prints = output === "-";
  const file = (prints ? undefined : output) ?? nearestBaseline(cwd) ?? join(homeOf(cwd), baselineName);
  const isThere = existsSync(file);
  if (isThere && !prints && over === undefined)
    throw new Failure(
      `${file} is there already and stays as it is, since what is new would be lost in it: --prune drops what no failure needs any more, --renew accepts today's failures anew`,
    );
  if (over === "prune" && !isThere) throw new Failure(`${file}: no such file, so there is nothing to prune`);
  const before = isThere && over ? readBaseline(file) : undefined;
  const after = over === "prune" && before ? mended(options, file, before) : accepted(options, before);
  if (after === before && !prints) return;
  const content = written(after);
  if (prints) process.stdout.write(content);
  else if (isThere) writeWhole({ name: file, content });
  else writeNew(file, content);
  if (!prints) say(`wrote ${file}: ${inWords(after.entries)}`);
  for (const line of byRule(after.entries)) process.stderr.write(line);
}

/** Beside `hadr.yaml` or else beside `Pulumi.yaml`: where every check of the project finds it. */
function homeOf(cwd: string): string {
  const beside = findUp(cwd, "hadr.yaml", "hadr.yml") ?? findUp(cwd, "Pulumi.yaml", "Pulumi.yml");
  return relative("", beside === undefined ? cwd : dirname(beside));
}

const kept = { keep: Number.POSITIVE_INFINITY, keepSettled: false } as const;

/** Today's failures, and what was written of stacks that are not in the input. */
function accepted(options: BaselineOptions, before: Baseline | undefined): Baseline {
  const { verdicts, inputs, stacks, date, tool } = assessed(options, { ...kept, baseline: everything }, false);
  for (const { name, unseen } of inputs)
    if (unseen > 0)
      throw new Failure(
        `${name}: ${plural(unseen, "unchanged resource is", "unchanged resources are")} not in it, so not all that fails would be written down: run the preview with --show-sames`,
      );
  const open = verdicts.filter(({ outcome, waiver }) => outcome === "fail" && !waiver);
  leftOut(open.filter(({ excused }) => excused !== "baseline"));
  const today = baselineOf(open.filter(({ excused }) => excused === "baseline"));
  return {
    tool: `${tool.name} ${tool.version}`,
    date,
    entries: before ? renewed(before.entries, today, stacks) : today,
  };
}

/** The file without what no failure needs any more; as it was where all is needed. */
function mended(options: BaselineOptions, file: string, before: Baseline): Baseline {
  const held = { ...kept, keep: 0, baseline: debtsOf(file, before) };
  const assessment = assessed(options, held, false);
  for (const { name, unseen } of assessment.inputs)
    if (unseen > 0)
      say(
        `${name}: ${plural(unseen, "unchanged resource is", "unchanged resources are")} not in it, so nothing of its stacks is dropped: run the preview with --show-sames`,
      );
  const dropped = [...(assessment.baseline?.droppable ?? []), ...ofNoRule(before.entries)];
  if (dropped.length === 0) {
    say(`${file} stays as it is: nothing in it that is known to be mended`);
    return before;
  }
  say(`dropped what no failure needs any more: ${inWords(dropped)}`);
  return { ...before, entries: pruned(before.entries, dropped) };
}

/** What no failure can need: rules that are gone from the catalogue. */
function ofNoRule(entries: readonly BaselineEntry[]): BaselineEntry[] {
  const rules = loadRules();
  return entries.filter(({ rule }) => !rules.has(rule));
}

/** Says what fails and cannot be written down, and why. */
function leftOut(verdicts: readonly Verdict[]): void {
  const rules = loadRules();
  const isOfChange = ({ rule: id }: Verdict): boolean => {
    const rule = rules.get(id);
    return rule !== undefined && !canBeOld(rule);
  };
  const changes = verdicts.filter(isOfChange);
  const boundary = verdicts.filter((verdict) => !isOfChange(verdict));
  if (boundary.length > 0)
    say(
      `left out ${plural(boundary.length, "finding", "findings")} about a declared boundary, which is kept or not declared (allowResidencyWaivers in hadr.yaml accepts them): ${idsOf(boundary)}`,
    );
  if (changes.length > 0)
    say(
      `left out ${plural(changes.length, "finding", "findings")} about what the change does, which is never old: ${idsOf(changes)}`,
    );
}

const idsOf = (verdicts: readonly Verdict[]): string =>
  [...new Set(verdicts.map(({ rule }) => rule))].sort().join(", ");

function inWords(entries: readonly BaselineEntry[]): string {
  const count = (of: (entry: BaselineEntry) => string) => new Set(entries.map(of)).size;
  const [rules, stacks] = [count(({ rule }) => rule), count(({ stack }) => stack)];
  return entries.length === 0
    ? "no finding"
    : `${plural(total(entries), "finding", "findings")} of ${plural(rules, "rule", "rules")} in ${plural(stacks, "stack", "stacks")}`;
}

/** One line for each rule, those with the most findings first. */
function byRule(entries: readonly BaselineEntry[]): string[] {
  const counts = new Map<string, number>();
  for (const entry of entries) counts.set(entry.rule, (counts.get(entry.rule) ?? 0) + timesOf(entry));
  const sorted = [...counts].sort(([one, few], [other, many]) => many - few || (one < other ? -1 : 1));
  const width = String(sorted[0]?.[1] ?? "").length;
  return sorted.map(([rule, count]) => `  ${String(count).padStart(width)}  ${printable(rule)}\n`);
}

const say = (words: string) => process.stderr.write(`azure-hadr: ${printable(words)}\n`);
