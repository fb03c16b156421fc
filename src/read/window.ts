/** The bytes that were read and not yet understood. */

/** Where a byte of the input is. Counted from 1; columns in bytes of UTF-8. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

const newline = 0x0a;

/** The place of the byte at `offset`, if the first byte is at `start`. */
export function placeIn(bytes: Buffer, offset: number, start: Place): Place {
  let { line, column } = start;
  let from = 0;
  for (let at = bytes.indexOf(newline); at >= 0 && at < offset; at = bytes.indexOf(newline, from)) {
    line++;
    column = 1;
    from = at + 1;
  }
  return { line, column: column + offset - from };
}

/** Bytes are appended at the end and taken from the front, whose place is kept. */
export class Window {
  private buffer = Buffer.alloc(0);
  private from = 0;
  private to = 0;
  /** Of the first byte. */
  place: Place = { line: 1, column: 1 };

  /** What is there, until the next `append`. */
  get bytes(): Buffer {
    return this.buffer.subarray(this.from, this.to);
  }

  append(piece: Uint8Array): void {
    if (this.to + piece.length > this.buffer.length) {
      const length = this.to - this.from;
      const needed = length + piece.length;
      // Twice what is needed, so that bytes are moved once for as many that come, however large an element is.
      const buffer = 2 * needed > this.buffer.length ? Buffer.allocUnsafeSlow(2 * needed) : this.buffer;
      this.buffer.copy(buffer, 0, this.from, this.to);
      this.buffer = buffer;
      this.from = 0;
      this.to = length;
    }
    this.buffer.set(piece, this.to);
    this.to += piece.length;
  }

  /** Drops the first `length` bytes. */
  take(length: number): void {
    this.place = placeIn(this.bytes, length, this.place);
    this.from += length;
  }
}
