import { broughtInside } from "../../src/advice/inside";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { undecided } from "../../src/known";
import type { Context } from "../../src/rule";

export const mend = (account: CosmosAccount, context: Context): Remedy =>
  broughtInside(account, context.objectives.boundary ?? undecided("no residency boundary is declared"), context);
