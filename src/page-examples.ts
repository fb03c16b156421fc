/** The examples of a rule as its page shows them: one small program, in which every block is a part. */
import type { Kind } from "./model";
import { classOf, created, fenced, imports, isNative, prose, remark, traced } from "./page-code";
import type { Compiles } from "./page-fix";
import { asked, completed, isPlain, services } from "./page-services";
import { camel, literal, standIns, typescript } from "./report/literal";
import type { Example, Examples } from "./rules";
import { nativeType } from "./staged";

/** The outcomes, and the headings of their sections. */
export const outcomes: readonly (readonly [outcome: string, heading: string])[] = [
  ["fail", "Fails"],
  ["pass", "Passes"],
  ["unknown", "Cannot be decided"],
  ["not-applicable", "Does not apply"],
  ["manual", "For a person"],
];

/** What every block of a page begins with: what a program has to set besides, and what nobody knows. */
function preamble(kind: Kind, examples: readonly Example[], compiles: Compiles): string {
  const beside = examples
    .flatMap(({ neighbours = {} }) => Object.values(neighbours).map(({ type }) => type))
    .filter((type) => isNative(type) && compiles(exists(type)));
  const own = kind === "stack" ? [] : [nativeType[kind]];
  const text = JSON.stringify(examples);
  const rest = own
    .filter((type) => examples.some((one) => needsRest(one.properties, type)))
    .map((type) => `const rest = ${literal(asked(type), typescript, { used: 24 })} as const;`);
  const open = [...standIns]
    .filter(([value]) => text.includes(JSON.stringify(value)))
    .map(([, [name, meaning]]) => `/** Stands for ${meaning}. */\ndeclare const ${name}: any;`);
  return [
    imports([...own, ...beside]),
    ...(rest.length > 0 ? [`/** What ${services[kind].resources} need besides. */`, ...rest] : []),
    ...open,
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** A program that compiles where the type is one of the installed SDK. */
const exists = (type: string): string => `${imports([type])}\nvoid ${classOf(type).module}.${classOf(type).name};`;

/** Whether something that a program has to set is not among the properties. */
const needsRest = (properties: object, type: string): boolean =>
  Object.keys(asked(type)).some((key) => !(key in properties));

/** What is declared, and what the deployment does, as comments before the code. */
const circumstances = (given: Example): string[] => {
  const { residency, objectives = {}, parameters = {}, operation, retained, outputs, loosened } = given;
  return [
    ...(residency ? [remark("hadr.yaml declares residency", residency)] : []),
    ...Object.entries(objectives).map(([key, value]) => remark(`hadr.yaml declares ${key}`, value)),
    ...Object.entries(parameters).map(([key, value]) => remark(`the rule's parameter ${key}`, value)),
    ...(loosened ? [remark("the change takes back", loosened)] : []),
    ...(operation ? [`// this deployment would ${operation} it`] : []),
    ...(retained ? ["// with `retainOnDelete` in the state"] : []),
    ...(outputs ? [remark("in Azure", outputs)] : []),
  ];
};

/** As the program would write it: what stands beside it, what it was, what it is. */
function code(kind: Kind, example: Example): string {
  const { neighbours = {}, before, properties, madeOf } = example;
  const beside = Object.entries(neighbours).map(([name, { type, properties: own, madeOf: of }]) => {
    if (!isNative(type)) return `// beside it, ${name}: ${type} ${literal(own, typescript, { used: -1000 })}`;
    const start = `const ${camel(name)} = `;
    const all = { name, type, properties: completed(traced(own, of), asked(type)) };
    return start + created(all, undefined, start.length);
  });
  const context = circumstances(example);
  if (kind === "stack") return [...context, ...contents(properties), ...beside].join("\n");
  const type = nativeType[kind];
  const one = (own: Readonly<Record<string, unknown>>) =>
    created(
      { name: "example", type, properties: inner(traced(own, madeOf), asked(type)) },
      needsRest(own, type) ? "...rest" : undefined,
    );
  return [...context, ...beside, ...(before ? ["// before:", one(before), "// after:"] : []), one(properties)].join(
    "\n",
  );
}

/** A stack is not written: it holds what the program declares. */
const contents = (properties: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(properties).map(
    ([held, number]) => `// the stack declares ${number} ${services[held as Kind]?.resources ?? held}`,
  );

/** What has to be set besides, within the objects that are set; the rest of it is in `rest`. */
const inner = (properties: Readonly<Record<string, unknown>>, besides: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(properties).map(([key, own]) => {
      const wanted = besides[key];
      return [key, isPlain(own) && isPlain(wanted) ? completed(own, wanted) : own];
    }),
  );

/** One section for each outcome, or nothing where there are no examples. `without`: outcomes that there are none of, and why. */
export function exampleSections(
  examples: Examples,
  kind: Kind,
  without: Readonly<Record<string, string>>,
  compiles: Compiles,
): string[] {
  const all = Object.values(examples).flatMap((group) => Object.values(group));
  const head = preamble(kind, all, compiles);
  const sections = outcomes.flatMap(([outcome, heading]) => {
    const own = Object.entries(examples[outcome] ?? {});
    const why = without[outcome];
    if (own.length === 0) return why === undefined ? [] : [`### ${heading}`, `None. ${sentence(prose(why))}`];
    return [`### ${heading}`, ...own.flatMap(([name, given]) => example(name, given, kind, head, compiles))];
  });
  if (sections.length === 0) return [];
  const isCode = sections.some((section) => section.startsWith("```ts"));
  return [
    "## Examples",
    `The tests run them.${isCode && head !== "" ? " Each is a part of one program, which begins so:" : ""}`,
    ...(isCode && head !== "" ? [fenced("ts", head)] : []),
    ...sections,
  ];
}

function example(name: string, given: Example, kind: Kind, head: string, compiles: Compiles): string[] {
  const { severity, advice, neighbours, before, properties } = given;
  const expected = [...(severity ? [`severity ${severity}`] : []), ...(advice ? ["advice only"] : [])];
  const title = `**${prose(name)}**${expected.length > 0 ? ` (${expected.join(", ")})` : ""}`;
  const written = code(kind, given);
  // In braces, since the names of neighbours come again.
  if (compiles(`${head}\n{\n${written}\n}`)) return [title, fenced("ts", written)];
  const data = { ...(before && { before }), properties, ...(neighbours && { neighbours }) };
  const declared = circumstances(given).map((line) => `- ${line.slice("// ".length)}`);
  return [
    `${title}, which TypeScript would refuse:`,
    ...(declared.length > 0 ? [declared.join("\n")] : []),
    fenced("json", json(data)),
  ];
}

const sentence = (words: string): string =>
  `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? "" : "."}`;

/** JSON that breaks its lines as programs do. */
const json = (value: unknown): string =>
  literal(value, {
    ...typescript,
    scalar: (one) => JSON.stringify(one),
    key: (name) => `${JSON.stringify(name)}: `,
  }).replace(/,(\n\s*[\]}])/g, "$1");
