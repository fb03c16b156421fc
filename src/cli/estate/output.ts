/** Files that are written piece by piece and are there only once all of them are whole. */
import { closeSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Failure } from "../failure";
import { notWritten } from "../files";

/** Where a report goes: in the order in which it is written. */
export interface Output {
  write(piece: string | Uint8Array): void;
}

interface Part {
  readonly name: string;
  readonly part: string;
  readonly file: number;
}

/** All outputs of a run: written beside their places, and put there together by `commit`, or not at all. */
export function outputs() {
  const parts: Part[] = [];
  let written = false;

  /** A file; its folder has to be there. Throws Failure where it cannot be written. */
  function file(name: string): Output {
    if (statSync(name, { throwIfNoEntry: false })?.isDirectory())
      throw new Failure(`${name}: cannot be written: is a folder; expected a file`);
    const part = join(dirname(name), `.${basename(name)}.${process.pid}.part`);
    const own: Part = { name, part, file: wrapped(name, () => openSync(part, "w")) };
    parts.push(own);
    return { write: (piece) => wrapped(name, () => all(own.file, piece)) };
  }

  return {
    file,
    /** A file in a folder, which is made where it is not there. */
    inFolder(folder: string, name: string): Output {
      wrapped(folder, () => mkdirSync(folder, { recursive: true }));
      return file(join(folder, name));
    },
    /** Puts all of them in their places. */
    commit(): void {
      for (const { file: open } of parts) closeSync(open);
      written = true;
      for (const { name, part } of parts) wrapped(name, () => renameSync(part, name));
    },
    /** Takes away what was not put in its place. To be called at the end in any case. */
    discard(): void {
      for (const { file: open, part } of parts) {
        if (!written) closeSync(open);
        rmSync(part, { force: true });
      }
    },
  };
}

function all(file: number, piece: string | Uint8Array): void {
  const bytes = typeof piece === "string" ? Buffer.from(piece) : piece;
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

function wrapped<T>(name: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw error instanceof Failure ? error : notWritten(name, error);
  }
}
