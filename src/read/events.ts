/** The engine's events, one JSON object after another: `--event-log`, or a preview that streams (apitype.EngineEvent). */
import { type Format, isDeclaring } from "./format";
import type { Refuse } from "./refused";
import { isObject, type Properties, read, urnOf } from "./state";
import { failure, Steps } from "./steps";

export const isEvent = (value: Properties): boolean =>
  typeof value.sequence === "number" && typeof value.timestamp === "number";

/** The object under that name, if there is one. */
const within = (holder: Properties | undefined, name: string): Properties | undefined => {
  const value = holder?.[name];
  return isObject(value) ? value : undefined;
};

export function eventsFormat(refuse: Refuse): Format {
  const steps = new Steps(refuse);
  let begun = false;
  let config: Properties | undefined;
  let stepped = false;
  let policyFailed = false;
  let why: string | undefined;
  let summary: Properties | undefined;

  /** What was read comes after the step, so until then, and without it, what is known is what the step said. */
  function ends(metadata: Properties): void {
    const urn = urnOf(metadata, refuse);
    const waiting = steps.waiting.get(urn);
    const state = within(metadata, "new");
    if (waiting?.operation === "read" && state) steps.waiting.set(urn, read(urn, waiting.type, state, refuse));
  }

  return {
    kind: "events",
    config: () => config,
    take(event) {
      if (!isObject(event) || !isEvent(event)) return refuse("expected an engine event");
      if (event.preludeEvent !== undefined) {
        if (begun) refuse("a second deployment begins here: expected the events of one");
        begun = true;
        config = within(within(event, "preludeEvent"), "config") ?? {};
        if (stepped && isDeclaring(config)) refuse("expected the config before the first step");
      }
      const message = within(event, "diagnosticEvent");
      if (message?.severity === "error" && message.ephemeral !== true) why ??= failure(message.message);
      if (event.errorEvent !== undefined) why ??= failure(within(event, "errorEvent")?.error);
      if (within(event, "policyEvent")?.enforcementLevel === "mandatory") policyFailed = true;
      summary = within(event, "summaryEvent") ?? summary;
      if (event.resOutputsEvent !== undefined) ends(metadataOf(event, "resOutputsEvent", refuse));
      if (event.resourcePreEvent === undefined) return undefined;
      stepped = true;
      const metadata = metadataOf(event, "resourcePreEvent", refuse);
      const states = { old: within(metadata, "old"), new: within(metadata, "new") };
      // Events leave out what is false.
      const raw = steps.take(metadata, { ...states, isCustom: (state) => !state || state.custom === true });
      if (raw?.operation !== "read") return raw;
      steps.waiting.set(raw.urn, raw);
      return undefined;
    },
    close() {
      const what = summary && summary.isPreview !== true ? "update" : "preview";
      if (why !== undefined) return refuse(`the ${what} failed, so not all of it is here: ${why}`);
      if (!summary) return refuse('cut off: expected a "summaryEvent" before the end');
      // Policies may have failed a preview: it is complete all the same. An update stopped at once.
      if (summary.result === "failed" && !(policyFailed && what === "preview"))
        return refuse(`the ${what} failed, so not all of it is here`);
      return { late: steps.waiting.values(), unseen: steps.unseen(summary.resourceChanges) };
    },
  };
}

const metadataOf = (event: Properties, name: string, refuse: Refuse): Properties =>
  within(within(event, name), "metadata") ?? refuse('expected a step in "metadata"');
