/** Issues of an Azure DevOps pipeline: logging commands, one a line. */
import type { Assessment } from "../assessment";
import { type AnnotationOptions, annotations, closing } from "./annotations";

export interface AzureDevOpsOptions extends AnnotationOptions {
  /** Absolute path of a Markdown report that the same run writes: it becomes a page of the pipeline run. */
  readonly summaryFile?: string;
}

/** The agent keeps ten of each weight for a step, and no more. */
const most = 10;

/** As the agent's own library escapes them. */
const data = (text: string): string => text.replaceAll("%", "%AZP25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (text: string): string => data(text).replaceAll("]", "%5D").replaceAll(";", "%3B");

const command = (
  name: string,
  properties: Readonly<Record<string, string | number | undefined>>,
  words = "",
): string => {
  const said = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${property(String(value))};`],
  );
  return `##vso[${name}${said.length > 0 ? ` ${said.join("")}` : ""}]${data(words)}`;
};

/**
 * Up to ten errors and warnings. There is no weight below: notices are counted in the last line. Where something stands in
 * the way the exit code says so; where there are warnings alone the step ends as "succeeded with issues".
 */
export function azureDevOps(assessment: Assessment, options: AzureDevOpsOptions): string {
  const all = annotations(assessment, options);
  const shown = (["error", "warning"] as const).flatMap((weight) =>
    all.filter((one) => one.weight === weight).slice(0, most),
  );
  const lines = shown.map(({ weight, title, sentences, file, line, column, rule }) =>
    command(
      "task.logissue",
      { type: weight, sourcepath: file, linenumber: line, columnnumber: column, code: rule },
      [...(rule === undefined ? [`${title}:`] : []), ...sentences].join(" "),
    ),
  );
  const isDoubtful = assessment.counts.blocking === 0 && shown.length > 0;
  return `${[
    ...lines,
    closing(assessment, all.length - shown.length),
    ...(options.summaryFile === undefined ? [] : [command("task.uploadsummary", {}, options.summaryFile)]),
    ...(isDoubtful ? [command("task.complete", { result: "SucceededWithIssues" })] : []),
  ].join("\n")}\n`;
}
