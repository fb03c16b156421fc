/** Lines that are kept on disk until all are there, and then read in the order of their stacks. */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EstateRecord } from "../../estate";
import type { Line } from "./line";

interface Place {
  readonly key: string;
  readonly offset: number;
  readonly length: number;
}

/** A file of its own, gone when it is closed. What it holds in memory is one small entry for each line. */
export function spool() {
  const folder = mkdtempSync(join(tmpdir(), "azure-hadr-"));
  const file = openSync(join(folder, "records.ndjson"), "w+", 0o600);
  const places: Place[] = [];
  let end = 0;
  return {
    add({ text, stack, source }: Line): void {
      const bytes = Buffer.from(text);
      writeSync(file, bytes, 0, bytes.length, end);
      places.push({ key: stack ?? `\uffff${source}`, offset: end, length: bytes.length });
      end += bytes.length;
    },
    /** By the names of the stacks, those without one last: whatever order they came in. */
    *records(): Generator<EstateRecord> {
      places.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : one.offset - other.offset));
      for (const { offset, length } of places) {
        const bytes = Buffer.allocUnsafe(length);
        readSync(file, bytes, 0, length, offset);
        yield JSON.parse(bytes.toString("utf8"));
      }
    },
    close(): void {
      closeSync(file);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
