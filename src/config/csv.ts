/** Comma-separated values as RFC 4180 has them. */
import { ConfigError } from "./error";

export interface CsvRow {
  readonly cells: readonly string[];
  /** On which the row begins, counted from 1. */
  readonly line: number;
}

/** A cell in quotes, in which two are one; or one without. Then what ends it. */
const cell = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r\n|\r|\n|$)/y;

/** The rows, without those that are blank. A byte-order mark is left out. Throws ConfigError with file and line. */
export function csvRows(text: string, file: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let [line, begins] = [1, 1];
  cell.lastIndex = text.startsWith("\ufeff") ? 1 : 0;
  while (cell.lastIndex < text.length || cells.length > 0) {
    const found = cell.exec(text);
    if (!found) throw new ConfigError(`${file}:${line}: not CSV: expected a cell, in quotes if it has any in it`);
    const [whole, quoted, plain = "", end] = found;
    cells.push(quoted?.replaceAll('""', '"') ?? plain);
    line += whole.match(/\r\n|\r|\n/g)?.length ?? 0;
    if (end === ",") continue;
    if (cells.some((one) => one.trim() !== "")) rows.push({ cells, line: begins });
    [cells, begins] = [[], line];
  }
  return rows;
}
