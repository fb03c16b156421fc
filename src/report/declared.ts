/** What the stacks were held against, in few words. */
import type { Assessment, Declared } from "../assessment";
import type { Objectives } from "../model";
import { list, plural } from "./plain";

/** "production, mission-critical; data in 2 regions (countries NL, IE); RPO 5 min". */
export function inShort(objectives: Objectives): string {
  const { environment, criticality, boundary, singleRegionByLaw, slaTarget = {}, outageFreeze } = objectives;
  const { rpoMinutes, rtoMinutes, activeActive, alertsManagedElsewhere, failOnUnknown, failOn } = objectives;
  const targets = [
    ...(rpoMinutes === undefined ? [] : [`RPO ${rpoMinutes} min`]),
    ...(rtoMinutes === undefined ? [] : [`RTO ${rtoMinutes} min`]),
    ...(slaTarget.read === undefined ? [] : [`reads ${slaTarget.read} %`]),
    ...(slaTarget.write === undefined ? [] : [`writes ${slaTarget.write} %`]),
  ];
  return [
    [environment, ...(criticality ? [criticality] : [])].join(", "),
    ...(boundary ? [`data in ${plural(boundary.regions.size, "region")} (${boundary.declaredAs})`] : []),
    ...(singleRegionByLaw ? ["by law in one region"] : []),
    ...(targets.length > 0 ? [targets.join(", ")] : []),
    ...(activeActive ? ["active-active"] : []),
    ...(alertsManagedElsewhere ? ["alerts elsewhere"] : []),
    ...(outageFreeze ? [`${list(outageFreeze.regions, 3)} frozen until ${outageFreeze.until}`] : []),
    ...(failOnUnknown ? ["unknown stands in the way"] : []),
    ...(failOn ? [`of failures, ${failOn === "critical" ? failOn : `${failOn} or worse`} stands in the way`] : []),
  ].join("; ");
}

const nothing = "production";

/** "; other objectives for resources that match orders*", where there are such. */
export const apart = (resources: readonly string[]): string =>
  resources.length === 0 ? "" : `; other objectives for resources that match ${list(resources, 3)}`;

/** Stacks of which something is declared or to be said. */
export const declaredOf = ({ declared = [], config }: Assessment): readonly Declared[] =>
  declared.filter(
    ({ objectives, notes }) => config !== undefined || notes.length > 0 || inShort(objectives) !== nothing,
  );

/** What was not seen although it may declare something: one sentence each. */
export const unseenOf = ({ declared = [] }: Assessment): string[] => [
  ...new Set(declared.flatMap(({ unseen }) => unseen)),
];
