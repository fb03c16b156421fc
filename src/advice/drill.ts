/** Plans for the loss of the write region: the rehearsal of 2021 with the forced failover of 2026, and the way back. */
import { failsOverByPartition, isServerless, writesEverywhere } from "../azure/account";
import type { Region } from "../azure/regions";
import type { Remedy } from "../consequence";
import type { CosmosAccount } from "../kinds/cosmos-account";
import { certainly } from "../known";
import { lineOf, maybeFailsOver, stuck } from "./account";
import { type Act, failover, order, stepsOf, withLine } from "./acts";

/** The regions before the failover and after it, when the first one comes last; or why there is no failover. */
function turned(account: CosmosAccount) {
  const line = lineOf(account);
  if (typeof line === "string") return line;
  const before = line.map(({ region }) => region);
  const [home, next] = before;
  if (!home || !next || isServerless(account)) return undefined;
  return { itself: withLine(account, line), before, after: [...before.slice(1), home], home, next };
}

/** Rehearses the loss of the write region: offline, measured, back. */
export function drilled(account: CosmosAccount): Remedy {
  const goal = "Rehearse the loss of the write region";
  const turn = turned(account);
  if (typeof turn === "string") return stuck(`${goal}.`, turn);
  if (!turn)
    return stuck(`${goal}, by restoring a backup elsewhere.`, "an account in one region has nowhere to fail over to");
  const { itself, before, after, home, next } = turn;
  const everywhere = writesEverywhere(account);
  const switches = !everywhere && maybeFailsOver(account);
  const { to } = order(before, after);
  const offline: Act = {
    does: everywhere
      ? `Take ${home.displayName} offline (portal, CLI or PowerShell).`
      : `Take ${home.displayName} offline (forced failover by portal, CLI or PowerShell), then put the program's failover order in line: ${next.displayName} first.`,
    costs: "None; what is left of the account carries the whole load.",
    risks:
      "Writes that were not replicated yet may be lost, and the account has a region less until Microsoft has brought it back.",
    verify: `Within seconds ${next.displayName} takes the writes; measure from the application how long reads and writes were away.`,
    ...(!everywhere && to && { to }),
  };
  const simulates = certainly(() => failsOverByPartition(account));
  return {
    does: `${goal}: take ${home.displayName} offline, watch the application, and go back${simulates ? "; with per-partition automatic failover a simulated fault does as well" : ""}.`,
    ...stepsOf(itself, [
      ...(switches ? [failover(false)] : []),
      offline,
      online(home),
      ...(everywhere ? [] : [order(after, before)]),
      ...(switches ? [failover(true)] : []),
    ]),
  };
}

/** After a forced failover: the program follows what happened, and the writes return at a moment that somebody chose. */
export function wentBack(account: CosmosAccount): Remedy {
  const goal = "Take the writes back to the recovered region by a planned change";
  const turn = turned(account);
  if (typeof turn === "string") return stuck(`${goal}.`, turn);
  if (!turn) return stuck(`${goal}.`, "an account in one region has nowhere to fail over to, and so no way back");
  if (writesEverywhere(account)) return stuck(`${goal}.`, "every region takes writes, so none of them returns");
  const { itself, before, after, home, next } = turn;
  const { to } = order(before, after);
  const switches = maybeFailsOver(account);
  const inLine: Act = {
    does: `Put the program in line with the account: hold all deployments, refresh the stack, and write its failover order as ${after.map(({ displayName }) => displayName).join(", ")}.`,
    costs: "None.",
    risks: `A deployment that still names ${home.displayName} first asks Azure to move the writes there, at a moment that nobody chose; while the region is out, that fails and delays its recovery.`,
    verify: `${next.displayName} takes the writes, and a preview shows no change of the account.`,
    ...(to && { to }),
  };
  const released: Act = {
    does: "Let deployments go again.",
    costs: "None.",
    risks: "None, once program and account agree.",
    verify: "A preview after a refresh shows no change of the account.",
  };
  return {
    does: `Once ${home.displayName} has recovered from a forced failover, take the writes back: put the program in line with the account, wait for the region, ${switches ? "switch service-managed failover off, move the writes and switch it on again" : "and move the writes"}.`,
    ...stepsOf(itself, [
      inLine,
      online(home),
      ...(switches ? [failover(false)] : []),
      order(after, before),
      ...(switches ? [failover(true)] : []),
      released,
    ]),
  };
}

/** The region that was taken offline is there again. */
const online = ({ displayName }: Region): Act => ({
  does: `Wait until ${displayName} is online again, with a support case if that takes more than a day or two.`,
  costs: `The load of ${displayName} is carried elsewhere.`,
  risks:
    "Possibly several days with a region less. It comes back as a read region: the writes do not return by themselves.",
  verify: `${displayName} is listed as online, and its replication has caught up.`,
});
