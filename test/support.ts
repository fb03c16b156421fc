/** What several tests need: a resource from an example, and a ruling to judge it by. */
import { expand } from "../dist/src/azure/boundary.js";
import { type Ruling, rulingBy } from "../dist/src/judge.js";
import { recognise } from "../dist/src/kinds/recognise.js";
import { type Contents, stackResource } from "../dist/src/kinds/stack.js";
import type { Kind, Objectives, Operation, RawResource, Resource } from "../dist/src/model.js";
import type { Example } from "../dist/src/rules.js";

export const unknownMarker = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** `"(unknown)"` and `"(secret)"` of the examples → the engine's own markers. */
export function withMarkers(value: unknown): unknown {
  if (value === "(unknown)") return unknownMarker;
  if (value === "(secret)") return "[secret]";
  if (Array.isArray(value)) return value.map(withMarkers);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withMarkers(inner)]));
}

export const nativeType: Record<Exclude<Kind, "stack">, string> = {
  "cosmos-account": "azure-native:cosmosdb:DatabaseAccount",
  "digital-twins": "azure-native:digitaltwins:DigitalTwin",
};

export function raw(type: string, inputs: Record<string, unknown>, more: Partial<RawResource> = {}): RawResource {
  return { urn: `urn:pulumi:dev::shop::${type}::orders`, type, operation: "create", inputs, ...more };
}

export function resource(type: string, inputs: Record<string, unknown>, more: Partial<RawResource> = {}): Resource {
  const found = recognise(raw(type, inputs, more));
  if (found.is !== "resource") throw new Error(`${type} is ${found.is}`);
  return found.resources[0] as Resource;
}

/** A resource of a kind with these properties, in azure-native names. */
const ofKind = (kind: Kind, inputs: Record<string, unknown>, operation: Operation): Resource =>
  kind === "stack"
    ? stackResource("shop", "dev", inputs as unknown as Contents)
    : resource(nativeType[kind], inputs, { operation });

export const ruling = (objectives: Partial<Objectives> = {}): Ruling =>
  rulingBy(
    { environment: "production", levels: {}, failOnUnknown: false, ...objectives },
    { today: "2026-11-22", groupLocation: () => undefined, seesOperation: true },
  );

/** The resource and the ruling of an example. */
export function staged(kind: Kind, example: Example, rule = ""): { resource: Resource; ruling: Ruling } {
  return {
    resource: ofKind(
      kind,
      withMarkers(example.properties) as Record<string, unknown>,
      (example.operation ?? "create") as Operation,
    ),
    ruling: ruling({
      ...example.objectives,
      ...(example.residency && { boundary: expand(example.residency) }),
      ...(example.parameters && { parameters: { [rule]: example.parameters } }),
    }),
  };
}
