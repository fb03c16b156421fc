/** The findings of one stack as rows. */
import type { EstateFinding, JudgedStack } from "../../estate";
import { at } from "../survey/open";
import { type Common, type Of, placed, regionsOf } from "./shared";
import type { RowOf } from "./tables";

export function findingRows({ findings }: JudgedStack, own: Common, resources: readonly Of[]): RowOf<"findings">[] {
  const prints = distinct(findings, resources);
  return findings.map((finding): RowOf<"findings"> => {
    const { rule, severity, outcome, waiver, excused, because, times, does, obstacle } = finding;
    const of = finding.resource === undefined ? undefined : resources[finding.resource];
    return {
      ...own,
      fingerprint: prints.get(finding) ?? finding.fingerprint,
      rule,
      severity,
      outcome,
      blocking: finding.blocking && !waiver && !excused,
      waived: waiver !== undefined,
      waived_until: waiver?.until ?? null,
      waived_by: waiver?.owner ?? null,
      excused: excused !== undefined && !waiver,
      because: because ?? null,
      ...(of?.named ?? { resource_id: null, resource: null, kind: null }),
      urn: of?.resource.urn ?? null,
      regions: regionsOf(of?.follows, false),
      price_least: times?.atLeast ?? null,
      price_most: times?.atMost ?? null,
      remedy: does ?? null,
      obstacle: obstacle ?? null,
      ...(of ? placed(of.resource) : { file: null, line: null }),
    };
  });
}

/** Findings that share a fingerprint, such as those of one name under two providers, are numbered: by what they are, in no order. */
function distinct(findings: readonly EstateFinding[], resources: readonly Of[]): ReadonlyMap<EstateFinding, string> {
  const sharing = new Map<string, EstateFinding[]>();
  for (const finding of findings) at(sharing, finding.fingerprint, () => []).push(finding);
  const last = ({ resource = -1, outcome, because, evidence }: EstateFinding): string =>
    JSON.stringify([resources[resource]?.resource.urn, outcome, because, evidence]);
  return new Map(
    [...sharing].flatMap(([print, own]) =>
      own.length === 1
        ? []
        : own
            .toSorted((one, other) => (last(one) < last(other) ? -1 : 1))
            .map((finding, index) => [finding, index === 0 ? print : `${print}:${index + 1}`] as const),
    ),
  );
}
