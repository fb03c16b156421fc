/** Values as a TypeScript program would write them. */

/** What stands in examples for a value that nobody knows, and the names that the page gives it. */
export const standIns: ReadonlyMap<unknown, readonly [name: string, meaning: string]> = new Map([
  ["(unknown)", ["notKnownYet", "a value that only the update produces"]],
  ["(secret)", ["aSecret", "a value that Pulumi keeps secret"]],
]);

const identifier = /^[A-Za-z_$][\w$]*$/;

/** The value on one line, however long. */
export const inline = (value: unknown): string => literal(value, 0, Number.NEGATIVE_INFINITY);

/** `indent`: columns before the line it begins on, `before`: those used on it. What does not fit 80 columns is broken. */
export function literal(value: unknown, indent = 0, before = 0): string {
  const standIn = standIns.get(value);
  if (standIn) return standIn[0];
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const entries: [name: string, value: unknown][] = isList
    ? value.map((element) => ["", element])
    : Object.entries(value).map(([key, own]) => [`${identifier.test(key) ? key : JSON.stringify(key)}: `, own]);
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  if (entries.length === 0) return open + close;
  const flat = entries.map(([name, own]) => name + inline(own)).join(", ");
  const air = isList ? "" : " ";
  if (indent + before + flat.length + 5 <= 80) return `${open}${air}${flat}${air}${close}`;
  const margin = " ".repeat(indent + 2);
  const lines = entries.map(([name, own]) => `${margin}${name}${literal(own, indent + 2, name.length)},\n`);
  return `${open}\n${lines.join("")}${" ".repeat(indent)}${close}`;
}
