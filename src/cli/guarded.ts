/** Declarations of a revision that the change cannot touch, and what the change would take back of them. */
import { loosened } from "../config/loosened";
import { loadRules } from "../rules";
import { findConfig, readDeclared, type Sources } from "./check";
import { each, stackPolicies } from "./stack";
import { revisionTree } from "./tree";

/** `own`: the policies and the file as they are here. Throws Failure without such a revision. */
export function guarded(sources: Sources, own: ReturnType<typeof stackPolicies>, ownFile: string | undefined) {
  const { cwd, config, baseRef = "" } = sources;
  const tree = revisionTree(baseRef, cwd);
  const file = findConfig(cwd, config, tree);
  const policiesThere = stackPolicies(readDeclared(file, tree), sources, tree);
  const policyFor: typeof own = (project, stack, seen) => {
    const there = policiesThere(project, stack, seen);
    const taken = loosened(there, own(project, stack, seen), loadRules());
    return each(there, (policy) => ({ ...policy, loosened: taken }));
  };
  const missing =
    file === undefined && ownFile !== undefined
      ? [`${ownFile} is not in ${baseRef}: nothing that it declares holds before it is merged.`]
      : [];
  return {
    policyFor,
    where: [`What is declared was read from ${baseRef}, so that no change excuses itself.`, ...missing],
    ...(file !== undefined && { file: tree.shown(file) }),
  };
}
