/** The files of folders, patterns and self-managed backends: names only, nothing is opened that is one stack's. */
import { type Dirent, existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { basename, join } from "node:path";
import { glob } from "../../config/glob";
import { missingVersion, type NotRead } from "../../estate";
import { isFolder, reason } from "../files";

/** A file of an estate. */
export interface Place {
  readonly file: string;
  /** It is one stack's; otherwise that has to be seen. */
  readonly whole: boolean;
  readonly stack?: string;
  readonly backend?: { readonly tags?: string };
}

type Found = Place | NotRead;

const isWhole = (name: string): boolean => /\.json(?:\.gz)?$/.test(name);
const isOurs = (name: string): boolean => /\.(?:json|ndjson|jsonl)(?:\.gz)?$/.test(name);

/** By name, in an order that is the same on every machine. What cannot be listed is told, and the rest goes on. */
function entriesOf(folder: string): Dirent[] | NotRead {
  try {
    return readdirSync(folder || ".", { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch (error) {
    return { record: missingVersion, source: folder, why: reason(error) };
  }
}

/** Undefined: neither a folder nor a file, such as a socket. Links are followed. */
function kindOf(entry: Dirent, path: string): "folder" | "file" | undefined {
  if (entry.isSymbolicLink()) return isFolder(path) ? "folder" : "file"; // one that leads nowhere is told where it is read
  return entry.isDirectory() ? "folder" : entry.isFile() ? "file" : undefined;
}

/**
 * All files below a folder that may hold stacks. Hidden ones are none of them, but for a self-managed backend; nor is
 * what other programs keep there: `node_modules`, and a `package.json` and the like if it is one by its content too.
 */
export function* below(folder: string, above: readonly string[] = []): Generator<Found> {
  if (isBackend(folder)) return yield* inBackend(folder);
  const entries = entriesOf(folder);
  if (!Array.isArray(entries)) return yield entries;
  const own = realpathSync(folder);
  if (above.includes(own)) return; // a link that leads back
  for (const entry of entries) {
    const { name } = entry;
    const path = join(folder, name);
    if (name.startsWith(".")) {
      if (isBackend(path)) yield* inBackend(path);
      continue;
    }
    const kind = kindOf(entry, path);
    if (kind === "folder" && name !== "node_modules") yield* below(path, [...above, own]);
    if (kind === "file" && isOurs(name) && !isOthers(name, path)) yield { file: path, whole: isWhole(name) };
  }
}

/** Files of other programs, by name; and that they are none of ours, by what they hold. */
const others = /^(?:package|package-lock|tsconfig|hadr-baseline)\.json$/;
function isOthers(name: string, path: string): boolean {
  if (!others.test(name)) return false;
  try {
    const keys = Object.keys(JSON.parse(readFileSync(path, "utf8")) as object);
    return !["deployment", "checkpoint", "steps"].some((key) => keys.includes(key));
  } catch {
    return false; // its reader will say what is wrong with it
  }
}

/** `.pulumi`, or what was copied of it: stacks, and beside them what says which layout they have. */
const isBackend = (folder: string): boolean =>
  isFolder(join(folder, "stacks")) &&
  (basename(realpathSync(folder)) === ".pulumi" || existsSync(join(folder, "meta.yaml")));

/** `stacks/PROJECT/STACK.json`, and `stacks/STACK.json` of the older layout; backups and history are none. */
function* inBackend(folder: string): Generator<Found> {
  const stacks = join(folder, "stacks");
  const entries = entriesOf(stacks);
  if (!Array.isArray(entries)) return yield entries;
  yield* kept(stacks, entries);
  for (const entry of entries) {
    const path = join(stacks, entry.name);
    if (kindOf(entry, path) !== "folder") continue;
    const own = entriesOf(path);
    if (Array.isArray(own)) yield* kept(path, own, entry.name);
    else yield own;
  }
}

function* kept(folder: string, entries: readonly Dirent[], project?: string): Generator<Place> {
  const names = new Set(entries.map(({ name }) => name));
  for (const entry of entries) {
    const { name } = entry;
    const file = join(folder, name);
    if (!isWhole(name) || kindOf(entry, file) !== "file") continue;
    const stack = name.replace(/\.json(?:\.gz)?$/, "");
    const tags = `${stack}.pulumi-tags`;
    yield {
      file,
      whole: true,
      ...(project !== undefined && { stack: `${project}/${stack}` }),
      backend: names.has(tags) ? { tags: join(folder, tags) } : {},
    };
  }
}

export const isPattern = (source: string): boolean => /[*?]/.test(source);

/** Files by a pattern in which `*` and `?` stand for anything in a name, and `**` for any folders, hidden ones left out. */
export function* matching(pattern: string): Generator<Found> {
  const parts = pattern.split(process.platform === "win32" ? /[\\/]/ : "/");
  const fixed = parts.findIndex(isPattern);
  yield* match(parts.slice(0, fixed).join("/") + (fixed > 0 ? "/" : ""), parts.slice(fixed));
}

function* match(folder: string, [part = "", ...rest]: readonly string[]): Generator<Found> {
  if (part === "**" && rest.length === 0) return yield* below(folder || ".");
  if (part === "**") yield* match(folder, rest);
  if (folder !== "" && !isFolder(folder)) return;
  const entries = entriesOf(folder);
  if (!Array.isArray(entries)) return yield entries;
  const { test } = glob(part);
  for (const entry of entries) {
    const { name } = entry;
    if (name.startsWith(".") && !part.startsWith(".")) continue;
    const path = `${folder}${name}`;
    const kind = kindOf(entry, path);
    if (part === "**") {
      // A link is not followed: it may lead back.
      if (entry.isDirectory() && name !== "node_modules") yield* match(`${path}/`, [part, ...rest]);
    } else if (!test(name)) continue;
    else if (rest.length > 0) {
      if (kind === "folder") yield* match(`${path}/`, rest);
    } else if (kind === "file") yield { file: path, whole: isWhole(name) };
  }
}
