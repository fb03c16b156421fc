/** Counts every decision, and keeps the verdicts that will be shown. */
import { type Decision, judge, type Weight, weigh } from "./judge";
import { type Attestation, isOpen, type Outcome, type Resource, severities, type Verdict } from "./model";
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
}

/** What a decision is weighed and shown by. */
type Held = Pick<Holding, "ruling" | "waivers" | "outlookOf">;

/** What was kept so far is in `verdicts`; attestations that no longer vouch for a rule are in `lapsed`. */
export function keeper({ today, keep: most }: KeepOptions) {
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
    if (cover.waiver) counts.waived++;
    else if (weight.blocking) counts.blocking++;
    const group = groupOf(decision.outcome, weight, cover);
    const before = kept.get(group) ?? 0;
    kept.set(group, before + 1);
    if (open && before >= most) return;
    const verdict = judge(resource, rule, ruling);
    const outlook = held.outlookOf(resource, rule, verdict);
    verdicts.push({ ...verdict, ...cover, ...(decision.outcome === "manual" && vouched), ...(outlook && { outlook }) });
  };

  return { count, keep, verdicts, lapsed };
}

/** One number for each way in which a verdict of a rule can weigh. */
const groupOf = (outcome: Outcome, { severity, blocking }: Weight, { waiver }: Cover): number =>
  ((severities.indexOf(severity) * 2 + Number(blocking)) * 2 + Number(waiver !== undefined)) * 2 +
  Number(outcome === "fail");
