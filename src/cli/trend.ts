/** `azure-hadr trend`: what a history says, in any of the formats. */
import { packageData } from "../package";
import { oldestShown } from "../report/trend/words";
import { destinationOf } from "./estate/formats";
import { outputs } from "./estate/output";
import { placeOf } from "./history/place";
import { type TrendQuestion, trendOf } from "./history/trend";
import { thrifty } from "./thrift";
import type { TrendFormatName } from "./trend-formats";
import { ofAll, trendFormat } from "./trend-formats";

export interface TrendDestination {
  readonly format: TrendFormatName;
  readonly file?: string;
}

export interface TrendOptions extends TrendQuestion {
  /** A DuckDB file or a folder. */
  readonly history: string;
  readonly destinations: readonly TrendDestination[];
}

/** Throws Failure where the history cannot be read. */
export async function trend({ history, destinations, ...question }: TrendOptions): Promise<void> {
  thrifty();
  const { name, version } = packageData();
  const every = destinations.some(({ format }) => ofAll.has(format));
  const found = await trendOf(placeOf(history), { ...question, ...(!every && { oldest: oldestShown }) });
  const written = outputs();
  try {
    for (const { format, file } of destinations)
      destinationOf(file, written)
        .whole()
        .write(trendFormat(format)(found, { tool: `${name} ${version}` }));
    written.commit();
  } finally {
    written.discard();
  }
}
