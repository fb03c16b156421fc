/** The rows that a drill cites: each once, numbered in the order in which they are first cited. */
import { row } from "../../azure/facts";
import type { RowId } from "../../consequence";
import type { Case, Drill } from "../../drill";
import { type Documents, type Source, sourceOf } from "../cite";

/** In the order of the cases and of what is said in them. */
export function rowsOf({ cases, stacks }: Pick<Drill, "cases" | "stacks">): readonly RowId[] {
  const notes = stacks.flatMap(({ hits }) => hits.flatMap((hit) => hit.notes.flatMap(({ rows }) => rows)));
  return [...new Set([...cases.flatMap(rowsOfCase), ...notes])];
}

const rowsOfCase = ({ loss, azure, decision, steps, refused }: Case): readonly RowId[] => [
  ...(loss ? [loss.reads, loss.writes, loss.data].flatMap(({ rows }) => rows) : []),
  ...azure.flatMap(({ rows }) => rows),
  ...decision.rows,
  ...(decision.consent?.rows ?? []),
  ...steps.flatMap(({ rows }) => rows),
  ...(refused?.rows ?? []),
];

/** A row as a reader finds it. */
export interface Cited extends Source {
  readonly id: RowId;
  readonly number: number;
  readonly means: string;
}

/** The rows, and how one is named where it is cited. */
export function citing(drill: Pick<Drill, "cases" | "stacks">, documents: Documents) {
  const ids = rowsOf(drill);
  const numbers = new Map(ids.map((id, at) => [id, at + 1]));
  return {
    /** `1, 4` */
    marks: (rows: readonly RowId[]): readonly number[] => [...new Set(rows)].map((id) => numbers.get(id) as number),
    all: ids.map((id): Cited => {
      const { says, document, section } = row(id);
      return { id, number: numbers.get(id) as number, means: says, ...sourceOf({ document, section }, documents) };
    }),
  };
}
