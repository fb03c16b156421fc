/** Files that are written piece by piece and are there only once all of them are whole. */
import { closeSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure";
import { notWritten, wayTo } from "../files";

/** Where a report goes: in the order in which it is written. */
export interface Output {
  /** Throws Failure where it cannot be written. */
  write(piece: string | Uint8Array): void;
  /** Whether nobody reads any more. */
  readonly closed?: () => boolean;
}

interface Part {
  readonly name: string;
  /** What it is to be, and what it is until then; a device or a pipe has no such part. */
  readonly place: string;
  readonly part?: string;
  /** Undefined once it is closed. */
  file: number | undefined;
}

/** What ends a process from outside: Ctrl-C, the time limit of a runner, the terminal that is gone. */
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** All outputs of a run: written beside their places, and put there together by `commit`, or not at all. */
export function outputs() {
  const parts: Part[] = [];

  /** A file; its folder has to be there. Throws Failure where it cannot be written. */
  function file(name: string): Output {
    if (statSync(name, { throwIfNoEntry: false })?.isDirectory())
      throw new Failure(`${name}: cannot be written: is a folder; expected a file`);
    const { place, part } = wayTo(name);
    const open = wrapped(name, () => openSync(part ?? place, "w"));
    const own: Part = { name, place, ...(part !== undefined && { part }), file: open };
    if (parts.push(own) === 1) for (const signal of signals) process.once(signal, stopped);
    return { write: (piece) => wrapped(name, () => writeAll(open, bytesOf(piece))) };
  }

  function discard(): void {
    for (const signal of signals) process.off(signal, stopped);
    for (const one of parts.splice(0)) {
      close(one);
      if (one.part !== undefined) rmSync(one.part, { force: true });
    }
  }

  /** Leaves nothing behind, and ends as it was told to. */
  function stopped(signal: NodeJS.Signals): void {
    discard();
    process.kill(process.pid, signal);
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
      for (const one of parts) wrapped(one.name, () => close(one));
      for (const { name, place, part } of parts) if (part !== undefined) wrapped(name, () => renameSync(part, place));
    },
    /** Takes away what was not put in its place. To be called at the end in any case. */
    discard,
  };
}

function close(part: Part): void {
  const { file } = part;
  part.file = undefined;
  if (file !== undefined) closeSync(file);
}

/** Standard output. A reader that has enough, like `head`, is no mistake: what it does not want is not written. */
export function standardOutput(): Output {
  let closed = false;
  return {
    closed: () => closed,
    write(piece) {
      if (closed) return;
      try {
        writeAll(1, bytesOf(piece));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EPIPE") throw notWritten("standard output", error);
        closed = true;
      }
    },
  };
}

const bytesOf = (piece: string | Uint8Array): Uint8Array => (typeof piece === "string" ? Buffer.from(piece) : piece);

/** Every byte, from a position on or where the file stands. Waits for a reader that is slower. */
export function writeAll(file: number, bytes: Uint8Array, position?: number): void {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(file, bytes, at, bytes.length - at, position === undefined ? null : position + at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

function wrapped<T>(name: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw error instanceof Failure ? error : notWritten(name, error);
  }
}
