/** Reads every resource once, judges it, counts every verdict and keeps those that will be shown. */

import type { Assessment, Input, NotJudged } from "./assessment";
import { type Decision, judge, type Weight, weigh } from "./judge";
import { ResourceGroups } from "./kinds/groups";
import { recognise } from "./kinds/recognise";
import { type Contents, stackResource } from "./kinds/stack";
import {
  type Attestation,
  isOpen,
  type Outcome,
  type RawResource,
  type Resource,
  type StackConfig,
  severities,
  type Verdict,
} from "./model";
import { type Holding, type Ledger, type Seat, type Stack, type Standards, stackFinder } from "./stacks";
import { column, sum, tally } from "./tally";
import { type Cover, waive } from "./waive";

export interface AssessOptions extends Standards {
  readonly tool: Assessment["tool"];
  /** The file of declarations that `policyFor` follows, if there is one. */
  readonly config?: string;
  /** How many failing and unknown verdicts to keep of each rule and level; `Infinity` for all. */
  readonly keep: number;
  /** Whether to keep passing, not applicable and manual ones too. */
  readonly keepSettled: boolean;
  /** Shown everything that is judged, and what it is held against. */
  readonly watch?: (resource: Resource, heldAgainst: Holding) => void;
}

/** One input as the reader gives it. */
export interface Reading {
  readonly resources: Iterable<RawResource>;
  /** To be asked once the first resource has come: the config of the stack, where the input holds it. */
  readonly config?: () => StackConfig | undefined;
  /** To be asked once `resources` is exhausted. */
  readonly input: () => Input;
}

/** Assesses all inputs together. Throws what a reader throws; then nothing was assessed. */
export function assess(readings: Iterable<Reading>, options: AssessOptions): Assessment {
  const { rules, today } = options;
  const ledger: Ledger = new Map();
  for (const rule of rules.values()) ledger.set(rule.id, { rule, counts: tally(), kept: new Map() });
  const uncovered = new Map<string, NotJudged>();
  const inputs: Input[] = [];
  const verdicts: Verdict[] = [];
  const stacks = new Set<Stack>();
  const lapsed = new Set<Attestation>();
  const itselves = new Map<string, Itself>();
  let judged = 0;

  const consider = (resource: Resource, stack: Stack): void => {
    const holding = stack.of(resource.kind === "stack" ? undefined : resource.name); // patterns are on resources
    const { ruling, waivers, benchOf, outlookOf } = holding;
    options.watch?.(resource, holding);
    const bench = benchOf(resource.kind);
    const decisions = bench.decide(resource.props);
    for (let index = 0; index < decisions.length; index++) {
      const { rule, counts, kept, vouched } = bench.seats[index] as Seat;
      const decision = decisions[index] as Decision;
      counts[column[decision.outcome]]++;
      const manual = decision.outcome === "manual";
      if (manual) {
        if (vouched.attestation) counts.attested++;
        if (vouched.expiredAttestation) lapsed.add(vouched.expiredAttestation);
      }
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
      verdicts.push({ ...verdict, ...cover, ...(manual && vouched), ...(outlook && { outlook }) });
    }
  };

  for (const reading of readings) {
    const groups = new ResourceGroups();
    const stackOf = stackFinder(options, ledger, groups, () => reading.config?.());
    let last: Itself | undefined; // neighbours in an input are mostly of one stack
    const handle = (resource: Resource): void => {
      const stack = stackOf(resource);
      if (stack !== last?.stack) {
        stacks.add(stack);
        last = itselfOf(itselves, stack, resource);
      }
      judged++;
      last.contents[resource.kind as keyof Contents]++;
      consider(resource, stack);
    };
    const late: Resource[] = []; // those that leave their location to a resource group, which may come after them
    for (const raw of reading.resources) {
      const found = recognise(raw);
      if (found.is === "not judged") {
        const { count, blocking } = uncovered.get(raw.type) ?? { count: 0, blocking: 0 };
        const blocks = Number(stackOf(found).of(found.name).ruling.objectives.failOnUnknown);
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
  for (const { resource, stack } of itselves.values()) consider(resource, stack);

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
    stacks: [...new Set([...stacks].map(({ name }) => name))],
    declared: [...stacks].map(({ declared }) => declared()),
    switchedOff: [...new Set([...stacks].flatMap(({ switchedOff }) => switchedOff()))].sort(),
    lapsed: lapsed.size,
    uncovered,
  };
}

/** A stack as something that is judged itself, once all of it was seen. */
interface Itself {
  readonly resource: Resource;
  readonly stack: Stack;
  readonly contents: Record<keyof Contents, number>;
}

function itselfOf(itselves: Map<string, Itself>, stack: Stack, { project, stack: name }: Resource): Itself {
  let itself = itselves.get(stack.name);
  if (!itself) {
    const contents = { "cosmos-account": 0, "digital-twins": 0 };
    itself = { resource: stackResource(project, name, contents), stack, contents };
    itselves.set(stack.name, itself);
  }
  return itself;
}

/** One number for each way in which a verdict of a rule can weigh. */
const groupOf = (outcome: Outcome, { severity, blocking }: Weight, { waiver }: Cover): number =>
  ((severities.indexOf(severity) * 2 + Number(blocking)) * 2 + Number(waiver !== undefined)) * 2 +
  Number(outcome === "fail");

const isLate = ({ kind, props }: Resource): boolean => kind === "digital-twins" && !("location" in props);
