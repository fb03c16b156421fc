/** Judges an estate on all cores, and tells what came of it in the order of the sources. */
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type Piscina from "piscina";
import { missingVersion } from "../../estate";
import { type Judge, judge, type Standards } from "./judge";
import { type Line, lineOf } from "./line";
import type { Piece } from "./units";

/** Units that one thread is handed at once, and bytes: enough that handing over costs nothing. */
const [mostUnits, mostBytes] = [16, 4_000_000];
/** A file that is still to be opened counts as that many bytes. */
const fileBytes = 100_000;

/** As many threads as there are cores. */
export const cores = (): number => availableParallelism();

/**
 * One line for each piece, in their order. Memory is bounded by what a few of the largest stacks take: no more pieces are
 * asked for than threads can be kept busy with.
 */
export async function* judged(
  pieces: AsyncIterable<Piece> | Iterable<Piece>,
  standards: Standards,
  threads: number,
): AsyncGenerator<Line> {
  const own = judge(standards); // what is wrong with them is told here, and not by each thread
  const batches = batched(pieces);
  const first = await batches.next();
  if (first.done) return;
  const second = await batches.next();
  // One batch is judged sooner than a thread has started.
  if (second.done || threads === 1) {
    const rest = second.done ? [] : [second.value];
    for (const batch of [first.value, ...rest]) yield* kept(batch.map((piece) => lineOf(piece, own, standards.shard)));
    for await (const batch of batches) {
      yield* kept(batch.map((piece) => lineOf(piece, own, standards.shard)));
      await turn();
    }
    return;
  }
  const { Piscina } = require("piscina") as typeof import("piscina");
  const pool: Pool = new Piscina({
    filename: join(__dirname, "worker.js"),
    workerData: standards,
    minThreads: threads,
    maxThreads: threads,
  });
  try {
    const running: Promise<(Line | undefined)[]>[] = [];
    const run = (batch: Piece[]): void => {
      const lines = judgedBy(pool, batch, own);
      lines.catch(() => {}); // told once it is its turn
      running.push(lines);
    };
    run(first.value);
    run(second.value);
    for await (const batch of batches) {
      run(batch);
      if (running.length >= 2 * threads) yield* kept(await (running.shift() as (typeof running)[number]));
    }
    for (const one of running) yield* kept(await one);
  } finally {
    await pool.destroy();
  }
}

type Pool = Piscina<readonly Piece[], (Line | undefined)[]>;

/**
 * What a thread makes of a batch. A thread that ends over it, e.g. because its memory is used up, takes nobody with it: the
 * pieces are handed over again one by one, and one over which a thread ends again is not judged.
 */
async function judgedBy(pool: Pool, batch: readonly Piece[], own: Judge): Promise<(Line | undefined)[]> {
  try {
    return await pool.run(batch);
  } catch (error) {
    const [piece, ...more] = batch;
    if (piece === undefined) return [];
    if (more.length > 0) {
      const lines: (Line | undefined)[] = [];
      for (const one of batch) lines.push(...(await judgedBy(pool, [one], own)));
      return lines;
    }
    if ("record" in piece) return [lineOf(piece, own)];
    const { code, name } = error as NodeJS.ErrnoException;
    const why =
      code === "ERR_WORKER_OUT_OF_MEMORY"
        ? "too large to be judged in the memory that there is"
        : `the thread that judged it broke down (${code ?? name})`;
    const stack = "stack" in piece && piece.stack !== undefined ? { stack: piece.stack } : {};
    return [lineOf({ record: missingVersion, source: piece.name, ...stack, why }, own)];
  }
}

/** Lets the process look up from its work: somebody may want to stop it. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function* kept(lines: readonly (Line | undefined)[]): Generator<Line> {
  for (const line of lines) if (line) yield line;
}

async function* batched(pieces: AsyncIterable<Piece> | Iterable<Piece>): AsyncGenerator<Piece[]> {
  let batch: Piece[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    batch.push(piece);
    bytes += sizeOf(piece);
    if (batch.length < mostUnits && bytes < mostBytes) continue;
    yield batch;
    [batch, bytes] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

function sizeOf(piece: Piece): number {
  if ("record" in piece) return 0;
  if ("line" in piece) return piece.line.length;
  return piece.bytes instanceof Uint8Array ? piece.bytes.length : fileBytes;
}
