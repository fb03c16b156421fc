/** YAML → plain values, and where each of them stands. */
import { isMap, isScalar, LineCounter, type Node, parseDocument } from "yaml";
import { ConfigError } from "./error";
import type { Path } from "./matching";

/** A YAML file as it was read. Places are `file:line:column`, the nearest there is. */
export interface YamlFile {
  readonly value: unknown;
  /** Where the value begins. */
  readonly valueAt: (path: Path) => string;
  /** Where its name begins. */
  readonly keyAt: (path: Path) => string;
  /** The same in numbers, from 1; only where there is such a name. */
  readonly keyPlace: (path: Path) => Place | undefined;
}

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What went wrong, in plain words; by the library's code. */
const words: Readonly<Record<string, string>> = {
  BAD_ALIAS: "an alias (*name) without its anchor (&name)",
  BAD_DQ_ESCAPE: "this escape (\\) is none; write the text between single quotes",
  BAD_INDENT: "the indentation fits nothing above it, or a bracket is not closed",
  BAD_SCALAR_START: "a text that begins so needs quotes",
  BLOCK_AS_IMPLICIT_KEY: "a mapping cannot begin on this line; is there one colon too many?",
  BLOCK_IN_FLOW: "an indented block cannot stand within brackets",
  DUPLICATE_KEY: "this key is here for the second time",
  MISSING_CHAR: "something is missing before this, such as a colon, a comma, a quote or a closing bracket",
  MULTILINE_IMPLICIT_KEY: "a key ends on its own line; is a colon missing?",
  MULTIPLE_DOCS: "a second document (---) begins here; expected one",
  TAB_AS_INDENT: "a tab cannot indent; use spaces",
  TAG_RESOLVE_FAILED: "a tag (!name) that means nothing here",
  UNEXPECTED_TOKEN: "this was not expected here",
};

/** Parses YAML. Throws ConfigError, in one line, at the first mistake. */
export function parsed(text: string, file: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeAt = (offset: number): Place => {
    const { line, col: column } = lines.linePos(offset);
    return { line, column };
  };
  const at = (offset: number): string => {
    const { line, column } = placeAt(offset);
    return `${file}:${line}:${column}`;
  };
  const [broken] = [...document.errors, ...document.warnings];
  if (broken) throw new ConfigError(`${at(broken.pos[0])}: not YAML: ${words[broken.code] ?? "this cannot be read"}`);

  const rangeOf = (path: Path): number | undefined =>
    ((path.length === 0 ? document.contents : document.getIn(path, true)) as Node | null | undefined)?.range?.[0];
  const valueAt = (path: Path): string => {
    for (let length = path.length; length >= 0; length--) {
      const offset = rangeOf(path.slice(0, length));
      if (offset !== undefined) return at(offset);
    }
    return at(0);
  };
  const offsetOfKey = (path: Path): number | undefined => {
    const holder = path.length < 2 ? document.contents : document.getIn(path.slice(0, -1), true);
    const pair = isMap(holder)
      ? holder.items.find(({ key }) => isScalar(key) && String(key.value) === String(path.at(-1)))
      : undefined;
    return path.length === 0 ? undefined : (pair?.key as Node | undefined)?.range?.[0];
  };
  const keyAt = (path: Path): string => {
    const offset = offsetOfKey(path);
    return offset === undefined ? valueAt(path) : at(offset);
  };
  const keyPlace = (path: Path): Place | undefined => {
    const offset = offsetOfKey(path);
    return offset === undefined ? undefined : placeAt(offset);
  };
  try {
    return { value: document.toJS(), valueAt, keyAt, keyPlace };
  } catch {
    throw new ConfigError(`${file}: not YAML that can be followed: ${words.BAD_ALIAS}, or too many of them`);
  }
}
