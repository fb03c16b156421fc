/** Where a resource lives, and the class of the worst that it can lose. */
import type { Consequences } from "../../../consequence";
import { atRisk, recoveries, recoveryOf } from "../../../estate/recovery";
import { regionLosses } from "../../../estate/survey/teams";
import { dataStates } from "./states";

export interface Places {
  readonly live: readonly string[];
  readonly copies: readonly string[];
}

/** Azure names, each once, where it takes writes first; regions that nobody knows are left out. */
export function placesOf(follows: Consequences | undefined): Places {
  const names = (copies: boolean): string[] => [
    ...new Set(
      (follows?.footprint ?? []).flatMap(({ region, as }) =>
        region !== undefined && as.endsWith("copy") === copies ? [region] : [],
      ),
    ),
  ];
  const live = names(false);
  return { live, copies: names(true).filter((one) => !live.includes(one)) };
}

/** Places in `recoveryStates` and `dataStates`; -1: it holds no data of its own, or Azure refuses it. */
export function worstOf(follows: Consequences | undefined): { writes: number; data: number } {
  if (!follows || follows.refused) return { writes: -1, data: -1 };
  const losses = regionLosses(follows);
  const risk = (key: string): number => dataStates.findIndex((state) => state.key === key);
  return {
    writes: Math.max(...losses.map((loss) => recoveries.indexOf(recoveryOf(loss.writes)))),
    data: Math.max(...losses.map((loss) => risk(atRisk(loss.data)))),
  };
}
