import { regionNames } from "../../src/azure/account";
import { placeOf } from "../../src/azure/place";
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
  const places = distinct(endpoints, ({ props }) => placeOf(props as PrivateEndpoint, context).name);
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

/** The ids of zones; a list and each id may be unknown. */
type Zones = () => readonly (() => string)[];

/** Whether one zone certainly serves endpoints of two regions; unknown where it may. */
function sharesZone(endpoints: readonly Neighbour[], neighbours: Neighbours, context: Context): boolean {
  const served = endpoints.flatMap((endpoint) =>
    zonesOf(endpoint, neighbours.from(endpoint)).map((zones) => ({ endpoint, zones })),
  );
  const place = ({ props }: Neighbour) => placeOf(props as PrivateEndpoint, context).name;
  return some(served, (one) =>
    some(served, (other) =>
      allOf(
        () => place(one.endpoint) !== place(other.endpoint),
        () => some(one.zones(), (zone) => some(other.zones(), (same) => zone() === same())),
      ),
    ),
  );
}

/** What an endpoint states itself, and what each group of it does. */
function zonesOf({ props }: Neighbour, neighbours: Neighbours): readonly Zones[] {
  const { certain, open } = neighbours.referring("private-dns-zone-group", "privateEndpointName");
  return [
    () => each((props as PrivateEndpoint).privateDnsZoneGroup?.privateDnsZoneIds, (id) => id),
    ...certain.map(
      (group): Zones =>
        () =>
          each((group.props as PrivateDnsZoneGroup).privateDnsZoneConfigs, (zone) => zone.privateDnsZoneId),
    ),
    ...(open ? [() => unclear(open)] : []),
  ];
}

const each = <T>(list: readonly T[] = [], idOf: (element: T) => string | undefined) =>
  Array.from(
    { length: list.length },
    (_, index) => () => idOf(list[index] as T)?.toLowerCase() ?? undecided("a zone has no id"),
  );

function unclear(why: Unknown): never {
  throw why;
}
