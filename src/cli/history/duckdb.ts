/** DuckDB, which is an optional dependency: loaded where a history asks for it. */
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { Failure } from "../failure";

/** How long another writer is waited for. DuckDB lets one process write, or several read. */
const patience = 60_000;

/**
 * What it takes to add a run, whatever the machine has: what does not fit goes to the folder for temporary files. Enough for
 * 49,000 stacks. What a question takes grows with the history, so it may take what DuckDB takes: most of the machine.
 */
const thrift = { memory_limit: "192MiB", threads: "2", preserve_insertion_order: "false" };

type Duckdb = typeof import("@duckdb/node-api");

/** Throws Failure where it is not installed. */
export function needDuckdb(): Duckdb {
  try {
    return require("@duckdb/node-api") as Duckdb;
  } catch {
    throw new Failure(
      "a history in DuckDB, and trend, need the package @duckdb/node-api, which is not installed; a folder, as --history history/, is written without it",
    );
  }
}

export function hasDuckdb(): boolean {
  try {
    return needDuckdb() !== undefined;
  } catch {
    return false;
  }
}

/**
 * Runs `work` on a database, `:memory:` for none, and closes it. Waits while another process has it. Throws Failure where it
 * is none, or is held for more than a minute.
 */
export async function withDuckdb<T>(
  file: string,
  access: "READ_ONLY" | "READ_WRITE",
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const { DuckDBInstance } = needDuckdb();
  const options = {
    access_mode: access,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    ...(access === "READ_WRITE" && thrift),
    temp_directory: join(tmpdir(), `azure-hadr-duckdb-${process.pid}`),
  };
  const instance = await patiently(file, () => DuckDBInstance.create(file, options));
  try {
    const connection = await instance.connect();
    try {
      return await work(connection);
    } finally {
      connection.closeSync();
    }
  } catch (error) {
    throw error instanceof Failure ? error : new Failure(`${file}: ${firstLine(error)}`);
  } finally {
    instance.closeSync();
  }
}

async function patiently<T>(file: string, open: () => Promise<T>): Promise<T> {
  for (const started = Date.now(); ; ) {
    try {
      return await open();
    } catch (error) {
      if (!/\block\b|used by another process/i.test((error as Error).message))
        throw new Failure(`${file}: cannot be opened as a history: ${firstLine(error)}`);
      if (Date.now() - started > patience)
        throw new Failure(`${file}: another process has held this history for a minute; nothing was recorded or read`);
      await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 150));
    }
  }
}

const firstLine = (error: unknown): string => (error as Error).message.split("\n")[0] ?? "";

/** A text as SQL writes it. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
