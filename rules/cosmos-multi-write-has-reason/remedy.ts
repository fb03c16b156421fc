import { settled, stuck, wantsFailover } from "../../src/advice/account";
import { failover, staged, stepsOf, withLine } from "../../src/advice/acts";
import { unlessFrozen } from "../../src/advice/freeze";
import { reached } from "../../src/advice/reach";
import { writeEverywhere } from "../../src/advice/settings";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import type { Context } from "../../src/rule";
import { check as rpo } from "../cosmos-rpo-target/check";
import { check as rto } from "../cosmos-rto-target/check";
import { check as sla } from "../cosmos-sla-target/check";
import { check } from "./check";

/** One write region and service-managed failover, unless a declared target rests on several. */
export const mend = unlessFrozen((account: CosmosAccount, context: Context): Remedy => {
  const goal = "Let the first region alone take the writes, or declare why several do.";
  return reached(
    account,
    context,
    goal,
    [
      ["cosmos-multi-write-has-reason", check],
      ["cosmos-rto-target", rto],
      ["cosmos-rpo-target", rpo],
      ["cosmos-sla-target", sla],
    ],
    [() => oneWriter(account, context, goal)],
  );
});

function oneWriter(account: CosmosAccount, context: Context, goal: string): Remedy {
  const line = settled(account, context);
  if (typeof line === "string") return stuck(goal, line);
  const itself = withLine(account, line);
  const one = writeEverywhere(false);
  const { becomes } = stepsOf(itself, [one]);
  const watched = wantsFailover(becomes);
  const home = line[0]?.region.displayName;
  return {
    does: `Declare \`activeActive\` if the application is made to write in several regions; otherwise let ${home} alone take the writes${watched ? " and switch service-managed failover on" : ""}.`,
    ...staged(itself, watched ? [one, failover(true)] : [one]),
  };
}
