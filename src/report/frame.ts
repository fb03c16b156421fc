/** The one line of the program where a resource is declared, with a caret under the place. */
import type { SourcePosition } from "../model";
import { printable } from "../printable";
import type { Ink } from "./ink";
import { columns } from "./plain";

/** As many characters from the start as fit. */
function fitting(characters: readonly string[], room: number): string {
  let text = "";
  let used = 0;
  for (const character of characters) {
    used += columns(character);
    if (used > room) return text;
    text += character;
  }
  return text;
}

const reversed = (text: string): string[] => [...text].reverse();

/** `source`: the line as the file has it. Nothing where the line is blank, and so plainly not the place. */
export function frame(ink: Ink, indent: number, { line, column }: SourcePosition, source: string): string[] {
  const code = source.replaceAll("\t", " ").trimEnd();
  const start = code.length - code.trimStart().length;
  if (start === code.length) return [];
  const caret = Math.max(start, Math.min(column - 1, code.length));
  const gutter = `${line} │ `;
  const room = Math.max(10, ink.width - indent - columns(gutter) - 2);

  const before = printable(code.slice(start, caret));
  const after = printable(code.slice(caret));
  const head =
    columns(before) > room / 2
      ? `…${fitting(reversed(before), room / 2)
          .split("")
          .reverse()
          .join("")}`
      : before;
  const tail = fitting([...after], room - columns(head));
  return [
    ink.line(indent, [[gutter, "dim"], `${head}${tail}${tail.length < after.length ? "…" : ""}`]),
    ink.line(indent, [[`${" ".repeat(columns(gutter) - 2)}│ `, "dim"], " ".repeat(columns(head)), ["^", "red"]]),
  ];
}
