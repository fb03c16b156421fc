/**
 * Kusto's own parser over the tables of Azure Resource Graph, and what a query means: the few operators and functions of
 * our queries, over rows of JSON. `null` compares with nothing, and no other type is made of a text.
 */
import { createRequire } from "node:module";

// biome-ignore lint/suspicious/noExplicitAny: the parser is JavaScript made of C#, without types that tell its names
type Foreign = any;
const load = createRequire(__filename);
load("@kusto/language-service-next/bridge.min.js");
load("@kusto/language-service-next/Kusto.Language.Bridge.min.js");
const { Kusto, System } = globalThis as Foreign;
const { Symbols, Syntax } = Kusto.Language;

/** Columns of `resources` and `resourcecontainers`. Source: Azure Resource Graph, "Understand the query language". */
const columns = {
  ...Object.fromEntries(
    ["id", "name", "type", "location", "kind", "resourceGroup", "subscriptionId", "tenantId"].map((name) => [
      name,
      "String",
    ]),
  ),
  ...Object.fromEntries(["sku", "zones", "tags", "properties"].map((name) => [name, "Dynamic"])),
};
const table = (name: string) =>
  new Symbols.TableSymbol.$ctor4(
    name,
    Object.entries(columns).map(([column, type]) => new Symbols.ColumnSymbol(column, Symbols.ScalarTypes[type])),
  );
const database = new Symbols.DatabaseSymbol.$ctor1("arg", ["resources", "resourcecontainers"].map(table));
const globals = Kusto.Language.GlobalState.Default.WithDatabase(database);

/** A part of a query: its kind, a token's text, and its parts by the parser's names. */
export interface Part {
  readonly kind: string;
  readonly text: string;
  readonly parts: Readonly<Record<string, Part>>;
  readonly list: readonly Part[];
}

/** What a query consists of, and what is wrong with it. */
export function parsed(query: string): { readonly root: Part; readonly wrong: readonly string[] } {
  const code = Kusto.Language.KustoCode.ParseAndAnalyze(query, globals);
  const found = code.GetDiagnostics();
  const wrong = Array.from({ length: found.Count }, (_, index) => String(found.getItem(index).Message));
  return { root: plain(code.Syntax), wrong };
}

const kindNames = new Map<number, string>();
function kindOf(kind: number): string {
  const name = kindNames.get(kind) ?? (System.Enum.getName(Syntax.SyntaxKind, kind) as string);
  kindNames.set(kind, name);
  return name;
}

function plain(one: Foreign): Part {
  const kind = kindOf(one.Kind);
  const all = Array.from(
    { length: one.ChildCount as number },
    (_, index) => [one.GetName(index), one.GetChild(index)] as const,
  );
  const there = all.filter(([, child]) => child !== null).map(([name, child]) => [name, plain(child)] as const);
  if (kind === "SeparatedElement") return there[0]?.[1] as Part;
  const list = kind === "List" ? there.map(([, part]) => part) : [];
  return { kind, text: one.Text ?? "", parts: Object.fromEntries(there), list };
}

/** Every part, the whole first. */
export function* within(part: Part): Generator<Part> {
  yield part;
  for (const one of part.list.length > 0 ? part.list : Object.values(part.parts)) yield* within(one);
}

export type Row = Readonly<Record<string, unknown>>;
const listIn = (part: Part | undefined): readonly Part[] => part?.parts.Expressions?.list ?? [];
const texts = new WeakMap<Part, string>();
const textOf = (part: Part): string => {
  const known = texts.get(part) ?? [...within(part)].map(({ text }) => text).join("");
  texts.set(part, known);
  return known;
};
const get = (value: unknown, key: string | number): unknown =>
  typeof value === "object" && value !== null ? ((value as Row)[key] ?? null) : null;
const string = (value: unknown): string =>
  typeof value === "string" ? value : (value ?? null) === null ? "" : JSON.stringify(value);
const lower = (value: unknown): string => string(value).toLowerCase();

