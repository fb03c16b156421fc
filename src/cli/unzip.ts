/** Inputs as self-managed backends and buckets keep them: compressed by gzip, whatever they are called. */
import { Failure } from "./failure";

/** More than that, unpacked, is no stack, but may be meant to fill the memory. In bytes. */
const most = 2 ** 30;

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The bytes, unpacked where they are packed. No JSON begins like gzip. Throws Failure where that is cut off or broken. */
export function* unzipped(name: string, chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  const packed: Uint8Array[] = [];
  let head: Uint8Array | undefined = new Uint8Array(0);
  for (const chunk of chunks) {
    if (packed.length > 0)
      packed.push(Buffer.from(chunk)); // the next one takes its place
    else if (!head) yield chunk;
    else {
      head = Buffer.concat([head, chunk]);
      if (head.length < 2) continue;
      if (isGzip(head)) packed.push(head);
      else yield head;
      head = undefined;
    }
  }
  if (head?.length) yield head;
  if (packed.length === 0) return;
  const { gunzipSync } = require("node:zlib") as typeof import("node:zlib");
  try {
    yield gunzipSync(Buffer.concat(packed), { maxOutputLength: most });
  } catch (error) {
    throw notGzip(name, error);
  }
}

/** What is wrong with a file that begins like gzip. */
export function notGzip(name: string, error: unknown): Failure {
  const { code } = error as NodeJS.ErrnoException;
  const words: Record<string, string> = {
    Z_BUF_ERROR: "cut off",
    ERR_BUFFER_TOO_LARGE: "more than 1 GiB when unpacked",
  };
  return new Failure(`${name}: not a whole gzip file: ${words[code ?? ""] ?? "broken"}`);
}
