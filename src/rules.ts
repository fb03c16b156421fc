/** The catalogue: one rule for each folder of `rules/`. Nothing else lists them. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Objectives, Parameters } from "./model";
import type { Check, CitedDocument, Mend, Rule, RuleData } from "./rule";

/** The package's own folder; this file runs from `dist/src/`. */
export const packageRoot = join(__dirname, "..", "..");
const folder = join(packageRoot, "rules");
const compiled = join(packageRoot, "dist", "rules");

const json = (...path: string[]): unknown => JSON.parse(readFileSync(join(folder, ...path), "utf8"));

/** One folder: its data, and which code was compiled. The build writes all of them into one file. */
type Folder = RuleData & { readonly id: string; readonly compiled: readonly ("check" | "remedy")[] };

/** All rules by id, checked ones and those a person answers for, in alphabetical order. */
export function loadRules(): ReadonlyMap<string, Rule> {
  rules ??= new Map(
    (JSON.parse(readFileSync(join(compiled, "catalogue.json"), "utf8")) as Folder[]).map((one) => [
      one.id,
      ruleOf(one),
    ]),
  );
  return rules;
}
let rules: ReadonlyMap<string, Rule> | undefined;

/** Only the compiled check counts: a folder without one is a rule for a person. Code is loaded when it is asked. */
function ruleOf({ compiled: files, ...rule }: Folder): Rule {
  const code = <Name extends string, F>(file: string, name: Name): F =>
    (require(join(compiled, rule.id, `${file}.js`)) as Record<Name, F>)[name];
  return {
    ...rule,
    ...(files.includes("check") && { check: later<Check>(() => code("check", "check")) }),
    ...(files.includes("remedy") && { mend: later<Mend>(() => code("remedy", "mend")) }),
  };
}

function later<F extends Check | Mend>(load: () => F): F {
  let own: F | undefined;
  return ((...given) => {
    own ??= load();
    return own(...given);
  }) as F;
}

/** The documents that rules and tables of facts cite, by id. */
export const loadDocuments = (): ReadonlyMap<string, CitedDocument> =>
  new Map((json("documents.json") as CitedDocument[]).map((document) => [document.id, document]));

/** One example of a rule: properties in azure-native names, `"(unknown)"` and `"(secret)"` for what nobody knows. */
export interface Example {
  readonly properties: Record<string, unknown>;
  readonly residency?: Record<string, unknown>;
  /** What else is declared, e.g. `{"rpoMinutes": 5}`. */
  readonly objectives?: Partial<Objectives>;
  readonly parameters?: Parameters;
  readonly operation?: string;
  /** What it was before the change, for rules of scope `change`. */
  readonly before?: Record<string, unknown>;
  /** Azure keeps what is replaced or deleted. */
  readonly retained?: true;
  /** What Azure answered of what is there. */
  readonly outputs?: Record<string, unknown>;
  /** What else the stack holds, for rules that look around: logical name → type and inputs. */
  readonly neighbours?: Readonly<Record<string, Beside>>;
  /** Logical names of what a property was made of, by the property's name at the top. */
  readonly madeOf?: Readonly<Record<string, readonly string[]>>;
  /** What the change takes back of what is declared, for rules of scope `regression` about the stack. */
  readonly loosened?: readonly string[];
  /** What is expected besides the outcome. */
  readonly severity?: string;
  readonly advice?: boolean;
}

/** A resource beside that of an example. */
export interface Beside {
  /** A type token of @pulumi/azure-native. */
  readonly type: string;
  readonly properties: Record<string, unknown>;
  readonly madeOf?: Example["madeOf"];
}

/** Outcome → name → example. */
export type Examples = Readonly<Record<string, Readonly<Record<string, Example>>>>;

/** What `examples.json` holds: of an outcome that the rule cannot have, a text says why. */
const written = (id: string): Readonly<Record<string, string | Examples[string]>> =>
  existsSync(join(folder, id, "examples.json")) ? (json(id, "examples.json") as Record<string, Examples[string]>) : {};

/** A rule's examples; none for a rule that a person answers for. */
export const loadExamples = (id: string): Examples =>
  Object.fromEntries(
    Object.entries(written(id)).filter((entry): entry is [string, Examples[string]] => typeof entry[1] !== "string"),
  );

/** The outcomes that a rule cannot have, each with the reason. */
export const impossible = (id: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(written(id)).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
