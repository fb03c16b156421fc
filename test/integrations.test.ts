/** What CI systems, pre-commit and Docker take from the repository: read as they read it, run as they run it. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { validateAction, validateWorkflow } from "@action-validator/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";

const root = join(__dirname, "..");
const text = (file: string): string => readFileSync(join(root, file), "utf8");
const { version, files: published } = JSON.parse(text("package.json")) as { version: string; files: string[] };
const demo = join(root, "fixtures", "demo", "preview.json");

const folder = mkdtempSync(join(tmpdir(), "azure-hadr-integrations-"));
afterAll(() => rmSync(folder, { recursive: true }));
let made = 0;
/** An empty folder. */
function fresh(): string {
  const path = join(folder, String(++made));
  mkdirSync(path);
  return path;
}

/** Programs that stand before those on PATH; this `npx` takes what was built for what npm would install. */
function stand(script: string): string {
  const bin = fresh();
  writeFileSync(join(bin, "npx"), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, "npx"), 0o755);
  return bin;
}
const npx = stand(`[ "$1 $2 $3 $4 $5" = "--yes --package azure-hadr@${version} -- azure-hadr" ] || exit 9
shift 5
exec "${process.execPath}" "${join(root, "dist", "src", "cli.js")}" "$@"`);
const npxWithoutPackage = stand("echo 'npm error code E404' >&2; exit 1");

