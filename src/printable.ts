/** Words from programs and declarations, made fit to print. */

/** What moves the cursor, hides or reorders text, or begins a line of its own. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Most texts hold nothing of the kind, which is quickly seen. */
const isPlain = (text: string): boolean => !/[^ -~]|##|::/.test(text);

const codeUnits = (text: string): string =>
  Array.from(text.split(""), (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");

/**
 * The text on one line, with `\uXXXX` for what is not to be printed as it is: control characters, and what the log of a
 * CI system would obey (`::add-mask::` on GitHub, `##vso[…]` on Azure DevOps).
 */
export const printable = (text: string): string =>
  isPlain(text)
    ? text
    : text
        .replace(unprintable, codeUnits)
        .replace(/##(?=\[|vso\[)/gi, "#\\u0023")
        .replace(/(?<!\S)::/g, "\\u003a:");

/** The same JSON text with `\uXXXX` for what is not to be printed. Inside JSON such characters stand only in strings. */
export const printableJson = (json: string): string =>
  json
    .replace(unprintable, (character) => (character === "\n" ? character : codeUnits(character)))
    .replace(/##(?=\[|vso\[)/gi, "#\\u0023");
