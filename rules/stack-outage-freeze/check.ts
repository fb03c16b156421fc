import { nameOf, placed, placeOf } from "../../src/azure/change";
import type { CosmosAccount, Location } from "../../src/kinds/cosmos-account";
import { find } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(account: CosmosAccount, { change, objectives: { outageFreeze }, today }: Context): Finding {
  if (!outageFreeze || outageFreeze.until < today)
    return { outcome: "not-applicable", because: "no freeze is declared" };
  if (!change || change.retained) return "not-applicable";
  const { regions, reason, until } = outageFreeze;
  const isFrozen = (location: Location): boolean => regions.includes(placeOf(location));
  // Where it stands, and where it stood.
  const frozen = find(
    [() => account, () => change.before as CosmosAccount],
    (state) => find(placed(state()), isFrozen) !== undefined,
  );
  if (!frozen) return "pass";
  const region = find(placed(frozen()), isFrozen) as Location;
  return { outcome: "fail", because: `${nameOf(region)} is frozen until ${until}: ${reason.replace(/\.$/, "")}` };
}
