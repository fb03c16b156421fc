/** What each command does with its flags. */
import { resolve } from "node:path";
import type { Command } from "commander";
import type { Waiver } from "../model";
import { printable } from "../printable";
import { findConfig, readConfig, readDeclared, type Sources } from "./check";
import { Failure } from "./failure";
import { writeWhole } from "./files";
import { type Color, held, isColored, notDeclarations, today, width } from "./flags";
import { printScript, type Shell } from "./shells";
import { ownersNamed } from "./stack";

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
  owners?: string;
  tag?: ReadonlyMap<string, string>;
  resource?: string;
  config?: string;
  cwd: string;
  json?: boolean;
  asOf?: string;
}

export function runObjectives(
  stacks: string[],
  { tag = new Map(), owners, resource, config, cwd, json = false, asOf = today() }: ObjectivesFlags,
): void {
  const { objectives } = require("./objectives") as typeof import("./objectives");
  const declared = readDeclared(findConfig(cwd, config));
  process.stdout.write(
    objectives(declared, {
      stacks,
      cwd,
      tags: tag,
      ...ownersNamed(owners),
      today: asOf,
      json,
      ...(resource !== undefined && { resource }),
    }),
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
  readonly from?: readonly string[];
  readonly remediate?: readonly string[];
  readonly output?: string;
}
export function runPolicyConfig({ config, cwd, from = [], remediate, output }: PolicyConfigFlags): void {
  if (output !== undefined && from.some((input) => resolve(input) === resolve(output)))
    throw new Failure(`${output}: the configuration cannot replace its own input`);
  const declared = readConfig(findConfig(cwd, config));
  const inCode = from.length > 0 ? inCodeOf({ inputs: from, cwd, ...(config !== undefined && { config }) }) : [];
  const waivers = [...(declared.waivers ?? []), ...inCode];
  const content = catalogue().policyConfig({ ...declared, ...(waivers.length > 0 && { waivers }) }, remediate);
  if (output === undefined) process.stdout.write(content);
  else writeWhole({ name: notDeclarations(output, findConfig(cwd, config)), content });
}

/** The waivers above the inputs' resources. What is wrong with one is told on standard error, and it is left out. */
function inCodeOf(sources: Pick<Sources, "inputs" | "cwd" | "config">): readonly Waiver[] {
  const { waiversInCode } = require("./in-code") as typeof import("./in-code");
  const rest = { tags: new Map(), failOnUnknown: false, allowEmpty: false, today: today() };
  const { waivers, notices } = waiversInCode({ ...sources, ...rest });
  for (const notice of notices) process.stderr.write(`azure-hadr: ${printable(notice)}\n`);
  return waivers;
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
