/** Comments in a program's source that are a line of their own, and the line above which they stand. */

/** How a language marks a comment that has its line to itself; what it says is the first group that matched. */
const languages: readonly (readonly [file: RegExp, comment: RegExp])[] = [
  [/\.(?:py|ya?ml|pp)$/, /^\s*#+(.*)$/],
  [/\.(?:[cm]?[jt]sx?|go|cs|fs|java|kt|scala)$/, /^\s*(?:\/{2,}(.*)|\/\*((?:(?!\*\/).)*)\*\/\s*)$/],
  [/\.vb$/, /^\s*'+(.*)$/],
];

/** Finds what a line says where it is a comment and nothing else, and undefined where it is not. */
export function commentsOf(file: string): (line: string) => string | undefined {
  const comment = languages.find(([name]) => name.test(file))?.[1];
  return (line) => {
    const said = comment?.exec(line);
    return said ? (said[1] ?? said[2]?.replace(/^\*+/, "") ?? "").trim() : undefined;
  };
}

/**
 * Whether a statement only begins on a line, so that what is said above it is said of the next line too: `const a =`,
 * `return`, an opened list or call. Not an opened block: what is said above a function is said of the function.
 */
const begins = (line: string): boolean => /(?:[=([]|=>|\breturn)\s*\\?\s*$/.test(line);

/**
 * The comment lines directly above a line, with those between and above the lines on which its statement begins. Lines
 * count from 1; the nearest first.
 */
export function linesAbove(lines: readonly string[], line: number, file: string): number[] {
  const isComment = commentsOf(file);
  const found: number[] = [];
  let below = indentOf(lines[line - 1] ?? "");
  for (let at = line - 1; at > 0; at--) {
    const text = lines[at - 1] ?? "";
    if (isComment(text) !== undefined) {
      if (isIndented.test(file) && indentOf(text) > below) break; // it ends the block above
      found.push(at);
    } else if (begins(text)) below = indentOf(text);
    else break;
  }
  return found;
}

/** Languages whose blocks end where the indentation does. */
const isIndented = /\.(?:py|ya?ml|fs)$/;
const indentOf = (line: string): number => line.length - line.trimStart().length;
