/** The code of "How to fix it": what the rule's own remedy makes of one of its failing examples, or an example that passes. */
import { parametersOf } from "./judge";
import { Unknown } from "./known";
import { remedyOf } from "./outlook";
import { type Declared, fenced, isNative, program, prose, traced } from "./page-code";
import { asked, completed, services } from "./page-services";
import { changes, known, leaves, ofType, overlaid, type Properties, propsOf, spelled } from "./page-spelled";
import { python, standIns, typescript, yaml } from "./report/literal";
import { looksAround, type Rule } from "./rule";
import type { Example, Examples } from "./rules";
import { nativeType, staged } from "./staged";

/** Whether TypeScript accepts a program. */
export type Compiles = (program: string) => boolean;

/** What is shown, and the words before it. */
interface Fix {
  readonly says: string;
  readonly declared: readonly Declared[];
  readonly before?: Properties;
  readonly after?: Properties;
}

/** The section's blocks; none where nothing can be shown. */
export function fix(rule: Rule, examples: Examples, compiles: Compiles): string[] {
  const { appliesTo } = rule;
  if (!rule.check) return [];
  const all = [...mended(rule, examples), ...(isWritten(rule) ? passing(rule, examples) : [])];
  // All are asked, so that they can be compiled together.
  const shown = all.filter(({ declared }) => compiles(program(declared, typescript)))[0];
  if (!shown) return [];
  const { says, declared } = shown;
  return [
    says,
    "In TypeScript:",
    fenced("ts", program(declared, typescript)),
    "In Python:",
    fenced("python", program(declared, python)),
    "In Pulumi YAML:",
    fenced("yaml", program(declared, yaml)),
    ...(appliesTo === "stack" ? [] : classic(rule, shown)),
  ];
}

/** Whether a program alone can say what is right: neither what there was before nor what Azure answered is written in it. */
const isWritten = ({ scope }: Rule): boolean => scope === undefined || scope === "stack";

/** What a remedy makes of each failing example that it can mend, those of one update first. */
function mended(rule: Rule, examples: Examples): Fix[] {
  if (!rule.mend || rule.appliesTo === "stack") return [];
  const type = nativeType[rule.appliesTo];
  const found = Object.entries(examples.fail ?? {}).flatMap(([name, example]) => {
    if (example.advice || isOpen(example)) return [];
    const { resource, ruling } = staged(rule, example);
    const remedy = remedyOf(resource, rule, ruling.context);
    const [before, after] = [known(resource.props), known(remedy?.becomes)];
    if (!remedy || !before || !after || !passes(rule, after, ruling.context)) return [];
    const updates = remedy.steps?.length ?? 1;
    const [was, now] = [before, after].map((props) => spelled(props, resource).properties) as [Properties, Properties];
    const declared = {
      name: "orders",
      type,
      properties: completed(overlaid(example.properties, was, now), asked(type)),
      notes: changes(was, now),
    };
    const several =
      updates > 1
        ? ` It takes several updates, one after the other; the program is shown as the last one leaves it. \`azure-hadr explain --resource NAME\` lists them for your own resource, with what each costs and risks.`
        : "";
    const says = `Where it fails as in the example "${name}", \`azure-hadr\` says: ${prose(remedy.does)}${several}`;
    return [{ updates, fix: { says, declared: [...beside(example), declared], before, after } }];
  });
  const inOne = found.filter(({ updates }) => updates === 1);
  return [...inOne, ...found.filter(({ updates }) => updates > 1)].map(({ fix }) => fix);
}

function passes(rule: Rule, props: object, context: Parameters<typeof remedyOf>[2]): boolean {
  try {
    const finding = rule.check?.(props as never, context, parametersOf(rule, context));
    return finding !== undefined && (typeof finding === "string" ? finding : finding.outcome) !== "fail";
  } catch (error) {
    if (error instanceof Unknown) return false;
    throw error;
  }
}

/** The examples that pass and hold nothing unknown. */
function passing({ appliesTo }: Rule, examples: Examples): Fix[] {
  return Object.entries(examples.pass ?? {}).flatMap(([name, example]) => {
    if (isOpen(example) || example.parameters) return []; // a parameter passes it, not the program
    const { properties, madeOf, ...given } = example;
    const says = `It passes as in the example "${prose(name)}".`;
    if (appliesTo === "stack") {
      const declared = beside(example);
      return declared.length === 0 ? [] : [{ says, declared }];
    }
    const type = nativeType[appliesTo];
    const own = { name: "orders", type, properties: completed(traced(properties, madeOf), asked(type)) };
    const after = known(staged({ appliesTo } as Rule, { ...given, properties }).resource.props);
    return [{ says, declared: [...beside(example), own], ...(after && { after }) }];
  });
}

/** Whether something of an example stands for what nobody knows, and the example does not say what it was made of. */
const isOpen = (example: Example): boolean => {
  const text = JSON.stringify([traced(example.properties, example.madeOf), beside(example)]);
  return [...standIns.keys()].some((one) => text.includes(JSON.stringify(one)));
};

/** What stands beside it, as far as azure-native declares it. */
const beside = ({ neighbours = {} }: Example): Declared[] =>
  Object.entries(neighbours).map(([name, { type, properties, madeOf }]) => ({
    name,
    type,
    properties: completed(traced(properties, madeOf), isNative(type) ? asked(type) : {}),
  }));

/** The same in the classic provider's names: what is changed, or all of it where nothing is. */
function classic(rule: Rule, { before, after }: Fix): string[] {
  const { classic: other } = services[rule.appliesTo];
  // What stands beside it decides where the rule looks around and nothing of its own changes.
  if (!other || !after || (!before && looksAround(rule))) return [];
  for (const type of other.types) {
    const resource = ofType(type);
    const said = leaves(propsOf(type));
    const all = new Map(leaves(after));
    if (!resource || said.some(([path, value]) => value !== undefined && all.has(path) && all.get(path) !== value))
      continue;
    const now = spelled(after, resource, other.lacks);
    const was = before && spelled(before, resource, other.lacks);
    const notes = was ? changes(was.properties, now.properties) : undefined;
    const changed = new Set([...(notes?.keys() ?? [])].map((path) => path.split(".")[0]));
    const shown = Object.entries(now.properties).filter(([key, value]) =>
      notes ? changed.has(key) : !isReference(key, value),
    );
    const declared = { name: "orders", type, properties: Object.fromEntries(shown), ...(notes && { notes }) };
    const without = [...new Set([...now.without, ...(was?.without ?? [])])].map((path) => `\`${path}\``);
    const lost = `The classic provider, \`@pulumi/azure\`, has nothing that is equal to ${without.join(", ")}`;
    if (without.length > 0 && (shown.length === 0 || !notes)) return [`${lost}.`];
    if (shown.length === 0) return [];
    const what = notes ? "what changes" : "what decides";
    return [
      without.length > 0
        ? `${lost}. The rest of ${what}, without what else it asks for:`
        : `In the classic provider, \`@pulumi/azure\`, only ${what}:`,
      fenced("ts", program([declared], typescript)),
    ];
  }
  return [];
}

/** Where the classic provider wants the whole id of another resource, azure-native has its name alone. */
const isReference = (key: string, value: unknown): boolean => key.endsWith("Id") && !String(value).startsWith("/");
