/** Where text stops being JSON. JSON.parse knows too, but its messages quote the text, which may hold secrets. */

export interface Fault {
  /** Offset of the first byte that cannot be right. */
  readonly at: number;
  /** What JSON allows there. */
  readonly expected: string;
  /** True if nothing is wrong but that the text ends too early. */
  readonly ended: boolean;
}

const blank = /[ \t\n\r]*/y;
/** What stands for itself in a string: all but the quote, the backslash and what is below the space. */
const plain = /[ !#-[\]-\xff]*/y;
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
/** An escape that may still become one. */
const half = /\\(?:u[0-9a-fA-F]{0,3})?$/y;
const word = /true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const wordLike = /[-+.\w]*/y;

/**
 * The first fault of one JSON value, with nothing but white space around it; undefined if there is none.
 * Looks at structure only: bytes above 127 are taken for parts of characters. Nesting costs no stack.
 */
export function fault(bytes: Buffer): Fault | undefined {
  const text = bytes.toString("latin1"); // one character for each byte
  let at = 0;
  const skip = (what: RegExp): number => {
    what.lastIndex = at;
    what.test(text);
    at = Math.max(at, what.lastIndex);
    return at;
  };
  const wrong = (expected: string): Fault => ({ at, expected, ended: at >= text.length });

  const quoted = (): Fault | undefined => {
    at++;
    for (;;) {
      skip(plain);
      if (text[at] === '"') {
        at++;
        return undefined;
      }
      if (text[at] !== "\\") return wrong("the end of a string");
      const from = at;
      if (skip(escaped) > from) continue;
      half.lastIndex = at;
      return { at, expected: "an escape such as \\n", ended: half.test(text) };
    }
  };
  const named = (): Fault | undefined => {
    if (text[at] !== '"') return wrong("a name in quotes");
    const bad = quoted();
    if (bad) return bad;
    skip(blank);
    if (text[at] !== ":") return wrong('":"');
    at++;
    return undefined;
  };

  const open: string[] = [];
  for (;;) {
    // A value begins here.
    skip(blank);
    const c = text[at];
    if (c === "{" || c === "[") {
      at++;
      skip(blank);
      const close = c === "{" ? "}" : "]";
      if (text[at] === close) at++;
      else {
        open.push(close);
        const bad = close === "}" ? named() : undefined;
        if (bad) return bad;
        continue;
      }
    } else if (c === '"') {
      const bad = quoted();
      if (bad) return bad;
    } else {
      const from = at;
      const end = skip(wordLike);
      at = from;
      if (skip(word) !== end || end === from) {
        at = from;
        return { at, expected: "a value", ended: end >= text.length };
      }
    }
    // A value ended here: so may what holds it.
    for (;;) {
      skip(blank);
      const close = open.at(-1);
      if (close === undefined) return at < text.length ? wrong("nothing more") : undefined;
      if (text[at] === ",") {
        at++;
        skip(blank);
        const bad = close === "}" ? named() : undefined;
        if (bad) return bad;
        break;
      }
      if (text[at] !== close) return wrong(`"," or "${close}"`);
      at++;
      open.pop();
    }
  }
}
