import { stuck } from "../../src/advice/account";
import { staleness, widened } from "../../src/advice/acts";
import { unlessFrozen } from "../../src/advice/freeze";
import { grown } from "../../src/advice/grow";
import { hasPartitionFailover, writesEverywhere } from "../../src/azure/account";
import { figure } from "../../src/azure/facts";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { amended, anyOf, certainly } from "../../src/known";
import type { Context } from "../../src/rule";

/** A third region; where none fits, the strongest weaker level that the declared RPO bears. */
export const mend = unlessFrozen((account: CosmosAccount, context: Context): Remedy => {
  const third = certainly(() => writesEverywhere(account))
    ? stuck("Choose a weaker level.", "with several write regions Azure refuses Strong consistency")
    : grown(account, context, figure("strong-2025/dynamic-quorum"));
  if (third.becomes) return third;
  // Per-partition failover knows no bounded staleness, and with several write regions its window serves nobody.
  const weak = certainly(() =>
    anyOf(
      () => hasPartitionFailover(account),
      () => writesEverywhere(account),
    ),
  );
  const level = weak ? "Session" : "BoundedStaleness";
  const minutes = weak ? figure("rpo-2025/one-writer/weak") : staleness(true).seconds / 60;
  const { rpoMinutes } = context.objectives;
  const does = `Choose ${level} consistency, which may lose ${minutes} minutes of writes with the write region`;
  if (rpoMinutes !== undefined && rpoMinutes < minutes)
    return {
      ...third,
      does: `${does}, or find a third region.`,
      obstacle: `${third.obstacle}; and \`rpoMinutes: ${rpoMinutes}\` allows no weaker consistency`,
    };
  const weaker = amended(account, { consistencyPolicy: { defaultConsistencyLevel: level } });
  return {
    does: `${does}: ${third.obstacle}.`,
    becomes: weak ? weaker : widened(weaker, staleness(true)),
    ...(third.candidates && { candidates: third.candidates }),
  };
});
