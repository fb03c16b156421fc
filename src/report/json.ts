/** The report that programs read. Described by `schema/report.schema.json`. */
import { createHash } from "node:crypto";
import type { Assessment, BaselineUse, Declared, WaiverUse } from "../assessment";
import { row } from "../azure/facts";
import type { Consequences, Outlook } from "../consequence";
import { rowsOf } from "../consequences/lines";
import { isOpen, type Verdict } from "../model";
import { printableJson } from "../printable";
import { comparison, type Keep, location } from "./json-change";
import { worstFirst } from "./order";

/** Grows by a minor number when something is added, by a major one when something changes or goes. */
export const schemaVersion = "1.2";

export interface JsonOptions {
  /** `open`: failing and unknown verdicts, waived ones included. `all`: whatever the assessment holds. */
  readonly verdicts: "open" | "all";
  readonly pageUrl: (rule: string) => string;
}

const outlook = ({ now, mended, times, remedy }: Outlook, keep: Keep) => ({
  now: keep(now),
  mended: mended && keep(mended),
  times,
  remedy: remedy && {
    does: remedy.does,
    obstacle: remedy.obstacle,
    region: remedy.region,
    steps: remedy.steps?.map(({ does, costs, risks, verify }) => ({ does, costs, risks, verify })),
  },
});

/** Absent properties stay absent; the order of keys is the order here. */
const entry = (verdict: Verdict, keep: Keep) => ({
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
  location: location(verdict.position),
  related: verdict.related?.map(({ urn, name, position }) => ({ urn, name, location: location(position) })),
  was: verdict.was,
  excused: verdict.excused,
  waiver: waiver(verdict.waiver),
  expiredWaiver: waiver(verdict.expiredWaiver),
  refusedWaiver: waiver(verdict.refusedWaiver),
  attestation: attestation(verdict.attestation),
  expiredAttestation: attestation(verdict.expiredAttestation),
  outlook: verdict.outlook && outlook(verdict.outlook, keep),
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
const stack = ({ stack: name, objectives, notes, unseen, resources = [] }: Declared) => {
  const { boundary, levels: _, parameters: __, ...declared } = objectives;
  return {
    name,
    ...declared,
    boundary: boundary && { declaredAs: boundary.declaredAs, regions: [...boundary.regions].sort() },
    notes,
    unseen,
    resources,
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
    at: given.at,
    inCode: given.inCode,
  };

const waiverUse = ({ waiver: given, covers, daysLeft }: WaiverUse) => ({ waiver: waiver(given), covers, daysLeft });

const baseline = ({ file, entries, droppable }: BaselineUse) => ({
  file,
  entries,
  droppable: droppable.map(({ fingerprint, rule, kind, resource, stack: owner }) => ({
    fingerprint,
    rule,
    kind,
    resource,
    stack: owner,
  })),
});

/** Every row that a figure rests on, by id. */
function facts(all: Iterable<Consequences>): Record<string, unknown> {
  const ids = new Set([...all].flatMap((one) => rowsOf(one)));
  const entries = [...ids].sort().map((id): [string, unknown] => {
    const { id: _, ...fact } = row(id);
    return [id, fact];
  });
  return Object.fromEntries(entries);
}

/** The report as JSON, two spaces deep, with a newline at the end. */
export function json(assessment: Assessment, { verdicts: which, pageUrl }: JsonOptions): string {
  const { tool, config, date, inputs, rules, counts, countsByRule, judged, uncovered, switchedOff } = assessment;
  const verdicts = worstFirst(which === "all" ? assessment.verdicts : assessment.verdicts.filter(isOpen));
  const named = new Set(verdicts.map(({ rule }) => rule));
  for (const [id, { fail, unknown }] of countsByRule) if (which === "all" || fail + unknown > 0) named.add(id);
  for (const { appeared, mended, remaining } of assessment.comparison?.resources ?? [])
    for (const id of [...appeared, ...mended, ...remaining]) named.add(id);
  const kept = new Map<string, Consequences>();
  const names = new Map<Consequences, string>();
  const keep: Keep = (consequences) => {
    let name = names.get(consequences);
    if (name === undefined) {
      name = createHash("sha256").update(JSON.stringify(consequences)).digest("hex").slice(0, 12);
      names.set(consequences, name);
      kept.set(name, consequences);
    }
    return name;
  };
  const entries = verdicts.map((verdict) => entry(verdict, keep));
  const compared = assessment.comparison && comparison(assessment.comparison, keep);
  const document = {
    schemaVersion,
    tool: { name: tool.name, version: tool.version },
    date,
    config: config ?? null,
    stacks: (assessment.declared ?? []).map(stack),
    inputs: inputs.map(({ name, kind, digest, resources, unseen }) => ({ name, kind, digest, resources, unseen })),
    verdicts: entries,
    comparison: compared,
    newOnly: assessment.newOnly,
    waivers: (assessment.waivers ?? []).map(waiverUse),
    baseline: assessment.baseline && baseline(assessment.baseline),
    notices: assessment.notices ?? [],
    consequences: Object.fromEntries([...kept].sort(([one], [other]) => (one < other ? -1 : 1))),
    facts: facts(kept.values()),
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
      excused: counts.excused,
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
