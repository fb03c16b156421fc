import { backupType } from "../../src/azure/account";
import { alsoTouched, updateOf } from "../../src/azure/change";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { allOf, anyOf } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(account: CosmosAccount, context: Context): Finding {
  const update = updateOf(context);
  if (!update) return "not-applicable";
  if (update.inTurns) return { outcome: "not-applicable", because: "the provider changes the backup on its own" };
  const { before } = update;
  const other = () => alsoTouched(update, "backupPolicy");
  const both = allOf(
    () => changesMode(before, account),
    () => other() !== undefined,
  );
  return both
    ? { outcome: "fail", because: `the backup mode changes, and the same update changes \`${other()}\`` }
    : "pass";
}

/** Another type, or another tier of the same. */
const changesMode = (before: CosmosAccount, after: CosmosAccount): boolean =>
  anyOf(
    () => backupType(before) !== backupType(after),
    () => {
      const [was, is] = [tierOf(before), tierOf(after)];
      return was !== undefined && is !== undefined && was !== is;
    },
  );

const tierOf = ({ backupPolicy }: CosmosAccount): string | undefined =>
  backupPolicy?.continuousModeProperties?.tier?.toLowerCase();
