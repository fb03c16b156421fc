/** Apache Spark as it runs on machines of its own: a master and workers, each a process, on loopback. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { root } from "./engine/engine";

const python = join(root, ".cache", "spark", "bin", "python");

/** Why there is no Spark; empty: there is. */
export function noSpark(): string {
  const { stderr } = spawnSync("java", ["-version"], { encoding: "utf8" });
  const [, java = "0"] = / version "(\d+)/.exec(stderr ?? "") ?? [];
  if (Number(java) < 17) return "no Java 17 or later";
  if (!existsSync(python)) return "no Spark in .cache/spark (tools/spark.sh puts it there)";
  return "";
}

/** Runs a program, and kills all of its process group once nobody holds its standard input any more: whoever started it died. */
const guarded = 'exec 3<&0; (cat <&3; kill -KILL 0) >/dev/null 2>&1 & "$0" "$@" </dev/null 3<&-';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

export interface Cluster {
  /**
   * Runs a Python program on it and gives what it said. `dies`: the worker that is killed, with all that it has started, as
   * soon as its executor has finished a task of the program.
   */
  submit(
    dies: number | undefined,
    program: string,
    ...given: string[]
  ): Promise<{ status: number | null; said: string }>;
  close(): void;
}

/** A master and so many workers of one core. `folder` holds what they write. */
export async function cluster(folder: string, workers: number): Promise<Cluster> {
  const home = spawnSync(python, ["-c", "import pyspark; print(pyspark.__path__[0])"], {
    encoding: "utf8",
  }).stdout.trim();
  const env = {
    ...process.env,
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
    SPARK_HOME: home,
    SPARK_LOCAL_IP: "127.0.0.1",
    SPARK_LOCAL_DIRS: join(folder, "scratch"),
    SPARK_DAEMON_MEMORY: "256m",
    PYSPARK_PYTHON: python,
  };
  const started: ChildProcess[] = [];
  /** A process group of its own, so that nothing of it is left. */
  function start(program: string, ...given: string[]) {
    const child = spawn("sh", ["-c", guarded, join(home, "bin", program), ...given], {
      cwd: folder,
      env,
      detached: true,
    });
    const one = { child, said: "" };
    for (const name of ["stdout", "stderr"] as const)
      child[name].setEncoding("utf8").on("data", (text: string) => {
        one.said += text;
      });
    started.push(child);
    return one;
  }
  const kill = ({ pid, exitCode, signalCode }: ChildProcess): void => {
    if (pid === undefined || (exitCode ?? signalCode) !== null) return;
    try {
      process.kill(-pid, "SIGKILL");
    } catch {} // it ended by itself
  };
  const close = (): void => {
    for (const child of started) kill(child);
  };
  async function until(what: string, isSo: () => boolean): Promise<void> {
    for (const end = Date.now() + 120_000; !isSo(); await pause(50))
      if (Date.now() > end) throw new Error(`${what}: not in two minutes`);
  }

  try {
    const url = `spark://127.0.0.1:${await freePort()}`;
    const port = url.slice(url.lastIndexOf(":") + 1);
    const general = ["--host", "127.0.0.1", "--webui-port", "0"];
    const master = start("spark-class", "org.apache.spark.deploy.master.Master", ...general, "--port", port);
    await until("the master", () => master.said.includes("I have been elected leader"));
    const folders = Array.from({ length: workers }, (_, place) => join(folder, `worker-${place}`));
    const own = folders.map((work) => {
      mkdirSync(work);
      const size = ["--cores", "1", "--memory", "1g", "--work-dir", work];
      return start("spark-class", "org.apache.spark.deploy.worker.Worker", ...general, ...size, url);
    });
    for (const one of own) await until("a worker", () => one.said.includes("Successfully registered"));
    const settings = {
      "spark.executor.memory": "512m",
      "spark.executor.cores": "1",
      "spark.driver.host": "127.0.0.1",
      "spark.ui.enabled": "false",
      "spark.sql.shuffle.partitions": "2",
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ["--conf", `${name}=${value}`]);
    return {
      async submit(dies, program, ...given) {
        const work = folders[dies ?? 0] ?? "";
        const before = new Set(readdirSync(work)); // of programs that have ended
        const run = start("spark-submit", "--master", url, ...flags, program, ...given);
        const ended = once(run.child, "close");
        const hasFinishedTask = () =>
          readdirSync(work)
            .filter((app) => !before.has(app))
            .flatMap((app) => readdirSync(join(work, app)).map((executor) => join(work, app, executor, "stderr")))
            .some((log) => existsSync(log) && readFileSync(log, "utf8").includes("Finished task"));
        if (dies !== undefined) {
          await until("a finished task", () => run.child.exitCode !== null || hasFinishedTask());
          kill((own[dies] as (typeof own)[number]).child);
        }
        const [status] = await ended;
        run.child.stdin.end();
        return { status, said: run.said };
      },
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}
