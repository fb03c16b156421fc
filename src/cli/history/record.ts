/** Adds a run to a history: once, whole or not at all, and beside whatever others write. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { EstateRecord } from "../../estate";
import { tableNames } from "../../estate/rows/tables";
import { outputs } from "../estate/output";
import { withDuckdb } from "./duckdb";
import { prepared } from "./folder";
import type { HistoryPlace } from "./place";
import { checked } from "./read";
import { type Run, stage } from "./stage";
import { createTable, historyNames, readFolder } from "./tables";

/** Throws Failure where the place holds something else, or cannot be written; then it is as it was. */
export async function recordRun(
  { name, database }: HistoryPlace,
  records: Iterable<EstateRecord>,
  run: Run,
): Promise<void> {
  if (!database) {
    prepared(name);
    staged(records, run, name);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "azure-hadr-"));
  try {
    staged(records, run, folder);
    await withDuckdb(name, "READ_WRITE", (connection) => taken(name, connection, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function staged(records: Iterable<EstateRecord>, run: Run, folder: string): void {
  const written = outputs();
  try {
    stage(records, run, folder, written.inFolder);
    written.commit();
  } finally {
    written.discard();
  }
}

/** Stacks that a run says something new of replace what the day held of them; all else stays as it is. */
async function taken(name: string, connection: DuckDBConnection, folder: string): Promise<void> {
  const run = (sql: string) => connection.run(sql);
  await checked(name, connection, true);
  await run("BEGIN TRANSACTION");
  for (const table of historyNames) await run(createTable(table));
  for (const table of historyNames)
    await run(`CREATE TEMP VIEW new_${table} AS SELECT * FROM ${readFolder(folder, table)}`);
  await run(`CREATE TEMP TABLE fresh AS SELECT DISTINCT n.observed_on, n.stack FROM new_stacks n
    LEFT JOIN main.stacks s ON s.observed_on = n.observed_on AND s.stack = n.stack AND s.record_digest = n.record_digest
    WHERE s.stack IS NULL`);
  await run(`CREATE TEMP TABLE fresh_missing AS SELECT DISTINCT n.observed_on, n.source FROM new_missing n
    LEFT JOIN main.missing m ON m.observed_on = n.observed_on AND m.source = n.source AND m.why = n.why
    WHERE m.source IS NULL`);
  for (const table of tableNames) {
    const [fresh, key] = table === "missing" ? ["fresh_missing", "source"] : ["fresh", "stack"];
    const same = `f.observed_on = t.observed_on AND f.${key} = t.${key}`;
    await run(`DELETE FROM main.${table} t USING ${fresh} f WHERE ${same}`);
    await run(`INSERT INTO main.${table} BY NAME SELECT t.* FROM new_${table} t JOIN ${fresh} f ON ${same}`);
  }
  const news = "EXISTS (SELECT 1 FROM fresh) OR EXISTS (SELECT 1 FROM fresh_missing)";
  await run(
    `DELETE FROM main.runs r USING new_runs n WHERE r.observed_on = n.observed_on AND r.run = n.run AND (${news})`,
  );
  await run(`INSERT INTO main.runs BY NAME SELECT * FROM new_runs WHERE ${news}`);
  await run("COMMIT");
}
