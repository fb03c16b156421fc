/** What cannot be changed in place: a new resource takes over, and the old one goes. */
import type { Remedy, Step } from "../consequence";

/** How the change of resources reads. */
export interface Words {
  /** E.g. "account". */
  readonly what: string;
  /** Where the new one stands and what is better about it, e.g. "in UK South". */
  readonly where: string;
  /** Copies the content; starts with a verb. */
  readonly copy: string;
  /** How it is seen that everything is there. */
  readonly compare: string;
}

/** From the old properties to the new ones by way of a second resource, `successor`. */
export function succeeded(old: object, fresh: object, words: Words): Pick<Remedy, "becomes" | "steps"> {
  const { what, where, copy, compare } = words;
  const both = [
    { name: "it", props: old },
    { name: "successor", props: fresh },
  ];
  const steps: Step[] = [
    {
      does: `Create a new ${what} ${where}.`,
      costs: `A second ${what} as long as both exist.`,
      risks: "None for the old one, which serves on.",
      verify: `The new ${what} answers under its own host name, with the same roles, networks and settings.`,
      after: both,
    },
    {
      does: copy,
      costs: "The reads and writes of a whole copy.",
      risks:
        "What changes in the old one after it was copied is missing in the new one, unless changes are carried over.",
      verify: compare,
      after: both,
    },
    {
      does: `Point every client to the new ${what}.`,
      costs: "A new host name in the settings of each client.",
      risks: "A client that is forgotten writes to the old one.",
      verify: `The metrics of the old ${what} show no more requests, and the new one serves them.`,
      after: both,
    },
    {
      does: `Delete the old ${what}.`,
      costs: "None: one bill less.",
      risks: "What was not copied is lost.",
      verify: `Nothing looks for the old ${what}.`,
      after: [{ name: "it" }, { name: "successor", props: fresh }],
    },
  ];
  return { becomes: fresh, steps };
}

/** An account that a new one takes over. */
export const accountWords = (where: string): Words => ({
  what: "account",
  where,
  copy: "Copy databases, containers, their settings and all items.",
  compare: "Both accounts count the same containers and items.",
});
