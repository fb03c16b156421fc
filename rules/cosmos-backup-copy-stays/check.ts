import {
  backupPair,
  backupRedundancy,
  backupType,
  locationsOf,
  regionAt,
  regionNames,
  writesEverywhere,
} from "../../src/azure/account";
import { copyOutside } from "../../src/azure/boundary";
import { updateOf, writerOf } from "../../src/azure/change";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { allOf, certainly, reaches } from "../../src/known";
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
  const from = regionAt(writesEverywhere(before) ? (locationsOf(before)[0] ?? writerOf(before)) : writerOf(before));
  const pair = backupPair(from);
  if (!pair) return { outcome: "pass", because: `${from.displayName} has no pair that a copy could rest in` };
  const outside = copyOutside(boundary, from, pair);
  if (boundary && outside) return { outcome: "pass", because: `${pair.displayName} is outside the boundary` };
  const because = `the backups of ${from.displayName} no longer rest in ${pair.displayName} too`;
  if (outside) return { outcome: "fail", severity: "medium", because, advice: `${pair.country} is another country` };
  if (certainly(() => !reaches(regionNames(account), 2))) return { outcome: "fail", because };
  return { outcome: "fail", severity: "low", because, advice: "other regions of the account hold the data" };
}

const isGeo = (account: CosmosAccount): boolean =>
  allOf(
    () => backupType(account) === "periodic",
    () => backupRedundancy(account) === "geo",
  );
