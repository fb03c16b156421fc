/** `pulumi preview --json`: what would be there. */
import type { Format } from "./format";
import type { Refuse } from "./refused";
import { isObject, isReal, properties, read, resource, tokenOf, urnOf } from "./state";
import { failure, isCounted, isReplacing, operationOf, unseen } from "./steps";

const unwritten = "the preview does not say what it would be";

export function previewFormat(refuse: Refuse): Format {
  const replaced = new Set<string>();
  let same = 0;
  return {
    kind: "preview",
    take(step) {
      if (!isObject(step)) return refuse("expected a step, but this is not an object");
      const urn = urnOf(step, refuse);
      const { op } = step;
      if (typeof op !== "string") return refuse('expected a step, but there is no "op"');
      if (op === "same" && isCounted(urn)) same++;
      const operation = operationOf(op);
      if (!operation) return undefined;
      if (isReplacing(op)) {
        if (replaced.has(urn)) return undefined;
        replaced.add(urn);
      }
      // The engine leaves out a state that it cannot write.
      const state = step.newState ?? {};
      if (!isObject(state)) return refuse('its "newState" is not an object');
      const type = tokenOf(state, urn, refuse);
      if (!isReal(type, state.custom !== false)) return undefined;
      if (!("newState" in step)) return resource(urn, type, operation, {}, state, { opaque: unwritten });
      if (operation === "read" || state.external === true) return read(urn, type, state, refuse);
      return resource(urn, type, operation, properties(state, "inputs", refuse), state);
    },
    close(rest) {
      const { steps = [], diagnostics = [], changeSummary } = rest;
      if (!Array.isArray(diagnostics)) return refuse('expected a list of messages in "diagnostics"');
      for (const diagnostic of diagnostics) {
        if (!isObject(diagnostic)) return refuse('expected messages in "diagnostics"');
        const why = diagnostic.severity === "error" ? failure(diagnostic.message) : undefined;
        if (why !== undefined) return refuse(`the preview failed, so not all of it is here: ${why}`);
      }
      // A list was taken out element by element: an empty one is left.
      if (!Array.isArray(steps)) return refuse('expected a list of steps in "steps"');
      return { late: [], unseen: unseen(changeSummary, same) };
    },
  };
}

/** What a preview may have at its top. Source: display.PreviewDigest, Pulumi 3.250. */
const names = ["config", "steps", "diagnostics", "duration", "changeSummary", "maybeCorrupt"];

/** Whether an object without a list of steps is a preview that has none. */
export const isPreview = (keys: readonly string[]): boolean =>
  keys.every((key) => names.includes(key)) && ["steps", "diagnostics", "duration"].some((key) => keys.includes(key));
