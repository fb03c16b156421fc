/** `*` is any text, `?` one character; everything else is itself. Matches the whole text, case counts. */
export function glob(pattern: string): RegExp {
  let compiled = cache.get(pattern);
  if (!compiled) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replace(/\*/g, ".*")
      .replace(/\?/g, ".");
    compiled = new RegExp(`^${source}$`, "s");
    cache.set(pattern, compiled);
  }
  return compiled;
}
const cache = new Map<string, RegExp>();
