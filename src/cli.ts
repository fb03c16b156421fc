#!/usr/bin/env node
/** Door 2: exit codes. Data goes to standard output, everything else to standard error. */
import { CommanderError } from "commander";
import { program } from "./cli/program";
import { printable } from "./printable";

/** Errors that say all they have to say in one line: the message, and nothing of the stack. */
const expected = new Set(["Failure", "ConfigError", "Refused"]);

async function main(): Promise<void> {
  process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => {
    if (code === "EPIPE") return; // a reader that closes early, like `head`, is no mistake of ours
    process.exitCode = 2; // a report that is not whole is none
    process.stderr.write(`azure-hadr: standard output: cannot be written: ${code}\n`);
  });
  process.stderr.on("error", () => {}); // where nobody can be told, the exit code still says it
  try {
    const root = program();
    if (process.argv.length > 2) await root.parseAsync();
    else {
      root.outputHelp();
      process.exitCode = 2; // nothing was judged, and a pipeline that forgot its arguments must not be green
    }
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

void main();
