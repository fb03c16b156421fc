/** The findings of an estate for spreadsheets: a line for each, by RFC 4180. */
import type { EstateRecord } from "../../estate";
import { rowsOf } from "../../estate/rows/rows";
import { tables } from "../../estate/rows/tables";
import { csvLine } from "../csv";

interface Output {
  write(piece: string): void;
}

/** The columns, in this order. Later versions add to the end. */
export const columns = Object.keys(tables.findings.columns) as readonly (keyof typeof tables.findings.columns)[];

export function csv(to: { readonly whole: () => Output }, { today }: { readonly today: string }) {
  const output = to.whole();
  output.write(csvLine(columns));
  return {
    add(record: EstateRecord): void {
      for (const row of rowsOf(record, today, "").findings) output.write(csvLine(columns.map((name) => row[name])));
    },
    end(): void {},
  };
}
