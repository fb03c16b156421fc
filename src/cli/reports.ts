/** Writes the reports of a run to where they were asked for. */
import { appendFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { Assessment } from "../assessment";
import type { Destination } from "./check";
import { Failure } from "./failure";
import { writeWhole } from "./files";
import { type Chosen, rendering } from "./formats";

/** GitHub drops the summary of a step that is larger, in bytes; its limit is 1 MiB. */
const largestSummary = 1_000_000;

export interface Wanted extends Omit<Chosen, "summaryFile"> {
  readonly destinations: readonly Destination[];
}

/** All reports are made before the first is written, so a failure leaves nothing half done. */
export function write(assessment: Assessment, options: Wanted): void {
  const { destinations } = options;
  const file = destinations.find((one) => one.format === "markdown" && one.file !== undefined)?.file;
  const chosen: Chosen = { ...options, ...(file !== undefined && { summaryFile: resolve(file) }) };
  const render = rendering(assessment, chosen);
  const rendered = destinations.map((one) => ({ ...one, content: render(one.format) }));
  const page = process.env.GITHUB_STEP_SUMMARY;
  const isOnPage = page !== undefined && page !== "" && destinations.some(({ format }) => format === "github");
  const comment = rendered.find(({ format }) => format === "markdown")?.content;
  const summary = isOnPage ? (comment ?? render("markdown")) : "";
  writeWhole(...rendered.flatMap(({ file: name, content }) => (name === undefined ? [] : { name, content })));
  for (const { file: name, content } of rendered) if (name === undefined) process.stdout.write(content);
  if (isOnPage) append(page, summary);
}

/** The page of a step takes what every command in it has to say. */
function append(page: string, content: string): void {
  const there = statSync(page, { throwIfNoEntry: false })?.size ?? 0;
  if (there + Buffer.byteLength(content) >= largestSummary) {
    process.stderr.write("azure-hadr: the step's summary is full, so the report is not in it\n");
    return;
  }
  try {
    appendFileSync(page, content);
  } catch (error) {
    throw new Failure(`${page}: cannot be written: ${(error as NodeJS.ErrnoException).code}`);
  }
}
