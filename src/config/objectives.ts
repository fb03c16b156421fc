/** What holds for one stack: the declarations that match it, the most specific one first. */
import { expand, intersect } from "../azure/boundary";
import type { Boundary, Environment, Level, Objectives, Waiver } from "../model";
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

  const environments = declarations.filter((entry) => entry.environment !== undefined);
  const tied = environments.filter((entry) => entry.rank === environments[0]?.rank).map((entry) => entry.environment);
  const levels: Record<string, Level> = {};
  for (const entry of [...declarations].reverse()) Object.assign(levels, entry.levels);
  const boundaries: Boundary[] = declarations.flatMap(({ residency }) => (residency ? [expand(residency)] : []));
  const boundary = intersect(boundaries);

  return {
    objectives: {
      environment: strictest.find((candidate) => tied.includes(candidate)) ?? "production",
      ...(boundary && { boundary }),
      levels,
      failOnUnknown: declarations.find((entry) => entry.failOnUnknown !== undefined)?.failOnUnknown ?? false,
    },
    waivers: config.waivers ?? [],
  };
}
