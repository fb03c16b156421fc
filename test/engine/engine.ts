/**
 * Runs the real Pulumi engine with no cloud, no login and no Node language host: the CLI, a state in a temporary folder,
 * programs of this process, and stand-ins for the providers.
 */
import { spawn, spawnSync } from "node:child_process";
import {
  accessSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import type { DiagnosticEvent, EngineEvent, PolicyEvent, PulumiFn, StepEventMetadata } from "@pulumi/pulumi/automation";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import { listen, startStubProvider } from "./stub-provider";

function upwards(folder: string, file: string): string {
  return existsSync(join(folder, file)) ? folder : upwards(dirname(folder), file);
}

/** The repository's folder, which is the demonstration project's too; also seen from where `tsc` puts this file. */
export const root = upwards(__dirname, "Pulumi.yaml");

/** The CLI: the one on PATH, else the one that `tools/pulumi-cli/build.sh` makes. */
export function findPulumi(): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(delimiter), join(root, ".cache", "pulumi")];
  return folders.map((folder) => join(folder, "pulumi")).find(isExecutable);
}

/** Why nothing of this runs where `findPulumi` finds none. */
export const noPulumi = "no Pulumi CLI on PATH and none in .cache/pulumi (tools/pulumi-cli/build.sh makes it)";

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface Options {
  readonly program: PulumiFn;
  /** Absolute folders. */
  readonly policyPacks?: readonly string[];
  /** As many as there are packs: an absolute file name, or what the file is to hold. */
  readonly policyPackConfigs?: readonly (string | object)[];
  /** One resource after the other, in the program's order. */
  readonly inOrder?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
}

export interface JsonOptions extends Options {
  /** Unchanged resources too. Not set: true. */
  readonly showSames?: boolean;
  /** Engine events instead of the digest. */
  readonly streaming?: boolean;
}

export interface Run {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
  /** Lines of the engine's event log, as written. */
  readonly eventLog: string;
  readonly events: readonly EngineEvent[];
  readonly policyEvents: readonly (PolicyEvent & { readonly severity?: string })[];
  readonly diagnostics: readonly DiagnosticEvent[];
  readonly steps: readonly StepEventMetadata[];
}

/** The automation API's own way of serving a program to the engine; it has no public declaration. */
type LanguageServer = grpc.UntypedServiceImplementation & { onPulumiExit(hasError: boolean): void };
const { LanguageServer } = require("@pulumi/pulumi/automation/server") as {
  LanguageServer: new (program: PulumiFn) => LanguageServer;
};

/** A stack of the demonstration project, or of another one without files of its own, with an empty state. Close it. */
export async function openStack(name = "dev", named?: string): Promise<Stack> {
  const pulumi = findPulumi();
  if (!pulumi) throw new Error(noPulumi);
  const folder = mkdtempSync(join(tmpdir(), "azure-hadr-"));
  for (const part of ["home", "state", "project"]) mkdirSync(join(folder, part));
  // The stack's settings file is made beside this copy, so that the repository stays clean.
  const project = join(folder, "project");
  if (named === undefined) copyFileSync(join(root, "Pulumi.yaml"), join(project, "Pulumi.yaml"));
  else writeFileSync(join(project, "Pulumi.yaml"), `name: ${named}\nruntime: nodejs\n`);
  const own = Object.entries(process.env).filter(([variable]) => !variable.startsWith("PULUMI_"));
  const path = [dirname(pulumi), join(root, "test", "engine", "bin"), dirname(process.execPath), process.env.PATH];
  const env: NodeJS.ProcessEnv = {
    ...Object.fromEntries(own),
    PATH: path.join(delimiter),
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "nothing here is secret",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DEBUG_COMMANDS: "true", // without it there is no --event-log
  };
  const made = spawnSync(pulumi, ["stack", "init", name, "--non-interactive"], { cwd: project, env, encoding: "utf8" });
  if (made.status !== 0) throw new Error(made.stderr);
  const provider = await startStubProvider();
  env.PULUMI_DEBUG_PROVIDERS = providers.map((one) => `${one}:${provider.port}`).join(",");
  return new Stack(pulumi, name, folder, named === undefined ? root : project, env, provider.close);
}

/** Packages that the stand-in stands in for. */
const providers = ["azure-native", "azure", "azapi", "azure-native_cosmosdb_v20241115"];

export class Stack {
  private runs = 0;

  constructor(
    private readonly pulumi: string,
    private readonly name: string,
    private readonly folder: string,
    /** Where the program seems to lie. */
    private readonly cwd: string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly closeProvider: () => void,
  ) {}

