/** What is remembered of an estate as it was before a change, while what comes of it is judged. */
import { shapeOf } from "./alike";
import type { Consequences } from "./consequence";
import { consequencesOf } from "./consequences/consequences";
import { identityOf } from "./fingerprint";
import type { Decision } from "./judge";
import { concerns } from "./kinds/recognise";
import type { Objectives, Operation, RawResource, Resource, Was } from "./model";
import type { Rule } from "./rule";
import type { Holding } from "./stacks";

/** What tells where a resource is, and what it is called. */
export type Brief = Pick<Resource, "urn" | "kind" | "name" | "project" | "stack" | "position">;

/** One resource, before and after. At least one of `before` and `after` is set. */
export interface Remembered {
  readonly brief: Brief;
  before?: {
    readonly consequences?: Consequences;
    /** What rules found, or could not tell. */
    readonly open: Map<string, Decision>;
    readonly raw?: RawResource;
  };
  after?: {
    readonly operation: Operation;
    readonly consequences?: Consequences;
    /** Whether data comes to rest where it must not, and did not before. */
    readonly crosses?: true;
  };
  /** Ids of rules that fail now and did not, and of those that are open now and failed. */
  readonly appeared: string[];
  readonly still: string[];
}

/** A resource as it was: what an input says of a state before. Undefined: it was not there. */
export function beforeOf(raw: RawResource): RawResource | undefined {
  const { urn, type, operation, before, position } = raw;
  if (operation === "create" || operation === "import") return undefined;
  if (operation === "same" || operation === "read") return { ...raw, operation: "exists" };
  const was = { urn, type, operation: "exists", ...(position && { position }) } as const;
  return before ? { ...was, ...before } : { ...was, inputs: {}, opaque: "what it was before is not in the input" };
}

/** `everything`: whether it is all of what is compared with, from an input of its own, and not what a change says was there. */
export function memory({ everything }: { readonly everything: boolean }) {
  const known = new Map<string, Remembered>();
  const worked = consequencesByShape();
  const raws = new Map<string, RawResource>(); // by URN, of what may be one of ours
  const whole = new Set<string>();

  let compares = everything;
  const first = new Map<string, string>(); // by identity, what was there in an input of its own
  /** By its URN; what is compared with may have the same under the type of another provider. */
  const keyOf = (resource: Resource): string => {
    const key = exactly(resource);
    if (known.has(key) || !everything || resource.operation === "create") return key;
    const own = exactly(formerly(resource));
    return known.has(own) ? own : (first.get(identityOf(resource)) ?? key);
  };
  const former = new Map<string, string>(); // by URN, the one before the change
  const formerly = (resource: Resource): Resource => {
    const { urn, name } = resource;
    const old = former.get(urn);
    return old === undefined ? resource : { ...resource, urn: old, name: name === nameIn(urn) ? nameIn(old) : name };
  };
  const remembered = (resource: Resource, key = keyOf(resource)): Remembered => {
    let own = known.get(key);
    if (!own) {
      const { urn, kind, name, project, stack, position } = resource;
      own = { brief: { urn, kind, name, project, stack, ...(position && { position }) }, appeared: [], still: [] };
      known.set(key, own);
    }
    return own;
  };
  const consequences = (resource: Resource, { ruling }: Holding) => {
    const found = worked(resource, ruling.context);
    return found && { consequences: found };
  };

  return {
    known: known as ReadonlyMap<string, Remembered>,
    /** Whether the resources that come now say what was there before. */
    comparing(whether: boolean): void {
      compares = everything || whether;
    },
    /** The resource that is about to be judged as it was, kept in case that it is gone. */
    taking(raw: RawResource): void {
      if (concerns(raw.type)) raws.set(raw.urn, raw);
    },
    /** A resource that is about to be judged, in case that an alias has led it to another URN. */
    renaming({ urn, formerly: old }: RawResource): void {
      if (old !== undefined) former.set(urn, old);
    },
    /** Whether what is there no more is known of a resource's stack: that is not so where an input leaves some out. */
    isTold: ({ brief }: Remembered): boolean => !everything || whole.has(stackOf(brief)),
    /** What was there, in these stacks of which all is told, and is no more: as it would be deleted. */
    gone(stacks: ReadonlySet<string>): RawResource[] {
      for (const stack of stacks) whole.add(stack);
      const all = [...known.values()];
      const lost = all.filter(({ before, after, brief }) => before && !after && stacks.has(stackOf(brief)));
      const left = new Set(lost.flatMap((one) => one.before?.raw ?? []));
      // Others of the same template are still there, so it is not deleted as a whole.
      for (const { before, after } of all) if (after && before?.raw) left.delete(before.raw);
      return [...left].map((one) => {
        const { inputs, outputs } = one;
        return { ...one, operation: "delete", before: { inputs, ...(outputs && { outputs }) } };
      });
    },
    /** Shown what was there. */
    was(resource: Resource, holding: Holding): void {
      const raw = resource.kind === "stack" ? undefined : raws.get(resource.urn);
      const [key, identity] = [exactly(resource), identityOf(resource)];
      if (!first.has(identity)) first.set(identity, key);
      remembered(resource, key).before = { ...consequences(resource, holding), open: new Map(), ...(raw && { raw }) };
    },
    /** Shown what was open then. */
    found(resource: Resource, { id }: Rule, decision: Decision): void {
      remembered(resource).before?.open.set(id, decision);
    },
    /** Shown what is there, before any verdict on it. */
    is(resource: Resource, holding: Holding): void {
      if (!compares) return;
      const { operation } = resource;
      const own = remembered(resource);
      const found = operation === "delete" ? undefined : consequences(resource, holding);
      const beyond = crosses(own.before?.consequences, found?.consequences, holding.ruling.objectives);
      own.after = { operation, ...found, ...(beyond && { crosses: true }) };
    },
    /** What followed from it before. Undefined: it was not there, is no more, is not changed, or nobody says. */
    consequencesOf(resource: Resource): Consequences | undefined {
      const { operation } = resource;
      if (operation === "delete" || (operation === "same" && !everything) || !compares) return undefined;
      return known.get(keyOf(resource))?.before?.consequences;
    },
    /** What the rule said of it before; undefined where there is nothing to compare with. Asked once of each open verdict. */
    wasOf(resource: Resource, rule: Rule, decision: Decision): Was | undefined {
      if (!compares) return undefined;
      const own = remembered(resource);
      const { outcome } = decision;
      const was = wasOf(own, rule, resource, decision);
      if (was === "fail") own.still.push(rule.id);
      else if (outcome === "fail") own.appeared.push(rule.id);
      return was;
    },
  };
}
const exactly = ({ urn, kind, name }: Resource): string => JSON.stringify([urn, kind, name]);

