/** The engine's events, one JSON object after another: `--event-log`, or a preview that streams (apitype.EngineEvent). */
import type { RawResource } from "../model";
import type { Format } from "./format";
import type { Refuse } from "./refused";
import { isObject, isReal, type Properties, properties, read, resource, tokenOf, urnOf } from "./state";
import { failure, isCounted, isReplacing, operationOf, unseen } from "./steps";

export const isEvent = (value: Properties): boolean =>
  typeof value.sequence === "number" && typeof value.timestamp === "number";

/** The object under that name, if there is one. */
const within = (holder: Properties, name: string): Properties | undefined => {
  const value = holder[name];
  return isObject(value) ? value : undefined;
};

export function eventsFormat(refuse: Refuse): Format {
  const replaced = new Set<string>();
  /** Resources that the program reads: what was read comes in a later event. */
  const reading = new Map<string, RawResource>();
  let same = 0;
  let begun = false;
  let policyFailed = false;
  let why: string | undefined;
  let summary: Properties | undefined;

  function begins(metadata: Properties): RawResource | undefined {
    const urn = urnOf(metadata, refuse);
    const { op } = metadata;
    if (typeof op !== "string") return refuse('expected a step, but there is no "op"');
    if (op === "same" && isCounted(urn)) same++;
    const operation = operationOf(op);
    if (!operation) return undefined;
    if (isReplacing(op)) {
      if (replaced.has(urn)) return undefined;
      replaced.add(urn);
    }
    const state = within(metadata, "new");
    if (!state) return refuse('expected the resource\'s state in "new"');
    const type = tokenOf(state, urn, refuse);
    // Events leave out what is false.
    if (!isReal(type, state.custom === true)) return undefined;
    if (operation !== "read" && state.external !== true)
      return resource(urn, type, operation, properties(state, "inputs", refuse), state);
    reading.set(urn, read(urn, type, state, refuse));
    return undefined;
  }

  function ends(metadata: Properties): RawResource | undefined {
    const urn = urnOf(metadata, refuse);
    const known = reading.get(urn);
    const state = within(metadata, "new");
    if (!known || !state) return undefined;
    reading.delete(urn);
    return read(urn, known.type, state, refuse);
  }

  return {
    kind: "events",
    take(event) {
      if (!isObject(event) || !isEvent(event)) return refuse("expected an engine event");
      if (event.preludeEvent !== undefined) {
        if (begun) refuse("a second deployment begins here: expected the events of one");
        begun = true;
      }
      const message = within(event, "diagnosticEvent");
      if (message?.severity === "error" && message.ephemeral !== true) why ??= failure(message.message);
      if (event.errorEvent !== undefined) why ??= failure(within(event, "errorEvent")?.error);
      if (within(event, "policyEvent")?.enforcementLevel === "mandatory") policyFailed = true;
      summary = within(event, "summaryEvent") ?? summary;
      const before = within(event, "resourcePreEvent");
      if (before) return begins(within(before, "metadata") ?? refuse('expected a step in "metadata"'));
      const after = within(event, "resOutputsEvent");
      if (after) return ends(within(after, "metadata") ?? refuse('expected a step in "metadata"'));
      return undefined;
    },
    close() {
      const what = summary?.isPreview === false ? "update" : "preview";
      if (why !== undefined) return refuse(`the ${what} failed, so not all of it is here: ${why}`);
      if (!summary) return refuse('cut off: expected a "summaryEvent" before the end');
      // Policies may have failed a preview: it is complete all the same. An update stopped at once.
      if (summary.result === "failed" && !(policyFailed && what === "preview"))
        return refuse(`the ${what} failed, so not all of it is here`);
      return { late: [...reading.values()], unseen: unseen(summary.resourceChanges, same) };
    },
  };
}
