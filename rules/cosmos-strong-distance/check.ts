import { consistency, locationsOf, regionAt, regionNames } from "../../src/azure/account";
import { certainlyBeyond, certainlyWithin, roughly } from "../../src/azure/distance";
import { figure, readable } from "../../src/azure/facts";
import type { Region } from "../../src/azure/regions";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { anyOf, find, reaches, some, undecided } from "../../src/known";
import type { Parameters } from "../../src/model";
import type { Context, Finding } from "../../src/rule";

const limit = figure("strong-2025/distance");

export function check(account: CosmosAccount, _: Context, { supportLifted }: Parameters): Finding {
  const alone = () => !reaches(regionNames(account), 2);
  if (anyOf(() => consistency(account) !== "strong", alone)) return "not-applicable";
  if (supportLifted === true) return { outcome: "not-applicable", because: "support has lifted the limit" };
  const locations = locationsOf(account);
  const one = find(locations, (here) => some(locations, (there) => isFar(regionAt(here), regionAt(there))));
  if (!one) return "pass";
  const here = regionAt(one);
  const other = find(locations, (there) => isFar(here, regionAt(there)));
  const there = other ? regionAt(other) : here;
  const [first, second] = [here.displayName, there.displayName].sort();
  return {
    outcome: "fail",
    because: `${first} and ${second} are about ${readable(roughly(here, there) ?? limit)} km apart, more than ${readable(limit)} km`,
  };
}

/** Whether two regions are farther apart than the limit; near it, and where a place is not recorded, nobody knows. */
function isFar(one: Region, other: Region): boolean {
  if (one.name === other.name || certainlyWithin(limit, one, other)) return false;
  return (
    certainlyBeyond(limit, one, other) ||
    undecided(`how far ${one.displayName} and ${other.displayName} are apart is not known well enough`)
  );
}
