/** What runs the parts of an estate: the Indexed Job for Kubernetes and the matrix for GitHub Actions, read and run as they are. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { validateWorkflow } from "@action-validator/core";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { root } from "./engine/engine";
import { exported } from "./stacks";

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
const text = (name: string): string => readFileSync(join(root, "integrations", "estate", name), "utf8");
const folder = mkdtempSync(join(tmpdir(), "azure-hadr-runners-"));
afterAll(() => rmSync(folder, { recursive: true }));

const bin = join(folder, "bin");
mkdirSync(bin);
const cli = `exec "${process.execPath}" "${join(root, "dist", "src", "cli.js")}" "$@"`;
const scripts = {
  "azure-hadr": cli,
  npx: `[ "$1 $2 $3 $4 $5" = "--yes --package azure-hadr@${version} -- azure-hadr" ] || exit 9\nshift 5\n${cli}`,
};
for (const [name, script] of Object.entries(scripts)) {
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}
const run = (shell: readonly string[], script: string, cwd: string, env: Readonly<Record<string, string>>) => {
  const [program = "", ...flags] = shell;
  const { status, stderr, stdout } = spawnSync(program, [...flags, script], {
    cwd,
    env: { HOME: folder, PATH: [bin, dirname(process.execPath), process.env.PATH].join(delimiter), ...env },
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  return { status, stderr, stdout };
};

const stacks = 24;
/** The report of what a single run says, and of a folder with parts. */
const reportOf = (...sources: string[]) => {
  const { status, stdout } = run(["sh", "-c"], 'azure-hadr report -f json --as-of 2026-11-20 "$SOURCE"', folder, {
    SOURCE: sources.join(" "),
  });
  const { missing, stacks, ...rest } = JSON.parse(stdout);
  return { status, missing, stacks, rest: JSON.stringify(rest).replaceAll(/"(?:date|since)":"[\d-]+"/g, "") };
};

describe("the Indexed Job", () => {
  const job = parse(text("indexed-job.yaml"));
  const { template, ...spec } = job.spec;
  const [judge, ...others] = template.spec.containers;

  test("is one by the fields that matter, and may do no more than it has to", () => {
    expect([job.apiVersion, job.kind, spec.completionMode, others]).toEqual(["batch/v1", "Job", "Indexed", []]);
    expect(judge.env).toEqual([{ name: "SHARDS", value: String(spec.completions) }]);
    expect([spec.parallelism, spec.backoffLimitPerIndex > 0]).toEqual([spec.completions, true]);
    expect([template.spec.restartPolicy, template.spec.automountServiceAccountToken]).toEqual(["Never", false]);
    expect(template.spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
    expect(judge.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
    expect(Object.keys(judge.resources.limits).sort()).toEqual(["cpu", "memory"]);
    expect(judge.args[0]).toContain(`--workers ${judge.resources.limits.cpu} `);
    expect(judge.image.endsWith(`/azure-hadr:${version}`)).toBe(true);
    expect(spec.podFailurePolicy.rules[0].onExitCodes.containerName).toBe(judge.name);
    const volumes = template.spec.volumes.map(({ name }: { name: string }) => name);
    expect(judge.volumeMounts.map(({ name }: { name: string }) => name)).toEqual(volumes);
    const writable = judge.volumeMounts.filter((mount: { readOnly?: true }) => !mount.readOnly);
    expect(writable.map(({ mountPath }: { mountPath: string }) => mountPath)).toEqual(["/parts", "/tmp"]);
    const dockerfile = readFileSync(join(root, "Dockerfile"), "utf8");
    expect([dockerfile.includes("USER node\nWORKDIR /src\n"), dockerfile.includes("FROM node:")]).toEqual([true, true]);
  });

  test("its pods write the parts of one estate", () => {
    const [exports, parts] = [join(folder, "exports"), join(folder, "parts")];
    for (const path of [exports, parts]) mkdirSync(path);
    for (let number = 0; number < stacks; number++)
      writeFileSync(join(exports, `stack-${number}.json`), exported(number));
    for (let index = 0; index < spec.completions; index++) {
      const script = judge.args[0].replaceAll("/exports", exports).replaceAll("/parts", parts);
      const env = { JOB_COMPLETION_INDEX: String(index), SHARDS: judge.env[0].value };
      expect(run(judge.command, script, folder, env)).toEqual({ status: 0, stderr: "", stdout: "" });
    }
    expect(readdirSync(parts)).toHaveLength(spec.completions);
    const whole = reportOf(exports);
    expect(whole).toMatchObject({ status: 0, missing: [], stacks });
    expect(reportOf(parts)).toEqual(whole);
    rmSync(join(parts, "part-3-of-8.ndjson"));
    expect(reportOf(parts)).toMatchObject({ status: 2, missing: [{ source: "--shard 3 of 8" }] });
  });
});

describe("the matrix", () => {
  interface Step {
    readonly uses?: string;
    readonly run?: string;
    readonly with?: Readonly<Record<string, string>>;
  }
  const workflow = parse(text("github-matrix.yml"));
  const stepsOf = (job: string): Step[] => workflow.jobs[job].steps;
  const scriptOf = (job: string): string => stepsOf(job).find(({ run }) => run !== undefined)?.run ?? "";

  test("is a workflow, and has nothing of a value in a script", () => {
    expect(validateWorkflow(text("github-matrix.yml")).errors).toEqual([]);
    for (const job of Object.keys(workflow.jobs)) expect(scriptOf(job)).not.toContain("${{");
    expect(workflow.permissions).toEqual({ contents: "read" });
    expect(scriptOf("exports")).toContain("node pulumi-cloud.mjs ");
    expect(text("pulumi-cloud.mjs")).toContain("--organization");
  });

  test("its jobs hand on what the next one takes, and a missing part makes it fail", () => {
    const cwd = join(folder, "matrix");
    mkdirSync(join(cwd, "parts"), { recursive: true });
    const estate = Array.from({ length: stacks }, (_, number) => exported(number)).join("\n");
    writeFileSync(join(cwd, "estate.ndjson"), estate);
    const { shard } = workflow.jobs.judge.strategy.matrix as { shard: number[] };
    expect(shard).toEqual([1, 2, 3, 4]);
    const handedOn = stepsOf("judge").at(-1)?.with ?? {};
    for (const one of shard) {
      const env = { SHARD: String(one), SHARDS: String(shard.length) };
      expect(run(["bash", "-ec"], scriptOf("judge"), cwd, env)).toEqual({ status: 0, stderr: "", stdout: "" });
      const file = handedOn.path?.replace(/\$\{\{ matrix\.shard \}\}/, String(one)) ?? "";
      writeFileSync(join(cwd, "parts", file), readFileSync(join(cwd, file)));
    }
    const report = () => run(["bash", "-ec"], scriptOf("report"), cwd, {});
    expect(report()).toEqual({ status: 0, stderr: "", stdout: "" });
    expect(JSON.parse(readFileSync(join(cwd, stepsOf("report").at(-1)?.with?.path ?? ""), "utf8")).stacks).toBe(stacks);
    rmSync(join(cwd, "parts", "part-2.ndjson"));
    expect(report()).toMatchObject({ status: 2, stderr: expect.stringContaining("--shard 2 of 4: no such part") });
  });
});
