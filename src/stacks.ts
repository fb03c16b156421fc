/** What each stack, and each of its resources, is judged by. */
import { type Decided, decider } from "./alike";
import type { Declared } from "./assessment";
import { attest, type Vouch } from "./attest";
import { type Ruling, rulesFor, rulingBy } from "./judge";
import type { ResourceGroups } from "./kinds/groups";
import type { Kind, StackConfig, StackPolicy, Waiver } from "./model";
import { outlooks } from "./outlook";
import { looksAround, type Rule } from "./rule";
import type { Tally } from "./tally";
import { speaksOf } from "./waive";

/** What every stack is held against. */
export interface Standards {
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly rules: ReadonlyMap<string, Rule>;
  /**
   * What holds for a stack: without a name, for the stack as a whole; with one, for its resources of that logical name.
   * `config`: the stack's own, where the input holds it.
   */
  readonly policyFor: (project: string, stack: string, config?: StackConfig) => (resource?: string) => StackPolicy;
}

/** One stack of an input. */
export interface Stack {
  /** `project/stack` */
  readonly name: string;
  /** By logical name; without one, of the stack as a whole. */
  readonly of: (resource?: string) => Holding;
  /** What was held against it so far. */
  readonly declared: () => Declared;
  /** Those that speak of the stack, or of any. */
  readonly waivers: () => readonly Waiver[];
  /** Rules that configuration switches off, for some of its resources at least. */
  readonly switchedOff: () => readonly string[];
}

/** What one policy makes of the rules. */
export interface Holding {
  readonly policy: StackPolicy;
  readonly ruling: Ruling;
  readonly waivers: readonly Waiver[];
  readonly benchOf: (kind: Kind) => Bench;
  /** What its findings cost, and what they would once mended. */
  readonly outlookOf: ReturnType<typeof outlooks>["outlookOf"];
  /** What follows from a resource as it is. */
  readonly followsOf: ReturnType<typeof outlooks>["followsOf"];
}

/** The rules that judge a kind, by what they read. */
export interface Bench {
  /** Those that read a resource alone, in the order of the decisions. */
  readonly seats: readonly Seat[];
  readonly decide: (props: object) => Decided;
  /** Those that look around, once all of the stack was seen. */
  readonly around: readonly Seat[];
  /** Those that look at what the deployment does, or back at what was there. */
  readonly changes: readonly Seat[];
}

/** A rule beside its own counts. */
export interface Counted {
  readonly rule: Rule;
  readonly counts: Tally;
  /** How many verdicts there were of each group that reports tell apart. */
  readonly kept: Map<number, number>;
}

/** A rule on a bench, and who vouches for it in the stack. */
export interface Seat extends Counted {
  readonly vouched: Vouch;
}

export type Ledger = Map<string, Counted>;
type Owner = { readonly project: string; readonly stack: string };

/** Finds what holds for a resource's stack; neighbours in an input are mostly of the same. */
export function stackFinder(
  options: Standards,
  ledger: Ledger,
  groups: ResourceGroups,
  config: () => StackConfig | undefined,
): (owner: Owner) => Stack {
  const known = new Map<string, Stack>();
  let last: (Owner & { readonly own: Stack }) | undefined;
  return ({ project, stack }) => {
    if (last?.stack === stack && last.project === project) return last.own;
    const name = `${project}/${stack}`;
    let own = known.get(name);
    if (!own) {
      own = stackBy({ project, stack }, options, ledger, groups, config());
      known.set(name, own);
    }
    last = { project, stack, own };
    return own;
  };
}

function stackBy(
  owner: Owner,
  { policyFor, rules, today }: Standards,
  ledger: Ledger,
  groups: ResourceGroups,
  config: StackConfig | undefined,
): Stack {
  const { project, stack } = owner;
  const name = `${project}/${stack}`;
  const policyOf = policyFor(project, stack, config);
  const holdings = new Map<StackPolicy, Holding>();

  function holdingBy(policy: StackPolicy): Holding {
    const { objectives, waivers, attestations = [], loosened } = policy;
    const ruling = rulingBy(objectives, {
      today,
      ...(loosened && { loosened }),
      groupLocation: (group) => groups.locationOf(name, group),
      seesOperation: true,
    });
    const bench = (kind: Kind): Bench => {
      const seats = rulesFor(rules.values(), kind, objectives).map(({ id }) => ({
        ...(ledger.get(id) as Counted),
        vouched: attest(id, owner, attestations, today),
      }));
      const around = seats.filter(({ rule }) => rule.check && looksAround(rule));
      const changes = seats.filter(({ rule: { scope } }) => scope === "change" || scope === "regression");
      const alone = seats.filter((seat) => !around.includes(seat) && !changes.includes(seat));
      const decide = decider(
        alone.map(({ rule }) => rule),
        ruling.context,
      );
      return { seats: alone, decide, around, changes };
    };
    const byKind = new Map<Kind, Bench>();
    const benchOf = (kind: Kind): Bench => {
      const own = byKind.get(kind) ?? bench(kind);
      byKind.set(kind, own);
      return own;
    };
    return { policy, ruling, waivers, benchOf, ...outlooks(ruling.context) };
  }

  const policies = () => [policyOf(), ...holdings.keys()];
  let last: Holding | undefined; // mostly the only one
  return {
    name,
    of(resource) {
      const policy = policyOf(resource);
      if (last?.policy === policy) return last;
      let own = holdings.get(policy);
      if (!own) {
        own = holdingBy(policy);
        holdings.set(policy, own);
      }
      last = own;
      return own;
    },
    declared: () => ({
      stack: name,
      objectives: policyOf().objectives,
      notes: [...new Set(policies().flatMap(({ notes = [] }) => notes))],
      unseen: policyOf().unseen ?? [],
      resources: policyOf().resources ?? [],
    }),
    waivers: () => policyOf().waivers.filter((waiver) => speaksOf(waiver, owner)),
    switchedOff: () =>
      policies().flatMap(({ objectives: { levels } }) => [...rules.keys()].filter((id) => levels[id] === "disabled")),
  };
}
