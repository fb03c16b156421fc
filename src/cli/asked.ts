/** Which rules are asked: `--only` and `--skip`, by id or by pattern. */
import { glob } from "../config/glob";
import { didYouMean } from "../nearest";
import { list, plural } from "../report/plain";
import type { Rule } from "../rule";
import { Failure } from "./failure";

export interface Asked {
  /** Ids and patterns; none: all rules. */
  readonly only?: readonly string[];
  /** Ids and patterns. */
  readonly skip?: readonly string[];
}

type Rules = ReadonlyMap<string, Rule>;

/** Those that are asked, and what a reader has to know of those that are left out. Throws Failure where a pattern names no rule, or none is left. */
export function asked(rules: Rules, { only = [], skip = [] }: Asked): { rules: Rules; left: readonly string[] } {
  const wanted = only.length > 0 ? named(rules, "--only", only) : new Set(rules.keys());
  const unwanted = named(rules, "--skip", skip);
  const kept = new Map([...rules].filter(([id]) => wanted.has(id) && !unwanted.has(id)));
  if (kept.size === 0) throw new Failure("--only and --skip leave no rule to ask");
  const out = [...rules.keys()].filter((id) => !kept.has(id));
  if (out.length === 0) return { rules: kept, left: [] };
  const which = only.length > 0 ? `all but ${list([...kept.keys()], 10)}` : list(out, 10);
  const by = [...(only.length > 0 ? ["--only"] : []), ...(skip.length > 0 ? ["--skip"] : [])].join(" and ");
  const off = only.length > 0 ? [...kept.values()].filter(({ disabled }) => disabled !== undefined) : [];
  return {
    rules: kept,
    left: [
      `Left out by ${by}: ${which}; ${kept.size} of ${plural(rules.size, "rule")} ${kept.size === 1 ? "was" : "were"} asked.`,
      ...off
        .slice(0, 10)
        .map(({ id }) => `${id} ships switched off: it was asked only where \`levels\` gives it a level.`),
    ],
  };
}

function named(rules: Rules, flag: string, patterns: readonly string[]): ReadonlySet<string> {
  const ids = [...rules.keys()];
  return new Set(
    patterns.flatMap((pattern) => {
      const { test } = glob(pattern);
      const found = ids.filter(test);
      if (found.length > 0) return found;
      throw new Failure(
        `${flag}: no rule has the id ${JSON.stringify(pattern)}${didYouMean(pattern, ids)}; azure-hadr rules lists them`,
      );
    }),
  );
}
