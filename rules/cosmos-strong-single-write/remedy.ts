import { stuck } from "../../src/advice/account";
import { stepsOf } from "../../src/advice/acts";
import { unlessFrozen } from "../../src/advice/freeze";
import { sentence } from "../../src/advice/grow";
import { oneWriter } from "../../src/advice/settings";
import { weaker } from "../../src/advice/weaken";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import type { Context } from "../../src/rule";

/** One region takes the writes; where the application is made for several (`activeActive`), the level gives way instead. */
export const mend = unlessFrozen((account: CosmosAccount, context: Context): Remedy => {
  if (context.objectives.activeActive) {
    const weak = weaker(account, context);
    if (typeof weak === "string")
      return stuck(
        "Let one region take the writes, or choose a weaker level.",
        `\`activeActive\` is declared, and ${weak}`,
      );
    return { does: `${sentence(weak.says)}.`, becomes: stepsOf(account, [weak.act]).becomes };
  }
  const { says, becomes } = oneWriter(account);
  return {
    does: `${sentence(says)}; or choose a weaker level, if the application writes in several regions.`,
    becomes,
  };
});
