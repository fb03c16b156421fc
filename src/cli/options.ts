/** What the values of options may be. Each throws InvalidArgumentError. */
import { InvalidArgumentError, Option } from "commander";
import { isDay } from "../config/day";
import { type Severity, severities } from "../model";
import { didYouMean } from "../nearest";

/** `sarif=out.sarif` → one of these formats and its file. */
export const destination =
  <Name extends string>(names: readonly Name[]) =>
  (value: string, before: readonly { format: Name; file?: string }[] = []): { format: Name; file?: string }[] => {
    const [name = "", ...rest] = value.split("=");
    if (!(names as readonly string[]).includes(name))
      throw new InvalidArgumentError(`Expected one of ${names.join(", ")}, or NAME=FILE${didYouMean(name, names)}.`);
    const file = rest.join("=");
    if (rest.length > 0 && file === "") throw new InvalidArgumentError("Expected a file after the =.");
    return [...before, { format: name as Name, ...(file && { file }) }];
  };

export function count(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError("Expected a whole number above zero.");
  return Number(value);
}

export function day(value: string): string {
  if (!isDay(value)) throw new InvalidArgumentError("Expected a day as YYYY-MM-DD.");
  return value;
}

/** `env=prod` → a tag and its value. */
function tag(value: string, before: ReadonlyMap<string, string> = new Map()): ReadonlyMap<string, string> {
  const at = value.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("Expected NAME=VALUE.");
  const name = value.slice(0, at);
  const given = value.slice(at + 1);
  const other = before.get(name);
  if (other !== undefined && other !== given)
    throw new InvalidArgumentError(`The tag ${name} is given twice, as ${other} and as ${given}.`);
  return new Map([...before, [name, given]]);
}
export const tagOption = () =>
  new Option("--tag <name=value>", "a tag of the stacks, repeatable; few inputs carry them").argParser(tag);

export const ownersOption = () =>
  new Option("--owners <file>", "who owns the stacks: CSV with columns stack, team, environment, criticality");

export const cwdOption = () =>
  new Option("--cwd <folder>", "the Pulumi project's folder").default(process.cwd(), "here");

/** Takes one of some words, and says which was probably meant. */
export const oneOf = (words: readonly string[]) => (value: string) => {
  if (words.includes(value)) return value;
  throw new InvalidArgumentError(`Expected one of ${words.join(", ")}${didYouMean(value, words)}.`);
};
const choice = (flags: string, description: string, words: readonly string[]): Option =>
  new Option(flags, description).choices(words).argParser(oneOf(words));

export const colorOption = () =>
  choice("--color <when>", "colours in text", ["auto", "always", "never"]).default("auto");

export const verdictsOption = () =>
  choice("--verdicts <which>", "what json, junit and csv hold: open (failing and unknown) or all", [
    "open",
    "all",
  ]).default("open");

export type FailOn = "blocking" | Severity;
export const failOnOption = () =>
  choice(
    "--fail-on <least>",
    "the least severity that stands in the way, or blocking: what the rules and hadr.yaml say",
    ["blocking", ...severities],
  ).default("blocking");

const one = (value: string, before: readonly string[] = []): string[] => [...before, value];
export const onlyOption = () =>
  new Option("--only <rule>", "ask this rule alone; repeatable, * is a wildcard").argParser(one);
export const skipOption = () =>
  new Option("--skip <rule>", "leave this rule out; repeatable, * is a wildcard").argParser(one);

export const baselineOption = () =>
  new Option("--baseline <file>", "what was there when the gate began (default: the nearest hadr-baseline.json)");
export const noBaselineOption = () => new Option("--no-baseline", "let that stand in the way too");
