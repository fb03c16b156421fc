/** Where JSON's values begin and end. What is between is taken on trust here, and proven by whoever parses it. */

/** The lists that are not kept whole: where Pulumi's formats and Azure Resource Graph have their resources. */
export type List = "steps" | "deployment.resources" | "checkpoint.latest.resources" | "data";

const lists: readonly List[] = ["steps", "deployment.resources", "checkpoint.latest.resources", "data"];
/** What stands on the way to a list. */
const holders: ReadonlySet<string> = new Set(["deployment", "checkpoint", "checkpoint.latest"]);
/** How deep a name may lie and still be of that way. */
const deepest = 3;

/** What was come to: the list's opening bracket, an element's end, the list's closing bracket, a top-level value's end. */
export type Stop = "list" | "element" | "end of list" | "value";

/** No format of ours has more names at its top. */
const mostNames = 100;

const [quote, backslash, colon] = [0x22, 0x5c, 0x3a];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];
export const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** What cannot be, by the offset of its first byte. */
export type Wrong = {
  readonly at: number;
  readonly why: "not an object" | "a list" | "too many names" | "a list too many" | "a name twice";
};

/** Follows the bytes of a window. Offsets count from the window's front. */
export class Structure {
  /** How far the bytes were followed, and what was open there. */
  at = 0;
  depth = 0;
  private quoted = false;
  /** Where the last string is: a name, if a colon follows. */
  private textStart = 0;
  private textEnd = 0;

  /** The names at the top of the value, in their order. */
  keys: string[] = [];
  /** The ways to all names that were looked at, and to the last of them. */
  private readonly names = new Set<string>();
  private way: readonly string[] = [];
  /** The list that was come to in this value, and its depth until its end. */
  list: List | undefined;
  inside: number | undefined;

  /** `wrong` is told of what cannot be, and throws. */
  constructor(private readonly wrong: (what: Wrong) => never) {}

  /** Follows the bytes to what comes next; undefined at their end, from where it goes on when there are more. */
  next(bytes: Buffer): Stop | undefined {
    const end = bytes.length;
    const inside = this.inside ?? -1;
    while (this.at < end) {
      if (this.quoted) {
        let at = this.at;
        while (at < end && bytes[at] !== quote && bytes[at] !== backslash) at++;
        this.quoted = bytes[at] !== quote;
        // After a backslash this may be one past the end, where the character that it escapes is still to come.
        this.at = at === end ? end : at + (this.quoted ? 2 : 1);
        this.textEnd = this.at;
        continue;
      }
      const byte = bytes[this.at++];
      if (this.depth === 0 && byte !== openObject && !isBlank(byte))
        this.fail(byte === openList ? "a list" : "not an object", this.at - 1);
      if (byte === quote) {
        this.quoted = true;
        this.textStart = this.at - 1;
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
      } else if (byte === colon && this.depth <= deepest && inside < 0) this.named(bytes);
    }
    return undefined;
  }

  /** The bytes that were followed are gone from the front; within the list, as many as ended an element. */
  cut(): void {
    this.at = 0;
    this.quoted = false;
    this.depth = this.inside ?? this.depth;
  }

  /** Forgets the value that was come to the end of. */
  clear(): void {
    this.keys = [];
    this.names.clear();
    this.way = [];
    this.list = undefined;
  }

  private fail(why: Wrong["why"], at: number): never {
    return this.wrong({ why, at });
  }

  /** Whether the bracket that was just opened is the list's. */
  private begins(): boolean {
    if (this.depth !== this.way.length + 1) return false;
    // PowerShell writes it with a capital.
    const way = this.way.join(".").replace(/^Data$/, "data");
    const list = lists.find((one) => one === way && one.split(".").length === this.way.length);
    if (!list) return false;
    if (this.list) this.fail("a list too many", this.at - 1);
    this.list = list;
    this.inside = this.depth;
    return true;
  }

  /** The last string is a name. Those at the top and on the way to a list are all that decides what a list is. */
  private named(bytes: Buffer): void {
    if (this.way.length < this.depth - 1) return;
    const holder = this.way.slice(0, this.depth - 1);
    if (holder.length > 0 && !holders.has(holder.join("."))) return;
    let name: unknown;
    try {
      name = JSON.parse(bytes.toString("utf8", this.textStart, this.textEnd));
    } catch {
      return; // so the whole is not JSON either, which is found when it is complete
    }
    if (typeof name !== "string") return;
    if (this.depth === 1) this.keys.push(name);
    this.way = [...holder, name];
    const way = JSON.stringify(this.way);
    // JSON.parse would take the last of two and say nothing.
    if (this.names.has(way)) this.fail("a name twice", this.textStart);
    this.names.add(way);
    if (this.names.size > mostNames) this.fail("too many names", this.textStart);
  }
}
