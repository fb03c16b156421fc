/** Which entries of the declarations speak of a stack or of a resource, and how specific each is. */
import { glob } from "./glob";
import type { Declaration, Entry, HadrConfig } from "./schema";

/** Where a value stands in its document: names and indices from the top. */
export type Path = readonly (string | number)[];

/** `stacks[0].environment` */
export const spelled = (path: Path): string => path.join(".").replace(/\.(\d+)(?=\.|$)/g, "[$1]");

/** A declaration that holds, and where it stands. */
export interface Layer {
  readonly says: Declaration;
  readonly path: Path;
  /** Letters of the resource pattern and one more, tags, letters of the stack's pattern; compared in this order. */
  readonly rank: readonly [resource: number, tags: number, stack: number];
}

/** What is known of a stack before anything is judged. */
export interface StackFacts {
  readonly project: string;
  readonly stack: string;
  /** Absent: nobody said which it has, so no entry with tags fits. */
  readonly tags?: ReadonlyMap<string, string>;
  /** The tags are those that somebody named; it may have others. */
  readonly someTags?: boolean;
}

/** A pattern without a slash speaks of the stack's name in any project. */
const onStack = (pattern: string): string => (pattern.includes("/") ? pattern : `*/${pattern}`);

/** Whether a pattern matches `project/stack`. */
export const matchesStack = (pattern: string, project: string, stack: string): boolean =>
  glob(onStack(pattern)).test(`${project}/${stack}`);

const letters = (pattern: string): number => pattern.replace(/[*?/]/g, "").length;

const rankOf = ({ match = "", tags = {}, resource }: Entry): Layer["rank"] => [
  resource === undefined ? 0 : 1 + letters(resource),
  Object.keys(tags).length,
  letters(match),
];

/** Above zero where the first is more specific. */
export const compare = ({ rank: one }: Layer, { rank: other }: Layer): number =>
  one[0] - other[0] || one[1] - other[1] || one[2] - other[2];

/** What is given of the stack fits: its name and its tags. */
const fits = ({ match, tags }: Entry, { project, stack, tags: own }: StackFacts): boolean =>
  (match === undefined || matchesStack(match, project, stack)) &&
  Object.entries(tags ?? {}).every(([name, pattern]) => {
    const value = own?.get(name);
    return value !== undefined && glob(pattern).test(value);
  });

/** The tags that nobody gave and without which an entry that would otherwise speak of the stack does not. */
export function missingTags({ stacks = [] }: HadrConfig, facts: StackFacts): string[] {
  if (facts.tags && !facts.someTags) return [];
  const missing = ({ tags: asked = {}, ...entry }: Entry): string[] => {
    const [given, not] = [true, false].map((isGiven) =>
      Object.entries(asked).filter(([name]) => (facts.tags?.has(name) ?? false) === isGiven),
    ) as [[string, string][], [string, string][]];
    return fits({ ...entry, tags: Object.fromEntries(given) }, facts) ? not.map(([name]) => name) : [];
  };
  return [...new Set(stacks.flatMap(missing))];
}

/** What speaks of a stack: everywhere of it, and of resources of a certain name. The most specific first. */
export function layersOf(config: HadrConfig, facts: StackFacts): { everywhere: Layer[]; ofResources: Layer[] } {
  const own = (config.stacks ?? []).flatMap((says, index): Layer[] =>
    fits(says, facts) ? [{ says, path: ["stacks", index], rank: rankOf(says) }] : [],
  );
  const top: Layer = { says: config, path: [], rank: [-1, 0, 0] };
  const sorted = (layers: readonly Layer[]) => layers.toSorted((one, other) => compare(other, one));
  return {
    everywhere: sorted([...own.filter(({ says }) => (says as Entry).resource === undefined), top]),
    ofResources: sorted(own.filter(({ says }) => (says as Entry).resource !== undefined)),
  };
}

/** The pattern of a layer of `ofResources`. */
export const patternOf = ({ says }: Layer): string => (says as Entry).resource ?? "*";

/** Whether a layer of `ofResources` speaks of a resource of that logical name. */
export const speaksOf = (layer: Layer, resource: string): boolean => glob(patternOf(layer)).test(resource);
