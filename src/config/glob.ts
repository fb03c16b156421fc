/** A pattern in which `*` is any text, `?` one character, and everything else itself. Case counts. */
export interface Glob {
  readonly test: (text: string) => boolean;
}

export const glob = (pattern: string): Glob => ({ test: (text) => matches(pattern, text) });

/** In steps at most pattern × text: on a mismatch only the last `*` takes one character more. */
function matches(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let taken = 0;
  for (let index = 0; index < text.length; ) {
    if (at < pattern.length && pattern[at] === "*") {
      star = at++;
      taken = index;
    } else if (at < pattern.length && (pattern[at] === "?" || pattern[at] === text[index])) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++taken;
    } else return false;
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}
