/** `azure-hadr drill` and its flags. */
import type { Command } from "commander";
import { findConfig } from "./check";
import { type DrillDestination, drillFormats } from "./drill-formats";
import { type Color, isColored, width } from "./flags";
import { colorOption, count, destination } from "./options";
import { ofEstate } from "./program-estate";
import { type EstateFlags, sourcesOf } from "./run-estate";

interface DrillFlags extends EstateFlags {
  readonly region?: string[];
  readonly withPair?: boolean;
  readonly geography?: string;
  readonly zone?: boolean;
  readonly all?: boolean;
  readonly format?: DrillDestination[];
  readonly cap: number;
  readonly color: Color;
}

const each = (value: string, before: readonly string[] = []): string[] => [...before, value];

/** Adds it to the program. */
export function addDrill(root: Command): void {
  ofEstate(
    root
      .command("drill")
      .description(
        "say what the loss of a region or a zone does to all stacks, who acts, and how; a run sheet to print",
      )
      .argument("<sources...>", "as `report` takes them; - is standard input")
      .option("--region <name>", "the region that is lost; repeatable: several at once", each)
      .option("--with-pair", "and with it the region that it is paired with")
      .option("--geography <name>", "all regions of a geography at once, as Azure names it, e.g. Europe")
      .option("--zone", "lose one zone of the region, not all of it")
      .option("--all", "every region in which something stands, one after the other, as a table")
      .option(
        "-f, --format <name[=file]>",
        `${drillFormats.join(", ")}; repeatable, each may go to a file (default: text)`,
        destination(drillFormats),
      )
      .option("--cap <number>", "resources to list for each case in text", count, 10)
      .addOption(colorOption()),
  ).action(run);
}

async function run(inputs: string[], flags: DrillFlags): Promise<void> {
  const { region = [], withPair = false, geography, zone = false, all = false, allowPartial = false } = flags;
  const destinations = flags.format ?? [{ format: "text" }];
  const { sound } = require("./report") as typeof import("./report");
  sound(destinations, inputs, findConfig(flags.cwd, flags.config));
  const { runDrill, lostBy } = require("./drill") as typeof import("./drill");
  const asked = { regions: region, withPair, zone, all, ...(geography !== undefined && { geography }) };
  lostBy(asked); // before anything is read
  process.exitCode = await runDrill({
    ...sourcesOf(inputs, flags),
    asked,
    destinations,
    allowPartial,
    color: isColored(flags.color),
    width: width(),
    cap: flags.cap,
  });
}
