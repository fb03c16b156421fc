import { nameOf, placed } from "../../src/azure/change";
import { kept } from "../../src/azure/kept";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import type { Context, Finding } from "../../src/rule";

export const check = (account: CosmosAccount, context: Context): Finding =>
  kept(account, context, "the account", (was) => placed(was).map(nameOf).join(", "));
