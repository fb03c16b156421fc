/** From one record to its rows of the tables: in the order of the record, and sorted where that has none. */
import type { Counts } from "../../assessment";
import { type EstateRecord, type JudgedStack, missingVersion, type NotRead } from "../../estate";
import { impactsOf } from "../impact";
import { worstOf } from "../losses";
import { regionLosses } from "../survey/teams";
import { findingRows } from "./findings";
import { type Common, common, named, type Of, placed, regionsOf } from "./shared";
import { dayNumber, type RowOf, type Rows } from "./tables";

const none: Rows = { stacks: [], resources: [], findings: [], verdict_counts: [], impacts: [], missing: [] };

/**
 * `today`: the day of what could not be judged, which has none of its own, `YYYY-MM-DD`. `digest`: SHA-256 of the record,
 * hexadecimal.
 */
export function rowsOf(record: EstateRecord, today: string, digest: string): Rows {
  if (record.record === missingVersion) return { ...none, missing: [missingRow(record, today)] };
  const own = common(record);
  const names = named(record.resources);
  const resources = record.resources.map((resource, at) => ({
    resource,
    named: names[at] as Of["named"],
    follows: resource.follows === undefined ? undefined : record.consequences[resource.follows],
  }));
  return {
    ...none,
    stacks: [stackRow(record, own, digest)],
    resources: resources.map((one) => resourceRow(one, own)),
    findings: findingRows(record, own, resources),
    verdict_counts: Object.entries(record.rules)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([rule, counts]) => ({ ...own, rule, ...counted(counts) })),
    impacts: resources.flatMap((one) => impactRows(one, own)),
  };
}

const counted = (counts: Counts) => ({
  pass_count: counts.pass,
  fail_count: counts.fail,
  unknown_count: counts.unknown,
  not_applicable_count: counts.notApplicable,
  manual_count: counts.manual,
  waived_count: counts.waived,
  attested_count: counts.attested,
  excused_count: counts.excused,
  blocking_count: counts.blocking,
});

function stackRow(record: JudgedStack, own: Common, digest: string): RowOf<"stacks"> {
  const { tool, source, resources, boundary, targets, notJudged, counts } = record;
  return {
    ...own,
    tool_version: tool,
    source: source.name,
    source_kind: source.kind,
    digest: source.digest,
    record_digest: digest,
    resource_count: source.resources,
    judged_count: resources.length,
    holder_count: resources.filter(({ follows }) => follows !== undefined).length,
    unseen_count: source.unseen,
    not_judged_count: notJudged.reduce((sum, { count }) => sum + count, 0),
    boundary: boundary?.declaredAs ?? null,
    boundary_regions: boundary?.regions.join(",") ?? null,
    rpo_minutes: targets.rpoMinutes ?? null,
    rto_minutes: targets.rtoMinutes ?? null,
    sla_target_read: targets.slaTarget?.read ?? null,
    sla_target_write: targets.slaTarget?.write ?? null,
    ...counted(counts),
  };
}

function resourceRow({ resource, named, follows }: Of, own: Common): RowOf<"resources"> {
  const { type, urn, azureName, resourceGroup, operation } = resource;
  const standing = follows?.refused ? undefined : follows;
  const region = standing && worstOf(regionLosses(standing));
  const zone = standing && worstOf([standing.loss.zone]);
  return {
    ...own,
    ...named,
    resource_type: type,
    urn,
    azure_name: azureName ?? null,
    resource_group: resourceGroup ?? null,
    operation,
    regions: regionsOf(follows, false),
    copies: regionsOf(follows, true),
    holds_data: follows !== undefined,
    refused: follows?.refused !== undefined,
    region_reads: region?.reads ?? null,
    region_writes: region?.writes ?? null,
    region_data: region?.data ?? null,
    region_minutes: region?.minutes ?? null,
    zone_reads: zone?.reads ?? null,
    zone_writes: zone?.writes ?? null,
    zone_data: zone?.data ?? null,
    zone_minutes: zone?.minutes ?? null,
    sla_reads: standing?.sla.reads.worst ?? null,
    sla_writes: standing?.sla.writes.worst ?? null,
    ...placed(resource),
  };
}

const impactRows = ({ named, follows }: Of, own: Common): RowOf<"impacts">[] =>
  !follows
    ? []
    : impactsOf(follows).map(({ region, as, loss, doubt }) => {
        const worst = loss && worstOf([loss]);
        return {
          ...own,
          ...named,
          region,
          part: as,
          doubtful: doubt !== undefined,
          reads_recovery: worst?.reads ?? null,
          writes_recovery: worst?.writes ?? null,
          data_at_risk: worst?.data ?? null,
          minutes_at_risk: worst?.minutes ?? null,
        };
      });

const missingRow = ({ source, stack, why }: NotRead, today: string): RowOf<"missing"> => ({
  observed_on: today,
  observed_day: dayNumber(today),
  source,
  stack: stack ?? null,
  why,
});
