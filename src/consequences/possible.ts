/**
 * What may come out where values are not known.
 *
 * A decision is written as if every value were known and asks each through `ask`. Where one is not, the decision is made
 * again for every answer that there could be, so that nothing is guessed and no order decides.
 */
import { attempt, Unknown, undecided } from "../known";

export interface Fork {
  /** The answer to the question; while nobody knows it, one of `all` that it could have. */
  readonly ask: <T>(question: () => T, all: readonly T[]) => T;
  /** One of these; `why` says what is not known where there is more than one. */
  readonly oneOf: <T>(all: readonly T[], why: Unknown | string) => T;
}

/** Takes nothing that is not known: throws `Unknown` instead. */
export const allKnown: Fork = {
  ask: (question) => question(),
  oneOf: (all, why) => (all.length === 1 ? all[0]! : undecided(said(why))),
};

/** One result, and which of the possible answers led to it: what was not known → the answers taken for it. */
export interface Possible<T> {
  readonly value: T;
  readonly taken: ReadonlyMap<string, string>;
  /** Which of what was not known are values, and not what no source says. */
  readonly hidden: ReadonlySet<string>;
}

/** Every result that the decision can have. One, without anything taken, where all is known. */
export function possible<T>(decide: (fork: Fork) => T): Possible<T>[] {
  const results: Possible<T>[] = [];
  /** The answers taken this time, as places in their lists, how long the lists are, and how much was asked before. */
  const path: { at: number; of: number; asked: number }[] = [];
  /** What was answered up to the last place where another answer is taken: the same will be asked again. */
  const answers: unknown[] = [];
  const hidden = new Set<string>();
  do {
    let depth = 0;
    let asked = 0;
    const taken = new Map<string, string>();
    const oneOf: Fork["oneOf"] = (all, because) => {
      if (all.length === 1) return all[0]!;
      const why = said(because);
      if (because instanceof Unknown && because.isHidden) hidden.add(why);
      path[depth] ??= { at: 0, of: all.length, asked };
      const { at } = path[depth++]!;
      taken.set(why, `${taken.get(why) ?? ""} ${at}`);
      return all[at]!;
    };
    const ask: Fork["ask"] = (question, all) => {
      const index = asked++;
      if (index === answers.length) answers.push(attempt(question));
      const answer = answers[index] as ReturnType<typeof question> | Unknown;
      return answer instanceof Unknown ? oneOf(all, answer) : answer;
    };
    results.push({ value: decide({ ask, oneOf }), taken, hidden });
    while (path.length > 0 && ++path.at(-1)!.at === path.at(-1)!.of) path.pop();
    answers.length = path.at(-1)?.asked ?? 0;
  } while (path.length > 0);
  return results;
}

/** What is not known, in words. */
export const said = (what: Unknown | string): string =>
  typeof what === "string" ? what : what.path ? `${what.path} is ${what.why}` : what.why;
