/** What previews and engine events have in common: steps, and how a deployment fails. */
import { stripVTControlCharacters } from "node:util";
import type { Operation } from "../model";

/** What a step does, by the engine's name for it; undefined if nothing is left to judge. Source: Pulumi 3.250, step.go. */
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
  ["delete", undefined],
  ["delete-replaced", undefined],
  ["discard", undefined],
  ["discard-replaced", undefined],
  ["remove-pending-replace", undefined],
]);

/** An operation of a later engine changes something, as far as anybody can tell. */
export const operationOf = (op: string): Operation | undefined => (operations.has(op) ? operations.get(op) : "update");

/** Whether the step is one of several for the same replacement. */
export const isReplacing = (op: string): boolean => op === "replace" || op.endsWith("-replacement");

/** Whether the engine counts an unchanged resource of that URN: all but the providers it makes up itself. */
export const isCounted = (urn: string): boolean => !/::pulumi:providers:[^:]+::default[^:]*$/.test(urn);

/** How many unchanged ones the summary counts that were not shown. `changes` maps steps to how many there are. */
export function unseen(changes: unknown, shown: number): number {
  const same = typeof changes === "object" && changes !== null && "same" in changes ? changes.same : 0;
  return typeof same === "number" ? Math.max(0, same - shown) : 0;
}

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
