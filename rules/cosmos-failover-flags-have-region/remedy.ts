import { unlessFrozen } from "../../src/advice/freeze";
import { idleAlone, withoutIdle } from "../../src/advice/settings";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";

/** Only the program changes: in one region Azure acts as before. A second region is what `cosmos-min-two-regions` asks for. */
export const mend = unlessFrozen(
  (account: CosmosAccount): Remedy => ({
    does: `Set ${idleAlone(account)
      .map((flag) => `\`${flag}: false\``)
      .join(" and ")}, or add a second region first.`,
    becomes: withoutIdle(account),
  }),
);
