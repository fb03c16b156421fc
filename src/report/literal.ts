/** Values as a program would write them, in the languages that pages show. */

/** What stands in examples for a value that nobody knows, and the names that the page gives it. */
export const standIns: ReadonlyMap<unknown, readonly [name: string, meaning: string]> = new Map([
  ["(unknown)", ["notKnownYet", "a value that only the update produces"]],
  ["(secret)", ["aSecret", "a value that Pulumi keeps secret"]],
]);

/** In place of a value: what another resource of the program turns out to have, e.g. its `id`. */
export class Reference {
  constructor(
    readonly resource: string,
    readonly property: "id" | "name",
  ) {}
}

/** By path, what a property was before: `{}` where it was not set. Objects that hold one are never written on one line. */
export type Notes = ReadonlyMap<string, { readonly was?: unknown }>;

/** How a language writes what JSON can say. */
export interface Language {
  /** As Markdown names it. */
  readonly fence: "ts" | "python" | "yaml";
  readonly comment: string;
  /** Columns of one level. */
  readonly step: number;
  readonly scalar: (value: unknown) => string;
  /** The name of a property with what stands before its value; `under`: the name of the object that holds it. */
  readonly key: (name: string, under: string) => string;
  readonly reference: (to: Reference) => string;
}

const bare = /^[A-Za-z_$][\w$]*$/;

/** A logical name as a variable. */
export const camel = (name: string): string =>
  name.replace(/[^A-Za-z0-9]+(.?)/g, (_, letter: string) => letter.toUpperCase());
/** A property's name in Python, as Pulumi derives it. Source: `PyName` in pulumi/pulumi, pkg/codegen/python. */
export const snake = (name: string): string =>
  name
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();

export const typescript: Language = {
  fence: "ts",
  comment: "//",
  step: 2,
  scalar: (value) => standIns.get(value)?.[0] ?? JSON.stringify(value),
  key: (name) => `${bare.test(name) ? name : JSON.stringify(name)}: `,
  reference: ({ resource, property }) => `${camel(resource)}.${property}`,
};

const pythonWords = new Map<unknown, string>([
  [true, "True"],
  [false, "False"],
  [null, "None"],
]);
export const python: Language = {
  fence: "python",
  comment: "#",
  step: 4,
  scalar: (value) => pythonWords.get(value) ?? JSON.stringify(value),
  // Names of tags are the owner's own.
  key: (name, under) => `${JSON.stringify(under === "tags" ? name : snake(name))}: `,
  reference: ({ resource, property }) => `${snake(resource)}.${property}`,
};

/** Texts that no YAML reader takes for anything else, bare. */
const plain = /^(?!(?:true|false|null|yes|no|on|off|y|n)$)[A-Za-z][\w./-]*(?::[\w./-]+)*(?: [A-Za-z0-9][\w./-]*)*$/i;
const yamlText = (text: string): string =>
  plain.test(text) ? text : JSON.stringify(text.replaceAll("$" + "{", "$$$" + "{"));
export const yaml: Language = {
  fence: "yaml",
  comment: "#",
  step: 2,
  scalar: (value) => (typeof value === "string" ? yamlText(value) : JSON.stringify(value)),
  key: (name) => `${yamlText(name)}: `,
  reference: ({ resource, property }) => `$${"{"}${resource}.${property}}`,
};

const width = 80;

/** The value on one line, however long. */
export function inline(value: unknown, language: Language = typescript, under = ""): string {
  if (value instanceof Reference) return language.reference(value);
  if (typeof value !== "object" || value === null) return language.scalar(value);
  if (Array.isArray(value)) return `[${value.map((element) => inline(element, language)).join(", ")}]`;
  const entries = Object.entries(value).map(([key, own]) => language.key(key, under) + inline(own, language, key));
  const air = language === python ? "" : " ";
  return entries.length === 0 ? "{}" : `{${air}${entries.join(", ")}${air}}`;
}

