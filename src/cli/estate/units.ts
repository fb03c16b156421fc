/** What an estate consists of, one stack's bytes after the other; nothing is judged here. */
import type { NotRead } from "../../estate";

/** The bytes of one stack export or preview, and what its place says of it. */
export interface Unit {
  /** What messages call it: `exports/shop-prod.json`, or `estate.ndjson:17`. */
  readonly name: string;
  /** A file that is opened when it is its turn, or the bytes themselves: one line of a file. Either may be packed by gzip. */
  readonly bytes: { readonly file: string } | Uint8Array;
  /** `project/stack`, where its place says so. */
  readonly stack?: string;
  /** It is what a self-managed backend keeps, with its tags in another file; without such a file it has none. */
  readonly backend?: { readonly tags?: string };
}

/** A stack's record as a line of NDJSON, made elsewhere and taken over as it is. */
export interface Part {
  readonly name: string;
  readonly line: string;
}

export type Piece = Unit | Part | NotRead;
