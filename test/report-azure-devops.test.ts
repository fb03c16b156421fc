/** Logging commands, read back by the library of the pipelines' own tasks. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commandFromString } from "azure-pipelines-task-lib/taskcommand";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { annotations } from "../dist/src/report/annotations.js";
import { type AzureDevOpsOptions, azureDevOps } from "../dist/src/report/azure-devops.js";
import type { Assessment } from "../src/assessment";
import { assess, hostile, many, mixed, nothing, verdict } from "./golden/assessments";
import { anyName, called, changing, nastyChange, still } from "./golden/comparisons";

const options: AzureDevOpsOptions = {
  pageUrl: (id) => `https://example.com/rules/${id}?a=1;b=[2]%20`,
  folder: "infra",
  fallbackFile: "infra/Pulumi.yaml",
};
const render = (assessment: Assessment, more: Partial<AzureDevOpsOptions> = {}) =>
  azureDevOps(assessment, { ...options, ...more });
const commands = (text: string) =>
  text
    .split("\n")
    .filter((line) => line.startsWith("##vso["))
    .map((line) => {
      const { command, properties, message } = commandFromString(line);
      return { command, properties: { ...properties }, message };
    });

/** What is to be read back. */
const issues = (assessment: Assessment) =>
  (["error", "warning"] as const).flatMap((weight) =>
    annotations(assessment, options)
      .filter((one) => one.weight === weight)
      .slice(0, 10)
      .map(({ file, line, column, rule, title, sentences }) => ({
        command: "task.logissue",
        properties: {
          type: weight,
          sourcepath: file.trim(), // as the reader does
          linenumber: String(line),
          columnnumber: String(column),
          ...(rule !== undefined && { code: rule }),
        },
        message: [...(rule === undefined ? [`${title}:`] : []), ...sentences].join(" "),
      })),
  );

describe("azure-devops", () => {
  test.each(Object.entries({ changing, still, mixed, many, nothing, hostile, nastyChange }))(
    "%s is read back as it was meant",
    (_, assessment) => {
      const read = commands(render(assessment)).filter(({ command }) => command === "task.logissue");
      expect(read).toEqual(issues(assessment));
      const plain = render(assessment)
        .trimEnd()
        .split("\n")
        .filter((line) => !line.startsWith("##vso["));
      expect(plain).toEqual([expect.stringMatching(/^(?:… and \d+ more\. )?azure-hadr: /)]);
    },
  );

  test("whatever a program is called", () => {
    const name = anyName("##vso[", "]", ";", "%", "%0A", "%AZP25", "=", "\n", "\r", "##[error]", "a", " ");
    fc.assert(
      fc.property(name, name, name, (one, because, file) => {
        const all = called(one, because, file);
        const text = render(all);
        expect(commands(text).slice(0, -1)).toEqual(issues(all));
        expect(text.match(/##vso\[/gi)).toHaveLength(3); // two issues, and how the step ends
        expect(text.trimEnd().split("\n")).toHaveLength(4);
      }),
      { numRuns: 100 },
    );
  });

  test("a step with warnings alone ends with issues; what stands in the way is up to the exit code", () => {
    const advice = assess([verdict("cosmos-min-two-regions", "a", "fail")]);
    const end = { command: "task.complete", properties: { result: "SucceededWithIssues" }, message: "" };
    expect(commands(render(advice)).at(-1)).toEqual(end);
    for (const assessment of [mixed, many, still, nothing]) expect(render(assessment)).not.toContain("task.complete");
  });

  test("a Markdown report of the same run becomes a page, before the step ends", () => {
    const summaryFile = "/agent/_work/1;s/[a]%.md";
    const advice = assess([verdict("cosmos-min-two-regions", "a", "fail")]);
    const [, page, end] = commands(render(advice, { summaryFile }));
    expect(page).toEqual({ command: "task.uploadsummary", properties: {}, message: summaryFile });
    expect(end?.command).toBe("task.complete");
    const folder = mkdtempSync(join(tmpdir(), "azure-hadr-page-"));
    const file = join(folder, "page.md");
    const args = ["check", "fixtures/demo/preview.json", "-f", "azure-devops", "-f", `markdown=${file}`];
    const { stdout, status } = spawnSync(process.execPath, ["dist/src/cli.js", ...args], { encoding: "utf8" });
    expect([status, commands(stdout).at(-1)?.message]).toEqual([1, file]);
    expect(readFileSync(file, "utf8")).toContain("### ❌ azure-hadr: ");
    rmSync(folder, { recursive: true });
  });

  test("ten of each weight, and the rest in numbers", () => {
    expect(commands(render(many))).toHaveLength(10);
    expect(render(many)).toContain("… and 9 more. azure-hadr: 37 in the way");
  });
});
