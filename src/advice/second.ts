/** A second region for an account. */
import { consistency } from "../azure/account";
import { figure } from "../azure/facts";
import type { Remedy } from "../consequence";
import type { CosmosAccount } from "../kinds/cosmos-account";
import { certainly } from "../known";
import type { Context } from "../rule";
import { named, settled, stuck } from "./account";
import { staged, stepsOf, withLine } from "./acts";
import { grown, growth, sentence } from "./grow";
import { weaker } from "./weaken";

/** Strong consistency over two regions would stop writes with either, so there it is three at once, or a weaker level. */
export function joined(account: CosmosAccount, context: Context): Remedy {
  const line = settled(account, context);
  if (typeof line === "string" || !certainly(() => consistency(account) === "strong"))
    return grown(account, context, 2);
  const quorum = figure("strong-2025/dynamic-quorum");
  const { short } = growth(account, line, context, quorum);
  if (short === undefined) return grown(account, context, quorum);

  const why = `Strong consistency takes three regions, since over two it stops writes with either, and ${short}`;
  const weak = weaker(account, context);
  if (typeof weak === "string") return stuck(`Let the account span ${quorum} regions.`, `${why}; ${weak}`);
  const { becomes } = stepsOf(account, [weak.act]);
  const { says, acts, first, joining } = growth(becomes, line, context, 2);
  if (joining === 0) return grown(account, context, 2);
  return {
    does: `${sentence(weak.says)}, and ${says}: ${why}.`,
    ...named(first),
    ...staged(withLine(account, line), [weak.act, ...acts]),
  };
}
