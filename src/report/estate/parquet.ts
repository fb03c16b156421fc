/** The tables of an estate, a Parquet file each: for DuckDB, Spark and whatever else reads columns. */
import { hash } from "node:crypto";
import type { EstateRecord } from "../../estate";
import { rowsOf } from "../../estate/rows/rows";
import { tableNames, tables } from "../../estate/rows/tables";
import { tableFile } from "./table-file";

interface Output {
  write(piece: string | Uint8Array): void;
}

/** SHA-256 of all that is said of a stack. */
export const digestOf = (record: EstateRecord): string => hash("sha256", JSON.stringify(record), "hex");

export function parquet(to: { readonly inFolder: (name: string) => Output }, { today }: { readonly today: string }) {
  const files = tableNames.map(
    (name) => [name, tableFile(tables[name].columns, to.inFolder(`${name}.parquet`))] as const,
  );
  return {
    add(record: EstateRecord): void {
      const rows = rowsOf(record, today, digestOf(record));
      for (const [name, file] of files) for (const row of rows[name]) file.add(row);
    },
    end(): void {
      for (const [, file] of files) file.end();
    },
  };
}
