/** Whole programs in the languages of Pulumi, from resources as azure-native has them. */
import { isPlain } from "./page-services";
import {
  block,
  camel,
  inline,
  type Language,
  literal,
  type Notes,
  noteOf,
  python,
  Reference,
  removed,
  snake,
  typescript,
  yaml,
} from "./report/literal";

/** A resource of a program. */
export interface Declared {
  /** Its logical name. */
  readonly name: string;
  /** `PACKAGE:MODULE:CLASS` or, in the classic provider, `azure:MODULE/file:CLASS`. */
  readonly type: string;
  /** Values of JSON, and references to what stands beside it. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** What was changed, by path. */
  readonly notes?: Notes;
}

/** `azure-native:cosmosdb:DatabaseAccount` → `cosmosdb` and `DatabaseAccount`. */
export function classOf(type: string): { readonly module: string; readonly name: string } {
  const [, path = "", name = ""] = type.split(":");
  return { module: path.split("/")[0] as string, name };
}

export const isNative = (type: string): boolean => /^azure-native:\w+:\w+$/.test(type);

/** Prose of a rule as Markdown: its backticks are meant, its angle brackets are not. */
export const prose = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith("`") ? part : part.replace(/[<>]/g, "\\$&")))
    .join("");

/** One Markdown block. */
export const fenced = (fence: string, content: string): string => `\`\`\`${fence}\n${content.trimEnd()}\n\`\`\``;

/** Import lines of a TypeScript program, each module once. */
export const imports = (types: readonly string[]): string =>
  [
    ...new Set(
      types.map((type) => {
        const { module } = classOf(type);
        const [name, path] = isNative(type) ? [module, `azure-native/${module}`] : ["azure", "azure"];
        return `import * as ${name} from ${JSON.stringify(`@pulumi/${path}`)};`;
      }),
    ),
  ]
    .sort()
    .join("\n");

/** `new cosmosdb.DatabaseAccount("orders", { … });` without what stands before it. `first`: properties to begin with. */
export function created({ name, type, properties, notes }: Declared, first?: string, used = 0): string {
  const own = classOf(type);
  const start = `new ${isNative(type) ? "" : "azure."}${own.module}.${own.name}(${JSON.stringify(name)}, `;
  const args = literal(properties, typescript, { used: used + start.length, ...(notes && { notes }) });
  if (first === undefined) return `${start}${args});`;
  if (args === "{}") return `${start}{ ${first} });`;
  const broken = args.startsWith("{\n") || used + start.length + args.length + first.length + 4 > 80;
  if (!broken) return `${start}{ ${first}, ${args.slice(2)});`;
  const lines = args.startsWith("{\n") ? args : literal(properties, typescript, { used: 80 });
  return `${start}{\n  ${first},${lines.slice(1)});`;
}

/** The program that declares these resources, and nothing else. */
export function program(declared: readonly Declared[], language: Language): string {
  if (language === yaml) return yamlProgram(declared);
  if (language === python)
    return ["import pulumi_azure_native as azure_native", ...declared.map(inPython)].join("\n\n");
  const each = declared.map((one) => {
    const start = `const ${camel(one.name)} = `;
    return `${start}${created(one, undefined, start.length)}`;
  });
  return [imports(declared.map(({ type }) => type)), ...each].join("\n\n");
}

/** Names that Pulumi's constructors in Python take for themselves. */
const taken: ReadonlySet<string> = new Set(["resource_name", "opts"]);

function inPython({ name, type, properties, notes }: Declared): string {
  const { module, name: own } = classOf(type);
  const noted = notes && { notes };
  const args = Object.entries(properties).map(([key, value]) => {
    const argument = taken.has(snake(key)) ? `${snake(key)}_` : snake(key);
    const place = { indent: 4, used: argument.length + 1, path: key, ...noted };
    return `${noteOf(place, python)}    ${argument}=${literal(value, python, place)},\n`;
  });
  const gone = removed(properties, python, { indent: 4, ...noted });
  return `${snake(name)} = azure_native.${module}.${own}(\n    ${JSON.stringify(name)},\n${args.join("")}${gone})`;
}

const yamlProgram = (declared: readonly Declared[]): string =>
  `resources:\n${declared
    .map(
      ({ name, type, properties, notes }) =>
        `  ${name}:\n    type: ${type}\n    properties:\n${block(properties, { indent: 6, ...(notes && { notes }) })}`,
    )
    .join("")}`;

/** A comment with something declared, on one line. */
export const remark = (words: string, value: unknown): string => `// ${words}: ${inline(value)}`;

/** With references to what a property was made of in place of what is not known. */
export function traced(
  properties: Readonly<Record<string, unknown>>,
  madeOf: Readonly<Record<string, readonly string[]>> = {},
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).map(([key, own]) => {
      const sources = [...(madeOf[key] ?? [])];
      const put = (value: unknown): unknown => {
        if (value === "(unknown)" && sources.length > 0)
          return new Reference(sources.shift() as string, key.endsWith("Name") ? "name" : "id");
        if (Array.isArray(value)) return value.map(put);
        return isPlain(value)
          ? Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, put(inside)]))
          : value;
      };
      return [key, put(own)];
    }),
  );
}
