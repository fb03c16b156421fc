import { staleness, widened } from "../../src/advice/acts";
import { unlessFrozen } from "../../src/advice/freeze";
import { regionNames } from "../../src/azure/account";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";

export const mend = unlessFrozen((account: CosmosAccount): Remedy => {
  // What is wide enough for several regions is wide enough for one.
  const floor = staleness(regionNames(account).atMost > 1);
  return {
    does: `Raise \`maxStalenessPrefix\` to at least ${floor.writes} and \`maxIntervalInSeconds\` to at least ${floor.seconds}.`,
    becomes: widened(account, floor),
  };
});
