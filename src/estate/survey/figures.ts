/** How many resources of production have which figure. */

import { readable } from "../../azure/facts";
import type { DataLoss, Outage } from "../../consequence";
import { type Compare, lowerIsWorse, worseLoss, worseOutage } from "../../consequences/compare";
import { lossWords, outageWords } from "../../consequences/words";
import type { JudgedStack } from "../../estate";
import type { Overview, Spread } from "../overview";
import { at } from "./open";
import { type Holder, regionLosses } from "./teams";

/** One figure: the values that there are, and how many have each. */
function spread<T>(worse: Compare<T>, words: (value: T) => string) {
  const all = new Map<string, { value: T; resources: number }>();
  return {
    add(value: T): void {
      at(all, words(value), () => ({ value, resources: 0 })).resources++;
    },
    end: (): Spread[] =>
      [...all]
        .sort(([, one], [, other]) => worse(one.value, other.value))
        .map(([said, { resources }]) => ({ words: said, resources })),
  };
}

const gravest = <T>(values: readonly T[], worse: Compare<T>): T =>
  values.reduce((one, other) => (worse(one, other) >= 0 ? one : other));
const percent = (value: number | null): string => (value === null ? "not stated" : `${readable(value)} %`);

export function figures() {
  const [slaWrites, slaReads] = [spread(lowerIsWorse, percent), spread(lowerIsWorse, percent)];
  const data = spread<DataLoss>(worseLoss, lossWords);
  const writes = spread<Outage>(worseOutage, outageWords);
  return {
    add({ environment }: JudgedStack, holders: readonly Holder[]): void {
      if (environment !== "production") return;
      for (const { follows } of holders) {
        if (follows.refused) continue;
        const losses = regionLosses(follows);
        slaWrites.add(follows.sla.writes.worst);
        slaReads.add(follows.sla.reads.worst);
        data.add(
          gravest(
            losses.map((loss) => loss.data.worst),
            worseLoss,
          ),
        );
        writes.add(
          gravest(
            losses.map((loss) => loss.writes.worst),
            worseOutage,
          ),
        );
      }
    },
    end: (): Overview["figures"] => ({
      slaWrites: slaWrites.end(),
      slaReads: slaReads.end(),
      data: data.end(),
      writes: writes.end(),
    }),
  };
}
