/** Every format, and what each is told of where the program stands. A format's code is loaded only where it is asked for. */
import { dirname, join, relative } from "node:path";
import type { Assessment } from "../assessment";
import type { SourcePosition } from "../model";
import { packageData, pageUrl } from "../package";
import type { CitedDocument } from "../rule";
import { loadDocuments } from "../rules";
import { findUp, sourceLines } from "./files";

/** What a format may be told besides the assessment. Each takes what it needs. */
export interface ReportOptions {
  readonly documents: ReadonlyMap<string, CitedDocument>;
  readonly pageUrl: (rule: string) => string;
  /** The tool's home page. */
  readonly homepage?: string;
  /** The project's folder inside the repository, to which positions are relative; and the file for findings without one. */
  readonly folder: string;
  readonly fallbackFile: string;
  /** `project/stack`, where only one is judged. */
  readonly category?: string;
  readonly verdicts: "open" | "all";
  /** Resources to list for each rule. */
  readonly cap: number;
  /** Only what stands in the way. */
  readonly quiet?: boolean;
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Absolute path of the Markdown report that the same run writes to a file. */
  readonly summaryFile?: string;
  /** The line of the program at a position. */
  readonly sourceLine: (position: SourcePosition) => string | undefined;
}

type Report = (assessment: Assessment, options: ReportOptions) => string;

const reports = {
  text: (): Report => (require("../report/text") as typeof import("../report/text")).text,
  json: (): Report => (require("../report/json") as typeof import("../report/json")).json,
  sarif: (): Report => (require("../report/sarif") as typeof import("../report/sarif")).sarif,
  markdown: (): Report => (require("../report/markdown") as typeof import("../report/markdown")).markdown,
  github: (): Report => (require("../report/github") as typeof import("../report/github")).github,
  "azure-devops": (): Report =>
    (require("../report/azure-devops") as typeof import("../report/azure-devops")).azureDevOps,
  junit: (): Report => (require("../report/junit") as typeof import("../report/junit")).junit,
  csv: (): Report => (require("../report/csv") as typeof import("../report/csv")).csv,
  gitlab: (): Report => (require("../report/gitlab") as typeof import("../report/gitlab")).gitlab,
} as const;

export type Format = keyof typeof reports;
export const formats = Object.keys(reports) as readonly Format[];
/** Of stacks, each judged on its own: see `parts.ts`. Such a format goes alone. */
export const ofStacks: readonly string[] = ["ndjson", "rows"];

/** What the person who runs it chose. */
export type Chosen = Pick<ReportOptions, "verdicts" | "cap" | "quiet" | "color" | "width" | "summaryFile"> & {
  /** The Pulumi project's folder, or one below it. */
  readonly cwd: string;
};

/** The assessment in any format. What formats are told is worked out once for all of them. */
export function rendering(assessment: Assessment, { cwd, ...chosen }: Chosen): (format: Format) => string {
  const project = dirname(findUp(cwd, "Pulumi.yaml", "Pulumi.yml") ?? join(cwd, "Pulumi.yaml"));
  const folder = relative(dirname(findUp(project, ".git") ?? join(project, ".git")), project);
  const [category, ...others] = assessment.stacks;
  const { homepage } = packageData();
  const options: ReportOptions = {
    ...chosen,
    documents: loadDocuments(),
    pageUrl,
    ...(homepage !== undefined && { homepage }),
    folder,
    fallbackFile: join(folder, "Pulumi.yaml"),
    ...(category !== undefined && others.length === 0 && { category }),
    sourceLine: sourceLines(project),
  };
  return (format) => reports[format]()(assessment, options);
}
