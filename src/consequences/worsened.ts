/** Whether a change makes anything worse of what follows from a resource. Its price is told beside it, and weighed by who pays. */
import type { Answer, Consequences, Loss } from "../consequence";
import { type Compare, lowerIsWorse, worseLoss, worseOutage } from "./compare";

/** What gets worse, as `linesOf` names it; undefined: nothing does. Of what Azure refuses nothing follows that could. */
export function worsened(now: Consequences, then: Consequences): string | undefined {
  if (now.refused || then.refused) return then.refused && !now.refused ? "accepted by Azure" : undefined;
  const asks: readonly (readonly [what: string, isWorse: boolean])[] = [
    ["SLA of writes", worse(now.sla.writes, then.sla.writes, lowerIsWorse)],
    ["SLA of reads", worse(now.sla.reads, then.sla.reads, lowerIsWorse)],
    ["zone lost", worseOf(now.loss.zone, then.loss.zone)],
    ["write region lost", worseOf(now.loss.writeRegion, then.loss.writeRegion)],
    ["read region lost", worseOf(now.loss.readRegion, then.loss.readRegion)],
    ["data rests in", then.footprint.some(({ region }) => !now.footprint.some((one) => one.region === region))],
  ];
  return asks.find(([, isWorse]) => isWorse)?.[0];
}

/** At its best or at its worst. */
const worse = <T>(now: Answer<T>, then: Answer<T>, compare: Compare<T>): boolean =>
  compare(then.best, now.best) > 0 || compare(then.worst, now.worst) > 0;

/** A region that was not there cannot have been lost. */
const worseOf = (now: Loss | undefined, then: Loss | undefined): boolean =>
  now !== undefined &&
  then !== undefined &&
  (worse(now.reads, then.reads, worseOutage) ||
    worse(now.writes, then.writes, worseOutage) ||
    worse(now.data, then.data, worseLoss));
