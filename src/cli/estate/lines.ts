/** NDJSON line by line, in the memory that the longest line takes. */
import { createGunzip } from "node:zlib";
import { type Decoding, decoding } from "../../read/decode";
import { isGzip, notGzip } from "../unzip";

/** A line longer than that is no stack's, and no text that could be parsed. In bytes. */
const longest = 2 ** 29;
const newline = 0x0a;

export interface TextLine {
  /** Counted from 1. */
  readonly number: number;
  /** Of its own memory, so that it can be handed to a thread; without the line's end. Undefined: it was too long. */
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
}

/** Every line, blank ones too. `chunks` may be packed by gzip, and text in any encoding that shells write. Throws Failure or Refused. */
export async function* linesOf(name: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<TextLine> {
  let number = 0;
  let parts: Uint8Array[] = [];
  let length = 0;
  const line = (): TextLine => {
    number++;
    const bytes = length > longest ? undefined : joined(parts, length);
    [parts, length] = [[], 0];
    return { number, bytes };
  };
  const keep = (part: Uint8Array): void => {
    length += part.length;
    if (length > longest) parts = [];
    else if (part.length > 0) parts.push(part);
  };
  for await (const piece of text(name, chunks)) {
    let from = 0;
    for (let at = piece.indexOf(newline); at >= 0; at = piece.indexOf(newline, from)) {
      keep(piece.subarray(from, at));
      yield line();
      from = at + 1;
    }
    keep(piece.subarray(from));
  }
  if (length > 0) yield line();
}

/** Memory that is shared with other lines would be copied whole for each. */
function joined(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(new ArrayBuffer(length));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** UTF-8 without a byte-order mark. */
async function* text(name: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const own: Decoding = decoding(name);
  for await (const chunk of unpacked(name, chunks)) {
    const piece = own.take(chunk);
    if (piece.length > 0) yield piece;
  }
  const rest = own.end();
  if (rest.length > 0) yield rest;
}

async function* unpacked(name: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const all = withHead(chunks);
  const first = await all.next();
  if (first.done) return;
  async function* again(): AsyncGenerator<Uint8Array> {
    yield first.value as Uint8Array;
    yield* all;
  }
  if (!isGzip(first.value)) return yield* again();
  const { pipeline } = require("node:stream") as typeof import("node:stream");
  const unzip = createGunzip();
  pipeline(again(), unzip, () => {}); // what goes wrong is thrown where it is read
  try {
    yield* unzip as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code?.startsWith("Z_") ? notGzip(name, error) : error;
  }
}

/** The same bytes, with at least two in the first chunk where there are as many. */
async function* withHead(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | undefined = new Uint8Array(0);
  for await (const chunk of chunks) {
    if (!head) yield chunk;
    else {
      head = Buffer.concat([head, chunk]);
      if (head.length < 2) continue;
      yield head;
      head = undefined;
    }
  }
  if (head?.length) yield head;
}
