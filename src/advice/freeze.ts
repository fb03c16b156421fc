/** During an outage nothing is configured in the region concerned: it leaves the account inconsistent (2026). */
import { locationsOf, regionAt } from "../azure/account";
import { regionOf } from "../azure/regions";
import type { Remedy } from "../consequence";
import type { CosmosAccount } from "../kinds/cosmos-account";
import { certainly, some } from "../known";
import type { Context } from "../rule";
import { stuck } from "./account";

/** What changes an account. */
type Mend<More extends readonly unknown[]> = (account: CosmosAccount, context: Context, ...more: More) => Remedy;

/** The remedy, but nothing at all while the account stands, or may stand, in a region that is frozen. */
export const unlessFrozen =
  <More extends readonly unknown[]>(mend: Mend<More>): Mend<More> =>
  (account, context, ...more) => {
    const why = frozen(account, context);
    return why === undefined
      ? mend(account, context, ...more)
      : stuck("Change nothing of this account until the freeze ends.", why);
  };

function frozen(account: CosmosAccount, { objectives: { outageFreeze }, today }: Context): string | undefined {
  if (!outageFreeze || outageFreeze.until < today) return undefined;
  const { regions, until } = outageFreeze;
  const standsIn = (name: string) => some(locationsOf(account), (location) => regionAt(location).name === name);
  if (certainly(() => !some(regions, standsIn))) return undefined;
  const [first] = regions.filter((name) => certainly(() => standsIn(name))).sort();
  return `${first ? `${regionOf(first).displayName} is` : "one of its regions is not known, and may be"} frozen until ${until} (\`outageFreeze\`)`;
}
