/** The shape of a kind's properties, and the values in a program that nobody knows. */

/** What a canonical property may hold. */
export type Shape =
  | "boolean"
  /** True or false, decided when it is created: Azure keeps that, whatever the program says later. */
  | "lasting"
  /** The same; where both speak, what the program says and what Azure answered stand in the field of that name. */
  | { readonly lasting: string }
  | "number"
  | "text"
  | { readonly list: Shape }
  | { readonly fields: Readonly<Record<string, Shape>> };

/** What the engine writes for a value that the update will produce, by type. Source: @pulumi/policy 1.21, proxy.js. */
const unknownMarkers: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);
const markerLength = 36;
/** Previews and analyses print this in place of a secret, whatever its type. */
export const secretMarker = "[secret]";
/** The property that marks a secret, output or asset in a state file. Source: @pulumi/pulumi 3.248, runtime/rpc.js. */
export const signature = "4dabf18193072939515e22adb298388d";

/** Put in the place of a value that the program does not tell; `why` completes "the value is …". */
export class Hidden {
  constructor(readonly why: string) {}
}

/** Why nobody knows the value, or undefined if it is plain. */
export function hiddenBecause(value: unknown): string | undefined {
  if (typeof value === "string") {
    // Most texts are none of the markers, which are all equally long.
    if (value.length === markerLength && unknownMarkers.has(value)) return "not known until the update";
    return value === secretMarker ? "a secret" : undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  if (value instanceof Hidden) return value.why;
  return signature in value ? "a secret" : undefined;
}

/** Names and values; nothing that is hidden. */
export const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && hiddenBecause(value) === undefined;
