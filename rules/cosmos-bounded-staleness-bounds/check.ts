import { consistency, regionNames } from "../../src/azure/account";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { allOf, anyOf, reaches, undecided } from "../../src/known";
import type { Finding } from "../../src/rule";

/** Least staleness window that Azure accepts. Source: "Consistency levels in Azure Cosmos DB", 2025-08-28. */
const floors = {
  single: { writes: 10, seconds: 5 },
  multiple: { writes: 100_000, seconds: 300 },
};

export function check(account: CosmosAccount): Finding {
  if (consistency(account) !== "boundedstaleness") return "not-applicable";
  const policy = account.consistencyPolicy;
  const writes = () => policy?.maxStalenessPrefix ?? undecided("maxStalenessPrefix is not set; Azure requires it here");
  const seconds = () =>
    policy?.maxIntervalInSeconds ?? undecided("maxIntervalInSeconds is not set; Azure requires it here");
  const below = (floor: { writes: number; seconds: number }) =>
    anyOf(
      () => writes() < floor.writes,
      () => seconds() < floor.seconds,
    );
  const several = () => reaches(regionNames(account), 2);
  // What is too tight for one region is too tight for more, so the number of regions may still be unknown.
  const tight = anyOf(
    () => below(floors.single),
    () => allOf(several, () => below(floors.multiple)),
  );
  if (tight)
    return {
      outcome: "fail",
      because:
        "the window is tighter than Azure accepts: 100,000 writes and 300 s over several regions, 10 writes and 5 s in one",
    };
  return "pass";
}
