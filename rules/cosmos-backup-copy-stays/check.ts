import {
  backupPair,
  backupRedundancy,
  backupType,
  regionAt,
  regionNames,
  writesEverywhere,
} from "../../src/azure/account";
import { copyOutside, isInside } from "../../src/azure/boundary";
import { placed, updateOf, writerOf } from "../../src/azure/change";
import type { Region } from "../../src/azure/regions";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { allOf, certainly, find, reaches } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(account: CosmosAccount, context: Context): Finding {
  const before = updateOf(context)?.before;
  if (!before) return "not-applicable";
  const givenUp = allOf(
    () => isGeo(before),
    () => !isGeo(account),
  );
  if (!givenUp) return "pass";
  const { boundary, singleRegionByLaw } = context.objectives;
  if (singleRegionByLaw) return { outcome: "pass", because: "by law the data stays in one region" };
  const copied = find(writesEverywhere(before) ? placed(before) : [writerOf(before)], (location) => {
    const pair = backupPair(regionAt(location), before);
    return pair !== undefined && (boundary === undefined || isInside(boundary, pair));
  });
  if (!copied) return { outcome: "pass", because: "no copy of it was elsewhere that may be there" };
  const from = regionAt(copied);
  const pair = backupPair(from, before) as Region;
  const because = `the backups of ${from.displayName} no longer rest in ${pair.displayName} too`;
  if (copyOutside(boundary, from, pair))
    return { outcome: "fail", severity: "medium", because, advice: `${pair.country} is another country` };
  if (certainly(() => !reaches(regionNames(account), 2))) return { outcome: "fail", because };
  return { outcome: "fail", severity: "low", because, advice: "other regions of the account hold the data" };
}

const isGeo = (account: CosmosAccount): boolean =>
  allOf(
    () => backupType(account) === "periodic",
    () => backupRedundancy(account) === "geo",
  );
