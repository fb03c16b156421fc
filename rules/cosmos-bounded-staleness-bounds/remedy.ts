import { staleness, widened } from "../../src/advice/acts";
import { unlessFrozen } from "../../src/advice/freeze";
import { regionNames } from "../../src/azure/account";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";

export const mend = unlessFrozen((account: CosmosAccount): Remedy => {
  // What is wide enough for several regions is wide enough for one.
  const floor = staleness(regionNames(account).atMost > 1);
  const becomes = widened(account, floor);
  const [now, mended] = [account.consistencyPolicy, becomes.consistencyPolicy];
  const set = (["maxStalenessPrefix", "maxIntervalInSeconds"] as const).filter(
    (bound) => now?.[bound] !== mended?.[bound],
  );
  const lowers = set.some((bound) => (now?.[bound] ?? 0) > (mended?.[bound] ?? 0));
  return {
    does: lowers
      ? `Set ${set.map((bound) => `\`${bound}\` to ${mended?.[bound]}`).join(" and ")}, the nearest that Azure takes.`
      : `Raise \`maxStalenessPrefix\` to at least ${floor.writes} and \`maxIntervalInSeconds\` to at least ${floor.seconds}.`,
    becomes,
  };
});
