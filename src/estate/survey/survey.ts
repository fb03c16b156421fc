/** Folds the records of an estate into its overview, each looked at once. */
import type { NotJudged, WaiverUse } from "../../assessment";
import { type EstateRecord, type JudgedStack, missingVersion, type NotRead } from "../../estate";
import { daysLeft, type Environment, environments } from "../../model";
import { sum } from "../../tally";
import type { Overview } from "../overview";
import { figures } from "./figures";
import { at } from "./open";
import { regions } from "./regions";
import { rules } from "./rules";
import { type Holder, headlines, teams } from "./teams";

/** `today`, `YYYY-MM-DD`: the day of which it is told how long waivers still hold. Absent: the days on which they were asked. */
export function survey(today?: string) {
  const missing: NotRead[] = [];
  const [days, tools] = [new Set<string>(), new Set<string>()];
  const total = { stacks: 0, judged: 0, holders: 0, resources: 0, unseen: 0 };
  const byEnvironment = Object.fromEntries(environments.map((one) => [one, 0])) as Record<Environment, number>;
  const declaring = () => ({ declared: 0, undeclared: 0 });
  const boundaries = declaring();
  const targets = { sla: declaring(), rpo: declaring(), rto: declaring() };
  const notJudged: Record<string, Pick<NotJudged, "count" | "why">> = {};
  const waivers = new Map<string, WaiverUse>();
  const notes = new Map<string, { note: string; stacks: number }>();
  const parts = { regions: regions(), teams: teams(), headline: headlines(), rules: rules(), figures: figures() };
  let counts = sum([]);

  function judged(stack: JudgedStack): void {
    const { source, resources, environment } = stack;
    const holders = resources.flatMap(({ kind, follows }): Holder[] => {
      const own = follows === undefined ? undefined : stack.consequences[follows];
      return own ? [{ kind, follows: own }] : [];
    });
    days.add(stack.date);
    tools.add(stack.tool);
    counts = sum([counts, stack.counts]);
    total.stacks++;
    total.judged += resources.length;
    total.holders += holders.length;
    total.resources += source.resources;
    total.unseen += source.unseen;
    byEnvironment[environment]++;
    if (holders.length > 0) declares(stack);
    for (const part of Object.values(parts)) part.add(stack, holders);
    for (const { type, count, why } of stack.notJudged)
      notJudged[type] = { count: (notJudged[type]?.count ?? 0) + count, why };
    for (const use of stack.waivers) waived(use);
    for (const note of new Set(stack.notes.map((one) => general(one, stack.stack))))
      at(notes, note, () => ({ note, stacks: 0 })).stacks++;
  }

  function declares({ boundary, targets: { slaTarget, rpoMinutes, rtoMinutes } }: JudgedStack): void {
    const count = (of: { declared: number; undeclared: number }, value: unknown): void => {
      of[value === undefined ? "undeclared" : "declared"]++;
    };
    count(boundaries, boundary);
    count(targets.sla, slaTarget);
    count(targets.rpo, rpoMinutes);
    count(targets.rto, rtoMinutes);
  }

  /** The same waiver speaks of many stacks. */
  function waived(asked: WaiverUse): void {
    const { waiver } = asked;
    const use = today === undefined ? asked : { ...asked, daysLeft: daysLeft(waiver, today) };
    const key = JSON.stringify(waiver);
    const before = waivers.get(key);
    const { unseen: _, ...rest } = use;
    if (!before) {
      waivers.set(key, use);
      return;
    }
    const refused = (before.refused ?? 0) + (use.refused ?? 0);
    waivers.set(key, {
      ...(before.unseen && use.unseen ? use : rest),
      covers: before.covers + use.covers,
      ...(refused > 0 && { refused }),
    });
  }

  return {
    add(record: EstateRecord): void {
      if (record.record === missingVersion) missing.push(record);
      else judged(record);
    },
    /** `order`: rule ids in the order of the catalogue. */
    end(order: readonly string[]): Overview {
      const sortedDays = [...days].sort();
      return {
        date: sortedDays.at(-1) ?? "",
        since: sortedDays[0] ?? "",
        tools: [...tools].sort(),
        ...total,
        byEnvironment,
        counts,
        missing,
        notJudged,
        headline: parts.headline.end(),
        ...parts.regions.end(),
        teams: parts.teams.end(),
        ...parts.rules.end(order),
        figures: parts.figures.end(),
        boundaries,
        targets,
        waivers: [...waivers.values()].sort((one, other) => one.daysLeft - other.daysLeft),
        notes: [...notes.values()].sort((one, other) => other.stacks - one.stacks || (one.note < other.note ? -1 : 1)),
      };
    },
  };
}

/** Notes that differ in nothing but the stack that they name, with its organisation or without, are one. */
const general = (note: string, stack: string): string =>
  note.replaceAll(stack, "the stack").replaceAll(stack.split("/").slice(-2).join("/"), "the stack");
