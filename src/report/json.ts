/** The report that programs read. Described by `schema/report.schema.json`. */
import type { Assessment, Declared } from "../assessment";
import { isOpen, type Verdict } from "../model";
import { printableJson } from "../printable";

/** Grows by a minor number when something is added, by a major one when something changes or goes. */
export const schemaVersion = "1.0";

export interface JsonOptions {
  /** `open`: failing and unknown verdicts, waived ones included. `all`: whatever the assessment holds. */
  readonly verdicts: "open" | "all";
  readonly pageUrl: (rule: string) => string;
}

/** Absent properties stay absent; the order of keys is the order here. */
const entry = (verdict: Verdict) => ({
  rule: verdict.rule,
  urn: verdict.urn,
  type: verdict.type,
  kind: verdict.kind,
  name: verdict.name,
  project: verdict.project,
  stack: verdict.stack,
  outcome: verdict.outcome,
  severity: verdict.severity,
  blocking: verdict.blocking,
  levelReason: verdict.levelReason,
  because: verdict.because,
  evidence: verdict.evidence.map(({ path, value }) => ({ path, value })),
  location: verdict.position && {
    file: verdict.position.file,
    line: verdict.position.line,
    column: verdict.position.column,
  },
  waiver: waiver(verdict.waiver),
  expiredWaiver: waiver(verdict.expiredWaiver),
  attestation: attestation(verdict.attestation),
  expiredAttestation: attestation(verdict.expiredAttestation),
});

const attestation = (given: Verdict["attestation"]) =>
  given && {
    rule: given.rule,
    scope: given.scope,
    by: given.by,
    date: given.date,
    evidence: given.evidence,
    until: given.until,
  };

/** What a stack was held against. Regions of the boundary by name, in alphabetical order. */
const stack = ({ stack: name, objectives, notes, unseen }: Declared) => {
  const { boundary, levels: _, parameters: __, ...declared } = objectives;
  return {
    name,
    ...declared,
    boundary: boundary && { declaredAs: boundary.declaredAs, regions: [...boundary.regions].sort() },
    notes,
    unseen,
  };
};

const waiver = (given: Verdict["waiver"]) =>
  given && {
    rule: given.rule,
    resource: given.resource,
    kind: given.kind,
    stack: given.stack,
    owner: given.owner,
    reason: given.reason,
    until: given.until,
  };

/** The report as JSON, two spaces deep, with a newline at the end. */
export function json(assessment: Assessment, { verdicts: which, pageUrl }: JsonOptions): string {
  const { tool, config, date, inputs, rules, counts, countsByRule, judged, uncovered, switchedOff } = assessment;
  const verdicts = which === "all" ? assessment.verdicts : assessment.verdicts.filter(isOpen);
  const named = new Set(verdicts.map(({ rule }) => rule));
  for (const [id, { fail, unknown }] of countsByRule) if (which === "all" || fail + unknown > 0) named.add(id);
  const document = {
    schemaVersion,
    tool: { name: tool.name, version: tool.version },
    date,
    config: config ?? null,
    stacks: (assessment.declared ?? []).map(stack),
    inputs: inputs.map(({ name, kind, digest, resources, unseen }) => ({ name, kind, digest, resources, unseen })),
    verdicts: verdicts.map(entry),
    rules: [...rules.values()]
      .filter(({ id }) => named.has(id))
      .map(({ id, title }) => ({ id, title, url: pageUrl(id) })),
    summary: {
      fail: counts.fail,
      unknown: counts.unknown,
      pass: counts.pass,
      notApplicable: counts.notApplicable,
      manual: counts.manual,
      waived: counts.waived,
      attested: counts.attested,
      blocking: counts.blocking,
      judged,
      unseen: inputs.reduce((sum, { unseen }) => sum + unseen, 0),
      resources: inputs.reduce((sum, { resources }) => sum + resources, 0),
      uncovered: [...uncovered].map(([type, { count, blocking, why }]) => ({ type, count, blocking, why })),
      switchedOff,
    },
  };
  return `${printableJson(JSON.stringify(document, undefined, 2))}\n`;
}
