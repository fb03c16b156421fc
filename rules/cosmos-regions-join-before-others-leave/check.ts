import { nameOf, onlyIn, updateOf } from "../../src/azure/change";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { allOf } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(account: CosmosAccount, context: Context): Finding {
  const before = updateOf(context)?.before;
  if (!before) return "not-applicable";
  const joins = () => onlyIn(account, before);
  const leaves = () => onlyIn(before, account);
  const both = allOf(
    () => leaves() !== undefined,
    () => joins() !== undefined,
  );
  if (!both) return "pass";
  const [first, last] = [joins(), leaves()].map((location) => location && nameOf(location));
  return { outcome: "fail", because: `${first} joins and ${last} leaves in one update` };
}
