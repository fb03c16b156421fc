/** One piece of an estate → one line of NDJSON. */
import {
  type EstateRecord,
  missingVersion,
  type NotRead,
  type PartEnd,
  partVersion,
  recordVersion,
  type Shard,
} from "../../estate";
import { readBy } from "../../estate/owned";
import { lineOf as written } from "../../report/estate/ndjson";
import { mistakeIn } from "./foreign";
import type { Judge } from "./judge";
import { isOfShard, mostShards } from "./shard";
import type { Part, Piece } from "./units";

export type Handed = Piece;

/** A record as it is written, and the stack that it is of: undefined where that is not known. */
export interface Line {
  /** UTF-8, without its end. Bytes, for they are only handed on: as text they would fill the memory of who collects them. */
  readonly bytes: Uint8Array;
  readonly source: string;
  readonly stack?: string;
  /** Why it was not judged. */
  readonly why?: string;
  /** How many findings stand in the way. */
  readonly blocking: number;
  /** Unchanged resources that were not in the input. */
  readonly unseen: number;
  /** What the stack only reads; absent: nothing. See `estate/owned.ts`. */
  readonly reads?: readonly string[];
  /** Of a line that another run wrote: its file. */
  readonly file?: string;
  /** It is no record: it says how many there are in its part. */
  readonly end?: PartEnd;
}

const utf8 = new TextEncoder();

/** Undefined where the stack is another shard's. Lines that another run wrote are all told of: they have to be counted. */
export function lineOf(piece: Handed, judge: Judge, shard?: Shard): Line | undefined {
  if ("line" in piece) return taken(piece);
  if ("record" in piece) return shard && !isOfShard(piece.stack ?? piece.source, shard) ? undefined : line(piece);
  const record = judge(piece);
  return record && line(record);
}

/** What is told of a record. */
export function line(record: EstateRecord): Line {
  const bytes = utf8.encode(written(record));
  if (record.record === missingVersion) {
    const { source, stack, why } = record;
    return { bytes, source, ...(stack !== undefined && { stack }), why, blocking: 0, unseen: 0 };
  }
  const { stack, source, counts } = record;
  const reads = readBy(record);
  return {
    bytes,
    source: source.name,
    stack,
    blocking: counts.blocking,
    unseen: source.unseen,
    ...(reads.length > 0 && { reads }),
  };
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
  if (record?.record === partVersion)
    return isEnd(record)
      ? { bytes: utf8.encode(text), source: name, blocking: 0, unseen: 0, file, end: record }
      : not("expected to hear how many records there are");
  if (record?.record === missingVersion) {
    const told = notJudged(record);
    return told ? { ...line(told), file } : not("expected source and why as text");
  }
  if (record?.record !== recordVersion)
    return not(`expected a record ${recordVersion}, made by the same version of azure-hadr`);
  const mistake = mistakeIn(record);
  return mistake === undefined ? { ...line(record), file } : not(`not a whole record: ${mistake}`);
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

/** What somebody's script says that it could not get; undefined: it does not say what, or why. */
function notJudged({ source, stack, why }: NotRead): NotRead | undefined {
  if (![source, why].every((one) => typeof one === "string" && one !== "")) return undefined;
  return { record: missingVersion, source, ...(typeof stack === "string" && { stack }), why };
}
