/** What a violation says in `pulumi preview`. */
import { findRegion } from "../src/azure/regions";
import type { Verdict } from "../src/model";
import { pageUrl } from "../src/package";
import type { Rule } from "../src/rule";

/** Values that tell nothing but the configuration itself: free text might be a secret that the program forgot to mark. */
const isPlain = (value: string | number | boolean): boolean =>
  typeof value !== "string" || findRegion(value) !== undefined || words.test(value);
const words =
  /^(?:not set|\d+ entr(?:y|ies)|(?:not known until the update|a secret|not a text|not a number|not true or false|not a list|not an object)|[A-Z][A-Za-z]{2,40})$/;

const evidence = (verdict: Verdict): string =>
  verdict.evidence.map(({ path, value }) => `${path}: ${isPlain(value) ? value : "(a text)"}`).join(", ");

const stakes = (rule: Rule): string =>
  Object.entries({
    SLA: rule.stakes.sla,
    RPO: rule.stakes.rpo,
    RTO: rule.stakes.rto,
    Residency: rule.stakes.residency,
    Deployment: rule.stakes.deployment,
  })
    .flatMap(([name, text]) => (text === undefined ? [] : [`  ${name}: ${text}`]))
    .join("\n");

/** A few lines: what is wrong here (or cannot be decided), what is lost, what to do, where it is written. */
export function message(rule: Rule, verdict: Verdict): string {
  const open = verdict.outcome === "unknown";
  const because = verdict.because === undefined ? "" : `: ${verdict.because}`;
  return [
    open ? `Cannot be decided yet, "${rule.title}"${because}.` : `Not so: "${rule.title}"${because}.`,
    ...(verdict.evidence.length > 0 ? [`  Read: ${evidence(verdict)}`] : []),
    ...(open ? [] : [stakes(rule), `  Fix: ${rule.remedy}`]),
    ...(verdict.levelReason === undefined ? [] : [`  Advisory here: ${verdict.levelReason}.`]),
    ...(verdict.expiredWaiver
      ? [`  The waiver of ${verdict.expiredWaiver.owner} ended on ${verdict.expiredWaiver.until}.`]
      : []),
    `  Why: ${pageUrl(rule.id)}`,
  ].join("\n");
}
