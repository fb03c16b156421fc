import { alsoTouched, nameOf, onlyIn, sameRegions, updateOf } from "../../src/azure/change";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { allOf, certainly } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(account: CosmosAccount, context: Context): Finding {
  const update = updateOf(context);
  if (!update) return "not-applicable";
  if (update.inTurns) return { outcome: "not-applicable", because: "the provider changes regions on their own" };
  const { before } = update;
  const other = () => alsoTouched(update, "locations");
  const both = allOf(
    () => !sameRegions(before, account),
    () => other() !== undefined,
  );
  if (!both) return "pass";
  const leaves = certainly(() => onlyIn(before, account) !== undefined) && onlyIn(before, account);
  const joins = certainly(() => onlyIn(account, before) !== undefined) && onlyIn(account, before);
  const change = [joins && `${nameOf(joins)} joins`, leaves && `${nameOf(leaves)} leaves`]
    .filter(Boolean)
    .join(" and ");
  return { outcome: "fail", because: `${change}, and the same update changes \`${other()}\`` };
}
