import { settled, stuck } from "../../src/advice/account";
import { stepsOf } from "../../src/advice/acts";
import { unlessFrozen } from "../../src/advice/freeze";
import { grown, sentence } from "../../src/advice/grow";
import { weaker } from "../../src/advice/weaken";
import { writesEverywhere } from "../../src/azure/account";
import { figure } from "../../src/azure/facts";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { certainly } from "../../src/known";
import type { Context } from "../../src/rule";

/** A third region; where none fits, the weaker level that the declared RPO bears. */
export const mend = unlessFrozen((account: CosmosAccount, context: Context): Remedy => {
  const third = certainly(() => writesEverywhere(account))
    ? stuck("Choose a weaker level.", "with several write regions Azure refuses Strong consistency")
    : grown(account, context, figure("strong-2025/dynamic-quorum"));
  if (third.becomes || typeof settled(account, context) === "string") return third;
  const weak = weaker(account, context);
  if (typeof weak === "string")
    return {
      ...third,
      does: "Find a third region, or choose a weaker level.",
      obstacle: `${third.obstacle}; and ${weak}`,
    };
  return {
    does: `${sentence(weak.says)}: ${third.obstacle}.`,
    becomes: stepsOf(account, [weak.act]).becomes,
    ...(third.candidates && { candidates: third.candidates }),
  };
});
