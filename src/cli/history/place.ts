/** Where a history is kept. */
import { statSync } from "node:fs";
import { Failure } from "../failure";

/** `database`: a DuckDB file. Otherwise a folder of Parquet files, by table and day. */
export interface HistoryPlace {
  readonly name: string;
  readonly database: boolean;
}

/** What a name says, and what is there. Throws Failure where neither says what it is to be. */
export function placeOf(name: string): HistoryPlace {
  const there = statSync(name, { throwIfNoEntry: false });
  if (there?.isFile()) return { name, database: true };
  if (there ? there.isDirectory() : /[\\/]$/.test(name)) {
    if (/[*?[\]{}]/.test(name)) throw new Failure(`${name}: the name of a history holds no * ? [ ] { }`);
    return { name, database: false };
  }
  if (!there && /\.(?:duckdb|db)$/.test(name)) return { name, database: true };
  throw new Failure(`${name}: expected a history: a file that ends in .duckdb, or a folder, as history/`);
}
