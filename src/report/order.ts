/** Which verdicts are shown, and which first. */
import type { Assessment } from "../assessment";
import { isNew, severities, type Verdict } from "../model";
import type { Rule } from "../rule";

/** Blocks, nobody answers for it, and nothing excuses it. */
export const standsInTheWay = ({ blocking, waiver, excused }: Verdict): boolean =>
  blocking && waiver === undefined && excused === undefined;

/** Waived or excused: open, and told apart from what is to be done. */
export const isAside = ({ waiver, excused }: Verdict): boolean => waiver !== undefined || excused !== undefined;

/** The same with what stands in the way, and nothing else. */
export function standing(assessment: Assessment): Assessment {
  const verdicts = assessment.verdicts.filter(standsInTheWay);
  const nobody = { unknown: 0, pass: 0, notApplicable: 0, manual: 0, waived: 0, attested: 0, excused: 0 };
  const undecided = (id: string) => verdicts.filter(({ rule, outcome }) => rule === id && outcome === "unknown").length;
  return {
    ...assessment,
    verdicts,
    counts: { ...nobody, fail: 0, blocking: 0 },
    countsByRule: new Map(
      [...assessment.countsByRule].map(([id, { blocking }]) => [
        id,
        { ...nobody, fail: blocking - undecided(id), blocking },
      ]),
    ),
    uncovered: new Map([...assessment.uncovered].filter(([, { blocking }]) => blocking > 0)),
    inputs: [],
    declared: [],
    switchedOff: [],
    notices: [],
  };
}

const ranks: { readonly [outcome: string]: number } = { fail: 1, unknown: 2 };

const collator = new Intl.Collator("en", { numeric: true });
/** As a person counts: `orders-2` before `orders-10`. */
const natural = (one: string, other: string): number =>
  one === other ? 0 : collator.compare(one, other) || (one < other ? -1 : 1);

/**
 * What stands in the way, then the other failing, the unknown, those set aside and the settled ones; each by severity, and
 * what comes with the change first. Then by rule and URN, whatever order the input has: which ones a limit leaves out must
 * not change from run to run.
 */
export function worstFirst(verdicts: readonly Verdict[]): Verdict[] {
  const rank = (verdict: Verdict): number =>
    ((standsInTheWay(verdict) ? 0 : isAside(verdict) ? 3 : (ranks[verdict.outcome] ?? 4)) * severities.length +
      severities.indexOf(verdict.severity)) *
      2 +
    (isNew(verdict) ? 0 : 1);
  return verdicts.toSorted(
    (one, other) => rank(one) - rank(other) || natural(one.rule, other.rule) || natural(one.urn, other.urn),
  );
}

/** Elements by key, keys in order of first appearance. */
export function groupBy<T>(items: Iterable<T>, key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

/** The rule of a verdict. Throws an Error where the catalogue lacks it: a finding must not vanish from a report. */
export function ruleOf({ rules }: Assessment, id: string): Rule {
  const rule = rules.get(id);
  if (!rule) throw new Error(`the catalogue has no rule ${id}`);
  return rule;
}
