/** Every format of an estate's report. A format's code is loaded only where it is asked for. */
import type { EstateRecord } from "../../estate";
import type { Overview } from "../../estate/overview";
import type { Trend } from "../../estate/trend";
import type { CitedDocument, Rule } from "../../rule";
import { type Output, type outputs, standardOutput } from "./output";

/** What a format may be told besides the records. */
export interface EstateOptions {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly documents: ReadonlyMap<string, CitedDocument>;
  readonly pageUrl: (rule: string) => string;
  readonly homepage?: string;
  /** Name and version. */
  readonly tool: string;
  /** `YYYY-MM-DD`: the day of the report. */
  readonly today: string;
  /** What the history says, this run included; absent: there is none, or nothing here can read it. */
  readonly trend?: Trend;
}

/** Where a format writes: the file that was named or standard output; of a format of several files, files in that folder. */
export interface Destination {
  readonly whole: () => Output;
  readonly inFolder: (name: string) => Output;
}

/** A report while it is made: told of each record once, by the names of the stacks, and of the whole at the end. */
export interface EstateReport {
  add?(record: EstateRecord): void;
  end(overview: Overview): void | Promise<void>;
}

export type EstateFormat = (to: Destination, options: EstateOptions) => EstateReport;

const reports = {
  ndjson: (): EstateFormat =>
    (require("../../report/estate/ndjson") as typeof import("../../report/estate/ndjson")).ndjson,
  json: (): EstateFormat => (require("../../report/estate/json") as typeof import("../../report/estate/json")).json,
  html: (): EstateFormat => (require("../../report/estate/html") as typeof import("../../report/estate/html")).html,
  csv: (): EstateFormat => (require("../../report/estate/csv") as typeof import("../../report/estate/csv")).csv,
  parquet: (): EstateFormat =>
    (require("../../report/estate/parquet") as typeof import("../../report/estate/parquet")).parquet,
  markdown: (): EstateFormat =>
    (require("../../report/estate/markdown") as typeof import("../../report/estate/markdown")).markdown,
} as const;

export type EstateFormatName = keyof typeof reports;
export const estateFormats = Object.keys(reports) as readonly EstateFormatName[];
/** Formats that are files in a folder, which has to be named. */
export const ofFolder: ReadonlySet<string> = new Set(["parquet"]);

/** Formats that hold each record as it is, whatever stands in others: they are put together with those of other runs. */
export const ofRecords: ReadonlySet<string> = new Set(["ndjson", "csv", "parquet"]);

/** Formats that show how the estate moves. */
export const ofTrend: ReadonlySet<string> = new Set(["html", "markdown"]);

/** A format that is about to be told of the records. */
export const begin = (name: EstateFormatName, to: Destination, options: EstateOptions): EstateReport =>
  reports[name]()(to, options);

/** Where `-f name[=file]` goes. */
export function destinationOf(file: string | undefined, written: ReturnType<typeof outputs>): Destination {
  return {
    whole: () => (file === undefined ? standardOutput() : written.file(file)),
    inFolder: (name) => written.inFolder(file ?? ".", name),
  };
}
