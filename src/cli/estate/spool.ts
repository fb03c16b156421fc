/** Lines that are kept on disk until all are there, and then read in the order of their stacks. */
import { closeSync, mkdtempSync, openSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EstateRecord } from "../../estate";
import { counting } from "../../estate/owned";
import { Failure } from "../failure";
import { reason } from "../files";
import type { Line } from "./line";
import { writeAll } from "./output";
import { turn } from "./pool";

interface Place {
  readonly key: string;
  readonly offset: number;
  readonly length: number;
}

/**
 * A file of its own, gone when it is closed. What it holds in memory is one small entry for each line. Throws Failure where
 * it cannot be written.
 */
export function spool() {
  const { file, folder } = kept(() => {
    const folder = mkdtempSync(join(tmpdir(), "azure-hadr-"));
    return { folder, file: openSync(join(folder, "records.ndjson"), "w+", 0o600) };
  });
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // Nobody needs its name. Where an open file can lose that, nothing is left of it however the process ends.
  if (process.platform !== "win32") remove();
  const places: Place[] = [];
  const read = new Set<string>();
  let end = 0;

  function* records(): Generator<EstateRecord> {
    places.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : one.offset - other.offset));
    for (const { offset, length } of places) {
      const bytes = Buffer.allocUnsafe(length);
      for (let at = 0; at < length; ) at += readSync(file, bytes, at, length - at, offset + at);
      yield JSON.parse(bytes.toString("utf8"));
    }
  }

  return {
    add({ bytes, stack, source, reads = [] }: Line): void {
      kept(() => writeAll(file, bytes, end));
      places.push({ key: stack ?? `\uffff${source}`, offset: end, length: bytes.length });
      end += bytes.length;
      for (const one of reads) read.add(one);
    },
    /** By the names of the stacks, those without one last: whatever order they came in. */
    records,
    /** What makes of each record what counts of it among the others. Looks at all of them once, if any stack only reads something. */
    async counted(): Promise<(record: EstateRecord) => EstateRecord> {
      if (read.size === 0) return (record) => record;
      const all = counting(read);
      let count = 0;
      for (const record of records()) {
        if (++count % 64 === 0) await turn();
        all.add(record);
      }
      return all.counted;
    },
    close(): void {
      closeSync(file);
      remove();
    },
  };
}

function kept<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new Failure(`${tmpdir()}: no place to keep what is judged: ${reason(error)} (TMPDIR names another folder)`);
  }
}
