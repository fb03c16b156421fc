import { kept } from "../../src/azure/kept";
import type { CosmosContainer } from "../../src/kinds/cosmos-container";
import type { Context, Finding } from "../../src/rule";

export const check = (container: CosmosContainer, context: Context): Finding =>
  kept(container, context, "the data of this database or container", (was) => was.accountName);
