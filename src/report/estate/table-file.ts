/** One table as a Parquet file, a row group at a time. */
import type { SchemaElement } from "hyparquet";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import { type Cell, type CellType, type Columns, dayNumber } from "../../estate/rows/tables";

/** Rows of a group: what of a table is held in memory. */
const groupRows = 5_000;

interface Output {
  write(piece: Uint8Array): void;
}

const schemas: Readonly<Record<CellType, Omit<SchemaElement, "name">>> = {
  string: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  bool: { type: "BOOLEAN" },
  int: { type: "INT32" },
  double: { type: "DOUBLE" },
  date: { type: "INT32", converted_type: "DATE" },
  timestamp: { type: "INT64", converted_type: "TIMESTAMP_MICROS" },
};

/** As the file holds it. */
function stored(type: CellType, cell: Cell | undefined): Cell | bigint {
  if (cell === undefined || cell === null) return null;
  if (type === "date") return dayNumber(cell as string);
  if (type === "timestamp") return BigInt(Date.parse(cell as string)) * 1000n;
  return cell;
}

/** The same rows give the same bytes. */
export function tableFile(columns: Columns, output: Output) {
  const bytes = new ByteWriter();
  const flush = (): void => {
    output.write(bytes.getBytes().slice());
    bytes.index = 0;
  };
  const names = Object.keys(columns);
  const writer = new ParquetWriter({
    writer: Object.assign(bytes, { flush, finish: flush }),
    schema: [
      { name: "root", num_children: names.length },
      ...Object.entries(columns).map(([name, [type]]) => ({
        name,
        repetition_type: "OPTIONAL" as const,
        ...schemas[type],
      })),
    ],
  });
  const empty = () => Object.entries(columns).map(([name, [type]]) => ({ name, type, data: [] as unknown[] }));
  let group = empty();
  const write = (): void => {
    if (group[0]?.data.length === 0) return;
    writer.write({ columnData: group.map(({ name, data }) => ({ name, data })), rowGroupSize: groupRows });
    group = empty();
  };
  return {
    add(row: Readonly<Record<string, Cell>>): void {
      for (const { name, type, data } of group) data.push(stored(type, row[name]));
      if (group[0]?.data.length === groupRows) write();
    },
    end(): void {
      write();
      writer.finish();
    },
  };
}
