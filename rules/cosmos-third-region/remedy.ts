import { unlessFrozen } from "../../src/advice/freeze";
import { grown } from "../../src/advice/grow";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import type { Context } from "../../src/rule";

export const mend = unlessFrozen((account: CosmosAccount, context: Context) => grown(account, context, 3));
