/** Annotations of GitHub Actions: workflow commands, one a line. */
import type { Assessment } from "../assessment";
import { type AnnotationOptions, annotations, closing, weights } from "./annotations";

/** GitHub shows ten of each weight for a step, and no more. */
const most = 10;

/** As the toolkit's own `core.error` escapes them. */
const data = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** Up to ten errors, warnings and notices, and what there is besides in one line. */
export function github(assessment: Assessment, options: AnnotationOptions): string {
  const all = annotations(assessment, options);
  const shown = weights.flatMap((weight) => all.filter((one) => one.weight === weight).slice(0, most));
  const lines = shown.map(({ weight, title, sentences, file, line, column }) => {
    const properties = { title, file, line, endLine: line, col: column };
    const said = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
    return `::${weight} ${said.join(",")}::${data(sentences.join("\n"))}`;
  });
  return `${[...lines, closing(assessment, all.length - shown.length)].join("\n")}\n`;
}
