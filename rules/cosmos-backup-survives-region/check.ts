import {
  backupPair,
  backupRedundancy,
  backupType,
  isServerless,
  locationsOf,
  regionAt,
  regionNames,
} from "../../src/azure/account";
import { isInside, openRegions } from "../../src/azure/boundary";
import type { Region } from "../../src/azure/regions";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { certainly, reaches, undecided } from "../../src/known";
import type { Parameters } from "../../src/model";
import type { Context, Finding } from "../../src/rule";

export function check(
  account: CosmosAccount,
  { objectives: { boundary, singleRegionByLaw } }: Context,
  { copiedElsewhere }: Parameters,
): Finding {
  if (singleRegionByLaw) return { outcome: "not-applicable", because: "by law its data stays in one region" };
  if (reaches(regionNames(account), 2)) return "not-applicable"; // each region holds the data, and the others stay
  const [location] = locationsOf(account);
  if (!location) return undecided("no locations are set");
  const lost = restsWith(account, () => regionAt(location));
  if (lost === undefined) return "pass";
  const finding = { outcome: "fail", because: `${lost}, and the account has no other region` } as const;
  if (copiedElsewhere === true)
    return { ...finding, advice: "the data is declared to be copied elsewhere by other means" };
  const hasPairInside = () => boundary !== undefined && isInside(boundary, pairOf(regionAt(location)));
  if (boundary && certainly(() => isServerless(account)) && !certainly(hasPairInside))
    return {
      ...finding,
      advice: `a serverless account gets no other region, and ${boundary.declaredAs} holds no pair of this one for a copy; where it is copied by other means, declare \`copiedElsewhere\``,
    };
  if (boundary && openRegions(boundary).length < 2 && !certainly(hasPairInside))
    return {
      ...finding,
      advice: `${boundary.declaredAs} holds no other region for it; where the law asks for that, declare singleRegionByLaw`,
    };
  return finding;
}

/** Why the backups are lost with the region that they are taken in; undefined: a copy of each is elsewhere. */
function restsWith(account: CosmosAccount, place: () => Region): string | undefined {
  if (backupType(account) === "continuous") return "continuous backups rest in the account's own regions";
  const redundancy = backupRedundancy(account);
  if (redundancy !== "geo") return `backups of ${redundancy} redundancy stay in their region`;
  const region = place();
  return backupPair(region, account) ? undefined : `${region.displayName} has no pair that backups could be copied to`;
}

const pairOf = (region: Region): Region => backupPair(region) ?? undecided("it has no pair");
