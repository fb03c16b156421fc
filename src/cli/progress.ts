/** What is read of a long input, on standard error: a line that is rewritten on a terminal, else a line now and then. */

/** Milliseconds: of silence at first; between two states of the line on a terminal; between two lines elsewhere. */
const [silence, blink, pace] = [2_000, 200, 10_000];

/** Where it goes: `process.stderr`, or what stands in for it. */
export interface Stream {
  readonly isTTY?: boolean;
  write(words: string): unknown;
}

/** What has been read of all inputs so far. */
export interface Progress {
  /** The same bytes, counted. The clock is looked at once for each piece of them. */
  bytes(chunks: Iterable<Uint8Array>): Iterable<Uint8Array>;
  /** The same resources, counted. */
  resources<T>(all: Iterable<T>): Iterable<T>;
  /** Takes the line away. */
  end(): void;
}

/** Nothing is told. */
export const silent: Progress = { bytes: (chunks) => chunks, resources: (all) => all, end: () => {} };

/** A line that is told when it is time to. `now`: milliseconds since whenever. */
export function teller(stream: Stream, now: () => number) {
  let next = now() + (stream.isTTY ? silence : pace);
  let drawn = false;
  return {
    tell(line: () => string): void {
      const time = now();
      if (time < next) return;
      next = time + (stream.isTTY ? blink : pace);
      stream.write(stream.isTTY ? `\r${line()}\u001b[K` : `${line()}\n`);
      drawn = true;
    },
    /** Takes the line away, until it is told again. */
    end(): void {
      if (drawn && stream.isTTY) stream.write("\r\u001b[K");
      drawn = false;
    },
  };
}

/** `now`: milliseconds since whenever. */
export function progress(stream: Stream, now: () => number): Progress {
  let [bytes, resources] = [0, 0];
  const { tell, end } = teller(stream, now);
  const line = () => `azure-hadr: read ${size(bytes)}, ${resources.toLocaleString("en")} resources`;
  return {
    *bytes(chunks) {
      for (const chunk of chunks) {
        bytes += chunk.length;
        tell(line);
        yield chunk;
      }
    },
    *resources(all) {
      for (const one of all) {
        resources++;
        yield one;
      }
    },
    end,
  };
}

/** Bytes, as people read them. */
export const size = (bytes: number): string =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} KB` : `${Math.floor(bytes / 1e6).toLocaleString("en")} MB`;
