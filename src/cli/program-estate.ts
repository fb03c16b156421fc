/** The commands about a whole estate, and their flags. */
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Shard } from "../estate";
import { estateFormats } from "./estate/formats";
import { count, cwdOption, day, destination, onlyOption, ownersOption, skipOption } from "./options";
import { runReport, runTrend } from "./run-estate";
import { trendFormats } from "./trend-formats";

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
    .option("-q, --quiet", "no progress on standard error")
    .option(
      "--as-of <day>",
      "the day to judge on, on which waivers are held against the calendar (default: today)",
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
        "stack exports, previews, what Azure Resource Graph lists and what `check -f ndjson` wrote: files, folders, patterns and self-managed backends; - is standard input",
      )
      .option(
        "-f, --format <name[=file]>",
        `${estateFormats.join(", ")}; repeatable, each may go to a file (default: markdown)`,
        destination(estateFormats),
      )
      .option(
        "--history <place>",
        "add the run to this history: a DuckDB file, as hadr.duckdb, or a folder of Parquet files, as history/",
      ),
  ).action(runReport);
  root
    .command("trend")
    .description("what a history says: what was opened and closed, how old it is, and whether the estate gets better")
    .requiredOption("--history <place>", "what `report --history` wrote: a DuckDB file or a folder")
    .option("--since <day>", "tell changes after this day (default: the first one recorded)", day)
    .option(
      "--carry <days>",
      "for how many days a stack that is not observed counts as it was last seen (default: 30)",
      count,
    )
    .option(
      "-f, --format <name[=file]>",
      `${trendFormats.join(", ")}; repeatable, each may go to a file (default: text)`,
      destination(trendFormats),
    )
    .action(runTrend);
}
