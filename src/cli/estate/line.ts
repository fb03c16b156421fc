/** One piece of an estate → one line of NDJSON. */
import { type EstateRecord, missingVersion, type NotRead, recordVersion } from "../../estate";
import { printableJson } from "../../printable";
import { mistakeIn } from "./foreign";
import type { Judge } from "./judge";
import { isOfShard, type Shard } from "./shard";
import type { Piece } from "./units";

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
}

/** Undefined where the stack is another shard's. */
export function lineOf(piece: Handed, judge: Judge, shard?: Shard): Line | undefined {
  if ("bytes" in piece) {
    const record = judge(piece);
    return record && written(record);
  }
  const line = written("line" in piece ? taken(piece.name, piece.line) : piece);
  return shard && !isOfShard(line.stack ?? line.source, shard) ? undefined : line;
}

function written(record: EstateRecord): Line {
  const text = printableJson(JSON.stringify(record));
  if (record.record === missingVersion) {
    const { source, stack, why } = record;
    return { text, source, ...(stack !== undefined && { stack }), why, blocking: 0, unseen: 0 };
  }
  const { stack, source, counts } = record;
  return { text, source: source.name, stack, blocking: counts.blocking, unseen: source.unseen };
}

/** A record that was made elsewhere. */
function taken(name: string, line: string): EstateRecord {
  const not = (why: string): EstateRecord => ({ record: missingVersion, source: name, why });
  try {
    const record = JSON.parse(line) as EstateRecord;
    if (record?.record === recordVersion) {
      const mistake = mistakeIn(record);
      return mistake === undefined ? record : not(`not a whole record: ${mistake}`);
    }
    if (record.record === missingVersion) return notJudged(record) ?? not("expected source and why as text");
    return not(`expected a record ${recordVersion}, made by the same version of azure-hadr`);
  } catch {
    return not("not a whole record: its JSON is cut off or broken");
  }
}

/** What somebody's script says that it could not get; undefined: it does not say what, or why. */
function notJudged({ source, stack, why }: NotRead): NotRead | undefined {
  if (![source, why].every((one) => typeof one === "string" && one !== "")) return undefined;
  return { record: missingVersion, source, ...(typeof stack === "string" && { stack }), why };
}
