/** Workflow commands, held against those that the toolkit of GitHub Actions itself would print. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as core from "@actions/core";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { type AnnotationOptions, annotations } from "../dist/src/report/annotations.js";
import { github } from "../dist/src/report/github.js";
import type { Assessment } from "../src/assessment";
import { assess, hostile, many, mixed, nothing, verdict } from "./golden/assessments";
import { anyName, called, changing, nastyChange, still } from "./golden/comparisons";

const options: AnnotationOptions = {
  pageUrl: (id) => `https://example.com/rules/${id}`,
  folder: "infra",
  fallbackFile: "infra/Pulumi.yaml",
};
const render = (assessment: Assessment) => github(assessment, options);

/** The same remarks, made by the toolkit. */
function toolkit(assessment: Assessment): string[] {
  const printed: string[] = [];
  const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed.push(String(text).replace(/\r?\n$/, ""));
    return true;
  });
  const say = { error: core.error, warning: core.warning, notice: core.notice };
  const left = { error: 10, warning: 10, notice: 10 };
  for (const { weight, title, sentences, file, line, column } of annotations(assessment, options))
    if (left[weight]-- > 0)
      say[weight](sentences.join("\n"), { title, file, startLine: line, endLine: line, startColumn: column });
  write.mockRestore();
  return printed;
}
const commands = (assessment: Assessment): string[] =>
  render(assessment)
    .trimEnd()
    .split("\n")
    .filter((line) => line.startsWith("::"));

describe("github", () => {
  test.each(Object.entries({ changing, still, mixed, many, nothing, hostile, nastyChange }))(
    "%s is what the toolkit prints, and one line more",
    (_, assessment) => {
      const lines = render(assessment).trimEnd().split("\n");
      expect(lines.slice(0, -1)).toEqual(toolkit(assessment));
      expect(lines.at(-1)).toMatch(/^(?:… and \d+ more\. )?azure-hadr: /);
    },
  );

  test("whatever a program is called", () => {
    const name = anyName("::", "%", ",", ":", "\n", "\r", "%0A", "error", " ", "##vso[x]", "..", "/");
    fc.assert(
      fc.property(name, name, name, (one, because, file) => {
        const all = called(one, because, file);
        const lines = render(all).split("\n");
        expect(lines.slice(0, -2)).toEqual(toolkit(all));
        expect(lines.length).toBe(4); // what gets worse, the finding, the last line
        expect(lines.join("")).not.toMatch(/\p{Cc}|##(?:vso)?\[/u);
      }),
      { numRuns: 100 },
    );
  });

  test("worst first, ten of each weight and the rest in numbers; nothing that is waived or excused", () => {
    expect(commands(many)).toHaveLength(10);
    expect(render(many)).toContain("… and 9 more. azure-hadr: 37 in the way");
    expect(commands(changing).map((line) => /^::(\w+)/.exec(line)?.[1])).toEqual([
      "error",
      "error",
      "error",
      "warning",
      "warning",
      "notice",
    ]);
    expect(commands(changing)[0]).toContain("New with this change.");
    expect(commands(changing)[3]).toContain("::warning title=orders gets worse,file=infra/src/index.ts,line=14,");
    expect(render(changing)).not.toMatch(/archive-2019|stock/);
    expect(commands(still)).toEqual([]);
  });

  test("what has no place in the repository is shown at the project's file", () => {
    const at = (file: string) =>
      commands(assess([verdict("cosmos-min-two-regions", "a", "fail", { at: [file, 3, 5] })]))[0];
    expect(at("src/ä b.ts")).toContain("file=infra/src/ä b.ts,line=3,endLine=3,col=5::");
    expect(at("../../etc/passwd")).toContain("file=infra/Pulumi.yaml,line=1,endLine=1,col=1::");
  });
});

describe("the summary of a step", () => {
  const folder = mkdtempSync(join(tmpdir(), "azure-hadr-step-"));
  const page = join(folder, "summary.md");
  const run = (format: string, env: Record<string, string> = { GITHUB_STEP_SUMMARY: page }) =>
    spawnSync(process.execPath, ["dist/src/cli.js", "check", "fixtures/demo/preview.json", "-f", format], {
      encoding: "utf8",
      env: { ...process.env, ...env },
    });
  const there = () => readFileSync(page, "utf8");

  test("is appended to where annotations are asked for, and only there", () => {
    writeFileSync(page, "# before\n");
    const { status, stdout, stderr } = run("github");
    expect([status, stderr]).toEqual([1, ""]);
    expect(stdout).toMatch(/^::error /);
    expect(there()).toMatch(/^# before\n<!-- azure-hadr: [\w./-]+ -->\n\n### ❌ azure-hadr: /);
    const once = there();
    expect(run("text").status).toBe(1);
    expect(there()).toBe(once);
    expect(run("github", { GITHUB_STEP_SUMMARY: "" }).status).toBe(1);
  });

  test("is left alone where it is full, and cannot be a folder", () => {
    writeFileSync(page, "x".repeat(999_000));
    const full = run("github");
    expect([full.status, full.stderr]).toEqual([
      1,
      "azure-hadr: the step's summary is full, so the report is not in it\n",
    ]);
    expect(there()).toHaveLength(999_000);
    const { status, stderr } = run("github", { GITHUB_STEP_SUMMARY: folder });
    expect([status, stderr]).toEqual([2, `azure-hadr: ${folder}: cannot be written: EISDIR\n`]);
    rmSync(folder, { recursive: true });
  });
});
