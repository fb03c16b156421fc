/** The formats of a drill. A format's code is loaded only where it is asked for. */
import type { Drill, Matrix } from "../drill";
import type { DrillOptions } from "../report/drill/options";

type Format = (result: Drill | Matrix, options: DrillOptions) => string;

const formats = {
  text: (): Format => (require("../report/drill/text") as typeof import("../report/drill/text")).text,
  json: (): Format => (require("../report/drill/json") as typeof import("../report/drill/json")).json,
  markdown: (): Format => (require("../report/drill/markdown") as typeof import("../report/drill/markdown")).markdown,
  html: (): Format => (require("../report/drill/html") as typeof import("../report/drill/html")).html,
} as const;
export type DrillFormat = keyof typeof formats;
export const drillFormats = Object.keys(formats) as readonly DrillFormat[];

/** Where one of them goes: a file, or standard output. */
export interface DrillDestination {
  readonly format: DrillFormat;
  readonly file?: string;
}

/** A drill in any of them. */
export const rendered = (format: DrillFormat, result: Drill | Matrix, options: DrillOptions): string =>
  formats[format]()(result, options);
