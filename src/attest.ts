/** An attestation never changes an outcome: the verdict stays a person's, and says which person's. */
import { matchesStack } from "./config/matching";
import type { Attestation, Verdict } from "./model";

/** The attestation that vouches for a rule in a stack, or the one that no longer does. */
export type Vouch = Pick<Verdict, "attestation" | "expiredAttestation">;
const none: Vouch = {};

/** Who vouches for a rule in a stack on a day `YYYY-MM-DD`. What is dated later vouches for nothing yet. */
export function attest(
  rule: string,
  { project, stack }: { readonly project: string; readonly stack: string },
  attestations: readonly Attestation[],
  today: string,
): Vouch {
  const own = attestations.filter(
    (one) => one.rule === rule && one.date <= today && matchesStack(one.scope, project, stack),
  );
  const attestation = own.find(({ until }) => until >= today);
  if (attestation) return { attestation };
  const [expiredAttestation] = own.toSorted((one, other) => other.until.localeCompare(one.until));
  return expiredAttestation ? { expiredAttestation } : none;
}
