/** What is remembered of an estate as it was before a change, while what comes of it is judged. */
import { shapeOf } from "./alike";
import type { Consequences } from "./consequence";
import { consequencesOf } from "./consequences/consequences";
import { identityOf } from "./fingerprint";
import type { Decision } from "./judge";
import type { Boundary, Operation, RawResource, Resource, Was } from "./model";
import type { Rule } from "./rule";
import type { Holding } from "./stacks";

/** What tells where a resource is, and what it is called. */
export type Brief = Pick<Resource, "urn" | "kind" | "name" | "project" | "stack" | "position">;

/** One resource, before and after. At least one of `before` and `after` is set. */
export interface Remembered {
  readonly brief: Brief;
  before?: {
    readonly consequences?: Consequences;
    /** Rules that found something, or could not tell. */
    readonly open: Map<string, "fail" | "unknown">;
    readonly raw?: RawResource;
  };
  after?: {
    readonly operation: Operation;
    readonly consequences?: Consequences;
    /** Where data may rest; absent: anywhere. */
    readonly boundary?: Boundary;
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
  let raw: RawResource | undefined;

  let compares = everything;
  const remembered = (resource: Resource): Remembered => {
    const identity = identityOf(resource);
    let own = known.get(identity);
    if (!own) {
      const { urn, kind, name, project, stack, position } = resource;
      own = { brief: { urn, kind, name, project, stack, ...(position && { position }) }, appeared: [], still: [] };
      known.set(identity, own);
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
    taking(one: RawResource): void {
      raw = one;
    },
    /** What was there, in the stacks `there`, and is no more: as it would be deleted. */
    gone(there: ReadonlySet<string>): RawResource[] {
      const all = [...known.values()];
      const lost = all.filter(({ before, after, brief }) => before && !after && there.has(stackOf(brief)));
      const raws = new Set(lost.flatMap((one) => one.before?.raw ?? []));
      // Others of the same template are still there, so it is not deleted as a whole.
      for (const { before, after } of all) if (after && before?.raw) raws.delete(before.raw);
      return [...raws].map((one) => {
        const { inputs, outputs } = one;
        return { ...one, operation: "delete", before: { inputs, ...(outputs && { outputs }) } };
      });
    },
    /** Shown what was there. */
    was(resource: Resource, holding: Holding): void {
      const own = raw && resource.kind !== "stack" ? { raw } : {};
      remembered(resource).before = { ...consequences(resource, holding), open: new Map(), ...own };
    },
    /** Shown what was open then. */
    found(resource: Resource, { id }: Rule, { outcome }: Decision): void {
      remembered(resource).before?.open.set(id, outcome as "fail" | "unknown");
    },
    /** Shown what is there, before any verdict on it. */
    is(resource: Resource, holding: Holding): void {
      if (!compares) return;
      const { operation } = resource;
      const { boundary } = holding.ruling.objectives;
      const found = operation === "delete" ? undefined : consequences(resource, holding);
      remembered(resource).after = { operation, ...found, ...(boundary && { boundary }) };
    },
    /** What followed from it before. Undefined: it was not there, is no more, is not changed, or nobody says. */
    consequencesOf(resource: Resource): Consequences | undefined {
      const { operation } = resource;
      if (operation === "delete" || (operation === "same" && !everything) || !compares) return undefined;
      return known.get(identityOf(resource))?.before?.consequences;
    },
    /** What the rule said of it before; undefined where there is nothing to compare with. Asked once of each open verdict. */
    wasOf(resource: Resource, rule: Rule, { outcome }: Decision): Was | undefined {
      if (!compares) return undefined;
      const own = remembered(resource);
      const was = wasOf(own, rule, resource);
      if (was === "fail") own.still.push(rule.id);
      else if (outcome === "fail") own.appeared.push(rule.id);
      return was;
    },
  };
}
export type Memory = ReturnType<typeof memory>;

export const stackOf = ({ project, stack }: Pick<Brief, "project" | "stack">): string => `${project}/${stack}`;

function wasOf({ before }: Remembered, rule: Rule, { operation }: Resource): Was {
  if (!before) return "absent";
  // About the change itself, so never older than it.
  if (rule.scope === "change" || rule.scope === "regression") return "in order";
  // What only a new resource can mend is up to whoever makes it anew.
  if (rule.fixableInPlace === false && operation === "replace") return "absent";
  return before.open.get(rule.id) ?? "in order";
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
