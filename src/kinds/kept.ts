/** Resources as they are kept until all of their stack was read: what those that are alike share is there once. */
import type { Resource } from "../model";
import { ownerOf } from "./thing";

/** What resources that are alike have in common. */
interface Shared
  extends Pick<Resource, "type" | "kind" | "project" | "stack" | "operation" | "props" | "spell" | "within"> {
  readonly file?: string;
  /** A name that is not the last part of the URN. */
  readonly label?: string;
}

/** What rules that look around ask of a resource: nothing of what it was before. */
class Kept {
  constructor(
    readonly urn: string,
    /** In Azure; `true`: as in the program. */
    private readonly called: string | true | undefined,
    readonly madeOf: Resource["madeOf"] | undefined,
    private readonly line: number,
    private readonly column: number,
    private readonly shared: Shared,
  ) {}

  get name() {
    return this.shared.label ?? this.urn.slice(ownerOf(this.urn).nameAt);
  }
  get azureName() {
    return this.called === true ? this.name : this.called;
  }
  get position() {
    const { line, column } = this;
    const { file } = this.shared;
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
    const { urn, name, azureName, position } = resource;
    const { type, kind, project, stack, operation, spell, within, madeOf } = resource;
    const file = position?.file;
    const label = within && name;
    const own = { type, kind, project, stack, operation, spell, within, props, file, label };
    let shared = latest.get(props);
    if (!shared || !isAlike(shared, own)) {
      shared = own as Shared;
      latest.set(props, shared);
    }
    const called = azureName === name ? true : azureName;
    return new Kept(urn, called, madeOf, position?.line ?? 0, position?.column ?? 0, shared) as Resource;
  };
}

/** Whether two of one shape, and so of one stack and kind, have all else in common too. */
const isAlike = (one: Shared, { spell, operation, type, file, label }: { [K in keyof Shared]: unknown }): boolean =>
  one.spell === spell && one.operation === operation && one.type === type && one.file === file && one.label === label;
