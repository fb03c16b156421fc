/** Where a history is kept. */
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { Failure } from "../failure";
import { reason } from "../files";

/** `database`: a DuckDB file. Otherwise a folder of Parquet files, by table and day. */
export interface HistoryPlace {
  readonly name: string;
  readonly database: boolean;
}

/** What a name says, and what is there. Throws Failure where neither says what it is to be. */
export function placeOf(name: string): HistoryPlace {
  const there = statSync(name, { throwIfNoEntry: false });
  if (there?.isFile()) {
    if (there.size > 0 && !isDuckdb(name))
      throw new Failure(`${name}: no DuckDB database, so no history of azure-hadr`);
    return { name, database: true };
  }
  if (there ? there.isDirectory() : /[\\/]$/.test(name)) {
    if (/[*?[\]{}]/.test(name)) throw new Failure(`${name}: the name of a history holds no * ? [ ] { }`);
    return { name, database: false };
  }
  if (!there && /\.(?:duckdb|db)$/.test(name)) return { name, database: true };
  throw new Failure(`${name}: expected a history: a file that ends in .duckdb, or a folder, as history/`);
}

/** By its header: DuckDB itself also opens JSON, CSV and what SQLite wrote. Source: DuckDB, "Storage Versions and Format". */
function isDuckdb(file: string): boolean {
  const head = Buffer.alloc(12);
  try {
    const opened = openSync(file, "r");
    readSync(opened, head);
    closeSync(opened);
  } catch (error) {
    throw new Failure(`${file}: ${reason(error)}`);
  }
  return head.toString("latin1", 8) === "DUCK";
}
