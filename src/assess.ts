/** Reads every resource once, judges it, counts every verdict and keeps those that will be shown. */
import { judge, judgeWithEvidence, type Ruling, rulesFor } from "./judge";
import { recognise } from "./kinds/recognise";
import type { Assessment, Counts, Input, Objectives, RawResource, Resource, Rule, Verdict, Waiver } from "./model";
import { waive } from "./waive";

/** What holds for one stack. */
export interface StackPolicy {
  readonly objectives: Objectives;
  readonly waivers: readonly Waiver[];
}

export interface AssessOptions {
  readonly tool: Assessment["tool"];
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly policyFor: (project: string, stack: string) => StackPolicy;
  /** How many failing and unknown verdicts to keep of each rule and level; `Infinity` for all. */
  readonly keep: number;
  /** Whether to keep passing, not applicable and manual ones too. */
  readonly keepSettled: boolean;
}

/** One input as the reader gives it. */
export interface Reading {
  readonly resources: Iterable<RawResource>;
  /** To be asked once `resources` is exhausted. */
  readonly input: () => Input;
}

type Tally = { -readonly [key in keyof Counts]: number };
const tally = (): Tally => ({ fail: 0, unknown: 0, pass: 0, notApplicable: 0, manual: 0, waived: 0, blocking: 0 });
const column = {
  fail: "fail",
  unknown: "unknown",
  pass: "pass",
  "not-applicable": "notApplicable",
  manual: "manual",
} as const;

/** Assesses all inputs together. Throws what a reader throws; then nothing was assessed. */
export function assess(readings: Iterable<Reading>, options: AssessOptions): Assessment {
  const { rules, today, keep } = options;
  const counts = tally();
  const countsByRule = new Map([...rules.keys()].map((id) => [id, tally()]));
  const uncovered = new Map<string, number>();
  const inputs: Input[] = [];
  const shown: Verdict[] = [];
  const kept = new Map<string, number>();
  const stacks = new Set<string>();
  let judged = 0;

  const consider = (resource: Resource, ruling: Ruling, waivers: readonly Waiver[]): void => {
    judged++;
    for (const rule of rulesFor(rules.values(), resource, ruling.objectives)) {
      const verdict = waive(judge(resource, rule, ruling), waivers, today);
      const open = verdict.outcome === "fail" || verdict.outcome === "unknown";
      for (const count of [counts, countsByRule.get(rule.id) as Tally]) {
        count[column[verdict.outcome]]++;
        if (verdict.waiver) count.waived++;
        else if (verdict.blocking) count.blocking++;
      }
      if (!open && !options.keepSettled) continue;
      const group = `${rule.id} ${verdict.outcome} ${verdict.blocking} ${verdict.severity} ${verdict.waiver !== undefined}`;
      const before = kept.get(group) ?? 0;
      if (open && before >= keep) continue;
      kept.set(group, before + 1);
      shown.push({ ...verdict, evidence: judgeWithEvidence(resource, rule, ruling).evidence });
    }
  };

  for (const reading of readings) {
    const groups = new Map<string, string | undefined>();
    const groupLocation = (name: string) => groups.get(name.toLowerCase());
    const perStack = new Map<string, { ruling: Ruling; waivers: readonly Waiver[] }>();
    const handle = (resource: Resource): void => {
      const key = `${resource.project}/${resource.stack}`;
      let own = perStack.get(key);
      if (!own) {
        const { objectives, waivers } = options.policyFor(resource.project, resource.stack);
        own = { ruling: { objectives, today, groupLocation, seesOperation: true }, waivers };
        perStack.set(key, own);
        stacks.add(key);
      }
      consider(resource, own.ruling, own.waivers);
    };
    const late: Resource[] = []; // those that leave their location to a resource group, which may come after them
    for (const raw of reading.resources) {
      const found = recognise(raw);
      if (found.is === "uncovered") uncovered.set(found.type, (uncovered.get(found.type) ?? 0) + 1);
      else if (found.is === "resource-group") {
        const name = found.name.toLowerCase();
        // Two groups of one name (two subscriptions) in different places: nobody knows which is meant.
        groups.set(name, groups.has(name) && groups.get(name) !== found.location ? undefined : found.location);
      } else if (found.is === "resource") {
        if (found.resource.kind === "digital-twins" && !("location" in found.resource.props)) late.push(found.resource);
        else handle(found.resource);
      }
    }
    late.forEach(handle);
    inputs.push(reading.input());
  }

  return {
    tool: options.tool,
    date: today,
    inputs,
    rules,
    verdicts: shown,
    counts,
    countsByRule,
    judged,
    stacks: [...stacks],
    uncovered,
  };
}
