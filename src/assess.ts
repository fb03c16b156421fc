/** Reads every resource once, judges it, counts every verdict and keeps those that will be shown. */

import type { Decided } from "./alike";
import { looking } from "./around";
import type { Assessment, Input, NotJudged } from "./assessment";
import { changeOf, type Decision, decide, rulingOf } from "./judge";
import { type KeepOptions, keeper } from "./keep";
import { ResourceGroups } from "./kinds/groups";
import { keeping } from "./kinds/kept";
import { Neighbourhood } from "./kinds/neighbourhood";
import { recognise } from "./kinds/recognise";
import { stackResource } from "./kinds/stack";
import { isOpen, type RawResource, type Resource, type StackConfig } from "./model";
import { outlookOf } from "./outlook";
import type { Context, Neighbours } from "./rule";
import { type Bench, type Holding, type Ledger, type Seat, type Stack, type Standards, stackFinder } from "./stacks";
import { sum, tally } from "./tally";

export interface AssessOptions extends Standards, KeepOptions {
  readonly tool: Assessment["tool"];
  /** The file of declarations that `policyFor` follows, if there is one. */
  readonly config?: string;
  /** Shown everything that is judged, and what it is held against. Its neighbours: to be asked once all is assessed. */
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
  const still = new Map<Bench, { times: number; readonly context: Context }>(); // of how many nothing is changed
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

  /** What was decided, by a rule that looks further than the properties. */
  const further = (
    resource: Resource,
    seat: Seat,
    decision: Decision,
    holding: Holding,
    neighbours: () => Neighbours,
  ): void => {
    count(seat, decision, 1);
    if (!isOpen(decision) && !options.keepSettled) return;
    const { waivers } = holding;
    const ruling = rulingOf(holding.ruling, seat.rule, resource, neighbours);
    keep(resource, seat, decision, { ruling, waivers, outlookOf: (...of) => outlookOf(...of, ruling.context) });
  };

  /** By rules that look at what the deployment does; where it does nothing, there is nothing to tell but how often. */
  const changed = (resource: Resource, holding: Holding, bench: Bench, neighbours: () => Neighbours): void => {
    if (!options.keepSettled && !changeOf(resource)) {
      const same = still.get(bench);
      if (same) same.times++;
      else still.set(bench, { times: 1, context: holding.ruling.context });
      return;
    }
    for (const seat of bench.changes) {
      const { context } = rulingOf(holding.ruling, seat.rule, resource, neighbours);
      further(resource, seat, decide(seat.rule, resource.props, context), holding, neighbours);
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
        last = { own: stack, project, stack: name, hood: new Neighbourhood(), waiting: [], kept: keeping() };
        whole.set(stack, last);
      }
      return last;
    };
    const handle = (resource: Resource): void => {
      const { own: stack, hood, waiting, kept } = wholeOf(resource);
      stacks.add(stack);
      judged++;
      const holding = stack.of(resource.name);
      const neighbours = () => hood.seenFrom(resource);
      options.watch?.(resource, holding, neighbours);
      const bench = holding.benchOf(resource.kind);
      changed(resource, holding, bench, neighbours);
      if (resource.operation === "delete") return; // nothing is left of it to judge
      const one = kept(resource, alone(resource, holding, bench));
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
      const look = looking(hood);
      const around = (resource: Resource, holding: Holding): void => {
        for (const [at, seat] of holding.benchOf(resource.kind).around.entries()) {
          const decision = look(resource, at, seat.rule, holding.ruling);
          further(resource, seat, decision, holding, () => hood.seenFrom(resource));
        }
      };
      for (const resource of waiting) around(resource, stack.of(resource.name));
      const itself = stackResource(owner.project, owner.stack, hood.counts());
      options.watch?.(itself, stack.of(), () => hood.seenFrom(itself));
      around(itself, stack.of());
      alone(itself, stack.of(), stack.of().benchOf("stack")); // rules that a person answers for
    }
    inputs.push(reading.input());
  }
  for (const [{ decisions, times }, { seats }] of shapes)
    seats.forEach((seat, at) => void count(seat, decisions[at] as Decision, times));
  for (const [{ changes }, { times, context }] of still)
    for (const seat of changes) count(seat, decide(seat.rule, {}, context), times);

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
  readonly kept: ReturnType<typeof keeping>;
}

const isLate = ({ props }: Resource): boolean => "resourceGroupName" in props && !("location" in props);
