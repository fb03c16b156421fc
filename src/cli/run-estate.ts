/** What the commands about a whole estate do with their flags. */

import type { Shard } from "../estate";
import { findConfig } from "./check";
import type { EstateSources } from "./estate/estate";
import type { Standards } from "./estate/judge";
import { Failure } from "./failure";
import { today } from "./flags";
import type { FailOn } from "./options";
import type { ReportDestination } from "./report";
import type { CheckFlags } from "./run-check";
import type { TrendDestination } from "./trend";

export interface EstateFlags {
  readonly config?: string;
  readonly owners?: string;
  readonly cwd: string;
  readonly only?: string[];
  readonly skip?: string[];
  readonly failOn?: FailOn;
  readonly failOnUnknown?: boolean;
  readonly asOf?: string;
  readonly workers?: number;
  readonly allowPartial?: boolean;
  readonly quiet?: boolean;
  readonly shard?: Shard;
}

/** The sources, and what they are held against. */
export function sourcesOf(inputs: readonly string[], flags: EstateFlags): EstateSources {
  if (inputs.filter((input) => input === "-").length > 1) throw new Failure("standard input (-) can be read only once");
  const { cwd, config, owners, only, skip, shard, asOf = today(), failOnUnknown = false } = flags;
  const standards: Standards = {
    cwd,
    today: asOf,
    failOnUnknown,
    ...(flags.failOn !== undefined && flags.failOn !== "blocking" && { failOn: flags.failOn }),
    ...(config !== undefined && { config }),
    ...(owners !== undefined && { owners }),
    ...(only && { only }),
    ...(skip && { skip }),
    ...(shard && { shard }),
  };
  const { cores } = require("./estate/pool") as typeof import("./estate/pool");
  return { inputs, standards, threads: flags.workers ?? cores(), quiet: flags.quiet ?? false };
}

export interface ReportFlags extends EstateFlags {
  readonly format?: ReportDestination[];
  readonly history?: string;
}

export async function runReport(inputs: string[], flags: ReportFlags): Promise<void> {
  const { report, sound } = require("./report") as typeof import("./report");
  const destinations = flags.format ?? [{ format: "markdown" }];
  sound(destinations, inputs, findConfig(flags.cwd, flags.config));
  const { allowPartial = false, history } = flags;
  process.exitCode = await report({
    ...sourcesOf(inputs, flags),
    destinations,
    allowPartial,
    ...(history !== undefined && { history }),
  });
}

export interface TrendFlags {
  readonly history: string;
  readonly since?: string;
  readonly carry?: number;
  readonly format?: TrendDestination[];
}

export async function runTrend({ history, since, carry, format = [{ format: "text" }] }: TrendFlags): Promise<void> {
  const { trend } = require("./trend") as typeof import("./trend");
  const { sound } = require("./report") as typeof import("./report");
  sound(format, [history]);
  await trend({
    history,
    destinations: format,
    ...(carry !== undefined && { carry }),
    ...(since !== undefined && { since }),
  });
}

/** What says something of one run's reports, or compares, and so cannot be said of single stacks. */
const notOfStacks: readonly (readonly [keyof CheckFlags, flag: string])[] = [
  ["stack", "--stack"],
  ["base", "--base"],
  ["baseRef", "--base-ref"],
  ["newOnly", "--new-only"],
  ["baseline", "--baseline"],
  ["tag", "--tag"],
];

/** `check -f ndjson`, or `-f rows`. */
export async function runParts(inputs: string[], flags: CheckFlags): Promise<void> {
  const [{ file, format } = {}, ...more] = flags.format ?? [];
  const name = (format as string) === "rows" ? "rows" : "ndjson";
  if (more.length > 0)
    throw new Failure("ndjson and rows go alone: records are what `report` makes all other formats of");
  if (inputs.length === 0) throw new Failure(`-f ${name} takes the files to judge; - is standard input`);
  for (const [key, flag] of notOfStacks)
    if (flags[key] !== undefined && !(key === "baseline" && typeof flags[key] === "boolean"))
      throw new Failure(`${flag} says nothing of an estate (-f ${name})`);
  const { sound } = require("./report") as typeof import("./report");
  sound(flags.format ?? [], inputs, findConfig(flags.cwd, flags.config));
  const { parts } = require("./parts") as typeof import("./parts");
  process.exitCode = await parts({
    ...sourcesOf(inputs, flags),
    ...(file !== undefined && { file }),
    format: name,
    allowPartial: flags.allowPartial ?? false,
    allowUnseen: flags.allowUnseen ?? false,
    allowEmpty: flags.allowEmpty ?? false,
    exitZero: flags.exitZero ?? false,
  });
}
