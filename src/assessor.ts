/** Judges resources one at a time, counts every verdict and keeps those that will be shown. */
import type { Decided } from "./alike";
import { looking } from "./around";
import type { Assessment, BaselineEntry, NotJudged } from "./assessment";
import type { Memory } from "./before";
import type { Consequences } from "./consequence";
import { changeOf, type Decision, decide, isOn, type Ruling, rulingOf } from "./judge";
import { type KeepOptions, keeper } from "./keep";
import { ResourceGroups } from "./kinds/groups";
import { recognise } from "./kinds/recognise";
import { stackResource } from "./kinds/stack";
import { isOpen, type RawResource, type Resource, type StackConfig } from "./model";
import { outlookOf } from "./outlook";
import type { Context, Neighbours } from "./rule";
import { type Bench, type Holding, type Ledger, type Seat, type Stack, type Standards, stackFinder } from "./stacks";
import { sum, tally } from "./tally";
import { waiverUses } from "./uses";
import { wholes } from "./whole";

export interface AssessorOptions extends Standards, KeepOptions {
  /**
   * Shown everything that is judged, what it is held against, and what followed from it before. Its neighbours: to be asked
   * once all is assessed.
   */
  readonly watch?: (resource: Resource, heldAgainst: Holding, neighbours: () => Neighbours, was?: Consequences) => void;
  /** What was there before; rules that look back ask it. */
  readonly before?: Memory;
}

/** What was found, of all inputs together. */
export type Judged = Omit<
  Assessment,
  "tool" | "config" | "date" | "inputs" | "rules" | "comparison" | "newOnly" | "notices"
>;

/** One input, resource by resource. */
export interface Taking {
  readonly take: (raw: RawResource) => void;
  /** `gone`: asked last, for what the input does not say is gone. `complete`: whether it showed all of its stacks. */
  readonly end: (gone?: () => Iterable<RawResource>, complete?: boolean) => void;
}

