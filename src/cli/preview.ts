/** Runs `pulumi preview` where no input was given. */
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure } from "./failure";
import { bytesOf, findUp, isOnPath } from "./files";

/** A preview that was run, and how to forget it. */
export interface LivePreview {
  readonly name: string;
  readonly chunks: Iterable<Uint8Array>;
  readonly discard: () => void;
  /** How it ended: an exit code or a signal. */
  readonly ended: number | string;
}

/** Runs the preview of the project in `cwd` with its progress on standard error. Throws Failure where there is none to run. */
export function runPreview(cwd: string, stack: string | undefined, quiet = false): LivePreview {
  if (!findUp(cwd, "Pulumi.yaml", "Pulumi.yml"))
    throw new Failure(
      "no input: name a preview, an export or an event log (- is standard input), or run this in a Pulumi project (no Pulumi.yaml here or above)",
    );
  if (!isOnPath("pulumi"))
    throw new Failure("no input, and pulumi is not on PATH: name a preview, an export or an event log");
  const folder = mkdtempSync(join(tmpdir(), "azure-hadr-"));
  const discard = () => rmSync(folder, { recursive: true, force: true });
  const file = join(folder, "preview.json");
  const output = openSync(file, "w");
  try {
    const flags = [
      "preview",
      "--json",
      "--show-sames",
      "--non-interactive",
      ...(stack === undefined ? [] : ["--stack", stack]),
    ];
    const name = `pulumi ${flags.join(" ")}`;
    if (!quiet) process.stderr.write(`azure-hadr: running ${name}\n`);
    const { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: _, ...env } = process.env;
    const run = spawnSync("pulumi", flags, {
      cwd,
      env,
      stdio: ["ignore", output, "inherit"],
      shell: process.platform === "win32",
    });
    if (statSync(file).size === 0)
      throw new Failure(`${name} ended with exit code ${run.status ?? run.signal} and printed no preview`);
    return { name, chunks: bytesOf(file), discard, ended: run.status ?? run.signal ?? "an error" };
  } catch (error) {
    discard();
    throw error;
  } finally {
    closeSync(output);
  }
}
