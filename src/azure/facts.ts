/** The tables of the documents, cell by cell: value, document, date, and what superseded it. */
import type { RowId } from "../consequence";
import data from "./facts.json";

/** One cell of a table. */
export interface Cell {
  /** The figure, where the document prints one. Its unit is the table's, unless the cell has its own. */
  readonly value?: number;
  readonly unit?: string;
  /** What it means, in our own words: one sentence, with its figure. */
  readonly says: string;
  /** The cell that speaks of the same in a later document. A figure that was withdrawn has none: `choice` says so. */
  readonly supersededBy?: RowId;
  /** Not stated, but inferred from what is: how. */
  readonly derived?: string;
  /** A heading of the document, where it is not the table's. */
  readonly section?: string;
}

/** One table or passage of one document. */
export interface Table {
  readonly about: string;
  /** Id in `rules/documents.json`. */
  readonly document: string;
  /** A heading of the document, exactly. */
  readonly section: string;
  /** The document's own date, `YYYY-MM-DD`; the same as in `rules/documents.json`. */
  readonly date: string;
  readonly unit?: string;
  /** Where sources disagree or a figure was withdrawn: what is followed, and why. */
  readonly choice?: string;
  readonly cells: Readonly<Record<string, Cell>>;
}

/** A cell with all that its table says of it. */
export interface Row extends Cell, Omit<Table, "cells"> {
  readonly id: RowId;
  readonly section: string;
}

export const tables: Readonly<Record<string, Table>> = data.tables;

/** A report asks for the same few rows again and again. */
const known = new Map<RowId, Row>();

/** The row of that id. Throws an Error where there is none: a consequence never rests on nothing. */
export function row(id: RowId): Row {
  const before = known.get(id);
  if (before) return before;
  const found = find(id);
  known.set(id, found);
  return found;
}

function find(id: RowId): Row {
  const slash = id.indexOf("/");
  const table = own(tables, id.slice(0, slash));
  const cell = table && own(table.cells, id.slice(slash + 1));
  if (!cell) throw new Error(`no such row: ${id}`);
  const { cells, ...shared } = table;
  return { ...shared, ...cell, id };
}

/** The figure of a row. Throws an Error where it has none. */
export function figure(id: RowId): number {
  const { value } = row(id);
  if (value === undefined) throw new Error(`no figure: ${id}`);
  return value;
}

const own = <T>(all: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(all, key) ? all[key] : undefined;

/** A figure as people read it: `100,000`, `1.25`; three decimals at most. Intl, which could do it too, is slow to start. */
export function readable(value: number): string {
  const [whole = "", decimals] = String(Math.round(value * 1000) / 1000).split(".");
  return whole.replace(/\B(?=(?:\d{3})+$)/g, ",") + (decimals === undefined ? "" : `.${decimals}`);
}
