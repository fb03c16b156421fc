import { unlessFrozen } from "../../src/advice/freeze";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { amended } from "../../src/known";

export const mend = unlessFrozen(
  (account: CosmosAccount): Remedy => ({
    does: "Set `enablePerRegionPerPartitionAutoscale: true`, in an update that leaves `locations` as it is.",
    becomes: amended(account, { enablePerRegionPerPartitionAutoscale: true }),
  }),
);
