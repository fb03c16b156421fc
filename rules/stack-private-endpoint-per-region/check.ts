import { regionNames } from "../../src/azure/account";
import { placeOfAny } from "../../src/azure/compute";
import type { PrivateDnsZoneGroup, PrivateEndpoint } from "../../src/kinds/beside";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import { anyOf, distinct, reaches, some } from "../../src/known";
import type { Context, Finding, Neighbour } from "../../src/rule";

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
  const groups = neighbours.all("private-dns-zone-group");
  if (sharesZone(endpoints, groups, context))
    return {
      outcome: "fail",
      because: "its private endpoints of two regions share a private DNS zone, which holds one record",
    };
  if (open) throw open;
  return "pass";
}

/** Whether one zone certainly serves endpoints of two regions; unknown where it may. */
function sharesZone(endpoints: readonly Neighbour[], groups: readonly Neighbour[], context: Context): boolean {
  const served = groups.flatMap((group) => {
    const { privateEndpointName = "", privateDnsZoneConfigs = [] } = group.props as PrivateDnsZoneGroup;
    const endpoint = endpoints.find(({ azureName }) => azureName?.toLowerCase() === privateEndpointName.toLowerCase());
    return endpoint ? privateDnsZoneConfigs.map((config) => ({ endpoint, config })) : [];
  });
  return some(served, ({ endpoint, config }) =>
    some(
      served,
      (other) =>
        other.config.privateDnsZoneId?.toLowerCase() === config.privateDnsZoneId?.toLowerCase() &&
        placeOfAny(other.endpoint.props as PrivateEndpoint, context).name !==
          placeOfAny(endpoint.props as PrivateEndpoint, context).name,
    ),
  );
}
