/** A resource's state, as previews, exports and events write it (apitype.ResourceV3 of Pulumi's sdk/go). */
import type { Operation, RawResource, SourcePosition } from "../model";
import type { Refuse } from "./refused";

export type Properties = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const none: Properties = {};

/** Properties under that name; none if it is absent, as the engine leaves out what is empty. */
export function properties(state: Properties, name: "inputs" | "outputs", refuse: Refuse): Properties {
  const value = state[name] ?? none;
  return isObject(value) ? value : refuse(`its "${name}" are not an object`);
}

/** The URN under that name; refused unless it is one. `urn:pulumi:STACK::PROJECT::PARENTS$TYPE::NAME` */
export function urnOf(holder: Properties, refuse: Refuse): string {
  const { urn } = holder;
  if (typeof urn !== "string") return refuse('expected a resource, but there is no "urn"');
  if (!/^urn:pulumi:[^:]*::.*?::.+?::/s.test(urn)) return refuse('its "urn" is not that of a Pulumi resource');
  return urn;
}

/** The type token that a URN ends in, without its parents' types. */
const typeOf = (urn: string): string => urn.split("::")[2]?.split("$").at(-1) ?? "";

/** Whether the resource can be in a cloud: not a component, a provider, the stack or a reference to another stack. */
export const isReal = (type: string, custom: boolean): boolean => custom && !type.startsWith("pulumi:");

/** The type token: the state's, or the URN's. */
export function tokenOf(state: Properties, urn: string, refuse: Refuse): string {
  const type = state.type || typeOf(urn);
  return typeof type === "string" ? type : refuse('its "type" is not text');
}

const unread = "only read by the program; its properties are not in the input";

/** What was there before a change, and whether Azure keeps it. */
export function left(
  old: Properties,
  refuse: Refuse,
): Required<Pick<RawResource, "before">> & Pick<RawResource, "retained"> {
  const before = { inputs: properties(old, "inputs", refuse), outputs: properties(old, "outputs", refuse) };
  return { before, ...(old.retainOnDelete === true && { retained: true }) };
}

/** What properties were made of; undefined where the state does not say, as that of events never does. */
function madeOf({ propertyDependencies }: Properties, refuse: Refuse): RawResource["madeOf"] {
  if (propertyDependencies === undefined) return undefined;
  if (!isObject(propertyDependencies)) return refuse('its "propertyDependencies" are not an object');
  let made: Record<string, readonly string[]> | undefined;
  for (const property in propertyDependencies) {
    const urns = propertyDependencies[property];
    if (!Array.isArray(urns)) return refuse('expected lists of URNs in its "propertyDependencies"');
    if (urns.length === 0) continue; // most are made of nothing
    if (!urns.every((urn) => typeof urn === "string"))
      return refuse('expected lists of URNs in its "propertyDependencies"');
    made ??= {};
    made[property] = urns;
  }
  return made ?? ofNothing;
}
const ofNothing = {};

/** A resource that the program reads and does not manage: what was read is all there is. */
export function read(urn: string, type: string, state: Properties, refuse: Refuse): RawResource {
  const outputs = properties(state, "outputs", refuse);
  const known = Object.keys(outputs).length > 0;
  return resource(urn, type, "read", known ? outputs : none, state, refuse, known ? undefined : { opaque: unread });
}

/** `more` is what its state alone does not tell. */
export function resource(
  urn: string,
  type: string,
  operation: Operation,
  inputs: Properties,
  state: Properties,
  refuse: Refuse,
  more?: Pick<RawResource, "outputs" | "opaque" | "before" | "retained" | "formerly">,
): RawResource {
  const position = positionOf(state);
  const made = madeOf(state, refuse);
  return { urn, type, operation, inputs, ...more, ...(made && { madeOf: made }), ...(position && { position }) };
}

/**
 * Where the program states the resource: what the engine recorded, or the nearest caller of it that is not a package.
 * (What a program reads by `.get()` is recorded within the provider's package.)
 */
function positionOf({ sourcePosition, stackTrace }: Properties): SourcePosition | undefined {
  const own = positionAt(sourcePosition);
  if (own || !Array.isArray(stackTrace)) return own;
  for (const frame of stackTrace) {
    const caller = isObject(frame) ? positionAt(frame.sourcePosition) : undefined;
    if (caller) return caller;
  }
  return undefined;
}

/** `project:///index.ts#5,11`, the column may be missing → a place in a file of the project's own, or undefined. */
function positionAt(value: unknown): SourcePosition | undefined {
  if (typeof value !== "string") return undefined;
  const [, path = "", line, column] = /^project:\/\/\/([^?#]+)#(\d{1,9})(?:,(\d{1,9}))?$/.exec(value) ?? [];
  if (!Number(line)) return undefined;
  const file = unescaped(path);
  if (!/^[^/\\\p{Cc}][^\\\p{Cc}]*$/u.test(file) || /(^|\/)(\.\.|node_modules)(\/|$)/.test(file)) return undefined;
  return { file, line: Number(line), column: Math.max(1, Number(column ?? 1)) };
}

function unescaped(path: string): string {
  if (!path.includes("%")) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return "";
  }
}
