/** Reads every resource once, judges it, counts every verdict and keeps those that will be shown. */

import { decider } from "./alike";
import type { Assessment, Input, NotJudged } from "./assessment";
import { type Decision, judge, type Ruling, rulesFor, rulingBy, type Weight, weigh } from "./judge";
import { ResourceGroups } from "./kinds/groups";
import { kinds, recognise } from "./kinds/recognise";
import { type Holding, stackResource } from "./kinds/stack";
import {
  isOpen,
  type Kind,
  type Objectives,
  type Outcome,
  type RawResource,
  type Resource,
  severities,
  type Verdict,
  type Waiver,
} from "./model";
import { outlooks } from "./outlook";
import type { Rule } from "./rule";
import { column, sum, type Tally, tally } from "./tally";
import { type Cover, waive } from "./waive";

/** What holds for one stack. */
export interface StackPolicy {
  readonly objectives: Objectives;
  readonly waivers: readonly Waiver[];
}

export interface AssessOptions {
  readonly tool: Assessment["tool"];
  /** The file of declarations that `policyFor` follows, if there is one. */
  readonly config?: string;
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly policyFor: (project: string, stack: string) => StackPolicy;
  /** How many failing and unknown verdicts to keep of each rule and level; `Infinity` for all. */
  readonly keep: number;
  /** Whether to keep passing, not applicable and manual ones too. */
  readonly keepSettled: boolean;
  /** Shown everything that is judged, and what it is held against. */
  readonly watch?: (resource: Resource, ruling: Ruling) => void;
}

/** One input as the reader gives it. */
export interface Reading {
  readonly resources: Iterable<RawResource>;
  /** To be asked once `resources` is exhausted. */
  readonly input: () => Input;
}

/** What holds for one stack. */
interface Stack {
  /** `project/stack` */
  readonly name: string;
  readonly ruling: Ruling;
  readonly waivers: readonly Waiver[];
  readonly switchedOff: readonly string[];
  readonly benchOf: (kind: Kind) => Bench;
  readonly outlookOf: ReturnType<typeof outlooks>;
}

/** The rules that judge a kind. */
interface Bench {
  readonly rules: readonly Counted[];
  /** One decision for each of the rules. */
  readonly decide: (props: object) => readonly Decision[];
}

/** A rule beside its own counts. */
interface Counted {
  readonly rule: Rule;
  readonly counts: Tally;
  /** How many verdicts there were of each group that reports tell apart. */
  readonly kept: Map<number, number>;
}

type Ledger = Map<string, Counted>;

