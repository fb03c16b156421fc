/** What the people who keep waivers and the baseline have to do: one sentence each. */
import type { Assessment, WaiverUse } from "../assessment";
import type { Waiver } from "../model";
import { plural } from "./plain";

/** Days in which the end of a waiver is announced. */
export const soon = 30;

const named = ({ waiver: { rule, resource, owner, at } }: WaiverUse): string =>
  `The waiver of ${owner} for ${rule} on ${resource}${at === undefined ? "" : ` (${at})`}`;

/** Whether nothing that it may be about needs it, as far as stacks were judged. */
export const isIdle = ({ covers, unseen }: WaiverUse): boolean => covers === 0 && !unseen;

/** Whether no other stack can need it. What stands in a program is there for all of its stacks. */
const isOfOneStack = ({ stack = "*", inCode }: Waiver): boolean => !inCode && /^[^*?/]+\/[^*?/]+$/.test(stack);

/** One sentence, or none where nothing is to be done. */
export function waiverUpkeep(use: WaiverUse): string[] {
  const { waiver, covers, daysLeft } = use;
  if (isIdle(use))
    return [
      `${named(use)} covers nothing${isOfOneStack(waiver) ? ": drop it" : " here: drop it unless another stack needs it"}.`,
    ];
  if (covers === 0 && daysLeft > 0) return []; // what was not seen may need it
  if (daysLeft <= 0) return [`${named(use)} ended on ${waiver.until}.`];
  if (daysLeft <= soon) return [`${named(use)} ends on ${waiver.until}: ${plural(daysLeft, "day")} left.`];
  return [];
}

/** Waivers that end within 30 days, have ended or cover nothing, and entries of the baseline that can be dropped. */
export function upkeep({ waivers = [], baseline }: Assessment): string[] {
  return [
    ...waivers.flatMap(waiverUpkeep),
    ...(baseline?.droppable ?? []).map(
      ({ rule, resource, stack }) =>
        `${baseline?.file}: ${rule} on ${resource} (${stack}) does not fail any more: drop the entry.`,
    ),
  ];
}
