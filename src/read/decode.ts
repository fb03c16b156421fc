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
  const { take, end } = decoding(name);
  for (const chunk of chunks)
    for (let at = 0; at < chunk.length; at += longest) {
      const piece = take(chunk.subarray(at, at + longest));
      if (piece.length > 0) yield piece;
    }
  const rest = end();
  if (rest.length > 0) yield rest;
}

/** The same for whoever has one chunk after the other. Of chunks of UTF-8 what is taken is a part, not a copy. */
export interface Decoding {
  readonly take: (chunk: Uint8Array) => Uint8Array;
  /** What was held back. */
  readonly end: () => Uint8Array;
}

export function decoding(name: string): Decoding {
  let decoder: TextDecoder | undefined;
  let head: Uint8Array | undefined = none;
  const begun = (bytes: Uint8Array): Uint8Array => {
    head = undefined;
    const encoding = sniff(bytes);
    if (encoding) decoder = new TextDecoder(encoding, { fatal: true });
    else if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3);
    return decoder ? utf8(name, decoder, bytes) : bytes;
  };
  return {
    take(chunk) {
      if (!head) return decoder ? utf8(name, decoder, chunk) : chunk;
      // Enough to know the encoding by.
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      if (head.length >= 3) return begun(head);
      head = Buffer.from(head);
      return none;
    },
    end() {
      const rest = head?.length ? begun(head) : none;
      return decoder ? Buffer.concat([rest, utf8(name, decoder)]) : rest;
    },
  };
}

const none = new Uint8Array(0);

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
