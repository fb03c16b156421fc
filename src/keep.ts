/** Counts every decision, and keeps the verdicts that will be shown. */
import type { Memory } from "./before";
import { type Decision, judge, type Weight, weigh } from "./judge";
import { type Attestation, isNew, isOpen, type Outcome, type Resource, severities, type Verdict } from "./model";
import type { Rule } from "./rule";
import type { Holding, Seat } from "./stacks";
import { column } from "./tally";
import { type Cover, waive } from "./waive";

export interface KeepOptions {
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** How many failing and unknown verdicts to keep of each rule and level; `Infinity` for all. */
  readonly keep: number;
  /** Whether to keep passing, not applicable and manual ones too. */
  readonly keepSettled: boolean;
  /** Shown every open decision, of those that are not kept too. */
  readonly found?: (resource: Resource, rule: Rule, decision: Decision) => void;
  /** What the verdicts are compared with. */
  readonly before?: Pick<Memory, "wasOf">;
  /** Whether only what comes with the change stands in the way. */
  readonly newOnly?: boolean;
}

/** What a decision is weighed and shown by. */
type Held = Pick<Holding, "ruling" | "waivers" | "outlookOf">;

/** What was kept so far is in `verdicts`; attestations that no longer vouch for a rule are in `lapsed`. */
export function keeper({ today, keep: most, found, before, newOnly = false }: KeepOptions) {
  const verdicts: Verdict[] = [];
  const lapsed = new Set<Attestation>();

  const count = ({ counts, vouched }: Seat, { outcome }: Decision, times: number): void => {
    counts[column[outcome]] += times;
    if (outcome !== "manual") return;
    if (vouched.attestation) counts.attested += times;
    if (vouched.expiredAttestation) lapsed.add(vouched.expiredAttestation);
  };

  /** One decision that is open, or that is to be kept all the same. */
  const keep = (resource: Resource, { rule, counts, kept, vouched }: Seat, decision: Decision, held: Held): void => {
    const { ruling, waivers } = held;
    const open = isOpen(decision);
    const weight = weigh(rule, decision, resource.operation, ruling);
    const cover = open ? waive(rule.id, resource, waivers, today) : {};
    const past = open ? compared(resource, rule, decision, cover) : {};
    if (open) found?.(resource, rule, decision);
    if (cover.waiver) counts.waived++;
    else if (past.excused) counts.excused++;
    else if (weight.blocking) counts.blocking++;
    const group = groupOf(decision.outcome, weight, cover, past);
    const so = kept.get(group) ?? 0;
    kept.set(group, so + 1);
    if (open && so >= most) return;
    const verdict = judge(resource, rule, ruling);
    const outlook = held.outlookOf(resource, rule, verdict);
    const vouch = decision.outcome === "manual" && vouched;
    verdicts.push({ ...verdict, ...cover, ...past, ...vouch, ...(outlook && { outlook }) });
  };

  /** What was said of it before, and whether that excuses it. */
  function compared(resource: Resource, rule: Rule, decision: Decision, { waiver }: Cover): Past {
    const was = before?.wasOf(resource, rule, decision);
    if (was === undefined) return {};
    const isOld = newOnly && !waiver && !isNew({ outcome: decision.outcome, was });
    return { was, ...(isOld && { excused: "not new" }) };
  }

  return { count, keep, verdicts, lapsed };
}

type Past = Pick<Verdict, "was" | "excused">;

/** One number for each way in which a verdict of a rule can weigh. */
const groupOf = (outcome: Outcome, { severity, blocking }: Weight, { waiver }: Cover, past: Past): number =>
  [blocking, waiver !== undefined, past.excused !== undefined, isNew({ outcome, ...past }), outcome === "fail"].reduce(
    (group, is) => group * 2 + Number(is),
    severities.indexOf(severity),
  );
