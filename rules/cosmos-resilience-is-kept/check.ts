import { ofAccount } from "../../src/consequences/account";
import { isKept } from "../../src/consequences/regression";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import type { Context, Finding } from "../../src/rule";

export const check = (account: CosmosAccount, context: Context): Finding => isKept(ofAccount(account), context);
