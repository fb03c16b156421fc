/** Debt that is written down: failing verdicts that were there when the gate began, so that they do not block new work. */
import type { BaselineEntry, BaselineUse } from "./assessment";
import { fingerprintBy, identityBy, identityOf, type Named, parentsOf } from "./fingerprint";
import type { Decision } from "./judge";
import type { Objectives, Resource, Verdict } from "./model";
import type { Rule } from "./rule";

/** What `hadr-baseline.json` holds. */
export interface Baseline {
  /** Name and version of what made it. */
  readonly tool: string;
  /** The day of the judgement, `YYYY-MM-DD`. */
  readonly date: string;
  /** Sorted by stack, resource and rule; each fingerprint once. */
  readonly entries: readonly BaselineEntry[];
}

/** What a gate asks of a baseline, verdict by verdict. */
export interface Debts {
  /** Whether an entry is left for a failing verdict; it is spent then, and excuses no other. */
  readonly takes: (rule: string, resource: Named) => boolean;
  /** An entry whose verdict is unknown today is not needed, and not known to be mended either. */
  readonly spares: (rule: string, resource: Named) => void;
  /** What became of it, once all is judged. `judged`: whether all that an entry could be about was. */
  readonly use?: (judged: (entry: BaselineEntry) => boolean) => BaselineUse;
}

/** Accepts every failing verdict that a baseline may hold: so are those found that it is to hold. */
export const everything: Debts = { takes: () => true, spares: () => {} };

/** Whether a rule's findings can be old: what a change does is never. */
export const canBeOld = ({ scope }: Rule): boolean => scope !== "change" && scope !== "regression";

/** Whether a baseline excuses what was decided, where it is open and nobody answers for it. */
export function isOld(
  debts: Debts,
  resource: Resource,
  rule: Rule,
  decision: Decision,
  objectives: Objectives,
): boolean {
  if (!canBeOld(rule)) return false;
  if (decision.outcome === "unknown") debts.spares(rule.id, resource);
  return decision.outcome === "fail" && !refuses(rule, decision, objectives) && debts.takes(rule.id, resource);
}

/** Whether a baseline must not hold it: a declared boundary is kept, or is not declared. */
const refuses = ({ goal }: Rule, decision: Decision, { boundary, singleRegionByLaw, ...more }: Objectives): boolean =>
  goal === "data-residency" &&
  (boundary !== undefined || singleRegionByLaw === true) &&
  !more.allowResidencyWaivers &&
  !("advice" in decision && decision.advice !== undefined);

const identityIn = ({ stack, kind, parents = "", resource }: Omit<BaselineEntry, "fingerprint">): string =>
  identityBy(stack, kind, parents, resource);

/** The fingerprint that follows from an entry's other fields. */
export const fingerprintIn = (entry: Omit<BaselineEntry, "fingerprint">): string =>
  fingerprintBy(entry.rule, identityIn(entry));

/** The debts of a baseline. Nothing is hashed: rule and identity are what a fingerprint is made of. */
export function debtsOf(file: string, { entries }: Pick<Baseline, "entries">): Debts {
  const known = new Map<string, Map<string, { readonly entry: BaselineEntry; excused: number; spared: number }>>();
  for (const entry of entries) {
    const own = known.get(entry.rule) ?? new Map();
    known.set(entry.rule, own);
    own.set(identityIn(entry), { entry, excused: 0, spared: 0 });
  }
  let last: Named | undefined; // a resource's rules come one after the other
  let identity = "";
  const find = (rule: string, resource: Named) => {
    const own = known.get(rule);
    if (!own) return undefined;
    if (resource !== last) {
      last = resource;
      identity = identityOf(resource);
    }
    return own.get(identity);
  };
  return {
    takes(rule, resource) {
      const debt = find(rule, resource);
      if (!debt || debt.excused >= timesOf(debt.entry)) return false;
      debt.excused++;
      return true;
    },
    spares(rule, resource) {
      const debt = find(rule, resource);
      if (debt) debt.spared++;
    },
    use(judged) {
      const droppable = [...known.values()]
        .flatMap((own) => [...own.values()])
        .flatMap(({ entry, excused, spared }) => {
          const spare = timesOf(entry) - excused - spared;
          return spare > 0 && judged(entry) ? [withTimes(entry, spare)] : [];
        });
      return { file, entries: total(entries), droppable: droppable.sort(inOrder) };
    },
  };
}

export const timesOf = ({ times = 1 }: BaselineEntry): number => times;
/** How many verdicts entries stand for. */
export const total = (entries: readonly BaselineEntry[]): number =>
  entries.reduce((sum, entry) => sum + timesOf(entry), 0);

function withTimes({ times: _, ...entry }: BaselineEntry, times: number): BaselineEntry {
  return times === 1 ? entry : { ...entry, times };
}

/** The entries of verdicts that are to be accepted, those of one fingerprint as one. */
export function baselineOf(verdicts: readonly Verdict[]): BaselineEntry[] {
  const found = new Map<string, BaselineEntry>();
  for (const verdict of verdicts) {
    const { rule, urn, kind, name: resource, project, stack } = verdict;
    const parents = parentsOf(urn);
    const own = { rule, kind, resource, stack: `${project}/${stack}`, ...(parents !== "" && { parents }) };
    const fingerprint = fingerprintIn(own);
    const before = found.get(fingerprint);
    found.set(fingerprint, before ? withTimes(before, timesOf(before) + 1) : { fingerprint, ...own });
  }
  return [...found.values()].sort(inOrder);
}

/** Without what no failure needs any more. Adds nothing. */
export function pruned(entries: readonly BaselineEntry[], droppable: readonly BaselineEntry[]): BaselineEntry[] {
  const spare = new Map(droppable.map((entry) => [entry.fingerprint, timesOf(entry)]));
  return entries.flatMap((entry) => {
    const left = timesOf(entry) - (spare.get(entry.fingerprint) ?? 0);
    return left > 0 ? [withTimes(entry, left)] : [];
  });
}

/** Today's entries for the stacks that were judged, and what was written of all others. */
export const renewed = (
  before: readonly BaselineEntry[],
  today: readonly BaselineEntry[],
  judged: readonly string[],
): BaselineEntry[] => [...before.filter(({ stack }) => !judged.includes(stack)), ...today].sort(inOrder);

/** By stack, resource and rule, as texts compare everywhere alike. */
function inOrder(one: BaselineEntry, other: BaselineEntry): number {
  for (const key of ["stack", "resource", "rule", "fingerprint"] as const)
    if (one[key] !== other[key]) return one[key] < other[key] ? -1 : 1;
  return 0;
}
