/** Every format of a trend. A format's code is loaded only where it is asked for. */
import type { Trend } from "../estate/trend";

export type TrendFormat = (trend: Trend, told: { readonly tool: string }) => string;

const formats = {
  text: (): TrendFormat => (require("../report/trend/text") as typeof import("../report/trend/text")).text,
  json: (): TrendFormat => (require("../report/trend/json") as typeof import("../report/trend/json")).json,
  markdown: (): TrendFormat =>
    (require("../report/trend/markdown") as typeof import("../report/trend/markdown")).markdown,
  csv: (): TrendFormat => (require("../report/trend/csv") as typeof import("../report/trend/csv")).csv,
} as const;

/** Formats that tell of every finding that stands; others of the oldest that are open. */
export const ofAll: ReadonlySet<string> = new Set(["json", "csv"]);

export type TrendFormatName = keyof typeof formats;
export const trendFormats = Object.keys(formats) as readonly TrendFormatName[];
export const trendFormat = (name: TrendFormatName): TrendFormat => formats[name]();
