import { writesEverywhere } from "../../src/azure/account";
import { nameOf, placeOf, stays, updateOf, writerOf } from "../../src/azure/change";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { allOf, certainly } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(account: CosmosAccount, context: Context): Finding {
  const before = updateOf(context)?.before;
  if (!before) return "not-applicable";
  const moves = allOf(
    () => !writesEverywhere(before),
    () => placeOf(writerOf(before)) !== placeOf(writerOf(account)),
  );
  if (!moves) return "pass";
  const [from, to] = [writerOf(before), writerOf(account)];
  const move = `the writes move from ${nameOf(from)} to ${nameOf(to)}`;
  const refused = (why: string): Finding => ({ outcome: "fail", because: `${move}, ${why}` });
  if (certainly(() => !stays(account, from))) return refused(`and ${nameOf(from)} leaves while it takes them`);
  if (certainly(() => before.enableAutomaticFailover === true)) return refused("while service-managed failover is on");
  return {
    outcome: "fail",
    severity: "medium",
    because: move,
    advice: certainly(() => before.enableAutomaticFailover !== true)
      ? "with service-managed failover off Azure takes it, as in a drill"
      : "nobody knows whether service-managed failover is on, and only then Azure refuses it",
  };
}
