/** What the values of options may be. Each throws InvalidArgumentError. */
import { InvalidArgumentError, Option } from "commander";
import { isDay } from "../config/day";
import type { Destination } from "./check";
import { type Format, formats } from "./formats";

/** `sarif=out.sarif` → a format and its file. */
export function destination(value: string, before: readonly Destination[] = []): Destination[] {
  const [name = "", ...rest] = value.split("=");
  if (!(formats as readonly string[]).includes(name))
    throw new InvalidArgumentError(`Expected one of ${formats.join(", ")}, or NAME=FILE.`);
  const file = rest.join("=");
  if (rest.length > 0 && file === "") throw new InvalidArgumentError("Expected a file after the =.");
  return [...before, { format: name as Format, ...(file && { file }) }];
}

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
  new Option("--tag <name=value>", "a tag of the stacks, repeatable; inputs carry none").argParser(tag);

export const cwdOption = () =>
  new Option("--cwd <folder>", "the Pulumi project's folder").default(process.cwd(), "here");

export const colorOption = () =>
  new Option("--color <when>", "colours in text").choices(["auto", "always", "never"]).default("auto");
