#!/usr/bin/env node
/** Door 2: arguments, exit code. Data goes to standard output, everything else to standard error. */
import { resolve } from "node:path";
import { Command, CommanderError, Option } from "commander";
import { check, type Destination, findConfig, formats, readConfig, readDeclared } from "./cli/check";
import { Failure } from "./cli/failure";
import { writeWhole } from "./cli/files";
import { count, day, destination, tagOption } from "./cli/options";
import { packageData } from "./package";
import { printable } from "./printable";

interface CheckFlags {
  format?: Destination[];
  config?: string;
  stack?: string;
  cwd: string;
  allowUnseen?: boolean;
  allowEmpty?: boolean;
  failOnUnknown?: boolean;
  tag?: ReadonlyMap<string, string>;
  exitZero?: boolean;
  verdicts: "open" | "all";
  cap: number;
  color: "auto" | "always" | "never";
  asOf?: string;
}

function runCheck(inputs: string[], flags: CheckFlags): void {
  const destinations = flags.format ?? [{ format: "text" }];
  if (destinations.filter(({ file }) => file === undefined).length > 1)
    throw new Failure("only one format can go to standard output: name a file for the others, e.g. -f sarif=out.sarif");
  const files = destinations.flatMap(({ file }) => (file === undefined ? [] : [resolve(file)]));
  if (new Set(files).size < files.length) throw new Failure("two formats cannot go to one file");
  if (inputs.some((input) => files.includes(resolve(input))))
    throw new Failure("a report cannot replace its own input");
  if (inputs.filter((input) => input === "-").length > 1) throw new Failure("standard input (-) can be read only once");
  if (inputs.length > 0 && flags.stack !== undefined)
    throw new Failure("--stack is for a preview that azure-hadr runs itself; it says nothing of a file");
  process.exitCode = check({
    inputs,
    destinations,
    ...(flags.config !== undefined && { config: flags.config }),
    ...(flags.stack !== undefined && { stack: flags.stack }),
    cwd: flags.cwd,
    allowUnseen: flags.allowUnseen ?? false,
    allowEmpty: flags.allowEmpty ?? false,
    failOnUnknown: flags.failOnUnknown ?? false,
    tags: flags.tag ?? new Map(),
    exitZero: flags.exitZero ?? false,
    verdicts: flags.verdicts,
    cap: flags.cap,
    color:
      flags.color === "auto" ? Boolean(process.stdout.isTTY && process.stdout.hasColors?.()) : flags.color === "always",
    width: process.stdout.columns ?? 100,
    today: flags.asOf ?? new Date().toISOString().slice(0, 10),
  });
}

const oneLine = (text: string): string =>
  text
    .trim()
    .replace(/^error: /, "")
    .replace(/\s*\n\s*/g, " ");

interface ObjectivesFlags {
  tag?: ReadonlyMap<string, string>;
  resource?: string;
  config?: string;
  cwd: string;
  json?: boolean;
}

function runObjectives(
  stacks: string[],
  { tag = new Map(), resource, config, cwd, json = false }: ObjectivesFlags,
): void {
  const { objectives } = require("./cli/objectives") as typeof import("./cli/objectives");
  const declared = readDeclared(findConfig(cwd, config));
  const today = new Date().toISOString().slice(0, 10);
  process.stdout.write(
    objectives(declared, { stacks, cwd, tags: tag, today, json, ...(resource !== undefined && { resource }) }),
  );
}

const catalogue = () => require("./cli/catalogue") as typeof import("./cli/catalogue");

