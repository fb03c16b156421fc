/** A stack's own config: `azure-hadr:environment` and the like, as Pulumi hands it over or as its files have it. */
import { secretMarker, signature } from "../kinds/shape";
import { didYouMean } from "../nearest";
import { ConfigError } from "./error";
import type { Path } from "./matching";
import type { Mistake } from "./mistakes";
import type { Document } from "./objectives";
import type { Declaration } from "./schema";

const namespace = "azure-hadr:";

/** What a text stands for: Pulumi keeps every value as text, an object as JSON. */
type Shape = "text" | "number" | "yes or no" | "list" | { readonly [key: string]: Shape };

const shapes: { readonly [key: string]: Shape } = {
  environment: "text",
  criticality: "text",
  team: "text",
  residency: {
    geographies: "list",
    countries: "list",
    regions: "list",
    geographyGroups: "list",
    euDataBoundary: "yes or no",
  },
  singleRegionByLaw: "yes or no",
  rpoMinutes: "number",
  rtoMinutes: "number",
  slaTarget: { read: "number", write: "number" },
  activeActive: "yes or no",
  alertsManagedElsewhere: "yes or no",
  outageFreeze: { regions: "list", reason: "text", until: "text" },
  levels: {},
  failOnUnknown: "yes or no",
};

/** The keys that a stack may set of itself. */
export const ownKeys: readonly string[] = Object.keys(shapes);

/** The value that a text stands for; the text itself where it stands for none, so that the schema refuses it. */
function typed(value: unknown, shape: Shape): unknown {
  if (typeof value !== "string") {
    if (typeof shape !== "object" || typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, typed(inner, shape[key] ?? "text")]));
  }
  if (shape === "number") return /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  if (shape === "yes or no") return value === "true" ? true : value === "false" ? false : value;
  if (shape === "text") return value;
  try {
    const inner: unknown = JSON.parse(value);
    return typeof inner === "object" ? typed(inner, shape) : value;
  } catch {
    return value;
  }
}

/** Whether the value, or a part of it, is a secret: encrypted in a file, or the marker that Pulumi prints in its place. */
function isSecret(value: unknown): boolean {
  if (typeof value === "string") return value.includes(secretMarker);
  if (typeof value !== "object" || value === null) return false;
  return "secure" in value || signature in value || Object.values(value).some(isSecret);
}

/** `azure-hadr: { environment: … }`: Pulumi puts a key without a namespace into the project's. */
const isNested = (name: string, value: unknown): boolean =>
  /^(?:.*:)?azure-hadr$/.test(name) &&
  (typeof value === "object" ? value !== null : typeof value === "string" && value.trimStart().startsWith("{"));

const nothing: Document<Declaration> = { says: {}, at: () => "" };

/** That a stack's config is not in sight or, where some of it was, the rest of it. */
export const unseenConfig = (project: string, stack: string, why: string, some = false): string =>
  some
    ? `Only a part of the config of ${project}/${stack} was seen (${why}), so azure-hadr:* elsewhere was not followed.`
    : `The config of ${project}/${stack} was not seen (${why}), so azure-hadr:* in it was not followed.`;

/**
 * What a stack declares of itself. `config`: all of its config, by full name. `at`: where a name's value stands, for
 * errors and for who asks which line said so. Throws ConfigError where a name or value is wrong or a secret.
 */
export function ownDeclaration(
  config: Readonly<Record<string, unknown>>,
  at: (name: string) => string,
): Document<Declaration> {
  const says: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(config)) {
    if (isNested(name, value))
      throw new ConfigError(
        `${at(name)}: ${name}: to Pulumi this is one key of the project's own; expected azure-hadr:environment and the like`,
      );
    if (!name.startsWith(namespace)) continue;
    const key = name.slice(namespace.length);
    const shape = Object.hasOwn(shapes, key) ? shapes[key] : undefined;
    if (shape === undefined)
      throw new ConfigError(
        `${at(name)}: ${name}: no such objective${didYouMean(key, ownKeys)}; expected one of ${ownKeys.join(", ")}`,
      );
    if (isSecret(value))
      throw new ConfigError(
        `${at(name)}: ${name} is a secret, and an objective has to be readable: set it with pulumi config set --plaintext`,
      );
    says[key] = typed(value, shape);
  }
  if (Object.keys(says).length === 0) return nothing;
  const { mistakeIn } = require("./mistakes") as typeof import("./mistakes"); // the schema: only where needed
  const mistake = mistakeIn(says) ?? lowered(says);
  if (mistake) {
    const name = `${namespace}${mistake.path[0]}`;
    throw new ConfigError(`${at(name)}: ${namespace}${mistake.says}`, `${at(name)}: ${name} does not fit`);
  }
  return { says: says as Declaration, at: (path: Path) => at(`${namespace}${path[0]}`) };
}

/** A stack may raise a rule, never lower it. */
function lowered({ levels = {} }: Declaration): Mistake | undefined {
  for (const [rule, level] of Object.entries(levels))
    if (level !== "mandatory")
      return {
        path: ["levels", rule],
        part: "value",
        says: `levels.${rule}: a stack may only raise a rule to mandatory, not set it to ${level}`,
      };
  return undefined;
}
