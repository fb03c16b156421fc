/** Markdown that says what it is given and nothing else, and the size of a comment. */
import { printable } from "../printable";
import { plural } from "./plain";

/** One character that a reader does not see: it parts what GitHub would take for a mention, a reference or a link. */
const gap = "&#8203;";

const entity = (character: string): string => `&#${character.charCodeAt(0)};`;

/** Longer words are documents that somebody put into a property. */
const longest = 400;

const clip = (text: string): string => {
  const characters = [...text];
  return characters.length > longest ? `${characters.slice(0, longest).join("")}…` : text;
};

/**
 * Words from programs and declarations, on one line, as text: no markup, HTML or end of a table's cell. What GitHub makes
 * of text by itself (mentions, issues, commits, emoji, formulas, addresses) is parted by a character of no width.
 */
export const plainly = (words: string): string => escaped(clip(words.trim()));

const escaped = (words: string): string =>
  printable(words)
    .split(splitters)
    .map((part) => part.replace(markup, entity))
    .join(gap);

const markup = /[\\`*{}[\]<>&|~$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|(?<=^|\s)[#+=-]|(?<=^\d{1,9})[.)](?=\s|$)/g;

/** Places between two characters: where `@`, `#`, a scheme, `www.`, a commit or an emoji would begin. */
const splitters =
  /(?<=@)|(?<=[#/])(?=\d)|(?<=\bGH-)(?=\d)|(?<=[A-Za-z]:)(?=\/\/)|(?<=www)(?=\.)|(?<=mailto:|xmpp:)|(?<=\b(?:[0-9a-f]{6})+)(?=[0-9a-f]+\b)|(?<=:)(?=[\w+-]*[a-z_+][\w+-]*:)|(?<=\$)|(?=\$)/gi;

/** A name, a file, a value. */
export const code = (words: string): string => (words === "" ? "" : `<code>${plainly(words)}</code>`);

/** What a rule says: our own words, in which backticks make code. */
export const ruleWords = (words: string): string =>
  words
    .split("`")
    .map((part, at) => (at % 2 === 1 ? code(part) : escaped(part)))
    .join("");

/** A sentence of ours that names what programs call things: backticks make code, and nothing in a name does more. */
export const sentence = (words: string): string => ruleWords(clip(words.trim()));

/** A link of our own. */
export const link = (words: string, address: string): string =>
  `[${words}](<${address.replace(/[<>\\\s]/g, encodeURIComponent)}>)`;

export const bold = (words: string): string => `**${words}**`;

/** The row of a table. Cells are Markdown, in which nothing ends them. */
export const tableRow = (...cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
export const tableHead = (...names: readonly string[]): string =>
  `${tableRow(...names)}\n${tableRow(...names.map(() => "---"))}`;

/** A part of the report of which items may be left out, each as a whole. */
export interface Section {
  /** All that stands before the first item, its line breaks included. */
  readonly head: string;
  readonly items: readonly string[];
  /** Between two items. */
  readonly between: "\n" | "\n\n";
  readonly tail?: string;
  /** What its items are, for those that are left out. */
  readonly of: readonly [one: string, many: string];
}

/** Folded up, unless it is to be read at once. `summary`: Markdown of one line, shown as HTML. */
export const folded = (summary: string, isOpen: boolean, { head, tail = "", ...section }: Section): Section => ({
  ...section,
  head: `<details${isOpen ? " open" : ""}><summary>${summary}</summary>\n\n${head}`,
  tail: `${tail}\n\n</details>`,
});

const left = (count: number, [one, many]: Section["of"]): string =>
  `… and ${plural(count, `more ${one}`, `more ${many}`)}`;

const fixedSize = ({ head, items, tail = "", of }: Section): number =>
  head.length + tail.length + left(items.length, of).length + 6;

/** How much of `room` each section gets: small ones all that they need, and the others alike, so that none displaces another. */
function shares(sections: readonly Section[], room: number): ReadonlyMap<Section, number> {
  const needs = sections
    .map((section) => {
      const items = section.items.reduce((sum, item) => sum + item.length + section.between.length, 0);
      return { section, need: fixedSize(section) + items };
    })
    .sort((one, other) => one.need - other.need);
  let rest = room;
  return new Map(
    needs.map(({ section, need }, index) => {
      const share = Math.min(need, Math.floor(rest / (needs.length - index)));
      rest -= share;
      return [section, share];
    }),
  );
}

/**
 * The parts one below the other, within `limit` UTF-16 units. `foot` is there in any case. Items that do not fit are left
 * out and counted: below their own section or, where nothing of it fits, before the foot. What one section leaves of its
 * share is the next one's.
 */
export function fitted(top: string, sections: readonly Section[], foot: string, limit: number): string {
  const room = 400; // for what is said of sections that are left out
  const parts = [top];
  const missing = new Map<string, { count: number; of: Section["of"] }>();
  let used = top.length + foot.length + room;
  const own = shares(sections, limit - used);
  let end = used;
  for (const section of sections) {
    const { head, items, between, tail = "", of } = section;
    const shown: string[] = [];
    let size = used + fixedSize(section);
    end += own.get(section) ?? 0;
    for (const item of items) {
      if (size + item.length + between.length > end) continue;
      shown.push(item);
      size += item.length + between.length;
    }
    const more = items.length - shown.length;
    if (shown.length === 0 && (more > 0 || size > end)) {
      const before = missing.get(of[1])?.count ?? 0;
      missing.set(of[1], { count: before + more, of });
      continue;
    }
    parts.push(`${head}${shown.join(between)}${more > 0 ? `\n\n${left(more, of)}` : ""}${tail}`);
    used = size;
  }
  const out = [...missing.values()]
    .filter(({ count }) => count > 0)
    .map(({ count, of }) => `${count} ${of[count === 1 ? 0 : 1]}`);
  if (out.length > 0) parts.push(`Left out, since a comment holds no more: ${out.join(", ")}.`);
  return `${[...parts, foot].join("\n\n")}\n`;
}
