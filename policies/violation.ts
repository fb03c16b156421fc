/** A verdict as a violation: message, severity, and a level where it is not the policy's own. */
import type { Resource, Severity, Verdict } from "../src/model";
import { printable } from "../src/printable";
import type { Rule } from "../src/rule";
import type { Settled } from "./held";
import { message } from "./message";

export interface Violation {
  readonly message: string;
  readonly severity?: string;
  readonly enforcementLevel?: string;
}

export function violation(
  { within, name }: Resource,
  rule: Rule,
  verdict: Verdict,
  { raised, raisesItself }: Settled,
): Violation {
  // Its own level only lowers the policy's, which users set: what they raise stays raised, except what is unknown.
  const lower = !verdict.blocking && (raised || verdict.outcome === "unknown");
  return {
    // Pulumi names the deployment, not what its template holds.
    message: `${within ? `${printable(name)}: ` : ""}${message(rule, verdict)}`,
    severity: severityOf(verdict.severity),
    ...(lower && { enforcementLevel: "advisory" }),
    ...(raisesItself && verdict.blocking && { enforcementLevel: "mandatory" }),
  };
}

/** What is declared cannot be followed: never let through. */
export const brokenConfiguration = (why: string): Violation => ({ message: why, enforcementLevel: "mandatory" });

/** Pulumi's least severity is low. */
export const severityOf = (severity: Severity) => (severity === "info" ? "low" : severity);

/** The SDK takes such an object too; its types do not say so (@pulumi/policy 1.21, server.js). */
export const violate = (report: unknown, given: Violation, urn?: string): void =>
  (report as (violation: object) => void)({ ...given, ...(urn !== undefined && { urn }) });
