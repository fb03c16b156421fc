/** `hadr-baseline.json`: text → entries and back, one entry a line, so that diffs and merges can be read. */
import type { BaselineEntry } from "./assessment";
import { type Baseline, fingerprintIn } from "./baseline";
import { ConfigError } from "./config/error";
import { didYouMean } from "./nearest";
import { printableJson } from "./printable";
import { type Fault, fault } from "./read/fault";

/** Its name where nobody gives another. */
export const baselineName = "hadr-baseline.json";

const version = "1.0";

/** What a value may be, in the part of JSON Schema that is needed here. */
interface Field {
  readonly type: "string" | "integer" | "array";
  readonly description: string;
  readonly const?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly items?: object;
}
const text = (description: string): Field => ({ type: "string", minLength: 1, description });

const ofEntry: Readonly<Record<keyof BaselineEntry, Field>> = {
  fingerprint: {
    type: "string",
    pattern: "^[0-9a-f]{32}$",
    description: "32 hexadecimal digits that follow from the other fields.",
  },
  rule: text("The rule's id."),
  kind: text("What the resource is, such as cosmos-account."),
  resource: { type: "string", description: "The resource's logical name." },
  stack: { type: "string", pattern: "/", description: "The stack as project/stack." },
  parents: text("Types of the components that the resource is in. Absent: in none."),
  times: { type: "integer", minimum: 2, description: "How many findings have this fingerprint. Absent: one." },
};
const entrySchema = {
  type: "object",
  additionalProperties: false,
  required: ["fingerprint", "rule", "kind", "resource", "stack"],
  properties: ofEntry,
} as const;

const ofFile: Readonly<Record<string, Field>> = {
  $schema: { type: "string", description: "Where this schema is, for editors." },
  schemaVersion: { type: "string", const: version, description: "The version of this format." },
  tool: text("Name and version of what made it."),
  date: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$", description: "The day of the judgement, YYYY-MM-DD." },
  entries: { type: "array", items: entrySchema, description: "One for each finding that is accepted as it is." },
};

/** JSON Schema of the file; published as `schema/baseline.schema.json`. */
export const baselineSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: baselineName,
  description: "Findings that were there when the gate began. Written by `azure-hadr baseline`.",
  type: "object",
  additionalProperties: false,
  required: ["schemaVersion", "tool", "date", "entries"],
  properties: ofFile,
} as const;

/** The whole file. */
export function written({ tool, date, entries }: Baseline): string {
  const head = Object.entries({ schemaVersion: version, tool, date }).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`,
  );
  const lines = entries.map((entry) => `\n    ${JSON.stringify(entry)}`).join(",");
  return printableJson(`{\n${head.join("")}  "entries": [${lines}${lines && "\n  "}]\n}\n`);
}

/** Reads the file. Throws ConfigError in one line: the file, the line, what was expected. */
export function parseBaseline(content: string, file: string): Baseline {
  const plain = content.replace(/^\uFEFF/, "");
  const wrong = (line: number, says: string): never => {
    throw new ConfigError(`${file}:${line}: ${says}`);
  };
  let whole: unknown;
  try {
    whole = JSON.parse(plain);
  } catch {
    const marks = /^(?:<{7}|\|{7}|={7}|>{7})(?= |\r?$)/m.exec(plain);
    if (marks)
      wrong(
        lineAt(plain, marks.index),
        `the marks of a merge that is not finished (${marks[0]}); keep the entries of both sides, each once`,
      );
    const bytes = Buffer.from(plain);
    const { at, ended, expected } = fault(bytes) as Fault;
    wrong(
      lineAt(plain, bytes.toString("utf8", 0, at).length),
      ended ? "it ends too early" : `not JSON: expected ${expected}`,
    );
  }
  const mistake = mistakeIn(whole, baselineSchema, "the file");
  if (mistake) wrong(1, mistake);
  const { tool, date, entries } = whole as Baseline;
  const lines = new Map<string, number>();
  let places: readonly number[] | undefined;
  const lineOf = (index: number): number => {
    places ??= placesOfEntries(plain);
    return lineAt(plain, places[index] ?? 0);
  };
  for (const [index, entry] of entries.entries()) {
    const misfit = mistakeIn(entry, entrySchema, "an entry") ?? editedBy(entry);
    if (misfit) wrong(lineOf(index), `entries[${index}]: ${misfit}`);
    const before = lines.get(entry.fingerprint);
    if (before !== undefined)
      wrong(lineOf(index), `entries[${index}]: the same as that of line ${lineOf(before)}; keep one of them`);
    lines.set(entry.fingerprint, index);
  }
  return { tool, date, entries };
}

const editedBy = (entry: BaselineEntry): string | undefined =>
  entry.fingerprint === fingerprintIn(entry)
    ? undefined
    : "the fingerprint is not that of the other fields; entries can be deleted by hand, not written or changed";

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

/** Where each entry begins: the objects that are two deep. Of JSON only. */
function placesOfEntries(text: string): number[] {
  const places: number[] = [];
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token === "{" && depth === 2) places.push(index);
    if (token === "{" || token === "[") depth++;
    else if (token === "}" || token === "]") depth--;
  }
  return places;
}

type Shape = { readonly required: readonly string[]; readonly properties: Readonly<Record<string, Field>> };

/** What does not fit, in words; undefined where all does. */
function mistakeIn(value: unknown, { required, properties }: Shape, what: string): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return `expected ${what} to be an object`;
  for (const key of Object.keys(value)) {
    const field = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (!field) {
      const known = Object.keys(properties).filter((name) => name !== "$schema");
      return `unknown field: ${key}${didYouMean(key, known)}; expected one of ${known.join(", ")}`;
    }
    const expected = unfit((value as Record<string, unknown>)[key], field);
    if (expected) return `${key}: expected ${expected}`;
  }
  const missing = required.find((key) => !Object.hasOwn(value, key));
  return missing === undefined ? undefined : `${missing} is missing`;
}

/** What a field is expected to be, where a value is not that. */
function unfit(value: unknown, { type, const: only, pattern, minLength = 0, minimum, description }: Field) {
  if (type === "array") return Array.isArray(value) ? undefined : "a list";
  if (type === "integer")
    return Number.isSafeInteger(value) && Number(value) >= (minimum ?? 0)
      ? undefined
      : `a whole number from ${minimum}`;
  if (typeof value !== "string") return "text";
  if (only !== undefined) return value === only ? undefined : `${JSON.stringify(only)}; another version wrote it`;
  if (value.length < minLength) return "text, and this is empty";
  if (pattern === undefined || new RegExp(pattern).test(value)) return undefined;
  return description.charAt(0).toLowerCase() + description.slice(1).replace(/\.$/, "");
}
