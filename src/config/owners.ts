/** Who owns a stack: team, environment and criticality from its tags, or from a list with a row for each pattern. */
import { criticalities, environments } from "../model";
import { didYouMean } from "../nearest";
import { csvRows } from "./csv";
import { ConfigError } from "./error";
import { stackPattern } from "./keys";
import { layersOf } from "./matching";
import { type Aside, type Document, resolve } from "./objectives";
import type { Entry, HadrConfig } from "./schema";

type Owner = Pick<HadrConfig, "team" | "environment" | "criticality">;

/** What a list says of a stack; undefined: nothing. Throws ConfigError where two rows say it and neither is more specific. */
export type Owners = (project: string, stack: string) => Aside | undefined;

const words: Readonly<Record<keyof Owner, readonly string[] | undefined>> = {
  team: undefined,
  environment: environments,
  criticality: criticalities,
};
const keys = Object.keys(words) as (keyof Owner)[];

/** The word that is meant, whatever its case; undefined: none. A team may be any text. */
const wordOf = (key: keyof Owner, said: string): string | undefined =>
  words[key] ? words[key].find((one) => one === said.trim().toLowerCase()) : said.trim();

const expected = (key: keyof Owner, said: string): string =>
  `expected one of ${words[key]?.join(", ")}, not ${JSON.stringify(said)}${didYouMean(said, words[key] ?? [])}`;

/** The name of the tag that says it: `azure-hadr:environment`, or else `environment`. */
const tagFor = (key: keyof Owner, tags: ReadonlyMap<string, string>): string | undefined =>
  [`azure-hadr:${key}`, key].find((name) => tags.has(name));

/** What the tags say; and of those that say no word that we know, one sentence each. They are not followed. */
export function taggedOwner(tags: ReadonlyMap<string, string> = new Map()): {
  readonly asides: readonly Aside[];
  readonly unfit: readonly string[];
} {
  const says: Record<string, string> = {};
  const unfit: string[] = [];
  for (const key of keys) {
    const name = tagFor(key, tags);
    const said = (name !== undefined && tags.get(name)) || "";
    if (said.trim() === "") continue;
    const word = wordOf(key, said);
    if (word === undefined) unfit.push(`The tag ${name} was not followed: ${expected(key, said)}.`);
    else says[key] = word;
  }
  if (Object.keys(says).length === 0) return { asides: [], unfit };
  return { asides: [{ says, at: ([key = ""]) => `tag ${tagFor(key as keyof Owner, tags)}`, from: "tags" }], unfit };
}

/**
 * A list as CSV, its columns in any order and named in its first row: stack, and any of team, environment, criticality.
 * Other columns are left alone, empty cells say nothing. Throws ConfigError with file and line.
 */
export function ownersIn(text: string, file: string): Owners {
  const fail = (line: number, what: string): never => {
    throw new ConfigError(`${file}:${line}: ${what}`);
  };
  const [head, ...rows] = csvRows(text, file);
  const names = head?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  if (!head || !names.includes("stack")) return fail(head?.line ?? 1, 'expected a first row with a column "stack"');
  for (const name of ["stack", ...keys])
    if (names.filter((one) => one === name).length > 1) fail(head.line, `two columns are named ${name}`);
  if (!keys.some((key) => names.includes(key))) fail(head.line, `expected a column ${keys.join(", ")}`);

  const exact = new Map<string, Row[]>();
  const patterns: Row[] = [];
  for (const { cells, line } of rows) {
    if (cells.length !== names.length) fail(line, `expected ${names.length} cells, and these are ${cells.length}`);
    const cell = (name: string): string => cells[names.indexOf(name)]?.trim() ?? "";
    const match = cell("stack");
    if (!new RegExp(stackPattern).test(match))
      fail(line, `expected a pattern on project/stack, such as shop/prod*, not ${JSON.stringify(match)}`);
    const says: Record<string, string> = {};
    for (const key of keys) {
      const said = cell(key);
      if (said !== "") says[key] = wordOf(key, said) ?? fail(line, `${key}: ${expected(key, said)}`);
    }
    const row: Row = { entry: { match, ...says }, line };
    if (/[*?]/.test(match)) patterns.push(row);
    else exact.set(match, [...(exact.get(match) ?? []), row]);
  }

  return (project, stack) => {
    // What is spelled out is looked up: a list may have a row for each of many thousand stacks.
    const own = [...(exact.get(`${project}/${stack}`) ?? []), ...(exact.get(stack) ?? []), ...patterns];
    const at: Document<HadrConfig>["at"] = ([, index]) => `${file}:${own[index as number]?.line}`;
    const { everywhere } = layersOf({ stacks: own.map(({ entry }) => entry) }, { project, stack });
    const { told } = resolve(everywhere, at, undefined, `${project}/${stack}`);
    if (told.length === 0) return undefined;
    return {
      says: Object.fromEntries(told.map(({ name, by }) => [name, by[0]?.value])),
      at: ([key]) => told.find(({ name }) => name === key)?.by[0]?.at ?? file,
      from: "owners",
    };
  };
}

interface Row {
  readonly entry: Entry;
  readonly line: number;
}