/** Assesses all inputs together. Throws what a reader throws; then nothing was assessed. */
export function assess(readings: Iterable<Reading>, options: AssessOptions): Assessment {
  const { rules, today } = options;
  const ledger: Ledger = new Map();
  for (const rule of rules.values()) ledger.set(rule.id, { rule, counts: tally(), kept: new Map() });
  const uncovered = new Map<string, NotJudged>();
  const inputs: Input[] = [];
  const verdicts: Verdict[] = [];
  const stacks = new Map<string, StackContent>();
  const switchedOff = new Set<string>();
  let judged = 0;

  const consider = (resource: Resource, { ruling, waivers, benchOf, outlookOf }: Stack): void => {
    options.watch?.(resource, ruling);
    const bench = benchOf(resource.kind);
    const decisions = bench.decide(resource.props);
    for (let index = 0; index < decisions.length; index++) {
      const { rule, counts, kept } = bench.rules[index] as Counted;
      const decision = decisions[index] as Decision;
      counts[column[decision.outcome]]++;
      const open = isOpen(decision);
      if (!open && !options.keepSettled) continue; // the many that are only counted end here
      const weight = weigh(rule, decision, resource.operation, ruling);
      const cover = open ? waive(rule.id, resource, waivers, today) : {};
      if (cover.waiver) counts.waived++;
      else if (weight.blocking) counts.blocking++;
      const group = groupOf(decision.outcome, weight, cover);
      const before = kept.get(group) ?? 0;
      kept.set(group, before + 1);
      if (open && before >= options.keep) continue;
      const verdict = judge(resource, rule, ruling);
      const outlook = outlookOf(resource, rule, verdict);
      verdicts.push({ ...verdict, ...cover, ...(outlook && { outlook }) });
    }
  };

  for (const reading of readings) {
    const groups = new ResourceGroups();
    const stackOf = stackFinder(options, ledger, groups);
    const handle = (resource: Resource): void => {
      const stack = stackOf(resource);
      judged++;
      holdingOf(stacks, stack.name, resource)[resource.kind as keyof Holding]++;
      for (const rule of stack.switchedOff) switchedOff.add(rule);
      consider(resource, stack);
    };
    const late: Resource[] = []; // those that leave their location to a resource group, which may come after them
    for (const raw of reading.resources) {
      const found = recognise(raw);
      if (found.is === "not judged") {
        const { count, blocking } = uncovered.get(raw.type) ?? { count: 0, blocking: 0 };
        const blocks = Number(stackOf(found).ruling.objectives.failOnUnknown);
        uncovered.set(raw.type, { count: count + 1, blocking: blocking + blocks, why: found.why });
      } else if (found.is === "resource-group") groups.add(found.stack, found.name, found.location);
      else if (found.is === "resource")
        for (const resource of found.resources) {
          if (isLate(resource)) late.push(resource);
          else handle(resource);
        }
    }
    late.forEach(handle);
    inputs.push(reading.input());
  }
  const stackOf = stackFinder(options, ledger, new ResourceGroups());
  for (const { project, stack, holding } of stacks.values()) {
    const itself = stackResource(project, stack, holding);
    consider(itself, stackOf(itself));
  }

  const held = [...uncovered.values()].reduce((total, { blocking }) => total + blocking, 0);
  const countsByRule = new Map([...ledger].map(([id, { counts }]) => [id, counts]));
  const counts = sum(countsByRule.values());
  return {
    tool: options.tool,
    ...(options.config !== undefined && { config: options.config }),
    date: today,
    inputs,
    rules,
    verdicts,
    counts: { ...counts, blocking: counts.blocking + held },
    countsByRule,
    judged,
    stacks: [...stacks.keys()],
    switchedOff: [...switchedOff].sort(),
    uncovered,
  };
}

/** What of ours a stack holds, so that it can be judged itself once all of it was seen. */
interface StackContent {
  readonly project: string;
  readonly stack: string;
  readonly holding: Record<keyof Holding, number>;
}

function holdingOf(
  stacks: Map<string, StackContent>,
  name: string,
  { project, stack }: Resource,
): StackContent["holding"] {
  let content = stacks.get(name);
  if (!content) {
    content = { project, stack, holding: { "cosmos-account": 0, "digital-twins": 0 } };
    stacks.set(name, content);
  }
  return content.holding;
}

/** One number for each way in which a verdict of a rule can weigh. */
const groupOf = (outcome: Outcome, { severity, blocking }: Weight, { waiver }: Cover): number =>
  ((severities.indexOf(severity) * 2 + Number(blocking)) * 2 + Number(waiver !== undefined)) * 2 +
  Number(outcome === "fail");

const isLate = ({ kind, props }: Resource): boolean => kind === "digital-twins" && !("location" in props);

/** Finds what holds for a resource's stack; neighbours in an input are mostly of the same. */
function stackFinder(
  { policyFor, rules, today }: AssessOptions,
  ledger: Ledger,
  groups: ResourceGroups,
): (owner: { readonly project: string; readonly stack: string }) => Stack {
  const known = new Map<string, Stack>();
  let last: { readonly project: string; readonly stack: string; readonly own: Stack } | undefined;
  return ({ project, stack }) => {
    if (last?.stack === stack && last.project === project) return last.own;
    const name = `${project}/${stack}`;
    let own = known.get(name);
    if (!own) {
      const { objectives, waivers } = policyFor(project, stack);
      const ruling = rulingBy(objectives, {
        today,
        groupLocation: (group) => groups.locationOf(name, group),
        seesOperation: true,
      });
      const bench = (kind: Kind): Bench => {
        const own = rulesFor(rules.values(), kind, objectives);
        return { rules: own.map(({ id }) => ledger.get(id) as Counted), decide: decider(own, ruling.context) };
      };
      const byKind = new Map(kinds.map((kind) => [kind, bench(kind)]));
      const off = [...rules.keys()].filter((id) => objectives.levels[id] === "disabled");
      const benchOf = (kind: Kind) => byKind.get(kind) as Bench;
      own = { name, ruling, waivers, switchedOff: off, benchOf, outlookOf: outlooks(ruling.context) };
      known.set(name, own);
    }
    last = { project, stack, own };
    return own;
  };
}
