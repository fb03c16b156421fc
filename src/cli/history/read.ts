/** Opens a history for reading: its tables under their own names, whatever keeps them. */

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { Failure } from "../failure";
import { filesIn, isFolder } from "../files";
import { withDuckdb } from "./duckdb";
import { isHistory, ofThisVersion } from "./folder";
import type { HistoryPlace } from "./place";
import { historyNames, readFolder } from "./tables";

/** Throws Failure where nothing is there, it is no history, or one of another version. */
export async function reading<T>(
  { name, database }: HistoryPlace,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  if (!existsSync(name)) throw new Failure(`${name}: no such history`);
  if (database)
    return withDuckdb(name, "READ_ONLY", async (connection) => {
      await checked(name, connection, false);
      return work(connection);
    });
  isHistory(name);
  if (!hasRuns(name)) throw new Failure(`${name}: holds no run; \`azure-hadr report --history\` records one`);
  return withDuckdb(":memory:", "READ_WRITE", async (connection) => {
    for (const table of historyNames)
      await connection.run(`CREATE VIEW ${table} AS SELECT * FROM ${readFolder(name, table)}`);
    await checked(name, connection, false);
    return work(connection);
  });
}

const hasRuns = (folder: string): boolean => {
  const runs = join(folder, "runs");
  return (
    isFolder(runs) &&
    readdirSync(runs).some((day) => filesIn(join(runs, day)).some((file) => file.endsWith(".parquet")))
  );
};

/** Throws Failure unless it is a history of this version. `empty`: nothing at all will do. */
export async function checked(name: string, connection: DuckDBConnection, empty: boolean): Promise<void> {
  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJS();
  const there = (await rows("SELECT table_name FROM information_schema.tables")).map(([table]) => `${table}`);
  if (there.length === 0 && empty) return;
  if (!historyNames.every((table) => there.includes(table)))
    throw new Failure(
      there.length === 0
        ? `${name}: holds no run; \`azure-hadr report --history\` records one`
        : `${name}: a database, but no history of azure-hadr: expected its table runs`,
    );
  const [[least, most] = []] = await rows("SELECT MIN(schema_version), MAX(schema_version) FROM runs");
  if (typeof least === "number" && typeof most === "number") ofThisVersion(name, least, most);
}
