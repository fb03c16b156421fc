/**
 * The flat tables of an estate, which Parquet files, a history and SQL share. Names are no reserved words of any SQL; a
 * cell is null where the value is not known or nothing is to be said. Later versions add tables and columns.
 */

export type CellType = "string" | "bool" | "int" | "double" | "date" | "timestamp";
/** A date is written `YYYY-MM-DD`, a point in time as ISO 8601. */
export type Cell = string | number | boolean | null;
/** Columns in their order: the type, and what stands in it. */
export type Columns = Readonly<Record<string, readonly [type: CellType, about: string]>>;

export interface Table {
  readonly about: string;
  readonly columns: Columns;
}

const observed = {
  observed_on: ["date", "the day of the judgement"],
  observed_day: ["int", "the same as days since 1970-01-01, to reckon with"],
} as const;

const common = {
  ...observed,
  stack: ["string", "project/stack, with its organisation where the source says which"],
  team: ["string", "who answers for the stack"],
  environment: ["string", "production, staging, test or development"],
  criticality: ["string", "mission-critical, business-critical, standard or low"],
} as const;

const counts = {
  pass_count: ["int", "verdicts that are in order"],
  fail_count: ["int", "failing verdicts, waived and excused ones among them"],
  unknown_count: ["int", "verdicts that could not be decided, waived and excused ones among them"],
  not_applicable_count: ["int", "verdicts that a rule has nothing to say in"],
  manual_count: ["int", "verdicts that a person answers for"],
  waived_count: ["int", "open verdicts that a waiver covers"],
  attested_count: ["int", "manual verdicts that somebody vouches for"],
  excused_count: ["int", "open verdicts that were there when the gate began"],
  blocking_count: ["int", "verdicts that stand in the way"],
} as const;

const place = {
  file: ["string", "the program's file"],
  line: ["int", "the line in it"],
} as const;

/** Of a resource: the same wherever one is named. */
const named = {
  resource_id: ["string", "the same resource tomorrow, whatever version of its provider; null: the stack as a whole"],
  resource: ["string", "logical name"],
  kind: ["string", "what it is, such as cosmos-account"],
} as const;

