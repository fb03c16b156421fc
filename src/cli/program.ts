/** The command line as users see it: commands, flags, help. */
import { Argument, Command, Option } from "commander";
import { asOf } from "../azure/regions";
import { packageData } from "../package";
import { printable } from "../printable";
import { formats, ofStacks } from "./formats";
import {
  baselineOption,
  colorOption,
  count,
  cwdOption,
  day,
  destination,
  failOnOption,
  noBaselineOption,
  oneOf,
  onlyOption,
  ownersOption,
  skipOption,
  tagOption,
  verdictsOption,
} from "./options";
import { addDrill } from "./program-drill";
import { addEstate, partialOption, shardOption, workersOption } from "./program-estate";
import {
  runBaseline,
  runComplete,
  runCompletion,
  runExplain,
  runInit,
  runObjectives,
  runPolicyConfig,
  runRules,
} from "./run";
import { runCheck } from "./run-check";
import { shells } from "./shells";

const oneLine = (text: string): string =>
  text
    .trim()
    .replace(/^error: /, "")
    .replace(/\s*\n\s*/g, " ");

/** The commands and their flags. */
export function program(): Command {
  const { version } = packageData();
  const root = new Command("azure-hadr")
    .description(
      "Finds Azure Cosmos DB and Digital Twins resources in Pulumi programs that would not survive the loss of a zone or a region, or whose data would rest where it must not.",
    )
    .version(`${version}\nregion data of ${asOf}`)
    .addHelpText(
      "after",
      "\nExit codes: 0 nothing stands in the way, 1 something does,\n2 nothing was judged or not all of it.",
    )
    .exitOverride()
    // All have options; without that word there is room to wrap the descriptions.
    .configureHelp({ subcommandTerm: (one) => `${one.name()} ${one.usage().replace(/^\[options\] ?/, "")}`.trim() })
    .helpCommand(false)
    .configureOutput({
      outputError: (text, write) => write(`azure-hadr: ${printable(oneLine(text))}\n`),
    });
  root
    .command("check")
    .description(
      "judge previews, stack exports, event logs and what Azure Resource Graph lists; without an input, run `pulumi preview` here",
    )
    .argument(
      "[inputs...]",
      "files as `pulumi preview --json`, `pulumi stack export` or an event log write them; - is standard input",
    )
    .option(
      "-f, --format <name[=file]>",
      `${formats.join(", ")}; repeatable, each may go to a file (default: text); or alone: ndjson, a record of each stack, as \`report\` takes them; rows, those of its tables`,
      destination([...formats, ...ofStacks]),
    )
    .option("-c, --config <file>", "the declarations to hold it against (default: the nearest hadr.yaml)")
    .option("-s, --stack <name>", "the stack to preview, where azure-hadr runs the preview")
    .addOption(cwdOption())
    .addOption(tagOption())
    .addOption(ownersOption())
    .option(
      "-b, --base <file>",
      "what to compare with, e.g. an export of the main branch's stack; repeatable (default: what a preview itself says was there before)",
      (file: string, before: readonly string[] = []) => [...before, file],
    )
    .option(
      "--base-ref <revision>",
      "take all declarations from that revision, e.g. origin/main, so that no change excuses itself",
    )
    .option("--new-only", "let only what comes with the change stand in the way")
    .addOption(failOnOption())
    .addOption(baselineOption())
    .addOption(noBaselineOption())
    .option("--fail-on-unknown", "let what cannot be decided stand in the way")
    .addOption(onlyOption())
    .addOption(skipOption())
    .option("--allow-unseen", "accept a preview that leaves unchanged resources out")
    .option("--allow-empty", "accept an input without any resource")
    .option("--exit-zero", "report only: exit 0 although something stands in the way")
    .addOption(verdictsOption())
    .option("--cap <number>", "resources to list for each rule in text", count, 10)
    .addOption(colorOption())
    .option("-q, --quiet", "text that holds only what stands in the way and the last line; no progress")
    .option("--as-of <day>", "the day on which waivers are held against the calendar (default: today)", day)
    .addOption(shardOption())
    .addOption(partialOption())
    .addOption(workersOption())
    .action(runCheck);
  addEstate(root);
  addDrill(root);
  root
    .command("baseline")
    .description("write down what fails today, so that it does not block new work; without an input, of a preview here")
    .argument("[inputs...]", "as `check` takes them; stack exports know every value")
    .option(
      "-o, --output <file>",
      "write this file instead of hadr-baseline.json beside hadr.yaml; - is standard output",
    )
    .addOption(new Option("--prune", "of the file that is there, drop what no failure needs any more; adds nothing"))
    .addOption(new Option("--renew", "replace it: accept what fails today in the inputs' stacks").conflicts("prune"))
    .option("-c, --config <file>", "the declarations to hold it against (default: the nearest hadr.yaml)")
    .option("-s, --stack <name>", "the stack to preview, where azure-hadr runs the preview")
    .addOption(cwdOption())
    .addOption(tagOption())
    .option("--allow-empty", "accept an input without any resource")
    .option("--as-of <day>", "the day on which waivers are held against the calendar (default: today)", day)
    .action(runBaseline);
  root
    .command("rules")
    .description("list the rules")
    .option("--manual", "those that a person answers for, what to do and what to show")
    .option("--json", "all of their data")
    .action(runRules);
  root
    .command("explain")
    .description(
      "print a rule's page, or with --resource what follows from that resource, what is wrong and what mends it",
    )
    .argument("[rule or inputs...]", "the rule's id; with --resource, inputs as `check` takes them")
    .option("--resource <name>", "the resource's logical name, or its URN")
    .option("-c, --config <file>", "the declarations to hold it against (default: the nearest hadr.yaml)")
    .option("-s, --stack <name>", "the stack to preview, where azure-hadr runs the preview")
    .addOption(baselineOption())
    .addOption(noBaselineOption())
    .addOption(cwdOption())
    .addOption(tagOption())
    .addOption(colorOption())
    .option("--as-of <day>", "the day to judge it on (default: today)", day)
    .action(runExplain);
  root
    .command("objectives")
    .description(
      "print what is declared for a stack, and which line said so; without a stack, for those of the project here",
    )
    .argument("[stacks...]", "as project/stack")
    .addOption(tagOption())
    .addOption(ownersOption())
    .option("--resource <name>", "of the resources of this logical name")
    .option("-c, --config <file>", "the declarations (default: the nearest hadr.yaml)")
    .addOption(cwdOption())
    .option("--json", "for programs")
    .option("--as-of <day>", "the day on which it is to hold (default: today)", day)
    .action(runObjectives);
  root
    .command("policy-config")
    .description("write hadr.yaml out for `pulumi preview --policy-pack-config`, so that both doors judge alike")
    .option("-c, --config <file>", "the declarations (default: the nearest hadr.yaml)")
    .addOption(new Option("--cwd <folder>", "where to look for hadr.yaml").default(process.cwd(), "here"))
    .option("--from <input...>", "take up the waivers in the program above what these previews or exports hold")
    .option("--remediate <rule...>", "let Pulumi set by itself what these rules ask for")
    .option("-o, --output <file>", "write here instead of standard output")
    .action(runPolicyConfig);
  root
    .command("init")
    .description("write a commented hadr.yaml to begin with, from what the Pulumi project shows")
    .addOption(cwdOption())
    .option("-o, --output <file>", "write here instead of beside Pulumi.yaml; - is standard output")
    .action(runInit);
  root
    .command("completion")
    .description("print a script that completes commands, flags and their values in your shell")
    .addArgument(new Argument("<shell>", "yours").choices(shells).argParser(oneOf(shells)))
    .action(runCompletion);
  const names = root.commands.map((one) => one.name());
  root
    .command("help")
    .description("display help for command")
    .addArgument(new Argument("[command]").choices(names).argParser(oneOf(names)))
    .action((name) => (root.commands.find((one) => one.name() === name) ?? root).outputHelp());
  root
    .command("complete", { hidden: true })
    .argument("[words...]", "what is typed so far, after --")
    .action((words) => runComplete(root, words));
  for (const command of root.commands) command.copyInheritedSettings(root).exitOverride();
  return root;
}
