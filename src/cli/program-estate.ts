/** The commands about a whole estate, and their flags. */
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Shard } from "../estate";
import { didYouMean } from "../nearest";
import { type EstateFormatName, estateFormats } from "./estate/formats";
import { count, cwdOption, day, onlyOption, ownersOption, skipOption } from "./options";
import type { ReportDestination } from "./report";
import { runReport } from "./run-estate";

/** `html=estate.html` → a format and its file. */
function destination(value: string, before: readonly ReportDestination[] = []): ReportDestination[] {
  const [name = "", ...rest] = value.split("=");
  if (!(estateFormats as readonly string[]).includes(name))
    throw new InvalidArgumentError(
      `Expected one of ${estateFormats.join(", ")}, or NAME=FILE${didYouMean(name, estateFormats)}.`,
    );
  const file = rest.join("=");
  if (rest.length > 0 && file === "") throw new InvalidArgumentError("Expected a file after the =.");
  return [...before, { format: name as EstateFormatName, ...(file && { file }) }];
}

/** `2/5` → the second of five parts. */
function shard(value: string): Shard {
  const [, index, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(value)?.map(Number) ?? [];
  if (!index || !of || index > of) throw new InvalidArgumentError("Expected I/N, the I-th of N parts, from 1 to N.");
  return { index, of };
}
export const shardOption = () =>
  new Option("--shard <i/n>", "judge the i-th of n parts of the stacks; with -f ndjson").argParser(shard);
export const partialOption = () => new Option("--allow-partial", "accept that some of the sources could not be judged");
export const workersOption = () =>
  new Option("--workers <number>", "threads to judge with (default: one for each core)").argParser(count);

/** What every command about an estate takes. */
export const ofEstate = (command: Command): Command =>
  command
    .option("-c, --config <file>", "the declarations to hold it against (default: the nearest hadr.yaml)")
    .addOption(cwdOption())
    .addOption(ownersOption())
    .addOption(onlyOption())
    .addOption(skipOption())
    .option("--fail-on-unknown", "let what cannot be decided stand in the way")
    .addOption(partialOption())
    .addOption(workersOption())
    .option(
      "--as-of <day>",
      "the day of the report, on which waivers are held against the calendar (default: today)",
      day,
    );

/** Adds them to the program. */
export function addEstate(root: Command): void {
  ofEstate(
    root
      .command("report")
      .description("judge all stacks of an organisation and report on the whole: for a platform team")
      .argument(
        "<sources...>",
        "stack exports, previews and what `check -f ndjson` wrote: files, folders and patterns; - is standard input",
      )
      .option(
        "-f, --format <name[=file]>",
        `${estateFormats.join(", ")}; repeatable, each may go to a file (default: json)`,
        destination,
      ),
  ).action(runReport);
}
