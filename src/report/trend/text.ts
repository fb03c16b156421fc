/** The trend for a terminal. */
import type { Trend } from "../../estate/trend";
import { printable } from "../../printable";
import { columns, plural } from "../plain";
import { inShort, type TrendTable, tablesOf } from "./words";

/** Rows of a table that are shown; all of them are in the other formats. */
const most = 20;

/** Without colours: it is as often read in a log as on a screen. */
export const text = (trend: Trend): string =>
  `${[inShort(trend).map(printable), ...tablesOf(trend).map(grid)].map((lines) => lines.join("\n")).join("\n\n")}\n`;

function grid({ title, head, rows, of }: TrendTable): string[] {
  const cells = [head, ...rows.slice(0, most)].map((row) => row.map(printable));
  const widths = head.map((_, at) => Math.max(...cells.map((row) => columns(row[at] ?? ""))));
  const isNumber = head.map((_, at) => rows.every((row) => /^\d*$/.test(row[at] ?? "")));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => {
        const space = " ".repeat((widths[at] ?? 0) - columns(cell));
        return isNumber[at] ? `${space}${cell}` : `${cell}${space}`;
      })
      .join("  ")
      .trimEnd();
  const more = rows.length - most;
  return [
    printable(title),
    ...cells.map((row) => `  ${line(row)}`),
    ...(more > 0
      ? [`  … and ${plural(more, `more ${of[0]}`, `more ${of[1]}`)}: -f json and -f markdown hold them`]
      : []),
  ];
}
