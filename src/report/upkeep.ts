/** What the people who keep waivers and the baseline have to do: one sentence each. */
import type { Assessment, WaiverUse } from "../assessment";
import { plural } from "./plain";

/** Days in which the end of a waiver is announced. */
const soon = 30;

const named = ({ waiver: { rule, resource, owner, at } }: WaiverUse): string =>
  `The waiver of ${owner} for ${rule} on ${resource}${at === undefined ? "" : ` (${at})`}`;

function waiverUpkeep(use: WaiverUse): string[] {
  const { waiver, covers, daysLeft } = use;
  if (covers === 0) return [`${named(use)} covers nothing: drop it.`];
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
