/** What each command does with its flags. */
import type { Command } from "commander";
import { findConfig, readConfig, readDeclared } from "./check";
import { Failure } from "./failure";
import { writeWhole } from "./files";
import { type Color, held, isColored, notDeclarations, today, width } from "./flags";
import { printScript, type Shell } from "./shells";

interface BaselineFlags {
  config?: string;
  stack?: string;
  cwd: string;
  tag?: ReadonlyMap<string, string>;
  allowEmpty?: boolean;
  asOf?: string;
  output?: string;
  prune?: boolean;
  renew?: boolean;
}

export function runBaseline(inputs: string[], flags: BaselineFlags): void {
  const { tag: tags = new Map(), allowEmpty = false, asOf = today(), prune, renew, ...own } = flags;
  const { baseline } = require("./baseline") as typeof import("./baseline");
  const over = prune ? "prune" : renew ? "renew" : undefined;
  baseline({ ...own, inputs, tags, allowEmpty, failOnUnknown: false, today: asOf, ...(over && { over }) });
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
  baseline?: string | boolean;
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
    ...held(flags),
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
