/** What several tests need: a resource from an example, and a ruling to judge it by. */
import type { Ruling } from "../dist/src/judge.js";
import { recognise } from "../dist/src/kinds/recognise.js";
import type { Objectives, RawResource, Resource } from "../dist/src/model.js";
import { rulingOn } from "../dist/src/staged.js";

export { nativeType, staged, unknownMarker, withMarkers } from "../dist/src/staged.js";

export function raw(type: string, inputs: Record<string, unknown>, more: Partial<RawResource> = {}): RawResource {
  return { urn: `urn:pulumi:dev::shop::${type}::orders`, type, operation: "create", inputs, ...more };
}

export function resource(type: string, inputs: Record<string, unknown>, more: Partial<RawResource> = {}): Resource {
  const found = recognise(raw(type, inputs, more));
  if (found.is !== "resource") throw new Error(`${type} is ${found.is}`);
  return found.resources[0] as Resource;
}

/** Of a day, in production where nothing else is declared. */
export const ruling = (objectives: Partial<Objectives> = {}): Ruling => rulingOn("2026-11-22", objectives);
