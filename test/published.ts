/** The schemas that are published of what is written about an estate. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv, { type AnySchemaObject, type ValidateFunction } from "ajv/dist/2020.js";

const names = ["report", "judged-stack", "estate", "drill", "trend"] as const;
type Name = (typeof names)[number];

export const published = Object.fromEntries(
  names.map((name) => [name, JSON.parse(readFileSync(join(__dirname, "..", "schema", `${name}.schema.json`), "utf8"))]),
) as Record<Name, AnySchemaObject>;

const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
for (const name of names) ajv.addSchema(published[name], `${name}.schema.json`);

/** What of a document is not as the schema has it; nothing: it follows. */
export function wrongIn(name: Name, document: unknown): readonly string[] {
  const follows = ajv.getSchema(`${name}.schema.json`) as ValidateFunction;
  follows(document);
  return (follows.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/**
 * The places at which the schema would not see that something is wrong: a property more in each object, and each value
 * another; what stands in a list or goes by a name, once.
 */
export function unseenIn(name: Name, document: object): { readonly tried: number; readonly unseen: readonly string[] } {
  const seen = new Set<string>();
  const unseen: string[] = [];
  const look = (value: unknown, place: string, put: (other: unknown) => unknown): void => {
    const isNew = !seen.has(place);
    seen.add(place);
    const isObject = typeof value === "object" && value !== null;
    const wrong = isObject && !Array.isArray(value) ? { ...value, more: 1 } : { wrong: true };
    if (isNew && wrongIn(name, put(wrong)).length === 0) unseen.push(place);
    if (!isObject) return;
    for (const [key, inner] of Object.entries(value))
      look(inner, `${place}/${Array.isArray(value) || named.test(place) ? "*" : key}`, (other) =>
        put(Array.isArray(value) ? value.with(Number(key), other) : { ...value, [key]: other }),
      );
  };
  look(document, "", (other) => other);
  return { tried: seen.size, unseen };
}
const named = /\/(?:facts|byTeam|byCriticality)$/;

/** Where a schema says what an object has, and not that it has nothing else. */
export const openIn = (schema: unknown, path = ""): readonly string[] =>
  typeof schema !== "object" || schema === null
    ? []
    : [
        ...("properties" in schema &&
        !("if" in schema || path.endsWith("/if")) &&
        !("additionalProperties" in schema || "unevaluatedProperties" in schema)
          ? [path]
          : []),
        ...Object.entries(schema).flatMap(([key, inner]) => openIn(inner, `${path}/${key}`)),
      ];
