/** JSON of any size → its values, in pieces that fit in memory. Nothing is skipped: JSON.parse has seen every byte. */
import { isUtf8 } from "node:buffer";
import { fault } from "./fault";
import { looksLike } from "./foreign";
import { ours, Refused } from "./refused";
import { type Place, placeIn, Window } from "./window";

/** The lists that are not kept whole: where Pulumi's formats have their resources. */
export type List = "steps" | "deployment.resources";

/** Some elements of a list; `index` is the first one's. All of them come before the value that holds the list. */
export interface Elements {
  readonly list: List;
  readonly index: number;
  readonly elements: readonly unknown[];
}

/** A top-level object, its list left empty. `keys` are its names in the order of the text. */
export interface Value {
  readonly value: Readonly<Record<string, unknown>>;
  readonly keys: readonly string[];
  readonly place: Place;
}

/** An input with more bytes outside its list, or in one element of it, or more names at its top is none of ours. */
const most = { outside: 16 * 1024 * 1024, element: 64 * 1024 * 1024, names: 100 };

const [quote, backslash, colon] = [0x22, 0x5c, 0x3a];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];
const isBlank = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** Fed with UTF-8 bytes. Throws `Refused` at the first byte that cannot be right. */
export class Scanner {
  private readonly window = new Window();
  /** How far the window was looked at, and what was open there. */
  private at = 0;
  private depth = 0;
  private quoted = false;
  /** Where the last string began and ended: a name, if a colon follows. */
  private text: readonly [from: number, to: number] = [0, 0];

  // What is known of the top-level value that is being read.
  private keys: string[] = [];
  /** Depth and name of all that were seen, and the last of them. */
  private readonly names = new Set<string>();
  private name = "";
  private list: List | undefined;
  /** The text up to and including the bracket that opens the list. */
  private head: { readonly bytes: Buffer; readonly place: Place } | undefined;
  /** While in the list: its elements' depth, how many were given, and the bytes from one's end to the next one's first name. */
  private inside: number | undefined;
  private index = 0;
  private between: Buffer | undefined;

  /** Top-level values given so far. */
  private values = 0;

  /** `source` is what errors call the input. */
  constructor(private readonly source: string) {}

  /** The bytes that follow; what they complete. */
  *feed(piece: Uint8Array): Generator<Elements | Value> {
    this.window.append(piece);
    const guessed = this.guess();
    if (guessed) yield guessed;
    else yield* this.scan();
  }

  /** No more bytes; `total` is how many the file had. */
  *end(total: number): Generator<Elements | Value> {
    yield* this.scan();
    const rest = this.window.bytes;
    if (this.depth === 0 && rest.every(isBlank)) return;
    const before = this.inside === undefined ? (this.head?.bytes ?? "") : this.opening();
    this.complain(before, rest, "", total);
  }

  /**
   * A list of 100,000 elements looks the same between all of them. So cut at the last such place in the window; if
   * "[" + what is before it + "]" is JSON, then the place was where it seemed to be, and no byte had to be looked at.
   * In the middle of an element that is larger than the window there is no guessing: it would be tried again and again.
   */
  private guess(): Elements | undefined {
    if (this.inside === undefined || !this.between || this.at > 0) return undefined;
    const found = this.window.bytes.lastIndexOf(this.between);
    return found < 0 ? undefined : this.elements(found + 1);
  }

  private *scan(): Generator<Elements | Value> {
    let cut = 0;
    for (let stop = this.next(); stop; stop = this.next()) {
      if (stop === "element") {
        cut = this.at;
        this.between ??= between(this.window.bytes, cut);
      } else if (stop === "list") {
        this.head = { bytes: Buffer.from(this.window.bytes.subarray(0, this.at)), place: this.window.place };
        this.inside = this.depth;
        this.take(this.at);
      } else if (stop === "end of list") {
        yield this.elements(this.at) ?? this.complain(this.opening(), this.window.bytes.subarray(0, this.at), "]");
        this.inside = undefined;
        cut = 0;
      } else yield this.value();
    }
    if (cut > 0) yield this.elements(cut) ?? this.complain(this.opening(), this.window.bytes.subarray(0, cut), "]");
    const size = this.window.bytes.length + (this.inside === undefined ? (this.head?.bytes.length ?? 0) : 0);
    if (size > (this.inside === undefined ? most.outside : most.element)) this.foreign();
  }

  /** Goes on to what ends or begins next; undefined at the end of the window. */
  private next(): "list" | "element" | "end of list" | "value" | undefined {
    const bytes = this.window.bytes;
    const end = bytes.length;
    const inside = this.inside ?? -1;
    while (this.at < end) {
      if (this.quoted) {
        let at = this.at;
        while (at < end && bytes[at] !== quote && bytes[at] !== backslash) at++;
        this.at = at + (bytes[at] === backslash ? 2 : 1); // may be past the end, where the escaped character will be
        if (at >= end) this.at = end;
        else if (bytes[at] === quote) {
          this.quoted = false;
          this.text = [this.text[0], this.at];
        }
        continue;
      }
      const byte = bytes[this.at++];
      if (this.depth === 0 && byte !== openObject && !isBlank(byte)) this.misplaced(this.at - 1);
      if (byte === quote) {
        this.quoted = true;
        this.text = [this.at - 1, this.at];
      } else if (byte === openObject) this.depth++;
      else if (byte === openList) {
        this.depth++;
        if (this.begins()) return "list";
      } else if (byte === closeObject || byte === closeList) {
        if (this.depth === inside && byte === closeList) {
          this.at--;
          return "end of list";
        }
        this.depth--;
        if (this.depth === inside) return "element";
        if (this.depth === 0) return "value";
      } else if (byte === colon && inside < 0 && this.depth <= 2) this.named(bytes);
    }
    return undefined;
  }

