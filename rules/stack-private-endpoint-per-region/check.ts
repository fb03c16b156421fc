import { regionNames } from "../../src/azure/account";
import { placeOfAny } from "../../src/azure/compute";
import type { PrivateDnsZoneGroup, PrivateEndpoint } from "../../src/kinds/beside";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { allOf, anyOf, distinct, reaches, some, type Unknown, undecided } from "../../src/known";
import type { Context, Finding, Neighbour, Neighbours } from "../../src/rule";

export function check(account: CosmosAccount, context: Context): Finding {
  const { neighbours } = context;
  const closed = () =>
    ["disabled", "securedbyperimeter"].includes((account.publicNetworkAccess ?? "Enabled").toLowerCase());
  if (!neighbours || !anyOf(closed) || !reaches(regionNames(account), 2)) return "not-applicable";
  const connections = ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"];
  const found = connections.map((list) => neighbours.referring("private-endpoint", `${list}[].privateLinkServiceId`));
  const endpoints = [...new Set(found.flatMap(({ certain }) => certain))];
  const open = found.find((one) => one.open)?.open;
  const places = distinct(endpoints, ({ props }) => placeOfAny(props as PrivateEndpoint, context).name);
  if (places.atLeast < 2) {
    if (open) throw open;
    if (endpoints.length === 0) return "not-applicable"; // its endpoints are in another stack
    if (!reaches(places, 2)) return { outcome: "fail", because: "all of its private endpoints stand in one region" };
  }
  if (sharesZone(endpoints, neighbours, context))
    return {
      outcome: "fail",
      because: "its private endpoints of two regions share a private DNS zone, which holds one record for a name",
    };
  if (open) throw open;
  return "pass";
}

/** Whether one zone certainly serves endpoints of two regions; unknown where it may. */
function sharesZone(endpoints: readonly Neighbour[], neighbours: Neighbours, context: Context): boolean {
  const served = endpoints.flatMap((endpoint) => {
    const groups = neighbours.from(endpoint).referring("private-dns-zone-group", "privateEndpointName");
    const zones = groups.certain.map(
      ({ props }) =>
        () =>
          (props as PrivateDnsZoneGroup).privateDnsZoneConfigs ?? [],
    );
    return [...zones, ...(groups.open ? [() => unclear(groups.open as Unknown)] : [])].map((of) => ({ endpoint, of }));
  });
  const place = ({ props }: Neighbour) => placeOfAny(props as PrivateEndpoint, context).name;
  return some(served, (one) =>
    some(served, (other) =>
      allOf(
        () => place(one.endpoint) !== place(other.endpoint),
        () => some(one.of(), (zone) => some(other.of(), (same) => idOf(zone) === idOf(same))),
      ),
    ),
  );
}

function unclear(why: Unknown): never {
  throw why;
}
const idOf = ({ privateDnsZoneId }: { readonly privateDnsZoneId?: string }): string =>
  privateDnsZoneId?.toLowerCase() ?? undecided("a zone has no id");
