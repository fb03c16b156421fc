/** Strong consistency over two regions stops writes with either of them; where there is no third, a weaker level does not. */
import { hasPartitionFailover, writesEverywhere } from "../azure/account";
import { figure, readable } from "../azure/facts";
import type { CosmosAccount } from "../kinds/cosmos-account";
import { certainly } from "../known";
import type { Context } from "../rule";
import { type Act, staleness } from "./acts";
import { bound, choose } from "./settings";

/** A weaker level: how choosing it reads, with what it may lose, and the update. */
export interface Weaker {
  readonly says: string;
  readonly act: Act;
}

/**
 * Session, with which no lost read region stops writes; where the declared RPO asks for more, bounded staleness, which
 * puts that off; where neither is enough, what stands in the way.
 */
export function weaker(account: CosmosAccount, { objectives: { rpoMinutes } }: Context): Weaker | string {
  const minutes = figure("rpo-2025/one-writer/weak");
  if (rpoMinutes === undefined || rpoMinutes >= minutes)
    return {
      says: `choose Session consistency, with which a lost write region may take up to ${minutes} minutes of writes with it`,
      act: choose("Session"),
    };
  const window = staleness(true);
  // Per-partition failover knows no bounded staleness, and with several write regions its window serves nobody.
  const serves = certainly(() => !hasPartitionFailover(account) && !writesEverywhere(account));
  if (!serves || rpoMinutes * 60 < window.seconds) return `\`rpoMinutes: ${rpoMinutes}\` allows no weaker consistency`;
  return {
    says: `choose bounded staleness, with which a lost write region may take up to ${window.seconds / 60} minutes or ${readable(window.writes)} of the last writes with it, and a lost read region stops writes later, once that window is used up, instead of at once`,
    act: bound(window),
  };
}
