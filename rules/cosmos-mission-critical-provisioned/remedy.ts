import { unlessFrozen } from "../../src/advice/freeze";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { amended } from "../../src/known";

/** The conversion is made outside the program, which follows. */
export const mend = unlessFrozen((account: CosmosAccount): Remedy => {
  const capabilities = account.capabilities?.filter(({ name }) => name?.toLowerCase() !== "enableserverless");
  return {
    does: "Declare a new account without `EnableServerless`; convert an existing one in the portal, which cannot be undone, and let the program follow.",
    becomes: amended(account, {
      ...(capabilities && { capabilities }),
      ...(account.capacityMode !== undefined && { capacityMode: "Provisioned" }),
    }),
  };
});
