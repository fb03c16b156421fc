import { closest, distance } from "fastest-levenshtein";

/** ` (did you mean "x"?)`: the word that is only a few edits away, or the one that begins so; nothing where none is near. */
export function didYouMean(word: string, words: readonly string[]): string {
  if (words.length === 0) return "";
  const lower = word.toLowerCase();
  const best = closest(lower, words);
  const begun = lower.length < 3 ? [] : words.filter((candidate) => candidate.toLowerCase().startsWith(lower));
  const meant = distance(lower, best.toLowerCase()) <= Math.floor(lower.length / 3) ? best : begun[0];
  return meant === undefined ? "" : ` (did you mean "${meant}"?)`;
}
