/** The rows that a report rests on, as numbers in its text and as a list at its end. */
import { row } from "../azure/facts";
import type { RowId } from "../consequence";
import type { Documents } from "./cite";
import { glue, type Ink, type Piece } from "./ink";

/** Numbers in brackets in the order in which rows are first named; the last part of the report says what stands in each. */
export class Footnotes {
  private readonly numbers = new Map<RowId, number>();

  cite(rows: readonly RowId[]): Piece {
    for (const id of rows) this.numbers.set(id, this.numbers.get(id) ?? this.numbers.size + 1);
    return [rows.map((id) => ` [${this.numbers.get(id)}]`).join(""), "dim"];
  }

  all(): Iterable<readonly [RowId, number]> {
    return this.numbers;
  }
}

/** The rows, each with document, section and date: every number above leads here. */
export function sources(ink: Ink, notes: Footnotes, documents: Documents): string[] {
  return [...notes.all()].flatMap(([id, number]) => {
    const { value, unit, says, document, section, date, supersededBy, derived } = row(id);
    const figure = value === undefined ? "" : ` ${value} ${unit ?? ""}`.trimEnd();
    return [
      ...ink.flow(0, [[`[${number}]${glue}`, "bold"], id, figure, `: ${says}`], 4),
      ...ink.flow(4, [[`${documents.get(document)?.title ?? document}, ${date} › ${section}`, "dim"]]),
      ...(derived ? ink.flow(4, [`Derived: ${derived}`]) : []),
      ...(supersededBy ? ink.flow(4, [`Superseded by ${supersededBy}.`]) : []),
    ];
  });
}
