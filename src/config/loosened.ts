/** What a change takes back of what was declared: a change cannot excuse itself. */
import type { Attestation, Objectives, Waiver } from "../model";
import type { Rule } from "../rule";
import { glob } from "./glob";
import { canBlock } from "./levels";
import { matchesStack } from "./matching";
import { pointsOf, stricter } from "./points";
import type { Traced } from "./policies";

/** What holds for a stack: as a whole, or with a name for its resources of that name. */
type Policies = (resource?: string) => Traced;
interface Owner {
  readonly project: string;
  readonly stack: string;
}

/** What `after` allows the stack that `before` did not, one sentence each; none: nothing. */
export function loosened(
  { project, stack }: Owner,
  before: Policies,
  after: Policies,
  rules: ReadonlyMap<string, Rule>,
): string[] {
  const speaks = (pattern = "*"): boolean => matchesStack(pattern, project, stack);
  const waivers = ({ waivers: all }: Traced) => all.filter((one) => speaks(one.stack));
  const attestations = ({ attestations: all = [] }: Traced) => all.filter(({ scope }) => speaks(scope));
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
    ...added(waivers(before()), waivers(after()), asWide).map(waiverWords),
    ...added(attestations(before()), attestations(after()), attestsAsMuch).map(attestationWords),
  ];
}

/** The same of the objectives of one resource: patterns that overlap leave some out of what is told of each pattern. */
export const loosenedFor = (
  name: string,
  before: Traced,
  after: Traced,
  rules: ReadonlyMap<string, Rule>,
): { readonly words: string; readonly what: string }[] =>
  objectivesLoosened(before.objectives, after.objectives, rules).map((what) => ({
    what,
    words: `for ${name}: ${what}`,
  }));

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

/** Whether one pattern matches no more than the other, as far as that is plain. */
const within = (one: string, other: string): boolean =>
  one === other || other === "*" || (!/[*?]/.test(one) && glob(other).test(one));

/** Whether the other is as wide and as long, of those that speak of one stack. */
const asWide = (one: Waiver, other: Waiver): boolean =>
  one.rule === other.rule &&
  within(one.resource, other.resource) &&
  (other.kind === undefined || one.kind === other.kind) &&
  one.until <= other.until;
const attestsAsMuch = (one: Attestation, other: Attestation): boolean =>
  one.rule === other.rule && one.until <= other.until;

export const waiverWords = ({ rule, resource, until, owner, at }: Waiver): string =>
  `${rule} is waived for ${resource} until ${until} by ${owner}${at === undefined ? "" : ` (${at})`}`;
const attestationWords = ({ rule, scope, until, by }: Attestation): string =>
  `${rule} is attested for ${scope} until ${until} by ${by}`;

const shown = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
