/** What a change takes back of what was declared: a change cannot excuse itself. */
import type { Attestation, Objectives, Waiver } from "../model";
import type { Rule } from "../rule";
import { canBlock } from "./levels";
import { pointsOf, stricter } from "./points";
import type { Traced } from "./policies";

/** What holds for a stack: as a whole, or with a name for its resources of that name. */
type Policies = (resource?: string) => Traced;

/** What `after` allows that `before` did not, one sentence each; none: nothing. */
export function loosened(before: Policies, after: Policies, rules: ReadonlyMap<string, Rule>): string[] {
  const patterns = new Set([...(before().resources ?? []), ...(after().resources ?? [])]);
  const general = objectivesLoosened(before().objectives, after().objectives, rules);
  // A pattern is a name that it fits.
  const particular = [...patterns].flatMap((pattern) =>
    objectivesLoosened(before(pattern).objectives, after(pattern).objectives, rules)
      .filter((words) => !general.includes(words))
      .map((words) => `for resources that match ${pattern}: ${words}`),
  );
  return [
    ...general,
    ...particular,
    ...added(before().waivers, after().waivers, sameWaiver).map(waiverWords),
    ...added(before().attestations ?? [], after().attestations ?? [], sameAttestation).map(attestationWords),
  ];
}

function objectivesLoosened(before: Objectives, after: Objectives, rules: ReadonlyMap<string, Rule>): string[] {
  const was = new Map(pointsOf(before as object).map((point) => [point.name, point]));
  const is = new Map(pointsOf(after as object).map((point) => [point.name, point]));
  const names = [...new Set([...was.keys(), ...is.keys()])];
  const points = names.flatMap((name) => {
    const point = was.get(name) ?? is.get(name);
    if (!point) return [];
    const silent = unsaid(name, rules);
    const [one, other] = [was.get(name)?.value ?? silent, is.get(name)?.value ?? silent];
    if (JSON.stringify(one) === JSON.stringify(other)) return [];
    if (other === undefined) return [`${name} ${shown(one)} is not declared any more`];
    if (one === undefined) return name.startsWith("parameters.") ? [`${name} is set to ${shown(other)}`] : [];
    // What is as strict in its own way, or nobody can compare, is for a person to see.
    const isStricter = name !== "singleRegionByLaw" && stricter(point, one, other) === other;
    return isStricter ? [] : [`${name} from ${shown(one)} to ${shown(other)}`];
  });
  return [...points, ...boundaryLoosened(before, after), ...freezeLoosened(before, after)];
}

/** What a point is where nothing is said of it; undefined: nothing is asked. */
function unsaid(name: string, rules: ReadonlyMap<string, Rule>): unknown {
  if (name === "environment") return "production";
  if (!name.startsWith("levels.")) return name in flags ? false : undefined;
  const rule = rules.get(name.slice("levels.".length));
  if (!rule) return undefined;
  return rule.disabled !== undefined ? "disabled" : canBlock(rule) ? "mandatory" : "advisory";
}
const flags = {
  singleRegionByLaw: false,
  activeActive: false,
  alertsManagedElsewhere: false,
  failOnUnknown: false,
  allowResidencyWaivers: false,
};

function boundaryLoosened({ boundary: was }: Objectives, { boundary: is }: Objectives): string[] {
  if (!was) return [];
  if (!is) return [`the boundary (${was.declaredAs}) is not declared any more`];
  const more = [...is.regions].filter((region) => !was.regions.has(region)).sort();
  return more.length === 0 ? [] : [`the boundary (${was.declaredAs}) takes in ${more.join(", ")}`];
}

function freezeLoosened({ outageFreeze: was }: Objectives, { outageFreeze: is }: Objectives): string[] {
  if (!was) return [];
  const thawed = was.regions.filter((region) => !is?.regions.includes(region));
  const shorter = is !== undefined && is.until < was.until;
  return [
    ...(thawed.length > 0 ? [`${thawed.join(", ")} is not frozen any more`] : []),
    ...(shorter ? [`the freeze ends on ${is.until} instead of ${was.until}`] : []),
  ];
}

/** Those that stand in `after` alone. */
const added = <T>(before: readonly T[], after: readonly T[], same: (one: T, other: T) => boolean): T[] =>
  after.filter((one) => !before.some((other) => same(one, other)));

/** As wide, and no longer. */
const sameWaiver = (one: Waiver, other: Waiver): boolean =>
  one.rule === other.rule &&
  one.resource === other.resource &&
  one.kind === other.kind &&
  one.stack === other.stack &&
  one.until <= other.until;
const sameAttestation = (one: Attestation, other: Attestation): boolean =>
  one.rule === other.rule && one.scope === other.scope && one.until <= other.until;

export const waiverWords = ({ rule, resource, until, owner, at }: Waiver): string =>
  `${rule} is waived for ${resource} until ${until} by ${owner}${at === undefined ? "" : ` (${at})`}`;
const attestationWords = ({ rule, scope, until, by }: Attestation): string =>
  `${rule} is attested for ${scope} until ${until} by ${by}`;

const shown = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
