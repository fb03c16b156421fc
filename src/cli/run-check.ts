/** `azure-hadr check` with its flags: what cannot be meant together is refused before anything is read. */
import type { Shard } from "../estate";
import { check, type Destination, findConfig } from "./check";
import { nearestBaseline } from "./debts";

import { Failure } from "./failure";
import { type Color, eachToItsOwn, held, isColored, notDeclarations, today, width } from "./flags";
import { ofStacks } from "./formats";
import type { FailOn } from "./options";
import { ownersNamed } from "./stack";

export interface CheckFlags {
  format?: Destination[];
  config?: string;
  owners?: string;
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
  baseline?: string | boolean;
  shard?: Shard;
  workers?: number;
  allowPartial?: boolean;
}

export async function runCheck(inputs: string[], flags: CheckFlags): Promise<void> {
  const destinations = flags.format ?? [{ format: "text" }];
  if (destinations.some(({ format }) => ofStacks.includes(format))) {
    const { runParts } = require("./run-estate") as typeof import("./run-estate"); // threads: only where needed
    return runParts(inputs, flags);
  }
  for (const flag of ["shard", "workers", "allowPartial"] as const)
    if (flags[flag] !== undefined)
      throw new Failure(
        `--${flag === "allowPartial" ? "allow-partial" : flag} is for a record of each stack: -f ndjson`,
      );
  eachToItsOwn(destinations, [...inputs, ...(flags.base ?? [])], "sarif=out.sarif");
  if ([...inputs, ...(flags.base ?? [])].filter((input) => input === "-").length > 1)
    throw new Failure("standard input (-) can be read only once");
  if (inputs.length > 0 && flags.stack !== undefined)
    throw new Failure("--stack is for a preview that azure-hadr runs itself; it says nothing of a file");
  const declarations = findConfig(flags.cwd, flags.config);
  const baseline = typeof flags.baseline === "string" ? flags.baseline : nearestBaseline(flags.cwd);
  for (const { file } of destinations)
    if (file !== undefined) notDeclarations(notDeclarations(file, declarations), baseline, "the baseline");
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
    ...held(flags),
    ...(flags.baseRef !== undefined && { baseRef: flags.baseRef }),
    ...(flags.base && { base: flags.base }),
    ...(flags.failOn !== "blocking" && { failOn: flags.failOn }),
    ...(flags.only && { only: flags.only }),
    ...(flags.skip && { skip: flags.skip }),
    quiet: flags.quiet ?? false,
    tags: flags.tag ?? new Map(),
    ...ownersNamed(flags.owners),
    exitZero: flags.exitZero ?? false,
    verdicts: flags.verdicts,
    cap: flags.cap,
    color: isColored(flags.color),
    width: width(),
    today: flags.asOf ?? today(),
  });
}