/** The logical name, which a URN ends in. */
const nameIn = (urn: string): string => urn.split("::").slice(3).join("::");

export type Memory = ReturnType<typeof memory>;

export const stackOf = ({ project, stack }: Pick<Brief, "project" | "stack">): string => `${project}/${stack}`;

function wasOf({ before, after }: Remembered, rule: Rule, { operation }: Resource, decision: Decision): Was {
  if (!before) return "absent";
  // About the change itself, so never older than it.
  if (rule.scope === "change" || rule.scope === "regression") return "in order";
  // What only a new resource can mend is up to whoever makes it anew.
  if (rule.fixableInPlace === false && operation === "replace") return "absent";
  const then = before.open.get(rule.id);
  if (then?.outcome !== "fail" || decision.outcome !== "fail") return (then?.outcome as Was | undefined) ?? "in order";
  // It was somewhere else: of where it is now, nothing was wrong.
  if (after?.crosses && rule.goal === "data-residency") return "in order";
  // What was no more than advice stood in nobody's way.
  return then.advice !== undefined && decision.advice === undefined ? "in order" : "fail";
}

/** Whether data comes to rest outside of where it must stay, where it did not before. */
function crosses(
  was: Consequences | undefined,
  is: Consequences | undefined,
  { boundary, singleRegionByLaw }: Objectives,
): boolean {
  if (!was || !is || is.refused || !(boundary || singleRegionByLaw)) return false;
  const before = new Set(was.footprint.map(({ region }) => region));
  const there = is.footprint.flatMap(({ region, certain }) => (certain && region !== undefined ? [region] : []));
  const isSpread = singleRegionByLaw === true && new Set(there).size > 1;
  return there.some((region) => !before.has(region) && (isSpread || boundary?.regions.has(region) === false));
}

/** Resources of one shape have the same consequences, and are many. Shapes to remember, as many as `decider` does. */
function consequencesByShape(): (
  resource: Resource,
  context: Holding["ruling"]["context"],
) => Consequences | undefined {
  const most = 4096;
  const known = new Map<string, Consequences | undefined>();
  return ({ kind, props, project, stack }, context) => {
    const shape = shapeOf(props);
    if (shape === undefined) return consequencesOf(kind, props, context);
    const key = `${project}/${stack} ${kind} ${shape}`; // a stack's resource groups decide where its resources are
    if (known.has(key)) return known.get(key);
    const found = consequencesOf(kind, props, context);
    if (known.size < most) known.set(key, found);
    return found;
  };
}
