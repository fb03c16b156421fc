import { stuck } from "../../src/advice/account";
import { stepsOf } from "../../src/advice/acts";
import { unlessFrozen } from "../../src/advice/freeze";
import { sentence } from "../../src/advice/grow";
import { reached } from "../../src/advice/reach";
import { choose, oneWriter } from "../../src/advice/settings";
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
  const session = () => ({
    does: "Choose Session consistency.",
    becomes: stepsOf(account, [choose("Session")]).becomes,
  });
  const single = () => {
    if (context.objectives.activeActive) return stuck(goal, "`activeActive` is declared");
    const { says, becomes } = oneWriter(account);
    return { does: `${sentence(says)}.`, becomes };
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
    [session, single],
  );
});
