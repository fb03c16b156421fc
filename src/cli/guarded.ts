/** Declarations of a revision that the change cannot touch, and what the change would take back of them. */

import type { BaselineEntry } from "../assessment";
import { timesOf, total } from "../baseline";
import { loosened, loosenedFor, waiverWords } from "../config/loosened";
import type { Waiver } from "../model";
import { list, plural } from "../report/plain";
import { loadRules } from "../rules";
import { type Declarations, findConfig, readDeclared, type Sources } from "./check";
import { baselineIn, readBaseline } from "./debts";
import { each, stackPolicies } from "./stack";
import { here, revisionTree, type Tree } from "./tree";

/** `own`: the policies and the file as they are here. Throws Failure without such a revision. */
export function guarded(sources: Sources, own: Declarations["policyFor"], ownFile: string | undefined): Declarations {
  const { cwd, config, baseRef = "" } = sources;
  const tree = revisionTree(baseRef, cwd);
  const file = findConfig(cwd, config, tree);
  const policiesThere = stackPolicies(readDeclared(file, tree), sources, tree);
  const ownBaseline = baselineIn(here, sources);
  const baseline = baselineIn(tree, sources) === undefined ? ownBaseline : undefined;
  const debts = entriesIn(here, sources);
  const debtsThere = entriesIn(tree, sources);
  /** By stack; what the program says and each resource are added when they are read, and asked for at the end of it. */
  const taken = new Map<string, string[]>();
  const policyFor: typeof own = (project, stack, seen) => {
    const [there, here] = [policiesThere(project, stack, seen), own(project, stack, seen)];
    const name = `${project}/${stack}`;
    const words = taken.get(name) ?? [
      ...loosened({ project, stack }, there, here, loadRules()),
      ...takenIn(debtsThere, debts, name),
    ];
    taken.set(name, words);
    const held = each(there, (policy) => ({ ...policy, loosened: words }));
    const compared = new Map([[there(), new Set([here()])]]);
    return (resource) => {
      if (resource === undefined) return held();
      const [before, after] = [there(resource), here(resource)];
      const known = compared.get(before) ?? new Set();
      if (!known.has(after))
        for (const more of loosenedFor(resource, before, after, loadRules()))
          if (!words.some((one) => one.endsWith(more.what))) words.push(more.words);
      compared.set(before, known.add(after));
      return held(resource);
    };
  };
  const takesBack = (waiver: Waiver): void => {
    const words = taken.get(waiver.stack ?? "");
    if (words && !words.includes(waiverWords(waiver))) words.push(waiverWords(waiver));
  };
  const missing = [
    ...(file === undefined && ownFile !== undefined
      ? [`${ownFile} is not in ${baseRef}: nothing that it declares holds before it is merged.`]
      : []),
    ...(baseline === undefined
      ? []
      : [`${baseline} is not in ${baseRef}: nothing that it holds is excused before it is merged.`]),
  ];
  return {
    policyFor,
    takesBack,
    where: [`What is declared was read from ${baseRef}, so that no change excuses itself.`, ...missing],
    ...(file !== undefined && { file: tree.shown(file) }),
  };
}

/** The entries of the baseline that the tree has. */
function entriesIn(tree: Tree, sources: Sources): readonly BaselineEntry[] {
  const file = baselineIn(tree, sources);
  return file === undefined || !tree.exists(file) ? [] : readBaseline(file, tree).entries;
}

/** What a baseline excuses of a stack and did not. */
function takenIn(before: readonly BaselineEntry[], after: readonly BaselineEntry[], stack: string): string[] {
  const known = new Map(before.map((entry) => [entry.fingerprint, timesOf(entry)]));
  const more = after.flatMap((entry) => {
    const times = timesOf(entry) - (known.get(entry.fingerprint) ?? 0);
    return entry.stack === stack && times > 0 ? [{ ...entry, times }] : [];
  });
  if (more.length === 0) return [];
  const which = list(
    more.map(({ rule, resource }) => `${rule} on ${resource}`),
    3,
  );
  return [`the baseline takes in ${plural(total(more), "more finding")} (${which})`];
}
