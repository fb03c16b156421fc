/** Programs in Pulumi YAML: where they declare their resources. Pulumi itself records no places of theirs. */
import type { SourcePosition } from "../model";
import { isObject } from "./project";
import { parsed } from "./yaml";

/** The files that may hold such a program, the first that is there does (pulumi-language-yaml, `LoadDir`). */
export const programNames: readonly string[] = ["Main.json", "Main.yaml", "Pulumi.yaml"];

/**
 * Finds where a resource is declared, by its URN: the name under `resources`, or the `name` beside its type. What is made
 * within a component is declared nowhere here. `file`: relative to the project. Throws ConfigError.
 */
export function declaredIn(text: string, file: string): (urn: string) => SourcePosition | undefined {
  const program = parsed(text, file);
  const { resources } = isObject(program.value) ? program.value : {};
  const places = new Map<string, SourcePosition | undefined>();
  for (const [key, said] of Object.entries(isObject(resources) ? resources : {})) {
    if (!isObject(said) || typeof said.type !== "string") continue;
    const place = program.keyPlace(["resources", key]);
    const name = typeof said.name === "string" ? said.name : key;
    const isChild = isObject(said.options) && said.options.parent !== undefined;
    const own = ownKey(said.type, isChild, name);
    places.set(own, place && !places.has(own) ? { file, ...place } : undefined); // of two alike nobody knows which
  }
  return (urn) => {
    const [, , qualified = "", ...name] = urn.split("::");
    const types = qualified.split("$");
    return places.get(ownKey(types.at(-1) ?? "", types.length > 1, name.join("::")));
  };
}

/** YAML may leave out of a type what its schema adds: `azure:cosmosdb:Account` is `azure:cosmosdb/account:Account`. */
function ownKey(type: string, isChild: boolean, name: string): string {
  const [provider, module = "", ...rest] = type.split(":");
  const own = rest.length > 0 ? rest.join(":") : module;
  return `${provider}:${rest.length > 0 ? module.split("/")[0] : ""}:${own} ${isChild} ${name}`;
}
