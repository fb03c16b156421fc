/** What is judged by: objectives, waivers and attestations of a stack, and of those of its resources that entries name. */
import { type BoundaryDeclaration, expand } from "../azure/boundary";
import { type Remark, remarksOn } from "../azure/boundary-words";
import type { OutageFreeze, StackPolicy, Waiver } from "../model";
import { type Layer, layersOf, missingTags, patternOf, type StackFacts, speaksOf } from "./matching";
import { type Document, type Resolved, resolve } from "./objectives";
import { type Owners, taggedOwner } from "./owners";
import type { Declaration, HadrConfig } from "./schema";

/** A stack, and what was seen of its own config. */
export interface Facts extends StackFacts {
  /** What the stack's own config declares; absent: it was not seen. */
  readonly own?: Document<Declaration>;
  /** What of that was not seen: one sentence each. */
  readonly unseen?: readonly string[];
  /** What a list says of the owners of stacks. */
  readonly owners?: Owners;
  /** `YYYY-MM-DD`; freezes that ended before are left out. */
  readonly today?: string;
}

/** A policy, and which line said what of it. */
export interface Traced extends StackPolicy, Resolved {
  readonly objectives: Resolved["objectives"];
  /** What there is to say of the boundary's words. */
  readonly remarks: readonly Remark[];
}

/**
 * The policies of a stack: without a name, of the stack as a whole; with one, of its resources of that logical name.
 * Entries that fit alike give one and the same object. Throws ConfigError.
 */
export function policiesFor(declared: Document<HadrConfig>, facts: Facts): (resource?: string) => Traced {
  const { project, stack, own, today } = facts;
  const { everywhere, ofResources } = layersOf(declared.says, facts);
  const { attestations = [] } = declared.says;
  const waivers = placed(declared);
  const tagged = taggedOwner(facts.tags);
  const listed = facts.owners?.(project, stack);
  const asides = [...tagged.asides, ...(listed ? [listed] : [])];
  const unseen = [...(facts.unseen ?? []), ...unmatched(missingTags(declared.says, facts), facts), ...tagged.unfit];
  const resources = [...new Set(ofResources.map(patternOf))];
  const policy = (layers: readonly Layer[], who: string, itself: (said: string) => string): Traced => {
    const resolved = resolve(layers, declared.at, own, who, today, asides);
    const remarks = remarksIn(resolved);
    const said = ownWords(resolved);
    const notes = [...(said === "" ? [] : [itself(said)]), ...besides(resolved), ...notesOn(resolved, remarks)];
    return { ...resolved, waivers, attestations, remarks, notes, unseen, resources };
  };
  const ofStack = (said: string): string => `The stack says of itself ${said}.`;
  const general = policy(everywhere, `${project}/${stack}`, ofStack);
  if (ofResources.length === 0) return () => general;

  const known = new Map<string, Traced>();
  return (resource) => {
    const named = resource === undefined ? [] : ofResources.filter((layer) => speaksOf(layer, resource));
    if (named.length === 0) return general;
    const key = named.map(({ path }) => path.join(".")).join(" ");
    const ofThese = (said: string): string =>
      said === ownWords(general)
        ? ofStack(said)
        : ofStack(`for resources that match ${named.map(patternOf).join(" and ")} ${said}`);
    const policyOfThese =
      known.get(key) ?? policy([...named, ...everywhere], `${resource} of ${project}/${stack}`, ofThese);
    known.set(key, policyOfThese);
    return policyOfThese;
  };
}

/** The waivers, each with the place where it is said; the same objects for every stack. */
function placed({ says, at }: Document<HadrConfig>): readonly Waiver[] {
  const known =
    waiversOf.get(says) ?? (says.waivers ?? []).map((one, index) => ({ ...one, at: at(["waivers", index]) }));
  waiversOf.set(says, known);
  return known;
}
const waiversOf = new WeakMap<HadrConfig, readonly Waiver[]>();

/** That entries ask for tags which nobody gave. */
function unmatched(missing: readonly string[], { project, stack, tags }: Facts): string[] {
  if (missing.length === 0) return [];
  if (!tags)
    return [
      `The tags of ${project}/${stack} are not in the input, so entries with tags were not matched (--tag name=value gives them).`,
    ];
  return missing.map(
    (name) => `Entries that ask for the tag ${name} were not matched: no such tag was given (--tag ${name}=value).`,
  );
}

/** "(Pulumi.prod.yaml): environment development, rpoMinutes 5": all that the stack's own config decides; "" for nothing. */
function ownWords({ told }: Resolved): string {
  const own = told.flatMap(({ name, by }) =>
    by.flatMap(({ value, at, layer, from }) => (layer || from ? [] : [{ name, value, at }])),
  );
  const files = [...new Set(own.map(({ at }) => at.replace(/(?::\d+){2}$/, "")))];
  return own.length === 0
    ? ""
    : `(${files.join(" and ")}): ${own.map(({ name, value }) => `${name} ${inWords(name, value)}`).join(", ")}`;
}

/** "Its tags say team payments." "owners.csv:3 says environment test.": what neither hadr.yaml nor its config says. */
function besides({ told }: Resolved): string[] {
  const words = new Map<string, string[]>();
  for (const { name, by } of told)
    for (const { value, at, from } of by) {
      if (!from) continue;
      const who = from === "tags" ? "Its tags say" : `${at} says`;
      words.set(who, [...(words.get(who) ?? []), `${name} ${shown(value)}`]);
    }
  return [...words].map(([who, said]) => `${who} ${said.join(", ")}.`);
}

function inWords(name: string, value: unknown): string {
  if (name === "residency") return expand(value as BoundaryDeclaration).declaredAs;
  if (name !== "outageFreeze") return shown(value);
  const { regions, until } = value as OutageFreeze;
  return `${regions.join(" and ")} until ${until}`;
}

const shown = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

function remarksIn({ objectives: { boundary, singleRegionByLaw }, told }: Resolved): Remark[] {
  const declarations = told.flatMap(({ name, by }) => (name === "residency" ? by : []));
  const said = declarations.map(({ value }) => value as object);
  return boundary ? remarksOn(said, boundary, singleRegionByLaw) : [];
}

/** What the reader of a report has to know: what the stack wanted and did not get, and what the boundary's words hide. */
function notesOn({ told }: Resolved, remarks: readonly Remark[]): string[] {
  const refused = told.flatMap(({ name, by, refused: wanted }) =>
    wanted
      ? [
          name === "residency"
            ? `${wanted.at}: a wider boundary than declared was not followed.`
            : `${wanted.at}: ${name} ${shown(wanted.value)} would loosen ${shown(by[0]?.value)} (${by[0]?.at}) and was not followed.`,
        ]
      : [],
  );
  return [
    ...refused,
    ...remarks.map(({ warning, suggestion }) => `${warning}${suggestion ? ` (${suggestion})` : ""}.`),
  ];
}