export function assessor(options: AssessorOptions) {
  const { rules, before } = options;
  const ledger: Ledger = new Map();
  for (const rule of rules.values()) ledger.set(rule.id, { rule, counts: tally(), kept: new Map() });
  const uncovered = new Map<string, NotJudged>();
  const uses = waiverUses(options.today);
  const { count, keep, verdicts, lapsed } = keeper(options, uses);
  const stacks = new Set<Stack>();
  const seen = new Map<string, Stack>(); // those of which all was there to see, by name
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

  /** What was decided, by a rule that looks further than the properties; `seen`: all that it saw. */
  const further = (resource: Resource, seat: Seat, decision: Decision, { waivers }: Holding, seen: () => Ruling) => {
    count(seat, decision, 1);
    if (!isOpen(decision) && !options.keepSettled) return;
    const ruling = seen();
    keep(resource, seat, decision, { ruling, waivers, outlookOf: (...of) => outlookOf(...of, ruling.context) });
  };

  /** By rules that look at what the deployment does, or back; where it does nothing, there is nothing to tell but how often. */
  const changed = (
    resource: Resource,
    holding: Holding,
    bench: Bench,
    neighbours: () => Neighbours,
    was: Consequences | undefined,
  ): void => {
    if (!options.keepSettled && !changeOf(resource) && !was) {
      const same = still.get(bench);
      if (same) same.times++;
      else still.set(bench, { times: 1, context: holding.ruling.context });
      return;
    }
    for (const seat of bench.changes) {
      const ruling = rulingOf(holding.ruling, seat.rule, resource, neighbours, was);
      further(resource, seat, decide(seat.rule, resource.props, ruling.context), holding, () => ruling);
    }
  };

  /** `config`: to be asked once the first resource has come. */
  function begin(config: () => StackConfig | undefined): Taking {
    const groups = new ResourceGroups();
    const stackOf = stackFinder(options, ledger, groups, config);
    const whole = wholes(stackOf);
    const handle = (resource: Resource): void => {
      const { own: stack, hood, waiting, kept } = whole.of(resource);
      stacks.add(stack);
      judged++;
      const holding = stack.of(resource.name);
      const neighbours = () => hood.seenFrom(resource);
      const was = before?.consequencesOf(resource);
      options.watch?.(resource, holding, neighbours, was);
      uses.inCode(options.inCode?.(resource) ?? []);
      const bench = holding.benchOf(resource.kind);
      changed(resource, holding, bench, neighbours, was);
      if (resource.operation === "delete") return; // nothing is left of it to judge
      const one = kept(resource, alone(resource, holding, bench));
      hood.add(one);
      if (bench.around.length > 0) waiting.push(one);
    };
    const late: Resource[] = []; // those that leave their location to a resource group, which may come after them
    const settle = (): void => late.splice(0).forEach(handle);

    function take(raw: RawResource): void {
      const found = recognise(raw);
      const untold = found.is === "not judged" ? found : found.is === "resource" ? found.untold : undefined;
      if (untold) {
        const { count, blocking } = uncovered.get(raw.type) ?? { count: 0, blocking: 0 };
        const blocks = Number(stackOf(untold).of(untold.name).ruling.objectives.failOnUnknown);
        uncovered.set(raw.type, { count: count + 1, blocking: blocking + blocks, why: untold.why });
      }
      if (found.is === "resource-group") groups.add(found.stack, found.name, found.location);
      else if (found.is === "resource") {
        for (const one of found.beside) whole.of(one).hood.add(one);
        for (const resource of found.resources) {
          if (isLate(resource)) late.push(resource);
          else handle(resource);
        }
      }
    }

    function end(gone: () => Iterable<RawResource> = () => [], complete = false): void {
      settle();
      const inInput = judged;
      for (const raw of gone()) take(raw);
      settle();
      judged = inInput; // what is gone is of the other input
      for (const { own: stack, hood, waiting, ...owner } of whole.all()) {
        if (complete) seen.set(stack.name, stack);
        if (!stacks.has(stack)) continue; // nothing of ours is in it
        const look = looking(hood);
        const around = (resource: Resource, holding: Holding): void => {
          for (const [at, seat] of holding.benchOf(resource.kind).around.entries()) {
            const decision = look(resource, at, seat.rule, holding.ruling);
            const told = () => rulingOf(holding.ruling, seat.rule, resource, () => hood.seenFrom(resource));
            further(resource, seat, decision, holding, told);
          }
        };
        for (const resource of waiting) around(resource, stack.of(resource.name));
        const itself = stackResource(owner.project, owner.stack, hood.counts());
        options.watch?.(itself, stack.of(), () => hood.seenFrom(itself));
        around(itself, stack.of());
        alone(itself, stack.of(), stack.of().benchOf("stack")); // rules that a person answers for
      }
    }
    return { take, end };
  }

  /** Everything that was found. To be asked once. */
  function judgement(): Judged {
    for (const [{ decisions, times }, { seats }] of shapes)
      seats.forEach((seat, at) => void count(seat, decisions[at] as Decision, times));
    for (const [{ changes }, { times, context }] of still)
      for (const seat of changes) count(seat, decide(seat.rule, {}, context), times);
    const held = [...uncovered.values()].reduce((total, { blocking }) => total + blocking, 0);
    const countsByRule = new Map([...ledger].map(([id, { counts }]) => [id, counts]));
    const counts = sum(countsByRule.values());
    return {
      verdicts,
      counts: { ...counts, blocking: counts.blocking + held },
      countsByRule,
      judged,
      stacks: [...new Set([...stacks].map(({ name }) => name))],
      declared: [...stacks].map(({ declared }) => declared()),
      switchedOff: [...new Set([...stacks].flatMap(({ switchedOff }) => switchedOff()))].sort(),
      lapsed: lapsed.size,
      waivers: uses.all([...stacks], seen, rules),
      uncovered,
      ...(options.baseline?.use && { baseline: options.baseline.use(wasAsked) }),
    };
  }

  /** Whether what a baseline's entry is about was asked again, if it is still there. */
  function wasAsked({ stack, rule: id, resource }: BaselineEntry): boolean {
    const rule = rules.get(id);
    const own = seen.get(stack);
    return rule !== undefined && own !== undefined && isOn(rule, own.of(resource).ruling.objectives);
  }
  return { begin, judgement };
}

const isLate = ({ props }: Resource): boolean => "resourceGroupName" in props && !("location" in props);
