import {
  isServerless,
  leavesZonesUnused,
  locationsOf,
  regionAt,
  regionNames,
  usesZones,
  writesEverywhere,
} from "../../src/azure/account";
import { throughputOf } from "../../src/azure/container";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { allOf, anyOf, certainly, find, reaches, some, undecided } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

const sameSla = "the SLA of an account that writes in several regions is the same with zones and without";

export function check(account: CosmosAccount, context: Context): Finding {
  const locations = locationsOf(account);
  const writes = () =>
    allOf(
      () => reaches(regionNames(account), 2),
      () => writesEverywhere(account),
    );
  const scales = () =>
    allOf(
      () => !isServerless(account),
      () => isAutoscaled(context),
    );
  const isFree = () => anyOf(writes, scales);
  if (certainly(() => !isFree())) return "not-applicable";
  const exposed = find(locations, leavesZonesUnused);
  if (!exposed) return some(locations, usesZones) ? "pass" : "not-applicable";
  if (!isFree()) return "not-applicable";
  const { displayName } = regionAt(exposed);
  const unused = `${displayName} has availability zones that the account does not use`;
  return certainly(writes)
    ? { outcome: "fail", advice: sameSla, because: `${unused}, at no extra cost where several regions take writes` }
    : { outcome: "fail", because: `${unused}, at no extra cost since all throughput declared here is autoscaled` };
}

/** Whether all throughput that the stack declares for the account is autoscaled. */
function isAutoscaled({ neighbours }: Context): boolean {
  if (!neighbours) return undecided("the stack around it was not read");
  const { certain, open } = neighbours.referring("cosmos-container", "accountName");
  if (some(certain, (one) => throughputOf(one, certain) === "by hand")) return false;
  if (open) throw open;
  return some(certain, (one) => throughputOf(one, certain) === "autoscale");
}
