import { unlessFrozen } from "../../src/advice/freeze";
import { zonesEverywhere, zonesForWrites } from "../../src/advice/zones";
import { locationsOf } from "../../src/azure/account";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import type { Context } from "../../src/rule";

/** Every region that leaves its zones unused comes back with them. */
export const mend = unlessFrozen(
  (account: CosmosAccount, context: Context): Remedy =>
    locationsOf(account).length > 1 ? zonesEverywhere(account, context) : zonesForWrites(account, context),
);
