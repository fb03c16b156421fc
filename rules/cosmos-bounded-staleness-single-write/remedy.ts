import { stuck, wantsFailover } from "../../src/advice/account";
import { failover, staged, stepsOf } from "../../src/advice/acts";
import { unlessFrozen } from "../../src/advice/freeze";
import { reached } from "../../src/advice/reach";
import { choose, writeEverywhere } from "../../src/advice/settings";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import type { Context } from "../../src/rule";
import { check as rpo } from "../cosmos-rpo-target/check";
import { check as rto } from "../cosmos-rto-target/check";
import { check as sla } from "../cosmos-sla-target/check";
import { check } from "./check";

const goal = "Choose Session consistency, or let one region take the writes.";

/** Session; where the declared RPO does not bear that, one write region, with which the window holds what it promises. */
export const mend = unlessFrozen((account: CosmosAccount, context: Context): Remedy => {
  const oneWriter = () => {
    if (context.objectives.activeActive) return stuck(goal, "`activeActive` is declared");
    const alone = writeEverywhere(false);
    const switchesOn = wantsFailover(stepsOf(account, [alone]).becomes);
    return {
      does: `Let the first region alone take writes${switchesOn ? ", then switch service-managed failover on" : ""}.`,
      ...staged(account, [alone, ...(switchesOn ? [failover(true)] : [])]),
    };
  };
  return reached(
    account,
    context,
    goal,
    [
      ["cosmos-bounded-staleness-single-write", check],
      ["cosmos-rpo-target", rpo],
      ["cosmos-rto-target", rto],
      ["cosmos-sla-target", sla],
    ],
    [() => ({ does: "Choose Session consistency.", ...staged(account, [choose("Session")]) }), oneWriter],
  );
});
