/** Team by team: what is theirs, what is open, and what the worst single region takes from them. */
import type { Consequences, Loss } from "../../consequence";
import type { JudgedStack } from "../../estate";
import type { Kind } from "../../model";
import { count, type LossesTally, noLosses } from "../losses";
import { type Headline, nobody, type TeamView } from "../overview";
import { at, byName, countOpen, noneOpen, type OpenTally } from "./open";

/** A resource that holds data, and what follows from it. */
export interface Holder {
  readonly kind: Kind;
  readonly follows: Consequences;
}

/** The loss of any one region: of the write region, or of one that only answers reads. */
export const regionLosses = ({ loss: { writeRegion, readRegion } }: Consequences): readonly Loss[] =>
  readRegion ? [writeRegion, readRegion] : [writeRegion];

export function teams() {
  const all = new Map<string, { stacks: number; holders: number; open: OpenTally; production: LossesTally }>();
  return {
    add({ team = nobody, findings, environment }: JudgedStack, holders: readonly Holder[]): void {
      const own = at(all, team, () => ({ stacks: 0, holders: 0, open: noneOpen(), production: noLosses() }));
      own.stacks++;
      own.holders += holders.length;
      for (const finding of findings) countOpen(own.open, finding);
      if (environment !== "production") return;
      for (const { follows } of holders) if (!follows.refused) count(own.production, regionLosses(follows));
    },
    end: (): TeamView[] =>
      byName(all)
        .map(([team, own]) => ({ team, ...own }))
        .sort((one, other) => Number(one.team === nobody) - Number(other.team === nobody)),
  };
}

/** Kind by kind, of production. */
export function headlines() {
  const all = new Map<Kind, { region: LossesTally; zone: LossesTally; refused: number }>();
  return {
    add({ environment }: JudgedStack, holders: readonly Holder[]): void {
      if (environment !== "production") return;
      for (const { kind, follows } of holders) {
        const own = at(all, kind, () => ({ region: noLosses(), zone: noLosses(), refused: 0 }));
        if (follows.refused) own.refused++;
        else {
          count(own.region, regionLosses(follows));
          count(own.zone, [follows.loss.zone]);
        }
      }
    },
    end: (): Headline[] => byName(all).map(([kind, own]) => ({ kind: kind as Kind, ...own })),
  };
}
