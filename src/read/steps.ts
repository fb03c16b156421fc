/** What previews and engine events have in common: steps, and how a deployment fails. */
import { stripVTControlCharacters } from "node:util";
import type { Operation, RawResource } from "../model";
import type { Refuse } from "./refused";
import { isObject, isReal, left, type Properties, properties, read, resource, tokenOf, urnOf } from "./state";

/** What a step does, by the engine's name for it; undefined if that is nothing to judge. Source: Pulumi 3.250, step.go. */
const operations: ReadonlyMap<string, Operation | undefined> = new Map([
  ["create", "create"],
  ["update", "update"],
  ["same", "same"],
  ["import", "import"],
  ["replace", "replace"],
  ["create-replacement", "replace"],
  ["import-replacement", "replace"],
  ["read", "read"],
  ["read-replacement", "read"],
  // A refresh says what is there; a step of its own says what becomes of it.
  ["refresh", undefined],
  ["delete", "delete"],
  // A part of its replacement, or what an earlier one left to be done.
  ["delete-replaced", undefined],
  ["discard", undefined],
  ["discard-replaced", undefined],
  ["remove-pending-replace", undefined],
]);

const unwritten = "the preview does not say what it would be";

/** A deployment's steps, one after another. */
export class Steps {
  /**
   * Resources that more than one step speaks of: a replacement has up to three, and what is imported may then be
   * updated or replaced. The last one says what will be there, so these wait for the end. By URN.
   */
  readonly waiting = new Map<string, RawResource>();
  private same = 0;

  constructor(private readonly refuse: Refuse) {}

  /** One step, from a state to a state, as far as they are written down. What is to be judged, unless it has to wait. */
  take(step: Properties, states: States): RawResource | undefined {
    const urn = urnOf(step, this.refuse);
    const { op } = step;
    if (typeof op !== "string") return this.refuse('expected a step, but there is no "op"');
    if (op === "same" && isCounted(urn)) this.same++;
    // An operation of a later engine changes something, as far as anybody can tell.
    const operation = operations.has(op) ? operations.get(op) : "update";
    const told = operation === "delete" ? states.old : states.new;
    const type = tokenOf(told ?? {}, urn, this.refuse);
    if (!operation || !isReal(type, states.isCustom(told))) return undefined;
    if (operation === "delete") return this.waiting.has(urn) ? undefined : this.deleted(urn, type, told);
    const raw = this.resource(urn, type, operation, states);
    this.waiting.delete(urn);
    if (operation !== "import" && operation !== "replace" && !op.endsWith("-replacement")) return raw;
    this.waiting.set(urn, raw);
    return undefined;
  }

  /** How many unchanged ones the summary counts that were not shown. `changes` maps steps to how many there are. */
  unseen(changes: unknown): number {
    if (changes === undefined) return 0; // the engine leaves out what is empty
    const same = isObject(changes) ? (changes.same ?? 0) : undefined;
    if (typeof same !== "number") return this.refuse("expected numbers of changes in its summary");
    return Math.max(0, same - this.same);
  }

  private resource(urn: string, type: string, operation: Operation, { old, new: state }: States): RawResource {
    const formerly = old?.external !== true && typeof old?.urn === "string" && old.urn !== urn ? old.urn : undefined;
    const more = { ...this.leftBy(operation, old), ...(formerly !== undefined && { formerly }) };
    // The engine leaves out a state that it cannot write.
    if (!state) return resource(urn, type, operation, {}, {}, this.refuse, { opaque: unwritten, ...more });
    if (operation === "read" || state.external === true) return read(urn, type, state, this.refuse);
    return resource(urn, type, operation, properties(state, "inputs", this.refuse), state, this.refuse, more);
  }

  /** What the state before tells of what is there now, or was there. */
  private leftBy(operation: Operation, old: Properties | undefined): Parameters<typeof resource>[6] {
    if (!old || old.external === true) return undefined;
    // Nothing is done to it, so what Azure answered still holds.
    if (operation === "same") return { outputs: properties(old, "outputs", this.refuse) };
    return operation === "update" || operation === "replace" ? left(old, this.refuse) : undefined;
  }

  /** What is deleted, at no place of the program any more; undefined if it was only read. */
  private deleted(urn: string, type: string, old: Properties | undefined): RawResource | undefined {
    if (!old) return resource(urn, type, "delete", {}, {}, this.refuse, { opaque: unwritten });
    if (old.external === true) return undefined;
    const was = left(old, this.refuse);
    return { urn, type, operation: "delete", ...was.before, ...was };
  }
}

/** The states of a step: as they are written, and whether one is of a resource that a provider makes. */
export interface States {
  readonly old: Properties | undefined;
  readonly new: Properties | undefined;
  readonly isCustom: (state: Properties | undefined) => boolean;
}

/** Whether the engine counts an unchanged resource of that URN: all but the providers it makes up itself. */
const isCounted = (urn: string): boolean => !/::pulumi:providers:[^:]+::default[^:]*$/.test(urn);

/** The error that only says that there were others, or that a policy did not hold. */
const summary = "preview failed";

/** The first line of an error, or undefined if it says no more than that the preview failed. */
export function failure(message: unknown): string | undefined {
  // Without the terminal's colours, and Pulumi's own.
  const text = stripVTControlCharacters(String(message ?? ""))
    .replace(/<\{%.*?%\}>/g, "")
    .trim()
    .replace(/^error:\s*/, "");
  if (text === summary) return undefined;
  const line = text.split(/[\r\n]/, 1)[0] || "an error without a message";
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
