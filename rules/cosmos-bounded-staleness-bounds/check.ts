import { consistency, regionNames } from "../../src/azure/account";
import { figure } from "../../src/azure/facts";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { allOf, anyOf, find, reaches, undecided } from "../../src/known";
import type { Finding } from "../../src/rule";

/** Least and most that Azure accepts. */
const bounds = (table: string) => ({ writes: figure(`${table}/writes`), seconds: figure(`${table}/seconds`) });
const floors = { single: bounds("staleness-2025/one-region"), multiple: bounds("staleness-2025/several-regions") };
const most = bounds("staleness-arm-2026/most");

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
  const tight = () =>
    anyOf(
      () => below(floors.single),
      () => allOf(several, () => below(floors.multiple)),
    );
  const wide = () =>
    anyOf(
      () => writes() > most.writes,
      () => seconds() > most.seconds,
    );
  const tooWide = "the window is wider than the API takes: at most 2,147,483,647 writes and 86,400 s";
  const tooTight =
    "the window is tighter than Azure accepts: 100,000 writes and 300 s over several regions, 10 writes and 5 s in one";
  const fault = find(
    [
      { holds: tight, because: tooTight },
      { holds: wide, because: tooWide },
    ],
    ({ holds }) => holds(),
  );
  return fault ? { outcome: "fail", because: fault.because } : "pass";
}
