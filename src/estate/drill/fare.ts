/** How many resources fare how: in all, by team and by criticality. */

import { type AtRisk, type Case, type Fare, type HitStack, type Recovery, recoveries, risks } from "../../drill";
import type { JudgedStack } from "../../estate";

type Counted = { -readonly [Key in keyof Fare]: Fare[Key] extends number ? number : Record<string, number> };

/** What nobody said. */
const unsaid = "not declared";

/** Counts stacks, one after the other. */
export function counting() {
  const all = empty();
  const [byTeam, byCriticality] = [new Map<string, Counted>(), new Map<string, Counted>()];
  return {
    /** `cases`: of each of its hits. */
    add({ team, criticality }: Pick<HitStack | JudgedStack, "team" | "criticality">, cases: readonly Case[]): void {
      for (const own of [all, of(byTeam, team ?? unsaid), of(byCriticality, criticality ?? unsaid)]) {
        own.stacks++;
        for (const one of cases) counted(own, one);
      }
    },
    result: () => ({ all: all as unknown as Fare, byTeam: sorted(byTeam), byCriticality: sorted(byCriticality) }),
  };
}

const none = (keys: readonly string[]): Record<string, number> => Object.fromEntries(keys.map((key) => [key, 0]));
const empty = (): Counted => ({
  stacks: 0,
  resources: 0,
  doubtful: 0,
  reads: none(recoveries),
  writes: none(recoveries),
  data: none(risks),
  acts: 0,
  consents: 0,
});

function of(map: Map<string, Counted>, key: string): Counted {
  let own = map.get(key);
  if (!own) {
    own = empty();
    map.set(key, own);
  }
  return own;
}

/** Names come from declarations: one that an object has of its own is a name like any other. */
const sorted = (map: ReadonlyMap<string, Counted>): Readonly<Record<string, Fare>> =>
  Object.fromEntries([...map].sort(([one], [other]) => (one < other ? -1 : 1))) as unknown as Record<string, Fare>;

function counted(own: Counted, { recovery, risk, acts, decision, part }: Case): void {
  own.resources++;
  own.doubtful += Number(part === "not known");
  more(own.reads, recovery.reads);
  more(own.writes, recovery.writes);
  more(own.data, risk);
  own.acts += Number(acts);
  own.consents += Number(decision.consent !== undefined);
}
const more = (counts: Record<string, number>, key: Recovery | AtRisk): void => {
  counts[key] = (counts[key] ?? 0) + 1;
};
