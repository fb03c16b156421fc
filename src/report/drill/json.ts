/** A drill, or the matrix of all regions, for programs. Described by `schema/drill.schema.json`. */
import { row } from "../../azure/facts";
import type { Drill, Matrix } from "../../drill";
import { printableJson } from "../../printable";
import { rowsOf } from "./rows";

/** With every row that is cited, as the report has it, so that a reader needs no other file. A matrix cites none. */
export function json(result: Drill | Matrix): string {
  const facts = Object.fromEntries(
    ("cases" in result ? rowsOf(result) : []).map((cited) => {
      const { id, ...fact } = row(cited);
      return [id, fact];
    }),
  );
  return `${printableJson(JSON.stringify({ ...result, facts }, undefined, 2))}\n`;
}
