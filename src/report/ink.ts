/** Lines of text in a terminal: wrapped, indented and, where asked, coloured. */
import { styleText } from "node:util";
import { printable } from "../printable";
import { columns } from "./plain";

export type Style = "bold" | "dim" | "red" | "yellow" | "cyan" | "green";

/** Keeps the words on both sides on one line; printed as a space. */
export const glue = "\u00a0";

/** Some words and how they look. They are made printable here, so that nobody else has to think of it. */
export type Piece = string | readonly [words: string, ...styles: Style[]];

export interface Ink {
  /** Words broken at spaces. One that is longer than a line stays whole, so that links can be clicked. */
  readonly flow: (indent: number, pieces: readonly Piece[], hanging?: number) => string[];
  /** One line, not broken. */
  readonly line: (indent: number, pieces: readonly Piece[]) => string;
  /** A short name in a column of its own and what it stands for beside it, or below it in a narrow terminal. */
  readonly labelled: (indent: number, label: string, pieces: readonly Piece[]) => string[];
  /** Words, and a line drawn from them to the right edge. */
  readonly heading: (words: string, ...styles: Style[]) => string;
  readonly width: number;
}

const widest = 100;
const narrowest = 24;
const labelColumn = 11;

interface Part {
  words: string;
  readonly styles: readonly Style[];
}

/** What stands between two spaces: the parts of several pieces where no space parts them. */
interface Word {
  readonly gap: string;
  readonly parts: Part[];
}

const partsOf = (pieces: readonly Piece[]): Part[] =>
  pieces.map((piece) => {
    const [words, ...styles] = typeof piece === "string" ? [piece] : piece;
    return { words: printable(words), styles };
  });

function wordsOf(pieces: readonly Piece[]): Word[] {
  const words: Word[] = [];
  let gap = "";
  for (const { words: text, styles } of partsOf(pieces))
    for (const [at, token] of text.split(" ").entries()) {
      if (at > 0) gap += " ";
      if (token === "") continue;
      const last = words.at(-1);
      if (last && gap === "") last.parts.push({ words: token, styles });
      else words.push({ gap, parts: [{ words: token, styles }] });
      gap = "";
    }
  return words;
}

const same = (one: readonly Style[], other: readonly Style[]): boolean =>
  one.length === other.length && one.every((style, at) => style === other[at]);

/** `width`: columns of the terminal. Prose is never wider than 100 columns: longer lines are hard to read. */
export function ink(color: boolean, width: number): Ink {
  const limit = Math.max(narrowest, Math.min(widest, Math.floor(width) || widest));

  const paint = (parts: readonly Part[]): string =>
    parts
      .map(({ words, styles }) =>
        color && styles.length > 0 ? styleText([...styles], words, { validateStream: false }) : words,
      )
      .join("")
      .replaceAll(glue, " ");

  const line = (indent: number, pieces: readonly Piece[]): string => " ".repeat(indent) + paint(partsOf(pieces));

  function flow(indent: number, pieces: readonly Piece[], hanging = indent): string[] {
    const lines: string[] = [];
    let parts: Part[] = [];
    let margin = indent;
    let used = indent;
    const add = (words: string, styles: readonly Style[]): void => {
      const last = parts.at(-1);
      if (last && same(last.styles, styles)) last.words += words;
      else parts.push({ words, styles });
    };
    for (const word of wordsOf(pieces)) {
      const long = word.parts.reduce((sum, part) => sum + columns(part.words), 0);
      if (parts.length > 0 && used + word.gap.length + long > limit) {
        lines.push(" ".repeat(margin) + paint(parts));
        parts = [];
        margin = hanging;
        used = hanging;
      } else if (parts.length > 0) {
        add(word.gap, parts.at(-1)?.styles ?? []);
        used += word.gap.length;
      }
      for (const part of word.parts) add(part.words, part.styles);
      used += long;
    }
    return [...lines, " ".repeat(margin) + paint(parts)];
  }

  function labelled(indent: number, label: string, pieces: readonly Piece[]): string[] {
    const name = line(indent, [[label.padEnd(labelColumn), "dim"]]);
    if (limit < 50) return [...(label ? [line(indent, [[label, "dim"]])] : []), ...flow(indent + 2, pieces)];
    const [first = "", ...others] = flow(indent + labelColumn, pieces);
    return [name + first.slice(indent + labelColumn), ...others];
  }

  const heading = (words: string, ...styles: Style[]): string =>
    line(0, [[words, ...styles], " ", ["─".repeat(Math.max(3, limit - columns(words) - 1)), "dim"]]);

  return { flow, line, labelled, heading, width: limit };
}
