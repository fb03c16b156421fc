/** What each command does with its flags. */
import { resolve } from "node:path";
import type { Command } from "commander";
import { check, type Destination, findConfig, readConfig, readDeclared } from "./check";
import { Failure } from "./failure";
import { writeWhole } from "./files";
import type { FailOn } from "./options";
import { printScript, type Shell } from "./shells";

const today = (): string => new Date().toISOString().slice(0, 10);

type Color = "auto" | "always" | "never";
const isColored = (color: Color): boolean =>
  color === "auto" ? Boolean(process.stdout.isTTY && process.stdout.hasColors?.()) : color === "always";
const width = (): number => process.stdout.columns ?? 100;

export interface CheckFlags {
  format?: Destination[];
  config?: string;
  stack?: string;
  cwd: string;
  allowUnseen?: boolean;
  allowEmpty?: boolean;
  failOn: FailOn;
  failOnUnknown?: boolean;
  only?: string[];
  skip?: string[];
  quiet?: boolean;
  tag?: ReadonlyMap<string, string>;
  exitZero?: boolean;
  verdicts: "open" | "all";
  cap: number;
  color: Color;
  asOf?: string;
  base?: string[];
  baseRef?: string;
  newOnly?: boolean;
}

export function runCheck(inputs: string[], flags: CheckFlags): void {
  const destinations = flags.format ?? [{ format: "text" }];
  if (destinations.filter(({ file }) => file === undefined).length > 1)
    throw new Failure("only one format can go to standard output: name a file for the others, e.g. -f sarif=out.sarif");
  const files = destinations.flatMap(({ file }) => (file === undefined ? [] : [resolve(file)]));
  if (new Set(files).size < files.length) throw new Failure("two formats cannot go to one file");
  if ([...inputs, ...(flags.base ?? [])].some((input) => files.includes(resolve(input))))
    throw new Failure("a report cannot replace its own input");
  if ([...inputs, ...(flags.base ?? [])].filter((input) => input === "-").length > 1)
    throw new Failure("standard input (-) can be read only once");
  if (inputs.length > 0 && flags.stack !== undefined)
    throw new Failure("--stack is for a preview that azure-hadr runs itself; it says nothing of a file");
  const declarations = findConfig(flags.cwd, flags.config);
  for (const { file } of destinations) if (file !== undefined) notDeclarations(file, declarations);
  process.exitCode = check({
    inputs,
    destinations,
    ...(flags.config !== undefined && { config: flags.config }),
    ...(flags.stack !== undefined && { stack: flags.stack }),
    cwd: flags.cwd,
    allowUnseen: flags.allowUnseen ?? false,
    allowEmpty: flags.allowEmpty ?? false,
    failOnUnknown: flags.failOnUnknown ?? false,
    newOnly: flags.newOnly ?? false,
    ...(flags.baseRef !== undefined && { baseRef: flags.baseRef }),
    ...(flags.base && { base: flags.base }),
    ...(flags.failOn !== "blocking" && { failOn: flags.failOn }),
    ...(flags.only && { only: flags.only }),
    ...(flags.skip && { skip: flags.skip }),
    quiet: flags.quiet ?? false,
    tags: flags.tag ?? new Map(),
    exitZero: flags.exitZero ?? false,
    verdicts: flags.verdicts,
    cap: flags.cap,
    color: isColored(flags.color),
    width: width(),
    today: flags.asOf ?? today(),
  });
}

/** The name of an output, unless it is that of the declarations. Throws Failure. */
function notDeclarations(output: string, declarations: string | undefined): string {
  if (declarations !== undefined && resolve(output) === resolve(declarations))
    throw new Failure(`${output}: holds the declarations, which no output replaces`);
  return output;
}

export interface ObjectivesFlags {
  tag?: ReadonlyMap<string, string>;
  resource?: string;
  config?: string;
  cwd: string;
  json?: boolean;
  asOf?: string;
}

export function runObjectives(
  stacks: string[],
  { tag = new Map(), resource, config, cwd, json = false, asOf = today() }: ObjectivesFlags,
): void {
  const { objectives } = require("./objectives") as typeof import("./objectives");
  const declared = readDeclared(findConfig(cwd, config));
  process.stdout.write(
    objectives(declared, { stacks, cwd, tags: tag, today: asOf, json, ...(resource !== undefined && { resource }) }),
  );
}

const catalogue = () => require("./catalogue") as typeof import("./catalogue");

export function runRules({ manual = false, json = false }: { manual?: boolean; json?: boolean }): void {
  process.stdout.write(catalogue().listRules({ manual, json }));
}

export interface ExplainFlags {
  resource?: string;
  config?: string;
  stack?: string;
  cwd: string;
  tag?: ReadonlyMap<string, string>;
  color: Color;
  asOf?: string;
}

/** A rule's page or, with `--resource`, everything that is known of that resource of the inputs. */
export function runExplain(subjects: string[], flags: ExplainFlags): void {
  const { resource, tag = new Map(), config, stack, cwd, color, asOf = today() } = flags;
  if (resource === undefined) {
    const [id, ...more] = subjects;
    if (id === undefined || more.length > 0)
      throw new Failure("explain takes the id of one rule, or --resource NAME and the inputs that hold it");
    process.stdout.write(catalogue().explain(id));
    return;
  }
  const { explainResource } = require("./explain") as typeof import("./explain");
  const options = {
    inputs: subjects,
    cwd,
    tags: tag,
    today: asOf,
    failOnUnknown: false,
    allowEmpty: false,
    color: isColored(color),
    width: width(),
    ...(config !== undefined && { config }),
    ...(stack !== undefined && { stack }),
  };
  process.stdout.write(explainResource(resource, options));
}

interface PolicyConfigFlags {
  readonly config?: string;
  readonly cwd: string;
  readonly remediate?: readonly string[];
  readonly output?: string;
}
export function runPolicyConfig({ config, cwd, remediate, output }: PolicyConfigFlags): void {
  const content = catalogue().policyConfig(readConfig(findConfig(cwd, config)), remediate);
  if (output === undefined) process.stdout.write(content);
  else writeWhole({ name: notDeclarations(output, findConfig(cwd, config)), content });
}

export function runInit(flags: { cwd: string; output?: string }): void {
  const { init } = require("./init") as typeof import("./init");
  init({ ...flags, today: today() });
}

export const runCompletion = (shell: Shell): Promise<void> => printScript(shell);

/** What a shell's script asks while somebody types. */
export function runComplete(root: Command, words: string[]): void {
  const { answer } = require("./completion") as typeof import("./completion");
  process.stdout.write(answer(root, words));
}
