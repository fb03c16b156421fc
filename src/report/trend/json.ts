/** The trend for programs. Described by `schema/trend.schema.json`. */
import type { Trend } from "../../estate/trend";
import { printableJson } from "../../printable";

/** Grows by a minor number when something is added, by a major one when something changes or goes. */
export const schemaVersion = "1.0";

export const json = (trend: Trend, { tool }: { readonly tool: string }): string =>
  `${printableJson(JSON.stringify({ schemaVersion, tool, ...trend }, undefined, 2))}\n`;
