import { closest, distance } from "fastest-levenshtein";

/** ` (did you mean "x"?)`: the word that is only a few edits or two swapped letters away, or the one that begins so; nothing where none is near. */
export function didYouMean(word: string, words: readonly string[]): string {
  if (words.length === 0) return "";
  const lower = word.toLowerCase();
  const best = closest(lower, words);
  const begun = lower.length < 3 ? [] : words.filter((candidate) => candidate.toLowerCase().startsWith(lower));
  const near = distance(lower, best.toLowerCase());
  const swapped = near === 2 && lettersOf(lower) === lettersOf(best.toLowerCase());
  const meant = near <= Math.floor(lower.length / 3) || swapped ? best : begun[0];
  return meant === undefined ? "" : ` (did you mean "${meant}"?)`;
}

const lettersOf = (word: string): string => [...word].sort().join("");
