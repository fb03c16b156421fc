/** Completion: what `complete` answers, and the produced script in a real bash. The scripts of other shells are the library's. */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { answer } from "../dist/src/cli/completion.js";
import { formats } from "../dist/src/cli/formats.js";
import { program } from "../dist/src/cli/program.js";
import { loadRules } from "../dist/src/rules.js";

const cli = join(__dirname, "..", "dist", "src", "cli.js");
const folder = mkdtempSync(join(tmpdir(), "azure-hadr-completion-"));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, "azure-hadr"), `#!/bin/sh\nexec "${process.execPath}" "${cli}" "$@"\n`);
chmodSync(join(folder, "azure-hadr"), 0o755);
const env = { ...process.env, PATH: [folder, process.env.PATH].join(delimiter) };

const root = program();
const ids = [...loadRules().keys()];
const severities = ["critical", "high", "medium", "low", "info"];

/** The words that fit, without what they mean, and `files` where names of files would do. */
function fitting(...typed: string[]): string[] {
  const lines = answer(root, typed).trimEnd().split("\n");
  const last = lines.pop();
  return [...lines.map((line) => line.split("\t")[0] ?? ""), ...(last === ":0" ? ["files"] : [])];
}

describe("what may come next", () => {
  test("commands, without the hidden one", () => {
    expect(fitting("")).toEqual(
      expect.arrayContaining(["check", "rules", "explain", "objectives", "init", "completion"]),
    );
    expect(fitting("")).not.toContain("complete");
    expect(fitting("ex")).toEqual(["explain"]);
    expect(fitting()).toEqual(fitting(""));
  });
  test("flags of the command, each with what the help says", () => {
    expect(fitting("check", "--fail")).toEqual(["--fail-on", "--fail-on-unknown"]);
    expect(fitting("rules", "-")).toEqual(["--manual", "--json", "--help"]);
    expect(fitting("-")).toEqual(["--version", "--help"]);
    expect(answer(root, ["check", "--allow-e"])).toBe("--allow-empty\taccept an input without any resource\n:4\n");
  });
  test("what a flag takes, after a space and after =", () => {
    expect(fitting("check", "--format", "")).toEqual([...formats]);
    expect(fitting("check", "-f", "sa")).toEqual(["sarif"]);
    expect(fitting("check", "x.json", "--format=s")).toEqual(["sarif"]);
    expect(fitting("check", "-f", "sarif=out")).toEqual(["files"]);
    expect(fitting("check", "--format=sarif=out")).toEqual(["files"]);
    expect(fitting("check", "--fail-on", "")).toEqual(["blocking", ...severities]);
    expect(fitting("check", "--color=")).toEqual(["auto", "always", "never"]);
    expect(fitting("check", "--verdicts", "a")).toEqual(["all"]);
    expect(fitting("check", "--config", "")).toEqual(["files"]);
    expect(fitting("check", "--cwd", "")).toEqual(["files"]);
    expect(fitting("check", "--cap", "")).toEqual([]);
  });
  test("rules, with their titles", () => {
    for (const typed of [["check", "--only"], ["check", "--skip"], ["policy-config", "--remediate"], ["explain"]])
      expect(fitting(...typed, "")).toEqual(ids);
    expect(answer(root, ["explain", "cosmos-min"])).toBe(
      "cosmos-min-two-regions\tA Cosmos DB account spans at least two regions\n:4\n",
    );
    expect(fitting("explain", "--resource", "orders", "")).toEqual(["files"]);
  });
  test("files where inputs are taken, nothing where nothing is", () => {
    expect(fitting("check", "")).toEqual(["files"]);
    expect(fitting("check", "--quiet", "")).toEqual(["files"]); // it takes no word of its own
    expect([fitting("rules", ""), fitting("objectives", "")]).toEqual([[], []]);
    expect(fitting("completion", "")).toEqual(["bash", "zsh", "fish", "powershell"]);
    expect(fitting("check", "--no-such-flag", "")).toEqual(["files"]);
    expect(fitting("rules", "check", "--man")).toEqual(["--manual"]); // the first word is the command
  });
});

