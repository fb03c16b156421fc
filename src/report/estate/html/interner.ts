/** Texts by numbers: what is said often is written once. */
export interface Interner {
  /** All of them, in the order of their places. */
  readonly all: readonly string[];
  /** The place of a text, a new one where it was not there. */
  placeOf(text: string): number;
}

export function interner(): Interner {
  const places = new Map<string, number>();
  const all: string[] = [];
  return {
    all,
    placeOf(text) {
      const known = places.get(text);
      if (known !== undefined) return known;
      places.set(text, all.length);
      return all.push(text) - 1;
    },
  };
}