function program(): Command {
  const { version } = packageData();
  const root = new Command("azure-hadr")
    .description(
      "Finds Azure Cosmos DB and Digital Twins resources in Pulumi programs that would not survive the loss of a zone or a region, or whose data would rest where it must not.",
    )
    .version(version)
    .addHelpText(
      "after",
      "\nExit codes: 0 nothing stands in the way, 1 something does, 2 nothing was judged or not all of it.",
    )
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => write(`azure-hadr: ${printable(oneLine(text))}\n`),
    });
  root
    .command("check")
    .description("judge previews, stack exports and event logs; without an input, run `pulumi preview` here")
    .argument(
      "[inputs...]",
      "files as `pulumi preview --json`, `pulumi stack export` or an event log write them; - is standard input",
    )
    .option(
      "-f, --format <name[=file]>",
      `${formats.join(", ")}; repeatable, each may go to a file (default: text)`,
      destination,
    )
    .option("-c, --config <file>", "the declarations to hold it against (default: the nearest hadr.yaml)")
    .option("-s, --stack <name>", "the stack to preview, where azure-hadr runs the preview")
    .addOption(new Option("--cwd <folder>", "the Pulumi project's folder").default(process.cwd(), "here"))
    .addOption(tagOption())
    .option("--fail-on-unknown", "let what cannot be decided stand in the way")
    .option("--allow-unseen", "accept a preview that leaves unchanged resources out")
    .option("--allow-empty", "accept an input without any resource")
    .option("--exit-zero", "report only: exit 0 although something stands in the way")
    .addOption(
      new Option("--verdicts <which>", "what json holds: open (failing and unknown) or all")
        .choices(["open", "all"])
        .default("open"),
    )
    .option("--cap <number>", "resources to list for each rule in text", count, 10)
    .addOption(new Option("--color <when>", "colours in text").choices(["auto", "always", "never"]).default("auto"))
    .option("--as-of <day>", "the day on which waivers are held against the calendar (default: today)", day)
    .action(runCheck);
  root
    .command("rules")
    .description("list the rules")
    .option("--manual", "only those that a person answers for")
    .option("--json", "all of their data")
    .action((flags: { manual?: boolean; json?: boolean }) => {
      process.stdout.write(catalogue().listRules({ manual: flags.manual ?? false, json: flags.json ?? false }));
    });
  root
    .command("explain")
    .description("print a rule's page: what it claims, why, what is lost, how to fix and to waive it")
    .argument("<rule>", "the rule's id")
    .action((id: string) => {
      process.stdout.write(catalogue().explain(id));
    });
  root
    .command("objectives")
    .description(
      "print what is declared for a stack, and which line said so; without a stack, for those of the project here",
    )
    .argument("[stacks...]", "as project/stack")
    .addOption(tagOption())
    .option("--resource <name>", "of the resources of this logical name")
    .option("-c, --config <file>", "the declarations (default: the nearest hadr.yaml)")
    .addOption(new Option("--cwd <folder>", "the Pulumi project's folder").default(process.cwd(), "here"))
    .option("--json", "for programs")
    .action(runObjectives);
  root
    .command("policy-config")
    .description("write hadr.yaml out for `pulumi preview --policy-pack-config`, so that both doors judge alike")
    .option("-c, --config <file>", "the declarations (default: the nearest hadr.yaml)")
    .addOption(new Option("--cwd <folder>", "where to look for hadr.yaml").default(process.cwd(), "here"))
    .option("-o, --output <file>", "write here instead of standard output")
    .action((flags: { config?: string; cwd: string; output?: string }) => {
      const content = catalogue().policyConfig(readConfig(findConfig(flags.cwd, flags.config)));
      if (flags.output === undefined) process.stdout.write(content);
      else writeWhole(flags.output, content);
    });
  root
    .command("init")
    .description("write a commented hadr.yaml to begin with, from what the Pulumi project shows")
    .addOption(new Option("--cwd <folder>", "the Pulumi project's folder").default(process.cwd(), "here"))
    .option("-o, --output <file>", "write here instead of beside Pulumi.yaml; - is standard output")
    .action((flags: { cwd: string; output?: string }) => {
      const { init } = require("./cli/init") as typeof import("./cli/init");
      init({ ...flags, today: new Date().toISOString().slice(0, 10) });
    });
  for (const command of root.commands) command.copyInheritedSettings(root).exitOverride();
  return root;
}

/** Errors that say all they have to say in one line: the message, and nothing of the stack. */
const expected = new Set(["Failure", "ConfigError", "Refused"]);

function main(): void {
  // A reader that closes early, like `head`, is no mistake of ours.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  try {
    program().parse();
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    const kind = (error as Error).constructor.name;
    process.exitCode = 2;
    process.stderr.write(
      expected.has(kind)
        ? `azure-hadr: ${printable((error as Error).message)}\n`
        : `azure-hadr: internal error (${kind}); nothing was judged. Please report it.\n`,
    );
    if (process.env.AZURE_HADR_DEBUG && !expected.has(kind)) console.error(error);
  }
}

main();
