/** `pulumi preview --json`: what would be there. */
import { type Format, isDeclaring } from "./format";
import type { Refuse } from "./refused";
import { isObject, type Properties } from "./state";
import { failure, Steps } from "./steps";

export function previewFormat(refuse: Refuse): Format {
  const steps = new Steps(refuse);
  // The engine leaves out what is empty.
  let config: Properties = {};
  const configIn = ({ config: own = {} }: Properties): Properties =>
    isObject(own) ? own : refuse('expected names and values in "config"');
  const stateIn = (step: Properties, name: "oldState" | "newState"): Properties | undefined => {
    const state = step[name] ?? undefined;
    return state === undefined || isObject(state) ? state : refuse(`its "${name}" is not an object`);
  };
  return {
    kind: "preview",
    open(before) {
      config = configIn(before);
    },
    config: () => config,
    take(step) {
      if (!isObject(step)) return refuse("expected a step, but this is not an object");
      const [old, newState] = [stateIn(step, "oldState"), stateIn(step, "newState")];
      return steps.take(step, {
        old,
        new: lastRead(step, old, newState),
        isCustom: (state) => state?.custom !== false,
      });
    },
    close(rest) {
      const { diagnostics = [], changeSummary } = rest;
      const whole = configIn(rest);
      if (isDeclaring(whole) && !isDeclaring(config)) refuse('expected the "config" before the "steps"');
      if (!Array.isArray(diagnostics)) return refuse('expected a list of messages in "diagnostics"');
      let refused = false;
      for (const diagnostic of diagnostics) {
        if (!isObject(diagnostic)) return refuse('expected messages in "diagnostics"');
        if (diagnostic.severity !== "error") continue;
        refused = true;
        const why = failure(diagnostic.message);
        if (why !== undefined) return refuse(`the preview failed, so not all of it is here: ${why}`);
      }
      // A list was taken out element by element: an empty one is left.
      if (!Array.isArray(rest.steps ?? [])) return refuse('expected a list of steps in "steps"');
      return { late: steps.waiting.values(), unseen: steps.unseen(changeSummary), refused };
    },
  };
}

/** A preview does not write what it reads again; what the state holds of the same thing is the last that was read of it. */
function lastRead({ op }: Properties, old: Properties | undefined, read: Properties | undefined): typeof read {
  if (op !== "read" || !read || read.outputs || !old || old.id !== read.id) return read;
  return { ...read, outputs: old.outputs };
}

/** What a preview may have at its top. Source: display.PreviewDigest, Pulumi 3.250. */
const names = ["config", "steps", "diagnostics", "duration", "changeSummary", "maybeCorrupt"];

/** Whether an object without a list of steps is a preview that has none. */
export const isPreview = (keys: readonly string[]): boolean =>
  keys.every((key) => names.includes(key)) && ["steps", "diagnostics", "duration"].some((key) => keys.includes(key));
