/** The trend for a wiki or an issue. */
import type { Trend } from "../../estate/trend";
import { fitted, plainly, type Section, tableHead, tableRow } from "../markdown-words";
import { inShort, type TrendTable, tablesOf } from "./words";

const longest = 65_536;

export const markdown = (trend: Trend, { tool }: { readonly tool: string }): string =>
  fitted(
    [
      "### Is it getting better?",
      inShort(trend)
        .map((line) => `- ${plainly(line)}`)
        .join("\n"),
    ].join("\n\n"),
    tablesOf(trend).map(section),
    `<sub>${plainly(tool)}, from the history up to ${trend.until}.</sub>`,
    longest,
  );

const section = ({ title, head, rows, of }: TrendTable): Section => ({
  head: `#### ${plainly(title)}\n\n${tableHead(...head)}\n`,
  items: rows.map((row) => tableRow(...row.map(plainly))),
  between: "\n",
  of,
});