  /** Whether the bracket that was just opened is a list to be given in pieces. */
  private begins(): boolean {
    const list: List | undefined =
      this.depth === 2 && this.name === "1 steps"
        ? "steps"
        : this.depth === 3 && this.name === "2 resources"
          ? "deployment.resources"
          : undefined;
    if (list === undefined) return false;
    if (this.list) this.refuse(`a second list, "${list}" after "${this.list}"`, this.at - 1);
    this.list = list;
    this.index = 0;
    return true;
  }

  /** The last string is a name at the top, or in `deployment`: the only ones that decide what a list is. */
  private named(bytes: Buffer): void {
    let name: unknown;
    try {
      name = JSON.parse(bytes.toString("utf8", ...this.text));
    } catch {
      return; // so the whole is not JSON either, which is found when it is complete
    }
    if (typeof name !== "string" || (this.depth === 2 && this.keys.at(-1) !== "deployment")) return;
    if (this.depth === 1) this.keys.push(name);
    this.name = `${this.depth} ${name}`;
    // JSON.parse would take the last of two and say nothing.
    if (this.names.has(this.name)) this.refuse("a name for the second time in the same object", this.text[0]);
    this.names.add(this.name);
    if (this.names.size > most.names) this.foreign();
  }

  private opening(): string {
    // What follows given elements must begin with a comma; after a stand-in for them JSON.parse sees to that.
    return this.index === 0 ? "[" : "[0";
  }

  /** Gives the first `length` bytes as elements; undefined if they are not a part of a list. */
  private elements(length: number): Elements | undefined {
    const text = decoded(this.window.bytes.subarray(0, length));
    if (text === undefined) return undefined;
    let elements: unknown[];
    try {
      elements = JSON.parse(`${this.opening()}${text}]`);
    } catch {
      return undefined;
    }
    const index = this.index;
    if (index > 0) elements.shift();
    this.index += elements.length;
    this.take(length);
    return { list: this.list as List, index, elements };
  }

  private value(): Value {
    const bytes = this.window.bytes.subarray(0, this.at);
    const whole = this.head ? Buffer.concat([this.head.bytes, bytes]) : bytes;
    let value: Record<string, unknown>;
    try {
      value = JSON.parse(decoded(whole) ?? "");
    } catch {
      this.complain(this.head?.bytes ?? "", bytes, "");
    }
    const place = this.head?.place ?? placeIn(bytes, bytes.indexOf(openObject), this.window.place);
    const { keys } = this;
    this.take(this.at);
    this.keys = [];
    this.names.clear();
    this.name = "";
    this.list = undefined;
    this.head = undefined;
    this.values++;
    return { value, keys, place };
  }

  private take(length: number): void {
    this.window.take(length);
    this.at = 0;
    this.quoted = false;
    this.depth = this.inside ?? this.depth;
  }

  private refuse(what: string, offset: number): never {
    const { line, column } = placeIn(this.window.bytes, offset, this.window.place);
    throw new Refused(`${this.source}:${line}:${column}: ${what}`);
  }

  private misplaced(offset: number): never {
    if (this.values > 0) this.refuse("not JSON: expected nothing more", offset);
    this.refuse(`not a JSON object: expected ${ours}`, offset);
  }

  private foreign(): never {
    throw new Refused(`${this.source}: expected ${ours}; ${looksLike(this.keys)}`);
  }

  /** Says what is wrong in the first `bytes` of the window, read between `before` and `after`. */
  private complain(before: Buffer | string, bytes: Buffer, after: string, total?: number): never {
    const damaged = misread(bytes);
    if (damaged !== undefined) this.refuse("not text: expected UTF-8", damaged);
    const found = fault(Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)]));
    const offset = (found?.at ?? 0) - before.length;
    const expected = `expected ${found?.expected ?? "JSON"}`;
    if (found?.ended && total !== undefined) this.refuse(`cut off at byte ${total}: ${expected}`, bytes.length);
    if (offset >= 0 || !this.head) this.refuse(`not JSON: ${expected}`, Math.max(0, offset));
    const { line, column } = placeIn(this.head.bytes, found?.at ?? 0, this.head.place);
    throw new Refused(`${this.source}:${line}:${column}: not JSON: ${expected}`);
  }
}

/** The bytes from one element's end to the end of the next one's first name, if they are all there. */
function between(bytes: Buffer, end: number): Buffer | undefined {
  const found = /^\}[ \t\r\n]*,[ \t\r\n]*\{[ \t\r\n]*"[^"\\]*"/.exec(
    bytes.toString("latin1", end - 1, Math.min(end + 200, bytes.length)),
  );
  return found ? Buffer.from(found[0], "latin1") : undefined;
}

const decoded = (bytes: Buffer): string | undefined => (isUtf8(bytes) ? bytes.toString() : undefined);

/** Offset of the first byte that is not part of a character, if there is one. */
function misread(bytes: Buffer): number | undefined {
  if (isUtf8(bytes)) return undefined;
  const again = Buffer.from(bytes.toString());
  let at = 0;
  while (bytes[at] === again[at]) at++;
  return at;
}
