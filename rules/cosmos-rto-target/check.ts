import { figure } from "../../src/azure/facts";
import type { Outage } from "../../src/consequence";
import { ofAccount } from "../../src/consequences/account";
import { against, allKeep } from "../../src/consequences/target";
import { outageWords } from "../../src/consequences/words";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { undecided } from "../../src/known";
import type { Parameters } from "../../src/model";
import type { Context, Finding } from "../../src/rule";

export function check(
  account: CosmosAccount,
  { objectives: { rtoMinutes } }: Context,
  { forcedFailoverMinutes }: Parameters,
): Finding {
  if (rtoMinutes === undefined) return "not-applicable";
  // Taking a region offline takes seconds itself.
  const byPeople =
    typeof forcedFailoverMinutes === "number" &&
    forcedFailoverMinutes <= rtoMinutes &&
    isWithin("seconds", rtoMinutes, false);
  const consequences = ofAccount(account);
  const { writeRegion, readRegion } = consequences.loss;
  const losses = [
    ["write region", writeRegion] as const,
    ...(readRegion ? [["read region", readRegion] as const] : []),
  ];
  return allKeep(
    consequences,
    losses.flatMap(([place, loss]) =>
      (["reads", "writes"] as const).map(
        (what) => () =>
          against({
            answer: loss[what],
            keeps: (outage) => isWithin(outage, rtoMinutes, byPeople),
            words: (outage) => `after the loss of a ${place} ${what} are ${outageWords(outage)}`,
            target: `rtoMinutes is ${rtoMinutes}`,
          }),
      ),
    ),
  );
}

/** `byPeople`: somebody takes the region offline in time. */
function isWithin(outage: Outage, minutes: number, byPeople: boolean): boolean {
  switch (outage) {
    case "none":
      return true;
    case "seconds":
      return minutes > 0;
    case "minutes":
      return byPeople || minutes >= figure("recovery-2026/partition");
    case "hour-or-more": {
      if (byPeople) return true;
      const least = figure("recovery-2026/service-managed");
      return minutes < least
        ? false
        : undecided(
            `service-managed failover takes ${least} minutes or more (2026), and no document says how much more`,
          );
    }
    case "until-a-person-acts":
      return byPeople;
    case "outage":
      return false;
    case "until-standby":
    case "not-stated":
      return undecided("no document says how long it takes");
  }
}
