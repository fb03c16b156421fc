/** Where declarations are read: the files here, or those of a revision that the change cannot touch. */
import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { Failure } from "./failure";
import { findUp, readText } from "./files";

export interface Tree {
  /** A path as errors and reports name it: `hadr.yaml`, `origin/main:hadr.yaml`. */
  readonly shown: (path: string) => string;
  readonly exists: (path: string) => boolean;
  /** The nearest file of one of these names in the folder or above it. */
  readonly findUp: (folder: string, ...names: readonly string[]) => string | undefined;
  /** Throws Failure where it cannot be read. */
  readonly readText: (path: string) => string;
  /** The revision; absent: the files here. */
  readonly revision?: string;
}

export const here: Tree = { shown: (path) => path, exists: existsSync, findUp, readText };

/** The files as they are in a revision, e.g. `origin/main`, of the repository around the folder. Throws Failure without one. */
export function revisionTree(revision: string, folder: string): Tree {
  const git = (...args: readonly string[]): string | undefined => {
    const run = spawnSync("git", ["-C", folder, ...args], { encoding: "utf8", maxBuffer: 1 << 26 });
    if (run.error) throw new Failure(`--base-ref ${revision}: git cannot be run`);
    return run.status === 0 ? run.stdout : undefined;
  };
  const top = git("rev-parse", "--show-toplevel")?.trim();
  if (top === undefined) throw new Failure(`--base-ref ${revision}: ${folder} is in no git repository`);
  const commit = git("rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`)?.trim();
  if (commit === undefined)
    throw new Failure(
      `--base-ref ${revision}: no such revision here; fetch it first (a checkout in CI may hold one only)`,
    );

  const root = realpathSync(top);
  const inside = (path: string): string | undefined => {
    const way = relative(root, real(resolve(path)))
      .split(sep)
      .join("/");
    return way === ".." || way.startsWith("../") || resolve(way) === way ? undefined : way;
  };
  const known = new Map<string, string | undefined>();
  const textOf = (path: string): string | undefined => {
    const way = inside(path);
    if (way === undefined) return undefined;
    if (!known.has(way)) known.set(way, isListed(way) ? contentOf(way) : undefined);
    return known.get(way);
  };
  // What is there and cannot be had, as in a partial clone without its remote, is not the same as what is not there.
  const isListed = (way: string): boolean => {
    const listed = git("ls-tree", "--full-tree", commit, "--", way);
    if (listed === undefined)
      throw new Failure(`${revision}:${way}: git cannot read the folder; fetch the revision whole`);
    return /^\d+ blob /.test(listed);
  };
  const contentOf = (way: string): string => {
    const text = git("cat-file", "blob", `${commit}:${way}`);
    if (text === undefined) throw new Failure(`${revision}:${way}: git cannot read it; fetch the revision whole`);
    return text;
  };
  const shown = (path: string): string => `${revision}:${inside(path) ?? path}`;
  return {
    revision,
    shown,
    exists: (path) => textOf(path) !== undefined,
    findUp(from, ...names) {
      for (let at = resolve(from); inside(at) !== undefined; at = dirname(at))
        for (const name of names) if (textOf(join(at, name)) !== undefined) return join(at, name);
      return undefined;
    },
    readText(path) {
      const text = textOf(path);
      if (text === undefined) throw new Failure(`${shown(path)}: no such file`);
      return text;
    },
  };
}

/** The path without links, as far as it is there: a revision may hold more. */
function real(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const above = dirname(path);
  return above === path ? path : join(real(above), relative(above, path));
}
