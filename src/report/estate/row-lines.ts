/** The rows of the tables, one a line: for what makes files or tables of its own of them, such as Apache Spark. */
import type { EstateRecord } from "../../estate";
import { rowsOf } from "../../estate/rows/rows";
import { tableNames, tables } from "../../estate/rows/tables";
import { printableJson } from "../../printable";
import { digestOf } from "./parquet";

/** The first line: `{"columns":{"stacks":{"observed_on":"date",…},…}}`, the types of all columns in their order. */
export const columnsLine = (): string =>
  JSON.stringify({
    columns: Object.fromEntries(
      tableNames.map((name) => [
        name,
        Object.fromEntries(Object.entries(tables[name].columns).map(([column, [type]]) => [column, type])),
      ]),
    ),
  });

/** `{"findings":{"stack":"shop/prod",…}}`: each row under the name of its table. `today`: as `rowsOf` takes it. */
export function* rowLines(record: EstateRecord, today: string): Generator<string> {
  const rows = rowsOf(record, today, digestOf(record));
  for (const name of tableNames) for (const row of rows[name]) yield printableJson(JSON.stringify({ [name]: row }));
}
