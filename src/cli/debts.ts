/** The baseline that a gate is held against: the file named, else the nearest one. */
import { relative } from "node:path";
import type { Debts } from "../baseline";
import { Failure } from "./failure";
import { isFolder } from "./files";
import { here, revisionTree, type Tree } from "./tree";

/** Which baseline holds. */
export interface Held {
  readonly cwd: string;
  /** A file; `false`: none; absent: the nearest `hadr-baseline.json` at or above the folder. */
  readonly baseline?: string | false;
  /** The revision that it is read from, so that no change excuses itself. Absent: what is here. */
  readonly baseRef?: string;
}

const format = () => require("../baseline-file") as typeof import("../baseline-file"); // only where there is one

/** The nearest baseline, as a reader would name it from here. */
export function nearestBaseline(cwd: string, tree = here): string | undefined {
  if (!isFolder(cwd)) throw new Failure(`${cwd}: no such folder`);
  const found = tree.findUp(cwd, "hadr-baseline.json");
  return found && relative("", found);
}

/** What a baseline file holds. Throws ConfigError. */
export const readBaseline = (file: string, tree = here) =>
  format().parseBaseline(tree.readText(file), tree.shown(file));

/** The file that holds, of those in the tree. */
export function baselineIn(tree: Tree, { cwd, baseline }: Held): string | undefined {
  if (baseline === false) return undefined;
  if (baseline === undefined) return nearestBaseline(cwd, tree);
  return tree.revision === undefined || tree.exists(baseline) ? baseline : undefined;
}

/** What it excuses; nothing where there is none. To be asked about one assessment only. */
export function debtsFor(held: Held): { readonly baseline?: Debts } {
  const { cwd, baseRef } = held;
  const tree = baseRef === undefined ? here : revisionTree(baseRef, cwd);
  const file = baselineIn(tree, held);
  if (file === undefined) return {};
  const { debtsOf } = require("../baseline") as typeof import("../baseline");
  const shown = tree.revision === undefined ? relative(cwd, file) || file : tree.shown(file);
  return { baseline: debtsOf(shown, readBaseline(file, tree)) };
}
