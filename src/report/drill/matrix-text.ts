/** The matrix of all regions, for a terminal. */
import type { Fare, Matrix } from "../../drill";
import { printable } from "../../printable";
import { glue, type Ink } from "../ink";
import { columns, plural } from "../plain";

/** What is counted of each region: resources by how their writes come back, and those that are lost for good. */
export const matrixColumns: readonly (readonly [name: string, of: (fare: Fare) => number])[] = [
  ["resources", ({ resources }) => resources],
  ["kept", ({ writes }) => writes.kept],
  ["by Azure", ({ writes }) => writes["by-azure"]],
  ["by a person", ({ writes }) => writes["by-a-person"]],
  ["with the place", ({ writes }) => writes["with-the-place"]],
  ["not said", ({ writes }) => writes["not-stated"] + writes["not-known"]],
  ["data lost", ({ data }) => data.everything],
];

export function matrixText({ regions, looked, anywhere, zone, missing, date }: Matrix, ink: Ink): string[] {
  const rows = regions.map(({ name, all }) => [name, ...matrixColumns.map(([, of]) => String(of(all)))]);
  const head = [zone ? "a zone of" : "region", ...matrixColumns.map(([name]) => name)];
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => columns(printable(row[at] ?? "")))));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => (at === 0 ? `${cell}${pad(cell, widths[at])}` : `${pad(cell, widths[at])}${cell}`))
      .join("  ");
  return [
    ...ink.flow(0, [
      [`Each region lost on its own${zone ? ", one zone of it" : ""}`, "bold"],
      `: how writes come back, of ${plural(looked.resources, "resource")} of ${plural(looked.stacks, "stack")} (${date}).`,
    ]),
    ...missing.flatMap(({ source, why }) =>
      ink.flow(0, [[`!${glue}`, "yellow"], `Not looked at: ${source}: ${why}`], 2),
    ),
    "",
    ink.line(0, [[line(head), "bold"]]),
    ...rows.map((row) => ink.line(0, [line(row)])),
    "",
    ...ink.flow(0, [
      "“Data lost” are those of which everything is lost that no backup elsewhere holds, if the region never comes back.",
    ]),
    ...(anywhere > 0
      ? ink.flow(
          0,
          [
            [`?${glue}`, "cyan"],
            `${plural(anywhere, "resource")} may stand in any region: a place of theirs is not known.`,
          ],
          2,
        )
      : []),
    ...(regions.length === 0 ? ink.flow(0, ["Nothing stands anywhere that is known."]) : []),
  ];
}
const pad = (cell: string, width = 0): string => " ".repeat(Math.max(0, width - columns(cell)));
