/** Small estates to report on, and what is asked of a run of the command line. */
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

const cli = join(__dirname, "..", "dist", "src", "cli.js");

/** An account in these regions, the first of which takes the writes. */
export const account = (...regions: readonly string[]) => ({
  location: regions[0],
  enableAutomaticFailover: true,
  backupPolicy: { type: "Continuous", continuousModeProperties: { tier: "Continuous30Days" } },
  locations: regions.map((locationName, failoverPriority) => ({
    locationName,
    failoverPriority,
    isZoneRedundant: true,
  })),
});

/** A stack's export with a resource group and these accounts. */
export function exported(name: string, accounts: Readonly<Record<string, object>>): string {
  const [project = "", stack = ""] = name.split("/");
  const urn = (type: string, logical: string) => `urn:pulumi:${stack}::${project}::${type}::${logical}`;
  const [type, group] = ["azure-native:cosmosdb:DatabaseAccount", "azure-native:resources:ResourceGroup"];
  return JSON.stringify({
    version: 3,
    deployment: {
      manifest: { time: "2026-01-01T00:00:00Z", magic: "", version: "v3.250.0" },
      resources: [
        { urn: urn(group, "rg"), custom: true, type: group, inputs: {}, outputs: {} },
        ...Object.entries(accounts).map(([logical, inputs]) => ({
          urn: urn(type, logical),
          custom: true,
          type,
          inputs,
          outputs: {},
        })),
      ],
    },
  });
}

/** A folder that holds these files and no others. */
export function folderOf(folder: string, files: Readonly<Record<string, string>>): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

export function ran(cwd: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}

/** What some questions get of a database, row by row, once it is prepared. */
export async function answersOf(
  file: string,
  prepare: readonly string[],
  questions: readonly string[],
): Promise<Record<string, unknown>[][]> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  try {
    for (const sql of prepare) await connection.run(sql);
    const all: Record<string, unknown>[][] = [];
    for (const sql of questions) all.push((await connection.runAndReadAll(sql)).getRowObjectsJson());
    return all;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
/** What one question gets, after others. */
export const rowsOf = async (file: string, ...sql: readonly string[]) =>
  (await answersOf(file, sql.slice(0, -1), sql.slice(-1)))[0] ?? [];
