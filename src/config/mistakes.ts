/** What is wrong with a declaration, in one line: first what the schema says, then what it cannot say. */
import type { ErrorObject } from "ajv";
import { type BoundaryDeclaration, expand } from "../azure/boundary";
import { didYouMean } from "../nearest";
import { isDay } from "./day";
import { idleIn } from "./idle";
import { stackPattern } from "./keys";
import { type Path, spelled } from "./matching";
import type { Declaration, HadrConfig } from "./schema";
import validate from "./validate";

/** A mistake: where, and whether it is the name that is wrong or its value. */
export interface Mistake {
  readonly path: Path;
  readonly part: "key" | "value";
  /** Begins with the path in words where there is one: `stacks[0].environment: expected …`. */
  readonly says: string;
}

/** The first mistake in what a file declares, or undefined. */
export function mistakeIn(value: unknown): Mistake | undefined {
  if (!validate(value)) {
    const [error] = validate.errors as [ErrorObject];
    const path = error.instancePath.split("/").slice(1).map(plainPart);
    if (error.keyword !== "additionalProperties")
      return { path, part: "value", says: `${inWords(path)}${unfit(error)}` };
    const key = String(error.params.additionalProperty);
    return { path: [...path, key], part: "key", says: `${inWords(path)}${unknownKey(error, path, key)}` };
  }
  const config = value as HadrConfig;
  const declarations: [Path, Declaration][] = [
    [[], config],
    ...(config.stacks ?? []).map((entry, index): [Path, Declaration] => [["stacks", index], entry]),
  ];
  return (
    first(declarations, ([path, declaration]) => placesIn(path, declaration)) ??
    first([...(config.stacks ?? []).entries()], ([index, { match, tags, resource }]) =>
      match === undefined && tags === undefined && resource === undefined
        ? { path: ["stacks", index], part: "value", says: `stacks[${index}]: match, tags or resource is missing` }
        : undefined,
    ) ??
    daysIn(config, declarations) ??
    idleIn(config, declarations)
  );
}

const first = <T>(items: readonly T[], mistake: (item: T) => Mistake | undefined): Mistake | undefined => {
  for (const item of items) {
    const found = mistake(item);
    if (found) return found;
  }
  return undefined;
};

const inWords = (path: Path): string => (path.length > 0 ? `${spelled(path)}: ` : "");
const plainPart = (part: string): string => part.replace(/~1/g, "/").replace(/~0/g, "~");

/** Words that Azure does not know. */
function placesIn(path: Path, { residency, outageFreeze }: Declaration): Mistake | undefined {
  const wrong = (own: Path, index: number | undefined, declared: BoundaryDeclaration): Mistake | undefined => {
    try {
      expand(declared);
      return undefined;
    } catch (error) {
      const at = index === undefined ? own : [...own, index];
      return { path: at, part: "value", says: `${inWords(own)}${(error as Error).message}` };
    }
  };
  const words = Object.entries(residency ?? {}).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : []).map((word, index) => ({ own: [...path, "residency", key], key, word, index })),
  );
  const out = (outageFreeze?.regions ?? []).map((word, index) => ({
    own: [...path, "outageFreeze", "regions"],
    key: "regions",
    word,
    index,
  }));
  return (
    first([...words, ...out], ({ own, key, word, index }) => wrong(own, index, { [key]: [word] })) ??
    (residency && wrong([...path, "residency"], undefined, residency))
  );
}

/** Days that no calendar has. */
function daysIn(config: HadrConfig, declarations: readonly [Path, Declaration][]): Mistake | undefined {
  const days: [Path, string | undefined][] = [
    ...declarations.map(([path, { outageFreeze }]): [Path, string | undefined] => [
      [...path, "outageFreeze", "until"],
      outageFreeze?.until,
    ]),
    ...(config.waivers ?? []).map(({ until }, index): [Path, string] => [["waivers", index, "until"], until]),
    ...(config.attestations ?? []).flatMap(({ date, until }, index): [Path, string][] => [
      [["attestations", index, "date"], date],
      [["attestations", index, "until"], until],
    ]),
  ];
  return first(days, ([path, day]) =>
    day === undefined || isDay(day)
      ? undefined
      : { path, part: "value", says: `${inWords(path)}${day} is not a day of the calendar` },
  );
}

function unknownKey(error: ErrorObject, path: readonly string[], key: string): string {
  const known = Object.keys((error.parentSchema?.properties as object) ?? {}).filter((name) => name !== "$schema");
  const of = path.at(-1);
  const what =
    of === "levels"
      ? "no rule has this id"
      : of === "parameters"
        ? "no rule of this id has parameters"
        : path.at(-2) === "parameters"
          ? "the rule has no such parameter"
          : "unknown key";
  const listed = known.length > 12 && of === "levels" ? "" : `; expected one of ${known.join(", ")}`;
  return `${what}: ${key}${didYouMean(key, known)}${listed}`;
}

const kinds: Readonly<Record<string, string>> = {
  object: "a mapping (key: value)",
  array: "a list",
  string: "text",
  boolean: "true or false",
  number: "a number",
  integer: "a whole number",
};

const isPlace = (values: readonly string[]): boolean => values.includes("westeurope");

/** A value that the schema does not take. */
function unfit({ keyword, params, data }: ErrorObject): string {
  const given = typeof data === "number" ? String(data) : (JSON.stringify(data) ?? "nothing");
  const not = given.length > 60 ? "" : `, not ${given}`;
  switch (keyword) {
    case "type":
      return `expected ${kinds[String(params.type)] ?? params.type}${not}`;
    case "enum": {
      const values = params.allowedValues as string[];
      const meant = typeof data === "string" ? didYouMean(data, values) : "";
      const listed =
        values.length <= 12
          ? `one of ${values.join(", ")}`
          : isPlace(values)
            ? "an Azure region"
            : "a rule's id (see azure-hadr rules)";
      return `expected ${listed}${not}${meant}`;
    }
    case "required":
      return `${params.missingProperty} is missing`;
    case "pattern":
      return params.pattern === stackPattern
        ? `expected a pattern on project/stack, such as shop/prod*${not}`
        : `expected a day as YYYY-MM-DD${not}`;
    case "minLength":
      return "expected text, and this is empty";
    case "minItems":
      return "expected a list with something in it";
    case "minProperties":
      return "expected something in it";
    case "minimum":
      return `expected at least ${params.limit}${not}`;
    case "maximum":
      return `expected at most ${params.limit}${not}`;
    default:
      return "this does not fit";
  }
}
