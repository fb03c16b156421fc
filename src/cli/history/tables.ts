/** The tables of a history, as a folder holds them and as DuckDB reads that folder. */
import { join } from "node:path";
import { type Columns, runs, type Table, tables } from "../../estate/rows/tables";
import { quoted } from "./duckdb";

/** Grows when a column changes or goes: what is older or newer is not mixed. */
export const schemaVersion = 1;

/** A run's other tables come first: it is there once its row in `runs` is. */
export const historyTables: Readonly<Record<string, Table>> = {
  ...Object.fromEntries(
    Object.entries(tables).map(([name, { about, columns }]) => [
      name,
      { about, columns: { ...columns, run: ["string", "the run that recorded it"] } satisfies Columns },
    ]),
  ),
  runs,
};
export const historyNames = Object.keys(historyTables);

/** The columns of a file: the day is in the name of its folder. */
export function storedColumns(name: string): Columns {
  const { observed_on: _, ...stored } = historyTables[name]?.columns ?? {};
  return stored;
}

export const partition = (day: string): string => `observed_on=${day}`;

const sqlTypes = {
  string: "VARCHAR",
  bool: "BOOLEAN",
  int: "INTEGER",
  double: "DOUBLE",
  date: "DATE",
  timestamp: "TIMESTAMP",
} as const;

export const createTable = (name: string): string =>
  `CREATE TABLE IF NOT EXISTS ${name} (${Object.entries(historyTables[name]?.columns ?? {})
    .map(([column, [type]]) => `${column} ${sqlTypes[type]}`)
    .join(", ")})`;

/** All rows of a table in a folder, whatever run recorded them. */
export const readFolder = (folder: string, name: string): string =>
  `read_parquet(${quoted(join(folder, name, "*", "*.parquet"))}, hive_partitioning = true, hive_types = {'observed_on': DATE}, union_by_name = true)`;
