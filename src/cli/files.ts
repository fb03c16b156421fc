/** Files, standard input and the program's own sources: what only the command line may touch. */
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, delimiter, dirname, join, relative, resolve } from "node:path";
import type { SourcePosition } from "../model";
import { Failure } from "./failure";

const chunkBytes = 256 * 1024;

/** What went wrong with a file, in words. */
export function reason(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  const words: Record<string, string> = {
    ENOENT: "no such file",
    EACCES: "permission denied",
    EEXIST: "is there already and stays as it is",
    EISDIR: "is a folder; expected a file",
    ENOTDIR: "no such file",
    ENOSPC: "no space left",
    EROFS: "read-only file system",
  };
  return words[code ?? ""] ?? code ?? "cannot be read";
}

/** Why a file was not written, as a Failure. Of one that is about to be made, only the folder can be missing. */
export function notWritten(name: string, error: unknown): Failure {
  const { code } = error as NodeJS.ErrnoException;
  const why = code === "ENOENT" || code === "ENOTDIR" ? "no such folder" : reason(error);
  return new Failure(`${name}: cannot be written: ${why}`);
}

/** The bytes of a file, or of standard input for `-`. Throws Failure before the first byte where it cannot be opened. */
export function bytesOf(name: string): Iterable<Uint8Array> {
  if (name === "-") return stream(0, name, false);
  let file: number;
  try {
    if (statSync(name).isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
    file = openSync(name, "r");
  } catch (error) {
    throw new Failure(`${name || '""'}: ${reason(error)}`);
  }
  return stream(file, name, true);
}

function* stream(file: number, name: string, close: boolean): Generator<Uint8Array> {
  const chunk = Buffer.allocUnsafe(chunkBytes); // each piece is understood before the next is asked for
  try {
    for (;;) {
      const length = readSome(file, name, chunk);
      if (length === 0) return;
      yield chunk.subarray(0, length);
    }
  } finally {
    if (close) closeSync(file);
  }
}

function readSome(file: number, name: string, chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(file, chunk, 0, chunk.length, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EOF") return 0; // a closed pipe on Windows
      if (code !== "EAGAIN") throw new Failure(`${name}: ${reason(error)}`);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10); // nothing to read yet
    }
  }
}

/** What is to be written where. */
export interface Output {
  readonly name: string;
  readonly content: string;
}

/**
 * Writes whole files, all of them or none: a reader never sees half of one. A link is followed; what is no file but can
 * be written to, such as a device or a pipe, is written to as it is.
 */
export function writeWhole(...outputs: readonly Output[]): void {
  const parts = outputs.map(({ name, content }) => ({ name, content, ...wayTo(name) }));
  const made: string[] = [];
  let current = "";
  try {
    for (const { name, content, place, part } of parts) {
      current = name;
      if (part === undefined) continue;
      made.push(part);
      writeFileSync(part, content);
      if (statSync(place, { throwIfNoEntry: false })?.isDirectory())
        throw Object.assign(new Error(), { code: "EISDIR" });
    }
    for (const { name, content, place, part } of parts) {
      current = name;
      if (part === undefined) writeFileSync(place, content);
      else renameSync(part, place);
    }
  } catch (error) {
    throw notWritten(current, error);
  } finally {
    for (const part of made) rmSync(part, { force: true });
  }
}

/** The place behind a name, and the file beside it that is to take its place, where it is a file. */
export function wayTo(name: string): { readonly place: string; readonly part?: string } {
  const there = statSync(name, { throwIfNoEntry: false });
  if (there && !there.isFile() && !there.isDirectory()) return { place: name }; // a pipe may have no path of its own
  const place = there ? realpathSync(name) : name;
  return { place, part: join(dirname(place), `.${basename(place)}.${process.pid}.part`) };
}

/** Writes a file that is not there yet. Throws Failure where one is. */
export function writeNew(name: string, content: string): void {
  try {
    writeFileSync(name, content, { flag: "wx" });
  } catch (error) {
    throw notWritten(name, error);
  }
}

/** The names of the files in a folder, sorted; none where there is no folder. */
export const filesIn = (folder: string): readonly string[] =>
  isFolder(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .flatMap((entry) => (entry.isDirectory() ? [] : [entry.name]))
        .sort()
    : [];

export const readText = (name: string): string => readBytes(name).toString("utf8");

/** A whole file. Throws Failure where it cannot be read. */
export function readBytes(name: string): Buffer {
  try {
    return readFileSync(name);
  } catch (error) {
    throw new Failure(`${name}: ${reason(error)}`);
  }
}

/** The nearest file of one of these names in the folder or above it. */
export function findUp(folder: string, ...names: readonly string[]): string | undefined {
  for (let here = resolve(folder); ; here = dirname(here)) {
    for (const name of names) if (existsSync(join(here, name))) return join(here, name);
    if (dirname(here) === here) return undefined;
  }
}

const sourceCode = /\.(?:[cm]?[jt]sx?|py|go|cs|fs|vb|java|kt|scala|ya?ml|pp)$/;

/**
 * Finds the lines of the program's source files below its project folder, by their name relative to it; none where there is
 * no such file. Names come from the input, so nothing outside is ever read.
 */
export function sourceFiles(project: string): (file: string) => readonly string[] {
  const files = new Map<string, readonly string[]>();
  const load = (file: string): readonly string[] => {
    try {
      const path = realpathSync(join(project, file));
      const inside = relative(realpathSync(project), path);
      if (inside.startsWith("..") || resolve(inside) === inside || !sourceCode.test(path)) return [];
      return readFileSync(path, "utf8").split(/\r?\n/);
    } catch {
      return []; // the report stands without the line
    }
  };
  return (file) => {
    const lines = files.get(file) ?? load(file);
    files.set(file, lines);
    return lines;
  };
}

/** Finds single lines of the same. */
export function sourceLines(project: string): (position: SourcePosition) => string | undefined {
  const linesOf = sourceFiles(project);
  return ({ file, line }) => linesOf(file)[line - 1];
}

/** Whether there is a folder of that name. */
export const isFolder = (name: string): boolean => existsSync(name) && statSync(name).isDirectory();

/** Whether a program of this name can be started. */
export const isOnPath = (program: string): boolean =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .some((folder) => [program, `${program}.exe`, `${program}.cmd`].some((name) => existsSync(join(folder, name))));
