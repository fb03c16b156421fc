/** Which verdicts are shown, and which first. */
import type { Assessment } from "../assessment";
import { severities, type Verdict } from "../model";
import type { Rule } from "../rule";

/** Blocks, nobody answers for it, and nothing excuses it. */
export const standsInTheWay = ({ blocking, waiver, excused }: Verdict): boolean =>
  blocking && waiver === undefined && excused === undefined;

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

/** What stands in the way, then the other failing, the unknown, the waived and the settled ones; each by severity. Otherwise as given. */
export function worstFirst(verdicts: readonly Verdict[]): Verdict[] {
  const rank = (verdict: Verdict): number =>
    (standsInTheWay(verdict) ? 0 : verdict.waiver ? 3 : (ranks[verdict.outcome] ?? 4)) * severities.length +
    severities.indexOf(verdict.severity);
  return verdicts.toSorted((one, other) => rank(one) - rank(other));
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
