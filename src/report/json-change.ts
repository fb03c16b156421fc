/** What a change does, in the report that programs read. */
import type { Comparison, StackChange } from "../comparison";
import type { Consequences } from "../consequence";
import type { SourcePosition } from "../model";

/** Consequences are few and findings many: each is held once, under a short name of its content. */
export type Keep = (consequences: Consequences) => string;

export const location = (position: SourcePosition | undefined) =>
  position && { file: position.file, line: position.line, column: position.column };

/** What a change makes of a stack or a resource, without what the two have in common. */
const before = ({ was, is, times }: Pick<StackChange, "was" | "is" | "times">, keep: Keep) => ({
  was: was && keep(was),
  is: is && keep(is),
  times,
});

export const comparison = ({ against, stacks, resources }: Comparison, keep: Keep) => ({
  against,
  stacks: stacks.map((one) => ({
    stack: one.stack,
    ...before(one, keep),
    resources: {
      created: one.resources.created,
      changed: one.resources.changed,
      replaced: one.resources.replaced,
      deleted: one.resources.deleted,
      unchanged: one.resources.unchanged,
    },
    fails: { appeared: one.fails.appeared, mended: one.fails.mended, remaining: one.fails.remaining },
  })),
  resources: resources.map((one) => ({
    urn: one.urn,
    kind: one.kind,
    name: one.name,
    project: one.project,
    stack: one.stack,
    location: location(one.position),
    does: one.does,
    ...before(one, keep),
    worse: one.worse,
    appeared: one.appeared,
    mended: one.mended,
    remaining: one.remaining,
  })),
});
