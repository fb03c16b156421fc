/** What holds for one stack: the declarations that match it, the most specific one first. */
import { expand, intersect } from "../azure/boundary";
import type { Boundary, Environment, Level, Objectives, Waiver } from "../model";
import { ConfigError } from "./error";
import { glob } from "./glob";
import type { Declaration, HadrConfig } from "./schema";

/** A pattern without a slash speaks of the stack's name in any project. */
const onStack = (pattern: string): string => (pattern.includes("/") ? pattern : `*/${pattern}`);

/** Whether a pattern matches `project/stack`. */
export const matchesStack = (pattern: string, project: string, stack: string): boolean =>
  glob(onStack(pattern)).test(`${project}/${stack}`);

/** More letters that are no wildcard: more specific. */
const specificity = (pattern: string): number => onStack(pattern).replace(/[*?/]/g, "").length;

const strictest: readonly Environment[] = ["production", "staging", "test", "development"];

/**
 * The objectives and waivers of a stack. The most specific declaration of environment, levels and failOnUnknown wins,
 * the stricter one on a tie; boundaries intersect. Throws an Error where no region is inside all of them.
 */
export function policyFor(
  config: HadrConfig,
  project: string,
  stack: string,
): { readonly objectives: Objectives; readonly waivers: readonly Waiver[] } {
  const entries = (config.stacks ?? [])
    .filter(({ match }) => matchesStack(match, project, stack))
    .map((entry) => ({ ...entry, rank: specificity(entry.match) }))
    .sort((one, other) => other.rank - one.rank);
  const declarations: readonly (Declaration & { rank: number })[] = [...entries, { ...config, rank: -1 }];

  /** The value of the most specific declarations that have one; the strictest of them on a tie. */
  const nearest = <T>(value: (entry: Declaration) => T | undefined, strictest: readonly T[]): T | undefined => {
    const own = declarations.filter((entry) => value(entry) !== undefined);
    const tied = own.filter(({ rank }) => rank === own[0]?.rank).map(value);
    return strictest.find((candidate) => tied.includes(candidate));
  };
  const levels: Record<string, Level> = {};
  for (const rule of new Set(declarations.flatMap((entry) => Object.keys(entry.levels ?? {})))) {
    const level = nearest<Level>((entry) => entry.levels?.[rule], ["mandatory", "advisory", "disabled"]);
    if (level) levels[rule] = level;
  }
  const boundaries: Boundary[] = declarations.flatMap(({ residency }) => (residency ? [expand(residency)] : []));
  const boundary = commonTo(boundaries, project, stack);

  return {
    objectives: {
      environment: nearest((entry) => entry.environment, strictest) ?? "production",
      ...(boundary && { boundary }),
      levels,
      failOnUnknown: nearest((entry) => entry.failOnUnknown, [true, false]) ?? false,
    },
    waivers: config.waivers ?? [],
  };
}

function commonTo(boundaries: readonly Boundary[], project: string, stack: string): Boundary | undefined {
  try {
    return intersect(boundaries);
  } catch (error) {
    throw new ConfigError(`hadr.yaml: for ${project}/${stack}: ${(error as Error).message}`);
  }
}
