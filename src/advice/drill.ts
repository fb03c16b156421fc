/** A rehearsed loss of the write region, from the document of 2021 with the forced failover of 2026. */
import { failsOverByPartition, isServerless, writesEverywhere } from "../azure/account";
import type { Remedy } from "../consequence";
import type { CosmosAccount } from "../kinds/cosmos-account";
import { certainly } from "../known";
import type { Context } from "../rule";
import { lineOf, maybeFailsOver, stuck } from "./account";
import { type Act, failover, order, stepsOf, withLine } from "./acts";

export function drilled(account: CosmosAccount, context: Context): Remedy {
  const line = lineOf(account, context);
  const goal = "Rehearse the loss of the write region";
  if (typeof line === "string") return stuck(`${goal}.`, line);
  const before = line.map(({ region }) => region);
  const [home, next] = before;
  if (!home || !next || isServerless(account))
    return stuck(`${goal}, by restoring a backup elsewhere.`, "an account in one region has nowhere to fail over to");
  const after = [...before.slice(1), home];
  const everywhere = writesEverywhere(account);
  const moved = order(before, after);
  const switches = !everywhere && maybeFailsOver(account);
  const offline: Act = {
    does: everywhere
      ? `Take ${home.displayName} offline (portal, CLI or PowerShell).`
      : `Take ${home.displayName} offline (forced failover by portal, CLI or PowerShell), then put the program's failover order in line: ${next.displayName} first.`,
    costs: "None; what is left of the account carries the whole load.",
    risks:
      "Writes that were not replicated yet may be lost, and the account has a region less until Microsoft has brought it back.",
    verify: `Within seconds ${next.displayName} takes the writes; measure from the application how long reads and writes were away.`,
    ...(!everywhere && moved.to && { to: moved.to }),
  };
  const back: Act = {
    does: `Wait until ${home.displayName} is online again, with a support case if that takes more than a day or two.`,
    costs: `The load of ${home.displayName} is carried elsewhere.`,
    risks: `Possibly several days with a region less. It comes back as a read region: the writes do not return by themselves.`,
    verify: `${home.displayName} is listed as online, and its replication has caught up.`,
  };
  const simulates = certainly(() => failsOverByPartition(account));
  return {
    does: `${goal}: take ${home.displayName} offline, watch the application, and go back${simulates ? "; with per-partition automatic failover a simulated fault does as well" : ""}.`,
    ...stepsOf(withLine(account, line), [
      ...(switches ? [failover(false)] : []),
      offline,
      back,
      ...(everywhere ? [] : [order(after, before)]),
      ...(switches ? [failover(true)] : []),
    ]),
  };
}
