/**
 * The language of ARM templates, as far as it only repeats what the program says: parameters, variables, and texts put
 * together of them. Anything else is worked out by Azure, so that nobody knows it here.
 */
import { member } from "./plan";
import { Hidden, hiddenBecause, isPlainObject } from "./shape";

export type Properties = Readonly<Record<string, unknown>>;

/** What names in expressions mean. */
export interface Scope {
  /** What `resourceGroup().location` comes to. */
  readonly groupLocation: Hidden;
  readonly parameter: (name: string) => unknown;
  readonly variable: (name: string) => unknown;
}

/** The location of one resource group: the same wherever it is meant. */
export const newGroupLocation = (): Hidden => new Hidden("the location of the resource group");
const worked = new Hidden("an expression that the deployment works out");
const looped = new Hidden("made in a loop of the template");
const deep = new Hidden("nested deeper than anybody writes");
const secret = new Hidden("a secret");
const missing = new Hidden("a parameter or variable that the template does not have");
const deepest = 64;

export const anyCase = { caseless: true } as const;
export const memberOf = (value: unknown, name: string): unknown =>
  isPlainObject(value) ? member(value, name, anyCase) : undefined;

/** The value with every expression in it replaced by what it comes to, or hidden. */
export function evaluate(value: unknown, scope: Scope, depth = 0): unknown {
  if (hiddenBecause(value) !== undefined) return value;
  if (depth > deepest) return typeof value === "object" ? deep : value;
  if (typeof value === "string") return ofText(value, scope, depth);
  if (Array.isArray(value)) return value.map((one) => evaluate(one, scope, depth + 1));
  if (!isPlainObject(value)) return value;
  const loops = member(value, "copy", anyCase);
  const made = Object.entries(value).map(([name, inner]): [string, unknown] => [
    name,
    evaluate(inner, scope, depth + 1),
  ]);
  if ((loops ?? null) === null) return Object.fromEntries(made);
  const names = loopedNames(loops);
  return names ? Object.fromEntries([...made, ...names.map((name) => [name, looped])]) : looped;
}

/** The properties that loops will make; undefined where that is not plain. */
function loopedNames(loops: unknown): string[] | undefined {
  if (!Array.isArray(loops)) return undefined;
  const names = loops.map((loop) => memberOf(loop, "name"));
  const plain = (name: unknown): name is string =>
    typeof name === "string" && !isExpression(name) && !hiddenBecause(name);
  return names.every(plain) ? names : undefined;
}

const isExpression = (text: string): boolean => text.startsWith("[") && text.endsWith("]") && !text.startsWith("[[");

function ofText(text: string, scope: Scope, depth: number): unknown {
  if (isExpression(text)) return scope === unresolved ? worked : new Reader(text.slice(1, -1), scope, depth).whole();
  return text.startsWith("[[") && text.endsWith("]") ? text.slice(1) : text;
}

const token = /\s*(?:'((?:[^']|'')*)'|(-?\d+)|([A-Za-z_]\w*)\s*\(|([(),]))\s*/y;

/** Reads one expression; what it does not know comes out hidden. */
class Reader {
  private at = 0;
  constructor(
    private readonly text: string,
    private readonly scope: Scope,
    private readonly depth: number,
  ) {}

  whole(): unknown {
    if (/^\s*resourceGroup\(\s*\)\.location\s*$/i.test(this.text)) return this.scope.groupLocation;
    const value = this.value(this.depth);
    return this.at === this.text.length ? (value ?? worked) : worked;
  }

  private next(): RegExpExecArray | null {
    token.lastIndex = this.at;
    const found = token.exec(this.text);
    if (found) this.at = token.lastIndex;
    return found;
  }

  /** Undefined where nothing can be made of it. */
  private value(depth: number): unknown {
    if (depth > deepest) return undefined;
    const found = this.next();
    if (!found) return undefined;
    const [, quoted, digits, name] = found;
    if (quoted !== undefined) return quoted.replaceAll("''", "'");
    if (digits !== undefined) return Number(digits);
    return name === undefined ? undefined : this.call(name.toLowerCase(), depth);
  }

  private call(name: string, depth: number): unknown {
    const given: unknown[] = [];
    for (let empty = this.peek() === ")"; !empty; ) {
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      given.push(value);
      const [, , , , mark] = this.next() ?? [];
      if (mark === ")") return applied(name, given, this.scope);
      if (mark !== ",") return undefined;
      empty = false;
    }
    this.next();
    return applied(name, given, this.scope);
  }

  private peek(): string | undefined {
    return this.text[this.at];
  }
}

/** The functions that people name resources with. Source: the template functions of Azure Resource Manager. */
function applied(name: string, given: readonly unknown[], { parameter, variable }: Scope): unknown {
  const [first, ...rest] = given;
  const hidden = given.find((value) => hiddenBecause(value) !== undefined);
  if (hidden !== undefined) return hidden;
  if (name === "true" || name === "false") return given.length === 0 ? name === "true" : undefined;
  if (name === "parameters" && typeof first === "string") return parameter(first);
  if (name === "variables" && typeof first === "string") return variable(first);
  const texts = given.every((value) => typeof value === "string" || typeof value === "number");
  if (!texts) return undefined;
  if (name === "concat") return given.join("");
  if (name === "tolower") return String(first).toLowerCase();
  if (name !== "format" || /\{\d+[^}\d]/.test(String(first))) return undefined;
  return String(first).replace(/\{(\d+)\}/g, (_, index: string) => String(rest[Number(index)] ?? ""));
}

/**
 * The scope of a template with the parameters that it is given: `{ name: { value } }`, hidden as a whole where nobody
 * knows them. What a parameter or variable comes to is worked out when it is first asked for, and once.
 */
export function scopeOf(template: Properties, given: unknown, groupLocation: Hidden): Scope {
  const scope: Scope = {
    groupLocation,
    parameter: once((name) => {
      const declared = memberOf(memberOf(template, "parameters"), name);
      if (!isPlainObject(declared)) return missing;
      if (/secure/i.test(String(memberOf(declared, "type")))) return secret;
      if (hiddenBecause(given) !== undefined) return given;
      const own = memberOf(given, name);
      if (hiddenBecause(own) !== undefined) return own;
      if (memberOf(own, "reference") !== undefined) return secret;
      const value = memberOf(own, "value");
      // What is given is a value and no expression; one that looks like an expression is not understood.
      if ((value ?? null) !== null) return evaluate(value, unresolved);
      if (own !== undefined && own !== null) return worked;
      return evaluate(memberOf(declared, "defaultValue") ?? missing, scope);
    }),
    variable: once((name) => {
      const variables = memberOf(template, "variables");
      const own = memberOf(variables, name);
      return own === undefined ? (memberOf(variables, "copy") === undefined ? missing : looped) : evaluate(own, scope);
    }),
  };
  return scope;
}

const unresolved: Scope = { groupLocation: worked, parameter: () => worked, variable: () => worked };

/** A name that leads back to itself comes to nothing, and so does one that leads on and on. */
function once(work: (name: string) => unknown): (name: string) => unknown {
  const known = new Map<string, unknown>();
  let open = 0;
  return (name) => {
    const key = name.toLowerCase();
    if (!known.has(key)) {
      if (open > deepest) return worked;
      known.set(key, worked);
      open++;
      known.set(key, work(name));
      open--;
    }
    return known.get(key);
  };
}
