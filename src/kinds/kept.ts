/** Resources as they are kept until all of their stack was read: what those that are alike share is there once. */
import type { Resource } from "../model";
import { ownerOf } from "./thing";

type Shared = Pick<Resource, "type" | "kind" | "project" | "stack" | "operation" | "props" | "spell" | "within">;

/** What rules that look around ask of a resource: nothing of what it was before. */
class Kept {
  constructor(
    readonly urn: string,
    /** Where it is not the last part of the URN. */
    private readonly named: string | undefined,
    readonly azureName: string | undefined,
    readonly madeOf: Resource["madeOf"] | undefined,
    private readonly file: string | undefined,
    private readonly line: number,
    private readonly column: number,
    private readonly shared: Shared,
  ) {}

  get name() {
    return this.named ?? this.urn.slice(ownerOf(this.urn).nameAt);
  }
  get position() {
    const { file, line, column } = this;
    return file === undefined ? undefined : { file, line, column };
  }
  get type() {
    return this.shared.type;
  }
  get kind() {
    return this.shared.kind;
  }
  get project() {
    return this.shared.project;
  }
  get stack() {
    return this.shared.stack;
  }
  get operation() {
    return this.shared.operation;
  }
  get props() {
    return this.shared.props;
  }
  get spell() {
    return this.shared.spell;
  }
  get within() {
    return this.shared.within;
  }
}

/** Keeps resources; `props`: the properties of the first of their shape, by which it is known what others share with it. */
export function keeping(): (resource: Resource, props: object) => Resource {
  const latest = new WeakMap<object, Shared>();
  return (resource, props) => {
    const { urn, name, azureName, madeOf, position } = resource;
    let shared = latest.get(props);
    if (!shared || !isAlike(shared, resource)) {
      const { type, kind, project, stack, operation, spell, within } = resource;
      shared = { type, kind, project, stack, operation, spell, ...(within && { within }), props };
      latest.set(props, shared);
    }
    const named = urn.length - name.length === ownerOf(urn).nameAt && urn.endsWith(name) ? undefined : name;
    const { file, line = 0, column = 0 } = position ?? {};
    return new Kept(urn, named, azureName, madeOf, file, line, column, shared) as Resource;
  };
}

const isAlike = (one: Shared, { type, kind, project, stack, operation, spell, within }: Resource): boolean =>
  one.spell === spell &&
  one.operation === operation &&
  one.within === within &&
  one.kind === kind &&
  one.type === type &&
  one.stack === stack &&
  one.project === project;
