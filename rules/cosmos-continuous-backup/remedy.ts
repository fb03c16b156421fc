import { unlessFrozen } from "../../src/advice/freeze";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { amended } from "../../src/known";

export const mend = unlessFrozen(
  (account: CosmosAccount): Remedy => ({
    does: "Set `backupPolicy.type` to `Continuous` with the tier `Continuous7Days`, in an update that changes nothing else and cannot be taken back.",
    becomes: amended(account, {
      backupPolicy: { type: "Continuous", continuousModeProperties: { tier: "Continuous7Days" } },
    }),
  }),
);
