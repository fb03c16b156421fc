/** One run as Parquet files, by table and day: `findings/observed_on=2026-11-23/0f3a….parquet`. */
import { join } from "node:path";
import type { EstateRecord } from "../../estate";
import { rowsOf } from "../../estate/rows/rows";
import { type Cell, dayNumber, tableNames } from "../../estate/rows/tables";
import { digestOf } from "../../report/estate/parquet";
import { tableFile } from "../../report/estate/table-file";
import type { Output } from "../estate/output";
import { partition, schemaVersion, storedColumns } from "./tables";

export interface Run {
  /** What it records, as a hash: the same again has the same name, so that it replaces itself. */
  readonly run: string;
  /** The day of what could not be judged, `YYYY-MM-DD`. */
  readonly today: string;
  /** Version of azure-hadr. */
  readonly tool: string;
  /** ISO 8601. */
  readonly now: string;
}

/** Writes all records below a folder. The files of `runs` are opened last, so that they are put in their places last. */
export function stage(
  records: Iterable<EstateRecord>,
  { run, today, tool, now }: Run,
  folder: string,
  inFolder: (folder: string, name: string) => Output,
): void {
  const open = (name: string, day: string) =>
    tableFile(storedColumns(name), inFolder(join(folder, name, partition(day)), `${run}.parquet`));
  const days = new Map<string, { stacks: number; readonly files: Map<string, ReturnType<typeof tableFile>> }>();
  for (const record of records) {
    const rows = rowsOf(record, today, digestOf(record));
    const day = "date" in record ? record.date : today;
    const own = days.get(day) ?? { stacks: 0, files: new Map(tableNames.map((name) => [name, open(name, day)])) };
    days.set(day, own);
    own.stacks += rows.stacks.length;
    for (const name of tableNames)
      for (const row of rows[name] as readonly Readonly<Record<string, Cell>>[])
        own.files.get(name)?.add({ ...row, run });
  }
  for (const { files } of days.values()) for (const file of files.values()) file.end();
  for (const [day, { stacks }] of days) {
    const file = open("runs", day);
    file.add({
      observed_day: dayNumber(day),
      run,
      recorded_at: now,
      schema_version: schemaVersion,
      tool_version: tool,
      stack_count: stacks,
    });
    file.end();
  }
}
