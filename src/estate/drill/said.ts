/** From a sentence of `consequences` to one with its rows; a test asks for every sentence that there can be. */
import type { RowId } from "../../consequence";
import type { Said, Step } from "../../drill";
import { azure, azureOf, person } from "./sentences";

const order = Object.keys(person);
const perhaps = "Perhaps: ";
const bare = (words: string): string => (words.startsWith(perhaps) ? words.slice(perhaps.length) : words);

/** Rows of one kind's documents alone. */
const ofKind = (rows: readonly RowId[], kind: string): readonly RowId[] => {
  const family = /^(documentdb|postgresql)-/.exec(kind)?.[1];
  const own = family === undefined ? rows : rows.filter((row) => row.startsWith(family) || row.startsWith("service"));
  return own.length > 0 ? own : rows;
};

/** Throws an Error for a sentence of which no row is known: nothing is said without one. */
export function azureSaid(words: string, kind: string): Said {
  const rows = azureOf[kind]?.[bare(words)] ?? azure[bare(words)];
  if (!rows) throw new Error(`no row for: ${words}`);
  return { words, rows };
}

/** The same of what people do, in the order in which it is done. */
export function personSaid(sentences: readonly string[], kind: string): readonly Step[] {
  const sorted = sentences.toSorted((one, other) => order.indexOf(bare(one)) - order.indexOf(bare(other)));
  return sorted.map((words): Step => {
    const told = person[bare(words)];
    if (!told) throw new Error(`no row for: ${words}`);
    const { rows, by = "database operator", when = "during", run } = told;
    return { when, by, words, rows: ofKind(rows, kind), ...(run && { run }) };
  });
}
