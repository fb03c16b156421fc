/** Before and after, side by side: what a change does to each resource and to each stack. */
import { type Memory, type Remembered, stackOf } from "./before";
import type { Comparison, ResourceChange, StackChange } from "./comparison";
import type { Consequences } from "./consequence";
import { linesOf } from "./consequences/lines";
import { regressions } from "./consequences/regression";
import { worstOf } from "./consequences/worst";
import { timesThePrice } from "./outlook";

/** How many resources of a stack did what. */
type Does = keyof StackChange["resources"];

/**
 * The comparison; undefined where nothing was compared. `stacks`: those judged. `most`: how many of the resources that are
 * created to keep of each stack; all others of which something differs are kept.
 */
export function comparisonOf(
  { known, isTold }: Memory,
  stacks: readonly string[],
  against: string,
  most: number,
): Comparison | undefined {
  const byStack = new Map(stacks.map((stack) => [stack, newLedger(most)]));
  let compared = false;
  for (const one of known.values()) {
    const own = byStack.get(stackOf(one.brief));
    if (!own || one.brief.kind === "stack") continue;
    compared ||= one.after !== undefined;
    if (one.after || isTold(one)) own.add(one);
  }
  if (!compared) return undefined;
  for (const one of known.values()) if (one.brief.kind === "stack") byStack.get(stackOf(one.brief))?.itself(one);
  const all = [...byStack].filter(([, { isCompared }]) => isCompared());
  return {
    against,
    stacks: all.map(([stack, ledger]) => ledger.total(stack)),
    resources: all
      .flatMap(([, { resources }]) => resources)
      .toSorted((one, other) => rank(one) - rank(other) || one.urn.localeCompare(other.urn, "en", { numeric: true })),
  };
}

/** What gets worse first, then what goes, and last what is only new; of one kind by URN, since reports show the first ones. */
const rank = ({ worse, does }: ResourceChange): number =>
  worse.length > 0 ? 0 : ["deleted", "replaced", "changed", "created"].indexOf(does) + 1;

function newLedger(most: number) {
  const resources: ResourceChange[] = [];
  const counts = { created: 0, changed: 0, replaced: 0, deleted: 0, unchanged: 0 };
  const fails = { appeared: 0, mended: 0, remaining: 0 };
  const [was, is] = [new Set<Consequences>(), new Set<Consequences>()];
  let times: StackChange["times"];
  const tell = (change: Findings): void => {
    fails.appeared += change.appeared.length;
    fails.mended += change.mended.length;
    fails.remaining += change.remaining.length;
  };

  return {
    resources,
    isCompared: (): boolean => Object.values(counts).some((count) => count > 0),
    add(one: Remembered): void {
      const { before, after } = one;
      if (before?.consequences) was.add(before.consequences);
      if (after?.consequences) is.add(after.consequences);
      const findings = findingsOf(one);
      tell(findings);
      const does = doesOf(one, findings);
      counts[does]++;
      if (does === "unchanged" || (does === "created" && counts.created > most)) return;
      const change = changeOf(one, does, findings);
      if (does === "changed" && !differs(change)) return;
      if (change.times)
        times = {
          atLeast: Math.min(times?.atLeast ?? Number.POSITIVE_INFINITY, change.times.atLeast),
          atMost: Math.max(times?.atMost ?? 0, change.times.atMost),
        };
      resources.push(change);
    },
    /** The stack as a resource: rules about all of it. */
    itself: (one: Remembered): void => tell(findingsOf(one)),
    total(stack: string): StackChange {
      const [then, now] = [worstOf(was), worstOf(is)];
      return {
        stack,
        ...(then && { was: then }),
        ...(now && { is: now }),
        ...(times && { times }),
        resources: counts,
        fails,
      };
    },
  };
}

type Findings = Pick<ResourceChange, "appeared" | "mended" | "remaining">;

function findingsOf({ before, appeared, still }: Remembered): Findings {
  const open = new Set([...appeared, ...still]);
  const failed = [...(before?.open ?? [])].flatMap(([id, { outcome }]) => (outcome === "fail" ? [id] : []));
  return { appeared, remaining: still, mended: failed.filter((id) => !open.has(id)) };
}

function doesOf({ before, after }: Remembered, { appeared, mended }: Findings): Does {
  if (!after || after.operation === "delete") return "deleted";
  if (!before) return "created";
  if (after.operation === "replace") return "replaced";
  const same = alike(before.consequences, after.consequences) && appeared.length + mended.length === 0;
  return same && after.operation !== "update" ? "unchanged" : "changed";
}

function changeOf(
  { brief, before, after }: Remembered,
  does: ResourceChange["does"],
  findings: Findings,
): ResourceChange {
  const [was, is] = [before?.consequences, after?.consequences];
  const times = was && is && timesThePrice(was, is);
  const worse = was && is ? regressions(was, is).filter(({ certain }) => certain) : [];
  return {
    ...brief,
    does,
    ...(was && { was }),
    ...(is && { is }),
    ...(times && (times.atLeast !== 1 || times.atMost !== 1) && { times }),
    worse: [...(after?.crosses ? ["data rests in"] : []), ...worse.map(({ what }) => what)],
    ...findings,
  };
}

/** Whether there is anything to tell of a resource that is updated. */
const differs = ({ was, is, appeared, mended }: ResourceChange): boolean =>
  appeared.length + mended.length > 0 || !alike(was, is);

const alike = (one: Consequences | undefined, other: Consequences | undefined): boolean =>
  one === other || (one !== undefined && other !== undefined && words(one) === words(other));
const words = (one: Consequences): string => JSON.stringify(linesOf(one).map(({ words }) => words));
