/** Text in the encodings that shells write by `>`, as UTF-8. */
import { Refused } from "./refused";

/** No piece is longer, so that what is parsed at once stays small whatever the caller's chunks. In bytes. */
const longest = 64 * 1024;

/**
 * UTF-8 with or without a byte-order mark, or UTF-16 (with a mark, or known by the zero byte beside an ASCII character)
 * → UTF-8 without a mark, in pieces of at most 64 KiB. A piece is only good until the next one is asked for.
 * Whether UTF-8 is well formed is not looked at here. Throws `Refused` where UTF-16 is not.
 */
export function* decode(name: string, chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  let decoder: TextDecoder | undefined;
  let first = true;
  for (const chunk of withHead(chunks)) {
    let bytes = chunk;
    if (first) {
      const encoding = sniff(chunk);
      if (encoding) decoder = new TextDecoder(encoding, { fatal: true });
      else if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) bytes = chunk.subarray(3);
      first = false;
    }
    for (let at = 0; at < bytes.length; at += longest) {
      const piece = bytes.subarray(at, at + longest);
      yield decoder ? utf8(name, decoder, piece) : piece;
    }
  }
  if (decoder) yield utf8(name, decoder);
}

function utf8(name: string, decoder: TextDecoder, piece?: Uint8Array): Uint8Array {
  try {
    return Buffer.from(decoder.decode(piece, { stream: piece !== undefined }));
  } catch {
    throw new Refused(
      `${name}: not text: begins as UTF-16 but has something else, or ends in the middle of a character`,
    );
  }
}

function sniff(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (a && b === 0)) return "utf-16le";
  if ((a === 0xfe && b === 0xff) || (a === 0 && b)) return "utf-16be";
  return undefined;
}

/** The same bytes, with enough of them in the first chunk to know the encoding. */
function* withHead(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  let head: Uint8Array | undefined = new Uint8Array(0);
  for (const chunk of chunks) {
    if (!head) yield chunk;
    else {
      head = Buffer.concat([head, chunk]);
      if (head.length < 3) continue;
      yield head;
      head = undefined;
    }
  }
  if (head?.length) yield head;
}