  preview(options: Options): Promise<Run> {
    return this.operate(["preview"], options);
  }

  up(options: Options): Promise<Run> {
    return this.operate(["up", "--yes", "--skip-preview"], options);
  }

  /** `pulumi preview --json`; the document is in `stdout`. */
  previewJson({ showSames = true, streaming = false, ...options }: JsonOptions): Promise<Run> {
    const env = { ...options.env, PULUMI_ENABLE_STREAMING_JSON_PREVIEW: String(streaming) };
    return this.operate(["preview", "--json", ...(showSames ? ["--show-sames"] : [])], { ...options, env });
  }

  /** `pulumi config set`; without a value, `pulumi config rm`. */
  async setConfig(name: string, value?: string, ...flags: readonly string[]): Promise<void> {
    await this.manage(...(value === undefined ? ["config", "rm", name] : ["config", "set", ...flags, name, value]));
  }

  /** `pulumi stack tag set`; without a value, `pulumi stack tag rm`. */
  async setTag(name: string, value?: string): Promise<void> {
    await this.manage("stack", "tag", ...(value === undefined ? ["rm", name] : ["set", name, value]));
  }

  /** The folder that holds the stack's own settings file. */
  get project(): string {
    return join(this.folder, "project");
  }

  private async manage(...command: readonly string[]): Promise<void> {
    const { code, stderr } = await this.execute([...command, "--stack", this.name], this.project);
    if (code !== 0) throw new Error(stderr);
  }

  /** The folder of the backend: what lies there is what `pulumi login file://` keeps. */
  get state(): string {
    return join(this.folder, "state");
  }

  /** `pulumi destroy`: the stack stays, and nothing is in it. */
  destroy(options: Options): Promise<Run> {
    return this.operate(["destroy", "--yes", "--skip-preview"], options);
  }

  /** `pulumi stack export` */
  async exportStack(): Promise<string> {
    const { code, stdout, stderr } = await this.execute(["stack", "export", "--stack", this.name], this.project);
    if (code !== 0) throw new Error(stderr);
    return stdout;
  }

  close(): void {
    this.closeProvider();
    rmSync(this.folder, { recursive: true });
  }

  private async operate(command: readonly string[], options: Options): Promise<Run> {
    const run = ++this.runs;
    const language = new LanguageServer(options.program);
    const server = new grpc.Server();
    server.addService(LanguageRuntimeService as grpc.ServiceDefinition, language);
    const eventLog = join(this.folder, `events-${run}.ndjson`);
    const configs = (options.policyPackConfigs ?? []).map((config, index) => {
      if (typeof config === "string") return config;
      const file = join(this.folder, `config-${run}-${index}.json`);
      writeFileSync(file, JSON.stringify(config));
      return file;
    });
    const flags = [
      `--client=127.0.0.1:${await listen(server)}`,
      "--exec-kind=auto.inline",
      "--non-interactive",
      "--color=never",
      `--stack=${this.name}`,
      `--config-file=${join(this.folder, "project", `Pulumi.${this.name}.yaml`)}`,
      `--event-log=${eventLog}`,
      ...(options.policyPacks ?? []).map((pack) => `--policy-pack=${pack}`),
      ...configs.map((config) => `--policy-pack-config=${config}`),
      ...(options.inOrder ? ["--parallel=1"] : []),
      ...(options.flags ?? []),
    ];
    let ok = false;
    try {
      const { code, stdout, stderr } = await this.execute([...command, ...flags], this.cwd, options.env);
      ok = code === 0;
      return { ok, stdout, stderr, ...readEvents(existsSync(eventLog) ? readFileSync(eventLog, "utf8") : "") };
    } finally {
      language.onPulumiExit(!ok);
      server.forceShutdown();
    }
  }

  private execute(
    args: readonly string[],
    cwd: string,
    env: Readonly<Record<string, string>> = {},
  ): Promise<{ code: number | null; stdout: string; stderr: string }> {
    return new Promise((resolve, reject) => {
      const child = spawn(this.pulumi, args, { cwd, env: { ...this.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
      let stdout = "";
      let stderr = "";
      child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
      child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, stdout, stderr }));
    });
  }
}

function readEvents(eventLog: string): Omit<Run, "ok" | "stdout" | "stderr"> {
  const events = eventLog
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as EngineEvent);
  return {
    eventLog,
    events,
    policyEvents: events.flatMap(({ policyEvent }) => policyEvent ?? []),
    diagnostics: events.flatMap(({ diagnosticEvent }) => diagnosticEvent ?? []),
    steps: events.flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? []),
  };
}
