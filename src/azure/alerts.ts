/** What activity log alerts tell of: of a service in a region, or of one resource. */
import type { ActivityLogAlert, AlertCondition, AlertCriteria, AlertLeaf } from "../kinds/beside";
import { alertNarrowing, alertNarrowings } from "../kinds/beside";
import { allOf, anyOf, every, some, Unknown, undecided } from "../known";
import type { Kind } from "../model";
import type { Neighbour } from "../rule";
import { normalise, type Region } from "./regions";

/** An alert of the stack. */
export type Alert = Neighbour & { readonly props: ActivityLogAlert };

/** Fields of an event in lower case → whether the event has one of their values. A field that is not listed leaves it open. */
type Event = Readonly<Record<string, (value: string) => boolean>>;

const is =
  (...words: readonly string[]) =>
  (value: string): boolean =>
    words.includes(value.trim().toLowerCase());

/**
 * Whether people hear by it of an outage of a service in a region. Such an alert needs one subscription as its scope and the
 * location Global. Source: "Resource Manager template samples for Azure Monitor service health alert rules", 2026-04-24.
 * `service`: as Azure Monitor calls it; undefined: no source says. `region`: undefined where there is none to watch.
 */
export const tellsOfOutage = (
  { props }: Alert,
  service: string | undefined,
  region: () => Region | undefined,
): boolean =>
  allOf(
    () => (props.location ?? "global").toLowerCase() === "global",
    () => (props.scopes ?? []).length === 1,
    () => every(props.scopes ?? [], (scope) => /^\/subscriptions\/[^/]+\/?$/i.test(scope)),
    () =>
      reachesPeople(props, {
        category: is("servicehealth"),
        "properties.incidenttype": is("incident"),
        "properties.impactedservices[*].servicename": (value) =>
          service === undefined
            ? undecided("no source says what Service Health calls this service")
            : is(service.toLowerCase())(value),
        "properties.impactedservices[*].impactedregions[*].regionname": (value) => {
          const watched = region();
          return watched === undefined || normalise(value) === watched.name;
        },
        status: is("active"),
      }),
  );

/** What Resource Health is asked of, by its Azure type in lower case. */
const types: Partial<Record<Kind, string>> = {
  "cosmos-account": "microsoft.documentdb/databaseaccounts",
  "digital-twins": "microsoft.digitaltwins/digitaltwinsinstances",
};

/** Whether people hear by it that this resource is unavailable through no fault of theirs. */
export function tellsOfResource({ props, madeOf }: Alert, resource: Neighbour): boolean {
  const type = types[resource.kind as Kind] ?? "";
  return allOf(
    () => isWatched(props.scopes ?? [], madeOf?.scopes ?? [], resource, type),
    () =>
      reachesPeople(props, {
        category: is("resourcehealth"),
        resourcetype: is(type),
        resourcegroup: (value) => isGroup(value, resource),
        "properties.currenthealthstatus": is("unavailable"),
        "properties.previoushealthstatus": is("available"),
        "properties.cause": is("platforminitiated"),
        status: is("active"),
      }),
  );
}

/** Whether one of the scopes holds the resource: the subscription, its group, or itself. */
function isWatched(scopes: readonly string[], madeOf: readonly string[], resource: Neighbour, type: string): boolean {
  try {
    return some(scopes, (scope) => holds(scope, resource, type));
  } catch (error) {
    // A scope that nobody knows yet, made of the resource's own id.
    if (error instanceof Unknown && madeOf.includes(resource.urn)) return true;
    throw error;
  }
}

function holds(scope: string, resource: Neighbour, type: string): boolean {
  const [, group, inside] =
    /^\/subscriptions\/[^/]+(?:\/resourceGroups\/([^/]+)(?:\/providers\/(.+?))?)?\/?$/i.exec(scope) ?? [];
  if (group === undefined) return /^\/subscriptions\/[^/]+\/?$/i.test(scope);
  return inside === undefined ? isGroup(group, resource) : isNamed(inside.toLowerCase(), resource, type);
}

const isNamed = (inside: string, { azureName }: Neighbour, type: string): boolean =>
  inside.startsWith(`${type}/`) &&
  inside === `${type}/${(azureName ?? undecided("the resource's name in Azure is not known")).toLowerCase()}`;

const isGroup = (group: string, { props }: Neighbour): boolean => {
  const own = (props as { readonly resourceGroupName?: string }).resourceGroupName;
  return (own ?? undecided("the resource's group is not known")).toLowerCase() === group.toLowerCase();
};

/** Whether it is on, somebody is told, and no clause keeps the event out. */
const reachesPeople = (alert: ActivityLogAlert, event: Event): boolean =>
  allOf(
    () => alert.enabled !== false,
    () => (alert.actions?.actionGroups ?? []).length > 0,
    () => some(clausesOf(alert), ({ field }) => field?.toLowerCase() === "category"),
    () => every(clausesOf(alert), (clause) => some(clause.anyOf ?? [clause], (leaf) => admits(leaf, event))),
  );

function admits({ field, equals, containsAny = [] }: AlertLeaf, event: Event): boolean {
  const has = event[(field ?? undecided("a clause of an alert names no field")).toLowerCase()];
  if (!has) return undecided(`an alert is narrowed by ${field}`);
  return anyOf(
    () => equals !== undefined && has(equals),
    () => some(containsAny, has),
  );
}

/** The clauses of its condition, all of which have to hold. */
const clausesOf = ({ condition, criteria }: ActivityLogAlert): readonly AlertCondition[] =>
  condition ? (condition.allOf ?? []) : criteria ? translated(criteria) : [];

/** The classic provider's form in the words of the other. */
function translated(criteria: AlertCriteria): readonly AlertCondition[] {
  const { serviceHealth = {}, resourceHealth = {} } = criteria;
  const lists: readonly (readonly [field: string, list: readonly string[] | undefined])[] = [
    ["properties.incidentType", serviceHealth.events],
    ["properties.impactedServices[*].ServiceName", serviceHealth.services],
    ["properties.impactedServices[*].ImpactedRegions[*].RegionName", serviceHealth.locations],
    ["properties.currentHealthStatus", resourceHealth.currents],
    ["properties.previousHealthStatus", resourceHealth.previouses],
    ["properties.cause", resourceHealth.reasons],
    ...Object.entries(alertNarrowings).map(
      ([plural, field]) => [field, criteria[plural as keyof typeof alertNarrowings]] as const,
    ),
  ];
  return [
    { field: "category", ...(criteria.category !== undefined && { equals: criteria.category }) },
    ...lists.flatMap(([field, list]) => (list && list.length > 0 ? [{ field, containsAny: list }] : [])),
    ...alertNarrowing.flatMap((field) => {
      const equals = criteria[field];
      return equals === undefined ? [] : [{ field, equals }];
    }),
  ];
}
