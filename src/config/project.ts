/**
 * A Pulumi project's own files, for the little of them that bears on `hadr.yaml`: names and locations. No other value is
 * looked at, since some are secrets, and no message quotes the text. Names follow the Pulumi CLI 3.250.0
 * (`sdk/go/common/workspace/paths.go` and `tokens/names.go`).
 */
import { ConfigError } from "./error";
import { parsed } from "./yaml";

/** What a `Pulumi.yaml` says. */
export interface ProjectFile {
  readonly name: string;
  /** Where its stacks' files are, relative to it, if not beside it. */
  readonly stackFolder?: string;
  /** As written, e.g. `West Europe`. */
  readonly locations: readonly string[];
}

/**
 * The folder of a program in Pulumi YAML, relative to its `Pulumi.yaml`; undefined where the program is in another language
 * or made by a compiler. Throws ConfigError.
 */
export function yamlFolder(text: string, file: string): string | undefined {
  const { runtime, main } = objectIn(parsed(text, file).value);
  const { name, options } = typeof runtime === "string" ? { name: runtime } : objectIn(runtime);
  if (name !== "yaml" || objectIn(options).compiler !== undefined) return undefined;
  return typeof main === "string" ? main : "";
}

/** Reads a `Pulumi.yaml`. Throws ConfigError. */
export function projectFile(text: string, file: string): ProjectFile {
  const whole = objectIn(parsed(text, file).value);
  const { name } = whole;
  if (name === undefined) throw new ConfigError(`${file}: has no name, so it is no Pulumi project`);
  if (typeof name !== "string" || !isName(name))
    throw new ConfigError(`${file}: name: expected up to 100 letters, digits, hyphens, underscores and periods`);
  const folder = folderIn(whole);
  return { name, locations: locations(whole), ...(folder !== undefined && { stackFolder: folder }) };
}

/** The locations that a stack's file sets for the Azure providers, as written. Throws ConfigError. */
export const locationsIn = (text: string, file: string): readonly string[] =>
  locations(objectIn(parsed(text, file).value));

/** The stack of a file beside a `Pulumi.yaml`: `Pulumi.dev.yaml` → `dev`. What Pulumi takes for no stack has none. */
export function stackOf(file: string, extension: string): string | undefined {
  if (!file.startsWith("Pulumi.") || !file.endsWith(extension)) return undefined;
  const name = file.slice("Pulumi.".length, -extension.length);
  // `Pulumi.dev.deploy.yaml` holds the settings of Pulumi Deployments.
  return isName(name) && !name.endsWith(".deploy") ? name : undefined;
}

/** Where a `Pulumi.yaml` says that the files of the stacks are; `config` of old was the name of that folder. */
export const folderIn = ({ stackConfigDir, config }: Values): string | undefined =>
  [stackConfigDir, config].find((one) => typeof one === "string");

/** The same for projects and stacks; none of these characters is a wildcard or leads out of a folder. */
export const isName = (name: string): boolean => /^[\w.-]{1,100}$/.test(name);

export type Values = Readonly<Record<string, unknown>>;
export const isObject = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const objectIn = (value: unknown): Values => (isObject(value) ? value : {});

/** Plain, or below `value` or `default`; not where it is a secret. */
function locations(whole: Values): readonly string[] {
  const config = objectIn(whole.config);
  return ["azure-native:location", "azure:location"].flatMap((key) => {
    const value = config[key];
    const plain = isObject(value) && value.secret !== true ? (value.value ?? value.default) : value;
    return typeof plain === "string" ? [plain] : [];
  });
}