const binary: Readonly<Record<string, (left: unknown, right: unknown) => boolean>> = {
  EqualExpression: (left, right) => left !== null && left === right,
  EqualTildeExpression: (left, right) => lower(left) === lower(right),
  BangTildeExpression: (left, right) => lower(left) !== lower(right),
  LessThanExpression: (left, right) => left !== null && (left as number) < (right as number),
  GreaterThanOrEqualExpression: (left, right) => left !== null && (left as number) >= (right as number),
  ContainsExpression: (left, right) => lower(left).includes(lower(right)),
  MatchesRegexExpression: (left, right) => new RegExp(string(right)).test(string(left)),
};
const functions: Readonly<Record<string, (...given: readonly unknown[]) => unknown>> = {
  array_length: (value) => (Array.isArray(value) ? value.length : null),
  iff: (condition, yes, no) => (condition === true ? yes : no),
  isempty: (value) => string(value) === "",
  isnotempty: (value) => string(value) !== "",
  not: (value) => value === false,
  strcat: (...given) => given.map(string).join(""),
  tostring: string,
};

/** The value of an expression in a row; `base`: of what a path selects. */
function value(one: Part, row: Row, base?: unknown): unknown {
  const { kind, parts } = one;
  const of = (name: string): unknown => value(parts[name] as Part, row);
  switch (kind) {
    case "NameReference":
      if (base === undefined && !(textOf(one) in row)) throw new Error(`no column ${textOf(one)}`);
      return get(base === undefined ? row : base, textOf(one));
    case "PathExpression":
      return value(parts.Selector as Part, row, value(parts.Expression as Part, row, base));
    case "ElementExpression":
      return get(value(parts.Expression as Part, row, base), value(parts.Selector as Part, row) as number);
    case "BracketedExpression":
    case "ParenthesizedExpression":
      return of("Expression");
    case "StringLiteralExpression":
      return textOf(one).slice(1, -1);
    case "LongLiteralExpression":
      return Number(textOf(one));
    case "AndExpression":
      return of("Left") === true && of("Right") === true;
    case "OrExpression":
      return of("Left") === true || of("Right") === true;
    case "InExpression":
    case "InCsExpression": {
      const among = listIn(parts.Right).map((part) => value(part, row));
      const caseless = textOf(parts.Operator as Part).endsWith("~");
      const left = of("Left");
      return among.some((right) => (caseless ? lower(left) === lower(right) : left === right));
    }
    case "FunctionCallExpression": {
      const name = textOf(parts.Name as Part);
      const given = listIn(parts.ArgumentList).map((part) => value(part, row));
      const own = functions[name];
      if (!own) throw new Error(`no function ${name}`);
      return own(...given);
    }
    default: {
      const own = binary[kind];
      if (!own) throw new Error(`no expression ${kind}`);
      return own(of("Left"), of("Right"));
    }
  }
}

const named = (part: Part, row: Row): [string, unknown] =>
  part.kind === "SimpleNamedExpression"
    ? [textOf(part.parts.Name as Part), value(part.parts.Expression as Part, row)]
    : [textOf(part), value(part, row)];

/** The rows that a query lists of those in `resources`. */
export function answer({ kind, parts }: Part, resources: readonly Row[]): readonly Row[] {
  if (kind === "NameReference") return resources;
  if (kind !== "PipeExpression") {
    const [inner] = [...Object.values(parts)]
      .flatMap((part) => [...within(part)])
      .filter((part) => part.kind === "PipeExpression");
    if (!inner) throw new Error(`no query in ${kind}`);
    return answer(inner, resources);
  }
  const rows = answer(parts.Expression as Part, resources);
  const operator = parts.Operator as Part;
  const expressions = operator.parts.Expressions?.list ?? [];
  switch (operator.kind) {
    case "FilterOperator":
      return rows.filter((row) => value(operator.parts.Condition as Part, row) === true);
    case "ExtendOperator":
      return rows.map((row) => ({ ...row, ...Object.fromEntries(expressions.map((one) => named(one, row))) }));
    case "ProjectOperator":
      return rows.map((row) => Object.fromEntries(expressions.map((one) => named(one, row))));
    case "MvExpandOperator":
      return rows.flatMap((row) => {
        const [name, list] = named((expressions[0] as Part).parts.Expression as Part, row);
        return Array.isArray(list) ? list.map((element) => ({ ...row, [name]: element })) : [];
      });
    case "SortOperator":
      return rows;
    default:
      throw new Error(`no operator ${operator.kind}`);
  }
}
