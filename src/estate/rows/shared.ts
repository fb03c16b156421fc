/** What rows of several tables have in common. */
import type { Consequences } from "../../consequence";
import type { JudgedResource, JudgedStack } from "../../estate";
import { fingerprintBy, identityOf } from "../../fingerprint";
import { ownerOf } from "../../kinds/thing";
import { at } from "../survey/open";
import { dayNumber, type RowOf } from "./tables";

/** A resource, what names it in every table, and what follows from it. */
export interface Of {
  readonly resource: JudgedResource;
  readonly named: Pick<RowOf<"resources">, "resource_id" | "resource" | "kind">;
  readonly follows: Consequences | undefined;
}
export type Common = ReturnType<typeof common>;

export const common = ({ date, stack, team, environment, criticality }: JudgedStack) => ({
  observed_on: date,
  observed_day: dayNumber(date),
  stack,
  team: team ?? null,
  environment,
  criticality: criticality ?? null,
});

/**
 * The same for the same resource tomorrow: what its findings' fingerprints are made of, without a rule. Resources that share
 * it, such as those of one name under two providers, are numbered in the order of their URNs.
 */
export function named(resources: readonly JudgedResource[]): Of["named"][] {
  const ids = resources.map(({ urn, kind, name }) => {
    const { stack, project } = ownerOf(urn);
    return fingerprintBy("", identityOf({ urn, kind, name, stack, project }));
  });
  const sharing = new Map<string, string[]>();
  for (const [index, id] of ids.entries()) at(sharing, id, () => []).push(resources[index]?.urn ?? "");
  return resources.map(({ urn, kind, name }, index) => {
    const id = ids[index] ?? "";
    const place = sharing.get(id)?.toSorted().indexOf(urn) ?? 0;
    return { resource_id: place === 0 ? id : `${id}:${place + 1}`, resource: name, kind };
  });
}

const isCopy = ({ as }: Consequences["footprint"][number]): boolean => as.endsWith("copy");
/** Where it answers, or where copies rest: by comma. */
export const regionsOf = (follows: Consequences | undefined, copies: boolean): string | null =>
  follows?.footprint
    .filter((one) => isCopy(one) === copies)
    .map(({ region }) => region ?? "?")
    .join(",") || null;

export const placed = ({ position }: JudgedResource) => ({
  file: position?.file ?? null,
  line: position?.line ?? null,
});
