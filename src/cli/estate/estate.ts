/** An estate at the command line: sources in, one line for each stack out, and what is missing told on the way. */
import { missingVersion } from "../../estate";
import { printable } from "../../printable";
import { Failure } from "../failure";
import { thrifty } from "../thrift";
import { account } from "./account";
import { apart } from "./graph";
import type { Standards } from "./judge";
import { type Line, line } from "./line";
import { judged } from "./pool";
import { estateProgress, silent } from "./progress";
import { isOfShard } from "./shard";
import { piecesOf } from "./sources";

export interface EstateSources {
  /** Files, folders and patterns, as `check` and `report` take them; `-` is standard input. */
  readonly inputs: readonly string[];
  readonly standards: Standards;
  readonly threads: number;
  /** Whether there may be nothing at all to judge. Not set: no. */
  readonly allowEmpty?: boolean;
  /** No progress. */
  readonly quiet?: boolean;
}

/** What became of all of it. */
export interface Totals {
  readonly stacks: number;
  /** Pieces that could not be judged. */
  readonly missing: number;
  /** Findings that stand in the way. */
  readonly blocking: number;
  /** Unchanged resources that previews count but do not show. */
  readonly unseen: number;
}

/**
 * Reads and judges every source once and hands on a line for each piece in the order of the sources. What cannot be judged
 * is a line too, and is told on standard error; so is a stack that was there before, and what is missing of parts that
 * other runs wrote. Throws Failure for a source that is not there, and where there was nothing at all.
 */
export async function estate(
  { inputs, standards, threads, allowEmpty, quiet }: EstateSources,
  take: (line: Line) => void,
): Promise<Totals> {
  thrifty();
  const { shard } = standards;
  const isOurs = (key: string): boolean => !shard || isOfShard(key, shard);
  const totals = { stacks: 0, missing: 0, blocking: 0, unseen: 0 };
  const seen = new Map<string, string>();
  const parts = account();
  const progress = quiet ? silent : estateProgress(process.stderr, () => performance.now());
  const tell = (one: Line): void => {
    if (one.why !== undefined) {
      totals.missing++;
      progress.end();
      process.stderr.write(`azure-hadr: ${printable(`${one.source}: ${one.why}`)}\n`);
    } else totals.stacks++;
    totals.blocking += one.blocking;
    totals.unseen += one.unseen;
    take(one);
  };
  const pieces = progress.pieces(apart(piecesOf(inputs, progress.listed, allowEmpty)));
  try {
    for await (const one of judged(pieces, standards, threads)) {
      const { file, end } = one;
      progress.judged(one.source);
      if (file !== undefined && end) parts.end(file, end);
      else if (file === undefined) tell(once(one, seen));
      else {
        parts.record(file, one.why === undefined);
        if (isOurs(one.stack ?? one.source)) tell(once(one, seen));
      }
    }
  } finally {
    progress.end();
  }
  for (const missing of parts.missing()) if (isOurs(missing.source)) tell(line(missing));
  if (totals.stacks + totals.missing === 0 && !shard && !allowEmpty)
    throw new Failure(`${inputs.join(", ")}: no stack in it, so nothing was judged`);
  return totals;
}

/**
 * The same stack twice would be counted twice, and one may be the older: the first one stays. One without its organisation
 * may be that of any. `seen`: where each is, by all that it may be called.
 */
function once(one: Line, seen: Map<string, string>): Line {
  const { stack, why } = one;
  if (stack === undefined || why !== undefined) return one;
  const source = one.file ?? one.source; // of what another run wrote, where that is
  const own = stack.split("/").slice(-2).join("/");
  const before = seen.get(stack) ?? seen.get(own === stack ? `*/${own}` : own);
  if (before === undefined) {
    for (const name of own === stack ? [own] : [stack, `*/${own}`]) seen.set(name, source);
    return one;
  }
  const again = `${stack} is in ${before} too, which was judged; this one was not`;
  return line({ record: missingVersion, source, stack, why: again });
}

/** What stands in the way of calling it whole; undefined: nothing. */
export const notWhole = ({ missing, unseen }: Totals): string | undefined =>
  missing > 0
    ? `${missing} of the inputs could not be judged`
    : unseen > 0
      ? `${unseen} unchanged resources are not in the inputs`
      : undefined;
