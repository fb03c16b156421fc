/** Where declarations are read: the files here, or those of a revision that the change cannot touch. */
import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
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
  const git = (args: readonly string[], input?: string): string | undefined => {
    const run = spawnSync("git", ["-C", folder, ...args], { encoding: "utf8", maxBuffer: 1 << 26, input });
    if (run.error) throw new Failure(`--base-ref ${revision}: git cannot be run`);
    return run.status === 0 ? run.stdout : undefined;
  };
  const top = git(["rev-parse", "--show-toplevel"])?.trim();
  if (top === undefined) throw new Failure(`--base-ref ${revision}: ${folder} is in no git repository`);
  const commit = git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`])?.trim();
  if (commit === undefined)
    throw new Failure(
      `--base-ref ${revision}: no such revision here; fetch it first (a checkout in CI may hold one only)`,
    );

  const root = realpathSync(top);
  const inside = (path: string): string | undefined => wayFrom(root, resolve(path));
  // What is there and cannot be had, as in a partial clone without its remote, is not the same as what is not there.
  const unreadable = (way: string) => new Failure(`${revision}:${way}: git cannot read it; fetch the revision whole`);
  const isListed = (way: string): boolean => {
    const listed = git(["ls-tree", "--full-tree", commit, "--", way]);
    if (listed === undefined) throw unreadable(way);
    return /^\d+ blob /.test(listed);
  };
  /** Links are followed as the revision has them: the change could lead them to another file of it. */
  const blob = (way: string): string | undefined => {
    if (/\n/.test(way)) return undefined;
    const found = git(["cat-file", "--batch", "--follow-symlinks"], `${commit}:${way}\n`);
    const [head = ""] = found?.split("\n", 1) ?? [];
    if (found && /^[0-9a-f]+ blob \d+$/.test(head)) return found.slice(head.length + 1, -1);
    if (found === undefined || isListed(way)) throw unreadable(way);
    return undefined;
  };
  const known = new Map<string, string | undefined>();
  const textOf = (path: string): string | undefined => {
    const way = inside(path);
    if (way === undefined) return undefined;
    if (!known.has(way)) known.set(way, blob(way));
    return known.get(way);
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

/** The way from the root to a path, by `/`; undefined outside. Only links that lead into the root are followed, none in it. */
function wayFrom(root: string, path: string): string | undefined {
  const above = dirname(path);
  const before = above === path ? undefined : wayFrom(root, above);
  if (before !== undefined) return [before, basename(path)].filter(Boolean).join("/");
  const way = existsSync(path) ? relative(root, realpathSync(path)).split(sep).join("/") : "..";
  return way === ".." || way.startsWith("../") || resolve(way) === way ? undefined : way;
}
