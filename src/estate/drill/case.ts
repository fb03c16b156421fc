/** From what is hit to what happens: the same case for all that are hit alike. */

import type { Consequences } from "../../consequence";
import type { Case, Said } from "../../drill";
import type { JudgedResource } from "../../estate";
import { atRisk, recoveryOf } from "../recovery";
import { decisionOf } from "./decision";
import type { Fallen } from "./fallen";
import { azureSaid } from "./said";
import { stepsOf } from "./steps";

/** What follows for a resource that is hit in that way. */
export function caseOf(
  { kind, customerKey }: JudgedResource,
  follows: Consequences,
  fallen: Fallen,
  zone: boolean,
): Case {
  const { part, loss, derived } = fallen;
  const { refused } = follows;
  const decision = decisionOf({ kind, part, zone, ...(loss && { loss }) });
  const untouched = part === "copy" || part === "beside it";
  const recovery = loss
    ? { reads: recoveryOf(loss.reads), writes: recoveryOf(loss.writes) }
    : ({ reads: untouched ? "kept" : "not-known", writes: untouched ? "kept" : "not-known" } as const);
  return {
    kind,
    part,
    ...(loss && { loss: { reads: loss.reads, writes: loss.writes, data: loss.data } }),
    recovery,
    risk: loss ? atRisk(loss.data) : untouched ? "none" : "not-known",
    azure: loss ? loss.azure.map((words) => azureSaid(words, kind)) : [],
    steps: stepsOf({ kind, part, zone, decision, keyed: customerKey !== undefined, ...(loss && { loss }) }),
    decision,
    acts: recovery.reads === "by-a-person" || recovery.writes === "by-a-person",
    ...(derived !== undefined && { derived }),
    ...(refused && { refused: { words: refused.why, rows: refused.rows } satisfies Said }),
  };
}
