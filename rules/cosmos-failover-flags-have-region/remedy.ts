import { unlessFrozen } from "../../src/advice/freeze";
import { writesEverywhere } from "../../src/azure/account";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { amended, certainly } from "../../src/known";

/** Only the program changes: in one region Azure acts as before. A second region is what `cosmos-min-two-regions` asks for. */
export const mend = unlessFrozen((account: CosmosAccount): Remedy => {
  const flags = [
    ...(certainly(() => account.enableAutomaticFailover === true) ? ["enableAutomaticFailover"] : []),
    ...(certainly(() => writesEverywhere(account)) ? ["enableMultipleWriteLocations"] : []),
  ];
  return {
    does: `Set ${flags.map((flag) => `\`${flag}: false\``).join(" and ")}, or add a second region first.`,
    becomes: amended(account, Object.fromEntries(flags.map((flag) => [flag, false]))),
  };
});