export const tables = {
  stacks: {
    about: "Each stack that was judged.",
    columns: {
      ...common,
      tool_version: ["string", "version of azure-hadr that judged it"],
      source: ["string", "the file, or the file and the line"],
      source_kind: ["string", "preview, export or events"],
      digest: ["string", "SHA-256 of the bytes that were judged"],
      record_digest: ["string", "SHA-256 of all that was said of it"],
      resource_count: ["int", "resources of whatever kind"],
      judged_count: ["int", "resources of our kinds"],
      holder_count: ["int", "resources that hold data"],
      unseen_count: ["int", "unchanged resources that a preview counts and does not show"],
      not_judged_count: ["int", "resources that may matter and were not judged"],
      boundary: ["string", "where its data may rest, as it was declared"],
      boundary_regions: ["string", "the same as Azure names, by comma"],
      rpo_minutes: ["double", "declared: how much data may be lost with a region"],
      rto_minutes: ["double", "declared: how long reads or writes may be gone"],
      sla_target_read: ["double", "declared: availability of reads in percent"],
      sla_target_write: ["double", "declared: availability of writes in percent"],
      ...counts,
    },
  },
  resources: {
    about: "Each resource of our kinds, and what the worst single loss does to it.",
    columns: {
      ...common,
      ...named,
      resource_type: ["string", "type token of its provider"],
      urn: ["string", "Pulumi's name of it"],
      azure_name: ["string", "name in Azure"],
      resource_group: ["string", "its resource group's name"],
      operation: ["string", "what the update does to it; read: the stack does not own it"],
      regions: ["string", "where it answers, Azure names by comma, in the order of its priorities; ? is not known"],
      copies: ["string", "where copies of its data rest besides"],
      holds_data: ["bool", "whether anything follows from a loss"],
      refused: ["bool", "Azure refuses it, so nothing follows"],
      region_reads: ["string", "how reads come back when any one region is lost: a recovery class"],
      region_writes: ["string", "how writes come back then"],
      region_data: ["string", "what may be lost then: none, window, everything, not-stated or not-known"],
      region_minutes: ["double", "the longest window of writes that may be lost then; 0: none"],
      zone_reads: ["string", "the same of one zone"],
      zone_writes: ["string", "the same of one zone"],
      zone_data: ["string", "the same of one zone"],
      zone_minutes: ["double", "the same of one zone"],
      sla_reads: ["double", "promised availability of reads in percent, the worse end"],
      sla_writes: ["double", "promised availability of writes in percent, the worse end"],
      ...place,
    },
  },
  findings: {
    about: "Each failing or unknown verdict.",
    columns: {
      ...common,
      fingerprint: ["string", "the same finding tomorrow; unique within a stack"],
      rule: ["string", "id of the rule"],
      severity: ["string", "critical, high, medium, low or info"],
      outcome: ["string", "fail or unknown"],
      blocking: ["bool", "stands in the way: neither waived nor excused"],
      waived: ["bool", "a waiver covers it"],
      waived_until: ["date", "the last day on which the waiver holds"],
      waived_by: ["string", "who answers for that"],
      excused: ["bool", "was there when the gate began, and not waived"],
      because: ["string", "one sentence with the resource's own facts"],
      ...named,
      urn: ["string", "Pulumi's name of the resource"],
      regions: ["string", "where the resource answers"],
      price_least: ["double", "price once mended, as a multiple of now, at least"],
      price_most: ["double", "the same, at most"],
      remedy: ["string", "what mends it"],
      obstacle: ["string", "what stands in the way of that"],
      ...place,
    },
  },
  verdict_counts: {
    about: "How many verdicts of each outcome a rule has in a stack; no row: the rule was not asked there.",
    columns: { ...common, rule: ["string", "id of the rule"], ...counts },
  },
  impacts: {
    about: "What the loss of each region does to each resource that stands in it.",
    columns: {
      ...common,
      ...named,
      region: ["string", "Azure name of the region that is lost"],
      part: ["string", "only region, write region, read region, write or read region, or copy"],
      doubtful: ["bool", "it is not certain that anything of it stands there"],
      reads_recovery: ["string", "how reads come back: a recovery class; null for a copy, here and below"],
      writes_recovery: ["string", "how writes come back"],
      data_at_risk: ["string", "what may be lost: none, window, everything, not-stated or not-known"],
      minutes_at_risk: ["double", "the longest window of writes that may be lost; 0: none"],
    },
  },
  missing: {
    about: "What was to be a stack and could not be judged.",
    columns: {
      ...observed,
      source: ["string", "the file, or the file and the line"],
      stack: ["string", "where its place says which"],
      why: ["string", "one line"],
    },
  },
} as const satisfies Readonly<Record<string, Table>>;

export type TableName = keyof typeof tables;
export const tableNames = Object.keys(tables) as readonly TableName[];

/** What a history holds besides: a run is there once it has its row here. */
export const runs = {
  about: "Each run that was recorded.",
  columns: {
    ...observed,
    run: ["string", "what it recorded, as a hash"],
    recorded_at: ["timestamp", "when; of one stack and day the newest holds"],
    schema_version: ["int", "version of these tables"],
    tool_version: ["string", "version of azure-hadr that recorded it"],
    stack_count: ["int", "stacks that it recorded for that day"],
  },
} as const satisfies Table;

export type Row<Own extends Columns> = {
  readonly [K in keyof Own]: CellOf<Own[K][0]> | null;
};
type CellOf<T extends CellType> = T extends "bool" ? boolean : T extends "int" | "double" ? number : string;

export type RowOf<Name extends TableName> = Row<(typeof tables)[Name]["columns"]>;
/** All rows of one record, table by table. */
export type Rows = { readonly [Name in TableName]: readonly RowOf<Name>[] };

/** Days since 1970-01-01 of a `YYYY-MM-DD`. */
export const dayNumber = (day: string): number => Math.round(Date.parse(day) / 86_400_000);
