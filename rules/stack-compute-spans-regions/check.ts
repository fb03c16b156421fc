import { regionNames } from "../../src/azure/account";
import { computeOf } from "../../src/azure/compute";
import { placeOf } from "../../src/azure/place";
import type { Placed } from "../../src/kinds/beside";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { distinct, reaches } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(account: CosmosAccount, context: Context): Finding {
  const compute = computeOf(context);
  if (compute.length === 0) return "not-applicable"; // the application is somewhere else
  const places = distinct(compute, ({ props }) => placeOf(props as Placed, context).name);
  if (places.atLeast >= 2) return "pass";
  if (!reaches(regionNames(account), 2)) return "not-applicable"; // cosmos-min-two-regions speaks of these
  if (reaches(places, 2)) return "pass";
  return { outcome: "fail", because: "everything that this stack runs is in one region" };
}
