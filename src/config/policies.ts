/** What is judged by: objectives, waivers and attestations of a stack, and of those of its resources that entries name. */
import { type Remark, remarksOn } from "../azure/boundary-words";
import type { StackPolicy } from "../model";
import { asksForTags, type Layer, layersOf, type StackFacts, speaksOf } from "./matching";
import { type Document, type Resolved, resolve } from "./objectives";
import type { Declaration, HadrConfig } from "./schema";

/** A stack, and what was seen of its own config. */
export interface Facts extends StackFacts {
  /** What the stack's own config declares; absent: it was not seen. */
  readonly own?: Document<Declaration>;
  /** What of that was not seen: one sentence each. */
  readonly unseen?: readonly string[];
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
  const { waivers = [], attestations = [] } = declared.says;
  const unseen = [
    ...(facts.unseen ?? []),
    ...(asksForTags(declared.says, facts)
      ? [
          `The tags of ${project}/${stack} are not in the input, so entries with tags were not matched (--tag name=value gives them).`,
        ]
      : []),
  ];
  const policy = (layers: readonly Layer[], who: string): Traced => {
    const resolved = resolve(layers, declared.at, own, who, today);
    const remarks = remarksIn(resolved);
    return { ...resolved, waivers, attestations, remarks, notes: notesOn(resolved, remarks), unseen };
  };
  const general = policy(everywhere, `${project}/${stack}`);
  if (ofResources.length === 0) return () => general;

  const known = new Map<string, Traced>();
  return (resource) => {
    const named = resource === undefined ? [] : ofResources.filter((layer) => speaksOf(layer, resource));
    if (named.length === 0) return general;
    const key = named.map(({ path }) => path.join(".")).join(" ");
    const policyOfThese = known.get(key) ?? policy([...named, ...everywhere], `${resource} of ${project}/${stack}`);
    known.set(key, policyOfThese);
    return policyOfThese;
  };
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
