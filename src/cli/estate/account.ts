/** Whether parts that other runs wrote are whole: each up to its end, and as many as there are to be. */
import { missingVersion, type NotRead, type PartEnd } from "../../estate";

/** How many of the parts that are not there are named. */
const named = 20;

/** Told of each line of each file, in any order; `missing` says at the end what is not there. */
export function account() {
  const files = new Map<string, { records: number; judged: boolean; said?: number }>();
  const shards = new Map<number, Set<number>>();
  const of = (file: string) => {
    const known = files.get(file) ?? { records: 0, judged: false };
    files.set(file, known);
    return known;
  };
  return {
    /** A script may say what it could not get, and nothing else: that needs no end, since nobody takes it for the whole. */
    record(file: string, judged: boolean): void {
      const known = of(file);
      known.records++;
      known.judged ||= judged;
    },
    end(file: string, { shard, stacks, missing }: PartEnd): void {
      const known = of(file);
      known.said = (known.said ?? 0) + stacks + missing;
      if (shard) shards.set(shard.of, (shards.get(shard.of) ?? new Set()).add(shard.index));
    },
    *missing(): Generator<NotRead> {
      for (const [source, { records, judged, said }] of files)
        if (said === undefined && judged)
          yield { record: missingVersion, source, why: "cut off: the line that ends what a run wrote is not there" };
        else if (said !== undefined && said !== records)
          yield {
            record: missingVersion,
            source,
            why: `not whole: ${said} records were written, ${records} are there`,
          };
      for (const [count, there] of shards) {
        const absent: number[] = [];
        for (let index = 1; index <= count && absent.length < named; index++) if (!there.has(index)) absent.push(index);
        const more = count - there.size - absent.length;
        if (absent.length > 0)
          yield {
            record: missingVersion,
            source: `--shard ${absent.join(", ")}${more > 0 ? ` and ${more} more` : ""} of ${count}`,
            why: "no such part among the sources",
          };
      }
    },
  };
}
