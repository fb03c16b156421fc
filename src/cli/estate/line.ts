/** One piece of an estate → one line of NDJSON. */
import { type EstateRecord, missingVersion, type PartEnd, partVersion, recordVersion } from "../../estate";
import { lineOf as written } from "../../report/estate/ndjson";
import type { Judge } from "./judge";
import { mostShards } from "./shard";
import type { Part, Piece } from "./units";

export type Handed = Piece;

/** A record as it is written, and the stack that it is of: undefined where that is not known. */
export interface Line {
  readonly text: string;
  readonly source: string;
  readonly stack?: string;
  /** Why it was not judged. */
  readonly why?: string;
  /** How many findings stand in the way. */
  readonly blocking: number;
  /** Unchanged resources that were not in the input. */
  readonly unseen: number;
  /** Of a line that another run wrote: its file. */
  readonly file?: string;
  /** It is no record: it says how many there are in its part. */
  readonly end?: PartEnd;
}

/** Undefined where the stack is another shard's. */
export function lineOf(piece: Handed, judge: Judge): Line | undefined {
  if ("record" in piece) return line(piece);
  if ("line" in piece) return taken(piece);
  const record = judge(piece);
  return record && line(record);
}

/** What is told of a record. */
export function line(record: EstateRecord): Line {
  const text = written(record);
  if (record.record === missingVersion) {
    const { source, stack, why } = record;
    return { text, source, ...(stack !== undefined && { stack }), why, blocking: 0, unseen: 0 };
  }
  const { stack, source, counts } = record;
  return { text, source: source.name, stack, blocking: counts.blocking, unseen: source.unseen };
}

/** A record that was made elsewhere. */
function taken({ name, line: text }: Part): Line {
  const file = name.replace(/:\d+$/, "");
  const not = (why: string): Line => ({ ...line({ record: missingVersion, source: name, why }), file });
  let record: EstateRecord | PartEnd;
  try {
    record = JSON.parse(text);
  } catch {
    return not("not a whole record: its JSON is cut off or broken");
  }
  if (record.record === partVersion)
    return isEnd(record)
      ? { text, source: name, blocking: 0, unseen: 0, file, end: record }
      : not("expected to hear how many records there are");
  if (record.record === recordVersion || record.record === missingVersion) return { ...line(record), file };
  return not(`expected a record ${recordVersion}, made by the same version of azure-hadr`);
}

function isEnd({ stacks, missing, shard }: PartEnd): boolean {
  const upTo = (value: unknown, least: number, most: number) =>
    Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
  const many = Number.MAX_SAFE_INTEGER;
  return (
    upTo(stacks, 0, many) &&
    upTo(missing, 0, many) &&
    (shard === undefined || (upTo(shard?.of, 1, mostShards) && upTo(shard.index, 1, shard.of)))
  );
}
