/** What stands, with its age, for spreadsheets: a line for each finding, the oldest first. */
import type { Standing, Trend } from "../../estate/trend";
import { csvLine } from "../csv";

/** The columns, in this order. Later versions add to the end. */
const cells: Readonly<Record<string, (one: Standing) => string | number | boolean | null>> = {
  stack: ({ stack }) => stack,
  team: ({ team }) => team,
  environment: ({ environment }) => environment,
  rule: ({ rule }) => rule,
  severity: ({ severity }) => severity,
  outcome: ({ outcome }) => outcome,
  blocking: ({ blocking }) => blocking,
  resource: ({ resource }) => resource,
  kind: ({ kind }) => kind,
  state: ({ state }) => state,
  first_seen_on: ({ firstSeen }) => firstSeen,
  age_days: ({ age }) => age,
  last_seen_on: ({ lastSeen }) => lastSeen,
  observed: ({ observed }) => observed,
  because: ({ because }) => because,
  fingerprint: ({ fingerprint }) => fingerprint,
};

export const csv = ({ standing }: Trend): string =>
  [
    csvLine(Object.keys(cells)),
    ...standing.map((one) => csvLine(Object.values(cells).map((cellOf) => cellOf(one)))),
  ].join("");
