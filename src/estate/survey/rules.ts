/** Rule by rule: how many verdicts of which outcome, whose, and what the remedies cost. */
import type { Counts } from "../../assessment";
import type { EstateFinding, JudgedStack } from "../../estate";
import { nobody, type Overview, type RuleView } from "../overview";
import { at, byName, countOpen, noneOpen, type OpenTally } from "./open";

interface Growing {
  counts: { -readonly [K in keyof Counts]: number } | undefined;
  open: OpenTally;
  teams: Map<string, { fail: number; unknown: number }>;
  price: { same: number; more: number; least: number; most: number };
}

export function rules() {
  const all = new Map<string, Growing>();
  const manual = new Map<string, { stacks: number; attested: number; expired: number }>();
  const growing = (): Growing => ({
    counts: undefined,
    open: noneOpen(),
    teams: new Map(),
    price: { same: 0, more: 0, least: Number.POSITIVE_INFINITY, most: 0 },
  });

  function found({ team = nobody }: JudgedStack, finding: EstateFinding): void {
    const { rule, outcome, waiver, excused, times } = finding;
    const own = at(all, rule, growing);
    countOpen(own.open, finding);
    if (waiver || excused) return;
    at(own.teams, team, () => ({ fail: 0, unknown: 0 }))[outcome]++;
    if (outcome === "unknown" || !times) return;
    const { price } = own;
    if (times.atMost <= 1) price.same++;
    else {
      price.more++;
      price.least = Math.min(price.least, times.atLeast);
      price.most = Math.max(price.most, times.atMost);
    }
  }

  return {
    add(stack: JudgedStack): void {
      for (const [rule, counts] of Object.entries(stack.rules)) {
        const own = at(all, rule, growing);
        if (own.counts) for (const key in counts) own.counts[key as keyof Counts] += counts[key as keyof Counts];
        else own.counts = { ...counts };
      }
      for (const finding of stack.findings) found(stack, finding);
      for (const { rule, attestation, expiredAttestation } of stack.manual) {
        const own = at(manual, rule, () => ({ stacks: 0, attested: 0, expired: 0 }));
        own.stacks++;
        if (attestation) own.attested++;
        else if (expiredAttestation) own.expired++;
      }
    },
    /** `order`: rule ids in the order in which they are to be told; others follow by name. */
    end(order: readonly string[]): Pick<Overview, "rules" | "manual"> {
      const rank = (rule: string): number => (order.includes(rule) ? order.indexOf(rule) : order.length);
      const sorted = <V>(of: Map<string, V>) => byName(of).sort(([one], [other]) => rank(one) - rank(other));
      return {
        rules: sorted(all).flatMap(([rule, { counts, open, teams, price }]): RuleView[] => {
          const times = price.more === 0 ? { ...price, least: 1, most: 1 } : price;
          return counts ? [{ rule, counts, open, teams: Object.fromEntries(byName(teams)), price: times }] : [];
        }),
        manual: sorted(manual).map(([rule, own]) => ({ rule, ...own })),
      };
    },
  };
}
