import { unlessFrozen } from "../../src/advice/freeze";
import { grown } from "../../src/advice/grow";
import { consistency } from "../../src/azure/account";
import { figure } from "../../src/azure/facts";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { certainly } from "../../src/known";
import type { Context } from "../../src/rule";

/** Strong consistency over two regions would stop writes with either, so there it is three at once. */
export const mend = unlessFrozen(
  (account: CosmosAccount, context: Context): Remedy =>
    grown(
      account,
      context,
      certainly(() => consistency(account) === "strong") ? figure("strong-2025/dynamic-quorum") : 2,
    ),
);
