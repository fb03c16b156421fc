/** JSON of any size → its values, in pieces that fit in memory. Nothing is skipped: JSON.parse has seen every byte. */
import { isUtf8 } from "node:buffer";
import { type Fault, fault } from "./fault";
import { looksLike } from "./foreign";
import { decoded, parsed } from "./parsed";
import { ours, Refused } from "./refused";
import { isBlank, type List, Structure, type Wrong } from "./structure";
import { type Place, placeIn, Window } from "./window";

/** Some elements of a list; `index` is the first one's. All of them come before the value that holds the list. */
export interface Elements {
  readonly list: List;
  readonly index: number;
  readonly elements: readonly unknown[];
}

/** What comes before a list at the top of its value: the names and values so far, the list itself left empty. */
export interface Head {
  readonly list: List;
  readonly before: Readonly<Record<string, unknown>>;
}

/** A top-level object, its list left empty. `keys` are its names in the order of the text. */
export interface Value {
  readonly value: Readonly<Record<string, unknown>>;
  readonly keys: readonly string[];
  readonly place: Place;
}

/** An input with more bytes outside its list, or in one element of it, is none of ours. */
const most = { outside: 16 * 1024 * 1024, element: 32 * 1024 * 1024 };

/** Fed with UTF-8 bytes. Throws `Refused` at the first byte that cannot be right. */
export class Scanner {
  private readonly window = new Window();
  private readonly structure = new Structure((what) => this.wrong(what));
  /** The value's text up to and including the bracket that opens its list. */
  private head: { readonly bytes: Buffer; readonly place: Place } | undefined;
  /** How many elements of the list were given. */
  private index = 0;
  /** The bytes from the end of an element to the end of the next one's first name. */
  private between: Buffer | undefined;
  /** How many top-level values were given. */
  private values = 0;

  /** `source` is what errors call the input. */
  constructor(private readonly source: string) {}

  /** The bytes that follow; what they complete. */
  *feed(piece: Uint8Array): Generator<Elements | Head | Value> {
    this.window.append(piece);
    const guessed = this.guess();
    if (guessed) yield guessed;
    else yield* this.scan();
  }

  /** No more bytes; `total` is how many the file had. */
  *end(total: number): Generator<Elements | Head | Value> {
    yield* this.scan();
    const rest = this.window.bytes;
    if (this.structure.depth > 0 || !rest.every(isBlank)) this.complain(rest, "", total);
  }

  /**
   * A list of 100,000 elements looks the same between all of them. So cut at the last such place in the window; if
   * "[" + what is before it + "]" is JSON, then the place was where it seemed to be, and no byte had to be looked at.
   * In the middle of an element that is larger than the window there is no guessing: it would be tried again and again.
   */
  private guess(): Elements | undefined {
    if (this.structure.inside === undefined || !this.between || this.structure.at > 0) return undefined;
    const found = this.window.bytes.lastIndexOf(this.between);
    return found < 0 ? undefined : this.elements(found + 1);
  }

  private *scan(): Generator<Elements | Head | Value> {
    const { structure, window } = this;
    let cut = 0;
    for (let stop = structure.next(window.bytes); stop; stop = structure.next(window.bytes)) {
      if (stop === "element") {
        cut = structure.at;
        this.between ??= between(window.bytes, cut);
      } else if (stop === "list") {
        this.head = { bytes: Buffer.from(window.bytes.subarray(0, structure.at)), place: window.place };
        this.take(structure.at);
        yield* this.opened(structure.list as List);
      } else if (stop === "end of list") {
        yield this.elements(structure.at) ?? this.complain(window.bytes.subarray(0, structure.at), "]");
        structure.inside = undefined;
        cut = 0;
      } else yield this.value();
    }
    if (cut > 0) yield this.elements(cut) ?? this.complain(window.bytes.subarray(0, cut), "]");
    this.limit();
  }

  /** Gives the first `length` bytes as elements; undefined if they are not a part of a list. */
  private elements(length: number): Elements | undefined {
    const text = decoded(this.window.bytes.subarray(0, length));
    const elements = text === undefined ? undefined : (parsed(`${this.opening()}${text}]`) as unknown[] | undefined);
    if (!elements) return undefined;
    const index = this.index;
    if (index > 0) elements.shift();
    this.index += elements.length;
    this.take(length);
    return { list: this.structure.list as List, index, elements };
  }

