import { locationsOf, regionAt } from "../../src/azure/account";
import type { CosmosAccount, Location } from "../../src/kinds/cosmos-account";
import { anyOf, distinct, some, undecided } from "../../src/known";
import type { Finding } from "../../src/rule";

export function check(account: CosmosAccount): Finding {
  const locations = locationsOf(account);
  const count = locations.length;
  if (count === 0) return "not-applicable";
  const only = count === 1;
  const priority = (location: Location) =>
    location.failoverPriority ?? (only ? 0 : undecided("a location has no failoverPriority"));
  const faults: readonly [string, () => boolean][] = [
    [
      `a failoverPriority is outside 0 to ${count - 1}`,
      () => some(locations, (location) => !isRank(priority(location), count)),
    ],
    ["two locations share a failoverPriority", () => repeats(locations, priority)],
    ["two locations are the same region", () => repeats(locations, (location) => regionAt(location).name)],
  ];
  let because = "";
  const wrong = anyOf(
    ...faults.map(([words, found]) => () => {
      const holds = found();
      if (holds) because = words;
      return holds;
    }),
  );
  return wrong ? { outcome: "fail", because } : "pass";
}

const isRank = (priority: number, count: number): boolean =>
  Number.isInteger(priority) && priority >= 0 && priority < count;

/** Whether two elements certainly share a key; unknown while a key that nobody knows might repeat another. */
function repeats(locations: readonly Location[], key: (location: Location) => string | number): boolean {
  const keys = distinct(locations, key);
  if (keys.atMost < locations.length) return true;
  if (keys.open && locations.length > 1) throw keys.open;
  return false;
}