type Environment = Readonly<Record<string, string>>;
function run(shell: string, script: string, cwd: string, env: Environment, bin = npx) {
  const { status, stdout, stderr } = spawnSync(shell, ["-c", script], {
    cwd,
    env: { HOME: folder, PATH: [bin, dirname(process.execPath), process.env.PATH].join(delimiter), ...env },
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  return { status, stdout, stderr };
}

/** Values that would do something if any of them were ever part of a script. */
const hostile = (cwd: string): string[] => {
  const act = `touch ${join(cwd, "pwned")}`;
  return [`$(${act})`, `\`${act}\``, `"; ${act}; '; ${act}; "`, "--exit-zero", "-", "*", "%0A::error::x"];
};
/** A preview whose names would be commands to a runner or an agent. */
const commanding = JSON.stringify(
  JSON.parse(readFileSync(demo, "utf8").replaceAll("carts-single-region", "##vso[task.complete]##[error]::error::x")),
);

/** Lines `name=value`, as steps write their outputs. */
const outputsIn = (file: string): Record<string, string> =>
  Object.fromEntries(
    (existsSync(file) ? readFileSync(file, "utf8") : "")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );

describe("the GitHub action", () => {
  interface Step {
    readonly id?: string;
    readonly if?: string;
    readonly env: Environment;
    readonly run: string;
  }
  const action = parse(text("action.yml")) as {
    inputs: Record<string, { default: string }>;
    outputs: Record<string, { value: string }>;
    runs: { steps: Step[] };
  };

  /** Runs it as a runner does: each step in bash, values from inputs and earlier outputs, until one fails. */
  function act(inputs: Environment, { cwd = fresh(), bin = npx, event = {} as object } = {}) {
    const given = {
      ...Object.fromEntries(Object.entries(action.inputs).map(([name, one]) => [name, one.default])),
      ...inputs,
    };
    const outputs: Record<string, Record<string, string>> = {};
    const value = (expression: string): string =>
      expression
        .replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name) => given[name as keyof typeof given] ?? "")
        .replace(/\$\{\{ steps\.(\w+)\.outputs\.([\w-]+) \}\}/g, (_, step, name) => outputs[step]?.[name] ?? "");
    const summary = join(cwd, "summary.md");
    writeFileSync(join(cwd, "event.json"), JSON.stringify(event));
    const temp = fresh();
    let stdout = "";
    let stderr = "";
    let status: number | null = 0;
    for (const [index, step] of action.runs.steps.entries()) {
      if (step.if !== undefined && given.comment !== "true") continue;
      const output = join(temp, `output-${index}`);
      const ran = run(
        "bash",
        `set -eo pipefail\n${step.run}`,
        cwd,
        {
          ...Object.fromEntries(Object.entries(step.env).map(([name, one]) => [name, value(one)])),
          GITHUB_ACTION_PATH: root,
          GITHUB_OUTPUT: output,
          GITHUB_STEP_SUMMARY: summary,
          GITHUB_EVENT_PATH: join(cwd, "event.json"),
          RUNNER_TEMP: temp,
        },
        bin,
      );
      stdout += ran.stdout;
      stderr += ran.stderr;
      status = ran.status;
      if (step.id !== undefined) outputs[step.id] = outputsIn(output);
      if (status !== 0) break;
    }
    const own = Object.fromEntries(Object.entries(action.outputs).map(([name, one]) => [name, value(one.value)]));
    return {
      status,
      stdout,
      stderr,
      own,
      all: outputs.check,
      summary: existsSync(summary) ? readFileSync(summary, "utf8") : "",
    };
  }

  test("is one by GitHub's schema, and has nothing of an input in a script", () => {
    expect(validateAction(text("action.yml")).errors).toEqual([]);
    expect(validateAction(text("action.yml").replace("shell: bash", "shel: bash")).errors).not.toEqual([]);
    for (const { run } of action.runs.steps) expect(run).not.toContain("${{");
    const env = action.runs.steps.flatMap((step) => Object.values(step.env)).join();
    const unused = Object.keys(action.inputs).filter((name) => !env.includes(`inputs.${name} }}`));
    expect(unused).toEqual(["comment"]); // whether a step runs
    expect(action.inputs.package?.default).toBe(`azure-hadr@${version}`);
  });

  test("says what was found, in outputs, summary and annotations, and ends with the gate's code", () => {
    const { status, stderr, stdout, own, all, summary } = act({ files: demo });
    expect([status, stderr]).toEqual([1, ""]);
    expect(Object.keys(own).sort()).toEqual(Object.keys(all ?? {}).sort());
    const report = JSON.parse(readFileSync(own["json-file"] ?? "", "utf8"));
    expect(own).toMatchObject({
      "exit-code": "1",
      findings: String(report.summary.fail),
      blocking: String(report.summary.blocking),
    });
    expect(report.summary.blocking).toBeGreaterThan(0);
    expect(JSON.parse(readFileSync(own["sarif-file"] ?? "", "utf8")).runs).toHaveLength(1);
    expect(summary).toBe(readFileSync(own["markdown-file"] ?? "", "utf8"));
    const { status: only, stdout: annotations } = run(
      "sh",
      `npx --yes --package azure-hadr@${version} -- azure-hadr check -f github -- "${demo}"`,
      fresh(),
      {},
    );
    expect([only, annotations.includes("::error ")]).toEqual([1, true]);
    expect(stdout.endsWith(annotations)).toBe(true);
  });

  test("flags reach the command line one a line, and nothing else is added", () => {
    const gentle = act({ files: `\n${demo}\n`, arguments: "--exit-zero\n--cap=1\n", annotations: "false" });
    expect([gentle.status, gentle.own["exit-code"], gentle.stdout.includes("::error ")]).toEqual([0, "0", false]);
    const wrong = act({ files: demo, arguments: "--nothing=of this" });
    expect([wrong.status, wrong.own["sarif-file"], wrong.stderr]).toEqual([
      2,
      "",
      expect.stringContaining("--nothing"),
    ]);
  });

  test("no package is no finding", () => {
    const { status, own } = act({ files: demo }, { bin: npxWithoutPackage });
    expect([status, own["exit-code"], own.findings, own["markdown-file"]]).toEqual([2, "2", "", ""]);
  });

  test("values of inputs are values", () => {
    for (const name of ["files", "cwd", "stack", "config", "package"] as const) {
      const cwd = fresh();
      for (const one of hostile(cwd)) {
        if (one === "-" && name === "files") continue; // standard input
        const { all, status } = act({ files: demo, [name]: one }, { cwd });
        expect([name, one, status]).toEqual([name, one, name === "package" ? 9 : 2]);
        expect(Object.keys(all ?? {})).toContain("exit-code");
        expect(readdirSync(cwd).filter((file) => file.startsWith("pwned"))).toEqual([]);
      }
    }
  });

  test("a report that holds commands commands nothing", () => {
    const input = join(fresh(), "preview.json");
    writeFileSync(input, commanding);
    const { stdout } = act({ files: input, annotations: "false" });
    const [, guard = ""] = /^::stop-commands::([0-9a-f]{32})\n/.exec(stdout) ?? [];
    expect(stdout).toContain("::error::x");
    expect([guard.length, stdout.indexOf(`\n::${guard}::\n`)]).toEqual([32, stdout.length - guard.length - 6]);
    expect(act({ files: input }).stdout.startsWith(`::stop-commands::${guard}`)).toBe(false); // not to be guessed
  });

  describe("comments once for each stack", () => {
    interface Comment {
      id: string;
      body: string;
      viewerDidAuthor: boolean;
    }
    let server: Server;
    let comments: Comment[];
    let asked: string[];
    let answer: number;
    /** As much of GitHub as is asked: two comments a page. */
    beforeAll(async () => {
      server = createServer(async (request, response) => {
        let sent = "";
        for await (const part of request) sent += part;
        const { query, variables } = JSON.parse(sent) as { query: string; variables: Record<string, string> };
        const [, what = "comments"] = /(addComment|updateIssueComment)\(/.exec(query) ?? [];
        asked.push(what);
        if (answer !== 200 || request.headers.authorization !== "Bearer the token")
          return response.writeHead(answer).end("{}");
        const data: Record<string, object> = {};
        if (what === "addComment")
          comments.push({ id: `C${comments.length}`, body: variables.body ?? "", viewerDidAuthor: true });
        else if (what === "updateIssueComment") {
          const known = comments.find(({ id }) => id === variables.id) as Comment;
          known.body = variables.body ?? "";
        } else {
          const from = Number(variables.after ?? 0);
          const pageInfo = { hasNextPage: from + 2 < comments.length, endCursor: String(from + 2) };
          data.node = { comments: { nodes: comments.slice(from, from + 2), pageInfo } };
        }
        response.setHeader("content-type", "application/json").end(JSON.stringify({ data }));
      }).listen(0, "127.0.0.1");
      await once(server, "listening");
    });
    afterAll(() => server.close());

    const step = action.runs.steps.find(({ if: only }) => only !== undefined) as Step;
    /** The step that comments; the fake answers from this process, so it must not be waited for in one go. */
    async function comment(markdown: string, event: object = { pull_request: { node_id: "PR" } }) {
      const cwd = fresh();
      writeFileSync(join(cwd, "report.md"), markdown);
      writeFileSync(join(cwd, "event.json"), JSON.stringify(event));
      const child = spawn("bash", ["-c", `set -eo pipefail\n${step.run}`], {
        cwd,
        stdio: ["ignore", "pipe", "pipe"],
        env: {
          HOME: folder,
          PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
          GITHUB_ACTION_PATH: root,
          GITHUB_EVENT_PATH: join(cwd, "event.json"),
          GITHUB_GRAPHQL_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
          HADR_TOKEN: "the token",
          HADR_MARKDOWN: join(cwd, "report.md"),
        },
      });
      let said = "";
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding("utf8").on("data", (part) => (said += part));
      const [status] = await once(child, "close");
      return { status, said };
    }
    /** What the report of a check begins with. */
    const report = (preview: string): string => {
      const { stdout } = run(
        "sh",
        `npx --yes --package azure-hadr@${version} -- azure-hadr check -f markdown -- "${preview}"`,
        fresh(),
        {},
      );
      return stdout;
    };
    const begin = (...before: Comment[]) => {
      comments = before;
      asked = [];
      answer = 200;
    };

    test("the first run writes one, the second brings it up to date, another stack has its own", async () => {
      begin({ id: "theirs", body: "Looks good.", viewerDidAuthor: false });
      const first = report(demo);
      expect(await comment(first)).toEqual({ status: 0, said: "The comment is written.\n" });
      const [line] = first.split("\n");
      expect(await comment(`${line}\nMended.`)).toEqual({ status: 0, said: "The comment is brought up to date.\n" });
      const other = join(fresh(), "preview.json");
      writeFileSync(other, readFileSync(demo, "utf8").replaceAll("::azure-hadr-demo::", "::blog::"));
      expect(await comment(report(other))).toEqual({ status: 0, said: "The comment is written.\n" });
      expect(comments.map(({ id, body }) => [id, body.split("\n")[0]])).toEqual([
        ["theirs", "Looks good."],
        ["C1", line],
        ["C2", (line as string).replace("azure-hadr-demo", "blog")],
      ]);
      expect(comments[1]?.body).toBe(`${line}\nMended.`);
      expect(asked).toEqual(["comments", "addComment", "comments", "updateIssueComment", "comments", "addComment"]);
    });

    test("what others wrote is left alone, though it begins alike; ours is found on a later page", async () => {
      const line = "<!-- azure-hadr: shop/prod -->";
      const others = ["a", "b", "c"].map((id) => ({ id, body: `${line}\nmine`, viewerDidAuthor: false }));
      begin(...others, { id: "ours", body: `${line}\r\nold`, viewerDidAuthor: true });
      expect(await comment(`${line}\nnew`)).toMatchObject({ status: 0 });
      expect(comments.map(({ id, body }) => [id, body.endsWith("new")])).toEqual([
        ["a", false],
        ["b", false],
        ["c", false],
        ["ours", true],
      ]);
      expect(asked).toEqual(["comments", "comments", "updateIssueComment"]);
    });

    test("where it may not write, it says so in one line and changes nothing", async () => {
      begin();
      answer = 403;
      const forbidden = await comment("<!-- azure-hadr: shop/prod -->\n");
      expect(forbidden).toEqual({
        status: 0,
        said: "::warning title=azure-hadr::No comment could be written: GitHub answered 403\n",
      });
      begin();
      expect(await comment("<!-- azure-hadr: shop/prod -->\n", { push: {} })).toMatchObject({ status: 0 });
      expect((await comment("# A report of something else\n")).said).toContain("::warning ");
      expect([comments, asked]).toEqual([[], []]);
    });
  });

  test("the workflows in the documents are some, and pin this version", () => {
    const workflows = ["docs/integrations.md", "docs/ci.md"].flatMap((file) =>
      [...text(file).matchAll(/^```yaml\n(# \.github\/workflows\/[\s\S]*?)^```$/gm)].map(([, content = ""]) => content),
    );
    expect(workflows.length).toBeGreaterThan(0);
    for (const workflow of workflows) {
      expect(validateWorkflow(workflow).errors).toEqual([]);
      for (const [, at] of workflow.matchAll(/uses: azure-hadr\/azure-hadr@(\S+)/g)) expect(at).toBe(`v${version}`);
      const given = Object.values(parse(workflow).jobs).flatMap((job) =>
        (job as { steps: { uses?: string; with?: object }[] }).steps
          .filter(({ uses }) => uses?.startsWith("azure-hadr/"))
          .flatMap((step) => Object.keys(step.with ?? {})),
      );
      expect(given.filter((name) => !(name in action.inputs))).toEqual([]);
    }
  });
});

describe("the GitLab job", () => {
  const job = parse(text("integrations/gitlab.yml"))[".azure-hadr"] as {
    variables: Record<string, string>;
    script: string[];
    artifacts: { paths: string[]; reports: Record<string, string> };
  };
  const work = (shell: string, variables: Environment, cwd = fresh(), bin = npx) => ({
    cwd,
    ...run(shell, job.script.join("\n"), cwd, { ...job.variables, ...variables }, bin),
  });

  test.each(["sh", "bash"])("judges what was recorded and leaves what GitLab reads, in %s", (shell) => {
    expect(job.variables.AZURE_HADR_PACKAGE).toBe(`azure-hadr@${version}`);
    const { status, stderr, stdout, cwd } = work(shell, { AZURE_HADR_FILES: demo });
    expect([status, stderr, stdout.length > 1000]).toEqual([1, "", true]);
    const left = [...job.artifacts.paths, ...Object.values(job.artifacts.reports)];
    expect(readdirSync(cwd).sort()).toEqual(left.sort());
    expect(JSON.parse(readFileSync(join(cwd, job.artifacts.reports.codequality ?? ""), "utf8")).length).toBeGreaterThan(
      0,
    );
    expect(work(shell, { AZURE_HADR_FILES: demo, AZURE_HADR_ARGUMENTS: "--exit-zero" }).status).toBe(0);
  });

  test("values are values, and no package is no finding, whatever an earlier job left", () => {
    for (const name of ["AZURE_HADR_FILES", "AZURE_HADR_CWD", "AZURE_HADR_PACKAGE"]) {
      const cwd = fresh();
      for (const one of hostile(cwd)) {
        if (one === "-" && name === "AZURE_HADR_FILES") continue;
        const { status } = work("sh", { AZURE_HADR_FILES: demo, [name]: one }, cwd);
        expect([name, one, status]).toEqual([name, one, name === "AZURE_HADR_PACKAGE" ? 9 : 2]);
        expect(readdirSync(cwd)).toEqual([]);
      }
    }
    const cwd = fresh();
    expect(work("sh", { AZURE_HADR_FILES: demo }, cwd).status).toBe(1);
    expect(work("sh", { AZURE_HADR_FILES: demo }, cwd, npxWithoutPackage).status).toBe(2);
  });
});

describe("the steps for Azure DevOps", () => {
  const template = parse(text("integrations/azure-pipelines.yml")) as {
    parameters: { name: string; default: string }[];
    steps: { bash?: string; env?: Environment; publish?: string; inputs?: Record<string, string> }[];
  };
  const [check, ...others] = template.steps;
  function work(given: Environment, cwd = fresh(), bin = npx) {
    const values = { ...Object.fromEntries(template.parameters.map((one) => [one.name, one.default])), ...given };
    const env = Object.entries(check?.env ?? {}).map(([name, expression]) => [
      name,
      expression.replace(
        /^\$\{\{ parameters\.(\w+) \}\}$/,
        (_, parameter) => values[parameter as keyof typeof values] ?? "",
      ),
    ]);
    const temp = fresh();
    return {
      temp,
      ...run("bash", check?.bash ?? "", cwd, { ...Object.fromEntries(env), AGENT_TEMPDIRECTORY: temp }, bin),
    };
  }

  test("judge what was recorded and publish what is there", () => {
    expect(check?.bash).not.toContain("${{");
    expect(template.parameters.find(({ name }) => name === "package")?.default).toBe(`azure-hadr@${version}`);
    const { status, stderr, stdout, temp } = work({ files: demo });
    expect([status, stderr]).toEqual([1, ""]);
    expect(stdout).toContain("##vso[task.logissue type=error;");
    const [, summary = ""] = /^##vso\[task\.uploadsummary\](.*)$/m.exec(stdout) ?? [];
    expect(readFileSync(summary, "utf8").length).toBeGreaterThan(1000);
    const taken = others.map((step) => step.publish ?? step.inputs?.testResultsFiles ?? "");
    expect(taken.map((path) => existsSync(path.replace("$(Agent.TempDirectory)", temp)))).toEqual([true, true]);
    expect(work({ files: demo, arguments: "--exit-zero" }).status).toBe(0);
  });

  test("values are values, no package is no finding, and a report commands nothing", () => {
    for (const name of ["files", "cwd", "package"]) {
      const cwd = fresh();
      for (const one of hostile(cwd)) {
        if (one === "-" && name === "files") continue;
        expect([name, one, work({ files: demo, [name]: one }, cwd).status]).toEqual([
          name,
          one,
          name === "package" ? 9 : 2,
        ]);
        expect(readdirSync(cwd)).toEqual([]);
      }
    }
    expect(work({ files: demo }, fresh(), npxWithoutPackage).status).toBe(2);
    const input = join(fresh(), "preview.json");
    writeFileSync(input, commanding);
    const { stdout } = work({ files: input });
    expect(stdout).toContain("vso[task.complete]");
    expect(
      stdout.match(/##(?:vso\[[\w.]+|\[\w+)/g)?.filter((one) => !/^##vso\[task\.(?:logissue|uploadsummary)$/.test(one)),
    ).toEqual([]);
  });

  test("however many signs stand before a command, none is left in the text", () => {
    const [, parting = ""] = /sed '([^']+)'/.exec(text("integrations/azure-pipelines.yml")) ?? [];
    const input = ["##vso[a]", "###vso[a]", "x####[b]", "#####vso[c]"].join("\n");
    const { stdout, status } = spawnSync("sed", [parting], { input, encoding: "utf8" });
    expect(status).toBe(0);
    expect(stdout).not.toContain("##");
  });
});

