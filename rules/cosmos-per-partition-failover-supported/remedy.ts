import { stepsOf } from "../../src/advice/acts";
import { unlessFrozen } from "../../src/advice/freeze";
import { reached } from "../../src/advice/reach";
import { withoutPartitionFailover } from "../../src/advice/settings";
import { shaped } from "../../src/advice/shape";
import { isServerless, writesEverywhere } from "../../src/azure/account";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { certainly } from "../../src/known";
import type { Context } from "../../src/rule";
import { check as rpo } from "../cosmos-rpo-target/check";
import { check as rto } from "../cosmos-rto-target/check";
import { check as sla } from "../cosmos-sla-target/check";
import { check } from "./check";

const goal = "Give per-partition automatic failover what it needs.";

/** What it lacks, where a level or a region is all that is missing; otherwise it goes: it does nothing there. */
export const mend = unlessFrozen((account: CosmosAccount, context: Context): Remedy => {
  const way = (level?: "Session" | "Strong") => () =>
    shaped(account, context, { regions: 2, ...(level && { level }) }, goal);
  const isOpen = certainly(() => !writesEverywhere(account) && !isServerless(account));
  const given = reached(
    account,
    context,
    goal,
    [
      ["cosmos-per-partition-failover-supported", check],
      ["cosmos-rpo-target", rpo],
      ["cosmos-rto-target", rto],
      ["cosmos-sla-target", sla],
    ],
    isOpen ? [way(), way("Session"), way("Strong")] : [],
  );
  if (given.becomes) return given;
  return { does: withoutPartitionFailover.does, becomes: stepsOf(account, [withoutPartitionFailover]).becomes };
});
