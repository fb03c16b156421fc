/** Whether a change makes anything worse of what follows from a resource. Its price is told beside it, and weighed by who pays. */
import type { Consequences } from "../consequence";
import { type Asked, answersOf } from "./answers";

/** What gets worse, as `linesOf` names it; undefined: nothing does. Of what Azure refuses nothing follows that could. */
export function worsened(now: Consequences, then: Consequences): string | undefined {
  if (now.refused || then.refused) return then.refused && !now.refused ? "accepted by Azure" : undefined;
  const after = answersOf(then);
  const worse = answersOf(now).find((asked, at) => isWorse(asked, after[at]?.answer));
  if (worse) return worse.what;
  const isNew = then.footprint.some(({ region }) => !now.footprint.some((one) => one.region === region));
  return isNew ? "data rests in" : undefined;
}

/** At its best or at its worst. A region that was not there cannot have been lost. */
const isWorse = ({ answer: now, worse }: Asked, then: Asked["answer"]): boolean =>
  now !== undefined && then !== undefined && (worse(then.best, now.best) > 0 || worse(then.worst, now.worst) > 0);