/** Where a value stands: `indent`, columns before the line it begins on; `used`, those used on it; `path`, for notes. */
export interface Place {
  readonly indent?: number;
  readonly used?: number;
  readonly path?: string;
  readonly notes?: Notes;
}

const lastOf = (path: string): string => path.split(".").at(-1) as string;
const below = (path: string, key: string): string => (path ? `${path}.${key}` : key);

const isCompound = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !(value instanceof Reference) && Object.keys(value).length > 0;

/** Whether the value has to be broken into lines: it does not fit, or something in it has a note. */
function isBroken(value: unknown, flat: string, { indent = 0, used = 0, path = "", notes }: Place): boolean {
  if (!isCompound(value)) return false;
  const noted = [...(notes?.keys() ?? [])].some((one) => path === "" || one.startsWith(`${path}.`));
  return noted || indent + used + flat.length + 5 > width;
}

/** The value, broken into lines where it does not fit 80 columns. */
export function literal(value: unknown, language: Language = typescript, place: Place = {}): string {
  const { indent = 0, path = "", notes } = place;
  const flat = inline(value, language, lastOf(path));
  if (!isBroken(value, flat, place)) return flat;
  const inner = indent + language.step;
  const margin = " ".repeat(inner);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const lines = Array.isArray(value)
    ? value.map((element) => `${margin}${literal(element, language, { indent: inner })},\n`)
    : Object.entries(value as object).map(([key, own]) => {
        const name = language.key(key, lastOf(path));
        const at = { indent: inner, used: name.length, path: below(path, key), ...(notes && { notes }) };
        return `${noteOf(at, language)}${margin}${name}${literal(own, language, at)},\n`;
      });
  const gone = Array.isArray(value) ? "" : removed(value as object, language, { ...place, indent: inner });
  return `${open}\n${lines.join("")}${gone}${" ".repeat(indent)}${close}`;
}

/** The line above a property that says what it was, or nothing. */
export function noteOf({ indent = 0, path = "", notes }: Place, language: Language): string {
  const note = notes?.get(path);
  if (!note) return "";
  const start = `${" ".repeat(indent)}${language.comment} `;
  const was = note.was === undefined ? "added" : `was ${inline(note.was, language, lastOf(path))}`;
  return `${start}${start.length + was.length > width ? "changed" : was}\n`;
}

/** One line for each property that an object no longer has. */
export function removed(value: object, language: Language, { indent = 0, path = "", notes }: Place): string {
  return [...(notes ?? [])]
    .filter(([at]) => at === below(path, lastOf(at)) && !(lastOf(at) in value))
    .map(
      ([at]) => `${" ".repeat(indent)}${language.comment} without ${language.key(lastOf(at), "").split(/[:=]/)[0]}\n`,
    )
    .join("");
}

/** The lines of a YAML block, each with its newline. */
export function block(value: unknown, { indent = 0, path = "", notes }: Place = {}): string {
  const margin = " ".repeat(indent);
  if (Array.isArray(value))
    return value
      .map((element) => {
        const flat = inline(element, yaml);
        if (!isBroken(element, flat, { indent, used: 2 })) return `${margin}- ${flat}\n`;
        return `${margin}- ${block(element, { indent: indent + 2 }).trimStart()}`;
      })
      .join("");
  const lines = Object.entries(value as object).map(([key, own]) => {
    const name = yaml.key(key, "");
    const at = { indent, used: name.length, path: below(path, key), ...(notes && { notes }) };
    const flat = inline(own, yaml);
    const written = isBroken(own, flat, at)
      ? `${name.trimEnd()}\n${block(own, { ...at, indent: indent + 2 })}`
      : `${name}${flat}\n`;
    return `${noteOf(at, yaml)}${margin}${written}`;
  });
  return `${lines.join("")}${removed(value as object, yaml, { indent, path, ...(notes && { notes }) })}`;
}
