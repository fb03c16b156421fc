/** The history that `report --history` adds to. */
import { createHash, hash } from "node:crypto";
import type { EstateRecord } from "../../estate";
import type { Trend } from "../../estate/trend";
import { packageData } from "../../package";
import type { Line } from "../estate/line";
import { hasDuckdb, needDuckdb } from "./duckdb";
import { placeOf } from "./place";
import { recordRun } from "./record";
import { trendOf } from "./trend";

/** Throws Failure, before anything is judged, where it could not be written. */
export function history(name: string) {
  const place = placeOf(name);
  if (place.database) needDuckdb();
  const digests: string[] = [];
  return {
    /** Told of each line as it comes, in whatever order. */
    see({ bytes }: Line): void {
      digests.push(hash("sha256", bytes, "hex"));
    },
    async record(records: Iterable<EstateRecord>, today: string): Promise<void> {
      const all = createHash("sha256");
      for (const digest of digests.sort()) all.update(digest);
      await recordRun(place, records, {
        run: all.digest("hex").slice(0, 24),
        today,
        tool: packageData().version,
        now: new Date().toISOString(),
      });
    },
    /** Without the findings that stand, which a report has from its records. Undefined: nothing here can read it. */
    trend: async (): Promise<Trend | undefined> => (hasDuckdb() ? trendOf(place, { oldest: 0 }) : undefined),
  };
}
