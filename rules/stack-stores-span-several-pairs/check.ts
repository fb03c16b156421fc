import { locationsOf, regionAt } from "../../src/azure/account";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { undecided } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(_: object, { neighbours, objectives: { criticality } }: Context): Finding {
  const accounts = neighbours?.all("cosmos-account") ?? [];
  if (criticality !== "mission-critical" || accounts.length < 2) return "not-applicable";
  const regions = accounts.map(({ props }) => {
    const locations = locationsOf(props as CosmosAccount);
    return locations.length === 0
      ? undecided("an account has no locations")
      : [...new Set(locations.map((location) => regionAt(location).name))].sort();
  });
  if (regions.some((own) => own.length !== 2)) return "pass";
  const [first] = regions;
  return regions.every((own) => String(own) === String(first))
    ? {
        outcome: "fail",
        because: `${accounts.length} accounts stand in ${first?.join(" and ")}, and nothing elsewhere`,
      }
    : "pass";
}