describe("bash", () => {
  const script = spawnSync("azure-hadr", ["completion", "bash"], { env, encoding: "utf8" });
  const tool = join(folder, "completion.bash");
  writeFileSync(tool, script.stdout);
  const bash = (commands: string) =>
    spawnSync("bash", ["--norc", "--noprofile", "-c", `set -u; source "${tool}"; ${commands}`], {
      cwd: folder,
      env,
      encoding: "utf8",
    });
  /** What a Tab at the end of the line offers, as bash asks for it; `compopt` as it was called. */
  const tab = (line: string): string[] => {
    const quoted = `'${line.replaceAll("'", "'\\''")}'`;
    const { stdout, stderr } = bash(
      `compopt() { echo "compopt $*"; }; COMP_LINE=${quoted}; COMP_POINT=\${#COMP_LINE};
       read -r -a COMP_WORDS <<<"$COMP_LINE"; COMP_CWORD=\${#COMP_WORDS[@]};
       _azure_hadr azure-hadr; printf '%s\\n' \${COMPREPLY[@]+"\${COMPREPLY[@]}"}`,
    );
    expect(stderr).toBe("");
    return stdout.split("\n").filter((word) => word !== "" && word !== "compopt +o default");
  };

  test("it is printed, can be read twice, and is registered", () => {
    expect([script.status, script.stderr]).toEqual([0, ""]);
    const { stdout, stderr } = bash(`source "${tool}"; complete -p azure-hadr`);
    expect([stdout, stderr]).toEqual(["complete -o default -F _azure_hadr azure-hadr\n", ""]);
  });
  test("commands, flags, values", () => {
    expect(tab("azure-hadr ch")).toEqual(["check"]);
    expect(tab("azure-hadr check --fail-on-")).toEqual(["--fail-on-unknown"]);
    expect(tab("azure-hadr check --fail-on ")).toEqual(["blocking", ...severities]);
    expect(tab("azure-hadr explain cosmos-min-")).toEqual(["cosmos-min-two-regions"]);
  });
  test("bash breaks words at =, and is given what comes after", () => {
    expect(tab("azure-hadr check --fail-on=h")).toEqual(["high"]);
    expect(tab("azure-hadr check --format=sar")).toEqual(["sarif"]);
    expect(tab("azure-hadr check -f sarif=out")).toEqual([]);
  });
  test("only what stands before the cursor counts", () => {
    const { stdout } = bash(
      `compopt() { :; }; COMP_LINE='azure-hadr ch --quiet'; COMP_POINT=13; _azure_hadr; echo "\${COMPREPLY[*]}"`,
    );
    expect(stdout).toBe("check\n");
  });
  test("where a file fits bash's own completion is left on, elsewhere it is switched off", () => {
    const asked = (line: string) =>
      bash(`compopt() { echo "$*"; }; COMP_LINE='${line}'; COMP_POINT=${line.length}; _azure_hadr`).stdout;
    expect(asked("azure-hadr check ")).toBe("");
    expect(asked("azure-hadr check -c ")).toBe("");
    expect(asked("azure-hadr rules ")).toBe("+o default\n");
  });
  test("what is typed is never run", () => {
    for (const line of [
      "azure-hadr check $(touch run) ",
      "azure-hadr check `touch run` ",
      "azure-hadr check '; touch run; ",
    ])
      tab(line);
    expect(existsSync(join(folder, "run"))).toBe(false);
  });
});

describe("other shells", () => {
  test.each(["zsh", "fish", "powershell"])("%s: the script asks this program, and is printed alone", (shell) => {
    const { status, stdout, stderr } = spawnSync("azure-hadr", ["completion", shell], { env, encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/azure-hadr complete '?--'?/);
  });
  for (const [shell, check] of [
    ["zsh", ["-n"]],
    ["fish", ["--no-execute"]],
  ] as const) {
    const there = spawnSync(shell, ["--version"]).status === 0;
    if (there)
      test(`${shell} reads its script`, () => {
        const { stdout } = spawnSync("azure-hadr", ["completion", shell], { env, encoding: "utf8" });
        expect(spawnSync(shell, check, { input: stdout, encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
      });
    else console.warn(`the script for ${shell} is not looked at: it is not installed`);
  }
});
