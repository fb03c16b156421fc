/** How far an estate is, on standard error: stacks that are judged, how fast, and how long the rest will take. */
import { statSync } from "node:fs";
import { type Stream, size, teller } from "../progress";
import type { Piece } from "./units";

/** Told of what is there to read, of each piece that is on its way to a thread, and of each that came back. */
export interface EstateProgress {
  /** The files of all sources, once they are known. */
  listed(files: readonly string[]): void;
  /** The same pieces, their bytes noted. */
  pieces(all: AsyncIterable<Piece>): AsyncIterable<Piece>;
  /** That the piece of that name came back; pieces do so in their order, and some not at all. */
  judged(name: string): void;
  /** Takes the line away: something else is to be told. */
  end(): void;
}

/** Nothing is told. */
export const silent: EstateProgress = { listed: () => {}, pieces: (all) => all, judged: () => {}, end: () => {} };

/** `now`: milliseconds since whenever. */
export function estateProgress(stream: Stream, now: () => number): EstateProgress {
  const { tell, end } = teller(stream, now);
  const began = now();
  const underway: { readonly name: string; readonly bytes: number }[] = [];
  let [stacks, bytes] = [0, 0];
  let files: readonly string[] = [];
  let all: number | undefined; // looked at only where it takes so long that somebody is told
  const line = (): string => {
    all ??= bytesIn(files);
    const seconds = (now() - began) / 1000;
    const speed = `azure-hadr: judged ${stacks.toLocaleString("en")} stacks, ${Math.round(stacks / seconds)} a second`;
    if (!(all >= bytes) || bytes === 0) return `${speed}, ${size(bytes)}`;
    const part = `${Math.floor((100 * bytes) / all)} % of ${size(all)}`;
    return `${speed}, ${part}, about ${duration((seconds * (all - bytes)) / bytes)} left`;
  };
  return {
    listed(found) {
      files = found;
    },
    async *pieces(of) {
      for await (const piece of of) {
        underway.push({ name: "record" in piece ? piece.source : piece.name, bytes: bytesOf(piece) });
        yield piece;
      }
    },
    judged(name) {
      const at = underway.findIndex((one) => one.name === name);
      for (const one of underway.splice(0, Math.max(at, 0) + 1)) bytes += one.bytes;
      stacks++;
      tell(line);
    },
    end,
  };
}

/** NaN where nobody can say: of what comes in by a pipe, and of lines that are packed. */
const bytesIn = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + (/\.(?:ndjson|jsonl)\.gz$/.test(file) ? Number.NaN : bytesOfFile(file)), 0);

function bytesOfFile(file: string): number {
  const found = file === "-" ? undefined : statSync(file, { throwIfNoEntry: false });
  return found?.isFile() ? found.size : Number.NaN;
}

function bytesOf(piece: Piece): number {
  if ("record" in piece) return 0;
  if ("line" in piece) return Buffer.byteLength(piece.line);
  return piece.bytes instanceof Uint8Array ? piece.bytes.length : bytesOfFile(piece.bytes.file) || 0;
}

/** Seconds, as people read them. */
const duration = (seconds: number): string =>
  seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.round(seconds / 60)} min`;
