/** Reads every resource once, judges it, counts every verdict and keeps those that will be shown. */

import type { Decided } from "./alike";
import type { Assessment, Input, NotJudged } from "./assessment";
import { type Decision, decide, rulingOf } from "./judge";
import { type KeepOptions, keeper } from "./keep";
import { ResourceGroups } from "./kinds/groups";
import { Neighbourhood } from "./kinds/neighbourhood";
import { recognise } from "./kinds/recognise";
import { stackResource } from "./kinds/stack";
import { isOpen, type RawResource, type Resource, type StackConfig } from "./model";
import { outlookOf } from "./outlook";
import type { Neighbours } from "./rule";
import { type Bench, type Holding, type Ledger, type Seat, type Stack, type Standards, stackFinder } from "./stacks";
import { sum, tally } from "./tally";

export interface AssessOptions extends Standards, KeepOptions {
  readonly tool: Assessment["tool"];
  /** The file of declarations that `policyFor` follows, if there is one. */
  readonly config?: string;
  /** Shown everything that is judged, what it is held against, and what stands beside it, to be asked once all was read. */
  readonly watch?: (resource: Resource, heldAgainst: Holding, neighbours: () => Neighbours) => void;
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
  const { count, keep, verdicts, lapsed } = keeper(options);
  const stacks = new Set<Stack>();
  const shapes: [Decided, Bench][] = []; // counted at the end, each once
  let judged = 0;

  /** By the rules that read the resource alone: what was decided of one shape holds for all of it. */
  const alone = (resource: Resource, holding: Holding, bench: Bench): object => {
    const decided = bench.decide(resource.props);
    const { decisions, open, times } = decided;
    if (times === 0) bench.seats.forEach((seat, at) => void count(seat, decisions[at] as Decision, 1));
    if (times === 1) shapes.push([decided, bench]);
    for (const at of options.keepSettled ? decisions.keys() : open)
      keep(resource, bench.seats[at] as Seat, decisions[at] as Decision, holding);
    return decided.props;
  };

  /** By rules that look further, each resource on its own. */
  const further = (
    resource: Resource,
    holding: Holding,
    seats: readonly Seat[],
    neighbours: () => Neighbours,
  ): void => {
    for (const seat of seats) {
      const ruling = rulingOf(holding.ruling, seat.rule, resource, neighbours);
      const decision = decide(seat.rule, resource.props, ruling.context);
      count(seat, decision, 1);
      if (!isOpen(decision) && !options.keepSettled) continue;
      const { waivers } = holding;
      keep(resource, seat, decision, { ruling, waivers, outlookOf: (...of) => outlookOf(...of, ruling.context) });
    }
  };

  for (const reading of readings) {
    const groups = new ResourceGroups();
    const stackOf = stackFinder(options, ledger, groups, () => reading.config?.());
    const whole = new Map<Stack, Whole>();
    let last: Whole | undefined; // neighbours in an input are mostly of one stack
    const wholeOf = (owner: Owner): Whole => {
      const stack = stackOf(owner);
      if (stack === last?.own) return last;
      last = whole.get(stack);
      if (!last) {
        const { project, stack: name } = owner;
        last = { own: stack, project, stack: name, hood: new Neighbourhood(), waiting: [] };
        whole.set(stack, last);
      }
      return last;
    };
    const handle = (resource: Resource): void => {
      const { own: stack, hood, waiting } = wholeOf(resource);
      stacks.add(stack);
      judged++;
      const holding = stack.of(resource.name);
      const neighbours = () => hood.seenFrom(resource);
      options.watch?.(resource, holding, neighbours);
      const bench = holding.benchOf(resource.kind);
      further(resource, holding, bench.changes, neighbours);
      if (resource.operation === "delete") return; // nothing is left of it to judge
      const props = alone(resource, holding, bench);
      const one = { ...resource, props };
      hood.add(one);
      if (bench.around.length > 0) waiting.push(one);
    };
    const late: Resource[] = []; // those that leave their location to a resource group, which may come after them
    for (const raw of reading.resources) {
      const found = recognise(raw);
      const untold = found.is === "not judged" ? found : found.is === "resource" ? found.untold : undefined;
      if (untold) {
        const { count, blocking } = uncovered.get(raw.type) ?? { count: 0, blocking: 0 };
        const blocks = Number(stackOf(untold).of(untold.name).ruling.objectives.failOnUnknown);
        uncovered.set(raw.type, { count: count + 1, blocking: blocking + blocks, why: untold.why });
      }
      if (found.is === "resource-group") groups.add(found.stack, found.name, found.location);
      else if (found.is === "resource") {
        for (const one of found.beside) wholeOf(one).hood.add(one);
        for (const resource of found.resources) {
          if (isLate(resource)) late.push(resource);
          else handle(resource);
        }
      }
    }
    late.forEach(handle);
    for (const { own: stack, hood, waiting, ...owner } of whole.values()) {
      if (!stacks.has(stack)) continue; // nothing of ours is in it
      const looking = (resource: Resource, holding: Holding): void =>
        further(resource, holding, holding.benchOf(resource.kind).around, () => hood.seenFrom(resource));
      for (const resource of waiting) looking(resource, stack.of(resource.name));
      const itself = stackResource(owner.project, owner.stack, hood.counts());
      options.watch?.(itself, stack.of(), () => hood.seenFrom(itself));
      looking(itself, stack.of());
      alone(itself, stack.of(), stack.of().benchOf("stack")); // rules that a person answers for
    }
    inputs.push(reading.input());
  }
  for (const [{ decisions, times }, { seats }] of shapes)
    seats.forEach((seat, at) => void count(seat, decisions[at] as Decision, times));

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

type Owner = Pick<Resource, "project" | "stack">;
/** One stack of one input, while it is read. */
interface Whole extends Owner {
  readonly own: Stack;
  readonly hood: Neighbourhood;
  /** Those that rules will look around from. */
  readonly waiting: Resource[];
}

const isLate = ({ props }: Resource): boolean => "resourceGroupName" in props && !("location" in props);