describe("the hooks for pre-commit", () => {
  const hooks = parse(text(".pre-commit-hooks.yaml")) as {
    id: string;
    language: string;
    entry: string;
    files: string;
    pass_filenames?: boolean;
  }[];
  const hook = (id: string) => hooks.find((one) => one.id === `azure-hadr-${id}`) as (typeof hooks)[number];
  const entry = (id: string, cwd: string, ...files: string[]) => {
    const script = `npx --yes --package azure-hadr@${version} -- ${hook(id).entry} "$@"`;
    return run("sh", `set -- ${files.map((file) => `'${file}'`).join(" ")}\n${script}`, cwd, {});
  };

  test("are asked about the files that they read", () => {
    const asked = (id: string, ...names: string[]) => names.filter((name) => new RegExp(hook(id).files).test(name));
    const declaring = ["hadr.yaml", "infra/hadr.yml", "Pulumi.yaml", "infra/Pulumi.prod.yaml"];
    expect(asked("declarations", ...declaring, "src/myhadr.yaml", "Pulumi.md", "hadr.yaml.bak")).toEqual(declaring);
    const recorded = ["preview.json", "records/preview-prod.json", "export.json"];
    expect(asked("check", ...recorded, "package.json", "src/preview.ts")).toEqual(recorded);
    expect(hooks.map(({ language }) => language)).toEqual(["node", "node"]);
  });

  test("can be installed: what a build says does not get into what `npm pack` prints", () => {
    const cwd = fresh();
    copyFileSync(join(root, ".npmrc"), join(cwd, ".npmrc"));
    const scripts = { prepare: "echo built" };
    writeFileSync(join(cwd, "package.json"), JSON.stringify({ name: "noisy", version: "1.0.0", scripts }));
    expect(JSON.parse(text("package.json")).scripts.prepare).toBe("npm run build");
    expect(run("sh", "npm pack", cwd, {})).toMatchObject({ status: 0, stdout: "noisy-1.0.0.tgz\n" });
  });

  test("stop a commit that cannot be followed or does not survive, and no other", () => {
    const cwd = fresh();
    writeFileSync(join(cwd, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
    writeFileSync(join(cwd, "Pulumi.prod.yaml"), "config: {}\n");
    writeFileSync(join(cwd, "hadr.yaml"), "environment: prod\n");
    expect(entry("declarations", cwd)).toMatchObject({ status: 2, stderr: expect.stringContaining("hadr.yaml:1:14") });
    writeFileSync(join(cwd, "hadr.yaml"), "environment: production\n");
    expect(entry("declarations", cwd)).toMatchObject({ status: 0, stderr: "" });
    expect(hook("declarations").pass_filenames).toBe(false);
    expect(entry("check", cwd, demo)).toMatchObject({ status: 1, stderr: "" });
  });
});

describe("the image", () => {
  const lines = text("Dockerfile")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => [line.split(" ", 1)[0] as string, line.slice(line.indexOf(" ") + 1)] as const);
  const said = (instruction: string) => lines.flatMap(([name, rest]) => (name === instruction ? [rest] : []));

  test("runs the command line, as nobody in particular, from a known Node", () => {
    const last = lines.slice(lines.findLastIndex(([name]) => name === "FROM"));
    const of = (instruction: string) => last.find(([name]) => name === instruction)?.[1];
    expect([of("USER"), of("WORKDIR"), of("ENTRYPOINT")]).toEqual(["node", "/src", '["azure-hadr"]']);
    for (const from of said("FROM")) expect(from).toMatch(/^node:\d+-slim(?: AS build)?$/);
    expect(lines.filter(([name, rest]) => name === "ADD" || /\b(?:curl|wget|sudo)\b|https?:/.test(rest))).toEqual([]);
    expect(last.findIndex(([name]) => name === "USER")).toBeGreaterThan(last.findLastIndex(([name]) => name === "RUN"));
  });

  test("copies all that is built and packed, and nothing that is left out", () => {
    const copied = said("COPY")
      .filter((rest) => !rest.startsWith("--from"))
      .flatMap((rest) => rest.split(" ").slice(0, -1));
    expect(copied.filter((name) => !existsSync(join(root, name)))).toEqual([]);
    const ignored = text(".dockerignore").trimEnd().split("\n");
    expect(copied.filter((name) => ignored.includes(name))).toEqual([]);
    const packed = published.filter((name) => !/^!|^dist/.test(name)).map((name) => name.split("/")[0]);
    const { include } = JSON.parse(text("tsconfig.json"));
    for (const name of [...packed, ...include, "tools", "package-lock.json", "tsconfig.json"])
      expect(copied).toContain(name);
  });
});