  private value(): Value {
    const { structure, window, head } = this;
    const bytes = window.bytes.subarray(0, structure.at);
    const text = decoded(head ? Buffer.concat([head.bytes, bytes]) : bytes);
    const value = text === undefined ? undefined : (parsed(text) as Value["value"] | undefined);
    if (!value) return this.complain(bytes, "");
    const place = head?.place ?? placeIn(bytes, bytes.indexOf("{"), window.place);
    const { keys } = structure;
    this.take(structure.at);
    structure.clear();
    [this.head, this.index] = [undefined, 0];
    this.values++;
    return { value, keys, place };
  }

  /** What is no JSON gives nothing here: it is found when the value is complete. */
  private *opened(list: List): Generator<Head> {
    const text = this.head && decoded(this.head.bytes);
    const closed = `${text}]${"}".repeat(list.split(".").length)}`;
    const before = text === undefined ? undefined : (parsed(closed) as Head["before"] | undefined);
    if (before) yield { list, before };
  }

  private take(length: number): void {
    this.window.take(length);
    this.structure.cut();
  }

  /** What elements must follow to be JSON with "]" after them: a comma too, where others were given before. */
  private opening(): string {
    return this.index === 0 ? "[" : "[0";
  }

  /** What the window's bytes follow, or a stand-in for it: together they are the beginning of JSON. */
  private before(): Buffer {
    return this.structure.inside === undefined ? (this.head?.bytes ?? Buffer.alloc(0)) : Buffer.from(this.opening());
  }

  /** Keeps what is not ours, or no JSON, from filling the memory. */
  private limit(): void {
    const { list, inside, keys } = this.structure;
    const [before, bytes] = [this.before(), this.window.bytes];
    if (before.length + bytes.length <= (inside === undefined ? most.outside : most.element)) return;
    if (!fault(Buffer.concat([before, bytes]))?.ended) this.complain(bytes, "");
    if (inside === undefined) throw new Refused(`${this.source}: expected ${ours}; ${looksLike(keys)}`);
    throw new Refused(`${this.source}: ${list}[${this.index}]: expected a resource, but this is too large for one`);
  }

  private wrong({ why, at }: Wrong): never {
    if (why === "too many names")
      throw new Refused(`${this.source}: expected ${ours}; ${looksLike(this.structure.keys)}`);
    if (why === "a list too many") this.refuse("a second list of resources: expected one", at);
    if (why === "a name twice") this.refuse("a name for the second time: expected it once", at);
    const what = why === "a list" ? "a list, which does not say whether it is whole" : "not a JSON object";
    this.refuse(this.values > 0 ? "not JSON: expected nothing more" : `${what}: expected ${ours}`, at);
  }

  /** `offset` is in the window, or before it by as much as it is negative. */
  private refuse(what: string, offset: number): never {
    const { window, head } = this;
    const { line, column } =
      offset < 0 && head
        ? placeIn(head.bytes, offset + head.bytes.length, head.place)
        : placeIn(window.bytes, Math.max(0, offset), window.place);
    throw new Refused(`${this.source}:${line}:${column}: ${what}`);
  }

  /** Says what is wrong in the first `bytes` of the window if `after` follows; `total` if the input ends there. */
  private complain(bytes: Buffer, after: string, total?: number): never {
    const before = this.before();
    const whole = Buffer.concat([before, bytes, Buffer.from(after)]);
    const { at, expected, ended } = misread(whole) ?? fault(whole) ?? { at: 0, expected: "JSON", ended: false };
    if (ended && total !== undefined) this.refuse(`cut off at byte ${total}: expected ${expected}`, bytes.length);
    this.refuse(`not JSON: expected ${expected}`, at - before.length);
  }
}

/** The bytes from one element's end to the end of the next one's first name, if they are all there. */
function between(bytes: Buffer, end: number): Buffer | undefined {
  const text = bytes.toString("latin1", end - 1, Math.min(end + 200, bytes.length));
  const found = /^\}[ \t\r\n]*,[ \t\r\n]*\{[ \t\r\n]*"[^"\\]*"/.exec(text);
  return found ? Buffer.from(found[0], "latin1") : undefined;
}

/** The first byte that is not part of a character, if there is one. */
function misread(bytes: Buffer): Fault | undefined {
  if (isUtf8(bytes)) return undefined;
  const again = Buffer.from(bytes.toString());
  let at = 0;
  while (bytes[at] === again[at]) at++;
  return { at, expected: "a character in UTF-8", ended: bytes.length - at < 4 };
}
