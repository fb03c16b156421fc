/** A drill, or the matrix of all regions, for programs. */
import { row } from "../../azure/facts";
import type { Drill, Matrix } from "../../drill";
import { printableJson } from "../../printable";
import { rowsOf } from "./rows";

/** With every row that is cited, so that a reader needs no other file. */
export function json(result: Drill | Matrix): string {
  const facts = Object.fromEntries(
    ("cases" in result ? rowsOf(result) : []).map((id) => {
      const { says, document, section, date, derived } = row(id);
      return [id, { says, document, section, date, ...(derived !== undefined && { derived }) }];
    }),
  );
  return `${printableJson(JSON.stringify({ ...result, facts }, undefined, 2))}\n`;
}
