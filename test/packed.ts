/** The package as npm would publish it, made once and installed where a test asks. */
import { spawnSync } from "node:child_process";
import { root } from "./engine/engine";

export function run(cwd: string, command: string, ...args: string[]) {
  const env = { ...process.env, npm_config_update_notifier: "false", npm_config_loglevel: "error" };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: "utf8", maxBuffer: 1 << 28 });
  return { status, stdout, stderr };
}
export function npm(cwd: string, ...args: string[]): string {
  const { status, stdout, stderr } = run(cwd, "npm", ...args);
  if (status !== 0) throw new Error(`npm ${args.join(" ")}: ${stderr}`);
  return stdout;
}
export const install = (cwd: string, ...packages: string[]) =>
  npm(cwd, "install", "--no-audit", "--no-fund", "--prefer-offline", ...packages);

/** What `npm pack` says of what it made. */
export interface Packed {
  readonly filename: string;
  /** Bytes, compressed and not. */
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

/** The tarball, in that folder. */
export function pack(folder: string): Packed {
  // What `npm test` has built is what ships: building again would take it away from under other tests.
  const [packed] = JSON.parse(npm(root, "pack", "--ignore-scripts", "--json", "--pack-destination", folder));
  return packed;
}
