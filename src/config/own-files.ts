/** What a stack declares of itself in the files of its project: `Pulumi.yaml` and `Pulumi.<stack>.yaml`. */
import { ConfigError } from "./error";
import { ownDeclaration, unseenConfig } from "./own";
import type { Facts } from "./policies";
import { folderIn, isName, isObject, type Values } from "./project";
import { parsed, type YamlFile } from "./yaml";

/** A file that was read. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** The project's files. */
export interface ProjectFiles {
  readonly project: TextFile;
  readonly stack: (name: string, folder: string | undefined) => TextFile | undefined;
}

/** What the files declare of the stack, and what of it was not to be seen. Throws ConfigError. */
export function read(project: string, stack: string, files: ProjectFiles): Pick<Facts, "own" | "unseen"> {
  const nobody = (why: string, some?: boolean) => ({ unseen: [unseenConfig(project, stack, why, some)] });
  const whole = parsedOnce(files.project);
  const top = isObject(whole.value) ? whole.value : {};
  if (top.name !== project) return nobody(`${files.project.name} is of another project`);

  const found = isName(stack) ? files.stack(stack, folderIn(top)) : undefined;
  const own = found && parsed(found.text, found.name);
  // What a stack sets replaces what its project sets for all.
  const values = new Map<string, { readonly key: string; readonly value: unknown; readonly file: YamlFile }>();
  for (const file of [whole, ...(own ? [own] : [])])
    for (const [key, value] of Object.entries(configIn(file, file === whole)))
      values.set(fullName(key), { key, value: file === whole ? plain(value) : value, file });
  const says = ownDeclaration(
    Object.fromEntries([...values].map(([name, { value }]) => [name, value])),
    (name) => values.get(name)?.file.keyAt(["config", values.get(name)?.key ?? ""]) ?? "",
  );
  if (!own) return { own: says, ...nobody(`there is no Pulumi.${stack}.yaml`, Object.keys(says.says).length > 0) };
  const opened = isObject(own.value) && own.value.environment !== undefined;
  return opened
    ? { own: says, ...nobody(`what ${found?.name} takes from Pulumi ESC is not in it`, true) }
    : { own: says };
}

/** All stacks of an estate are asked for beside the same project. */
function parsedOnce({ text, name }: TextFile): YamlFile {
  if (last?.text !== text || last.name !== name) last = { text, name, file: parsed(text, name) };
  return last.file;
}
let last: (TextFile & { readonly file: YamlFile }) | undefined;

/** Throws ConfigError where Pulumi would not read the config either. `ofProject`: there a text names the stacks' folder. */
function configIn({ value, valueAt }: YamlFile, ofProject: boolean): Values {
  const config = isObject(value) ? value.config : undefined;
  if (isObject(config)) return config;
  if (config === undefined || config === null || (ofProject && typeof config === "string")) return {};
  throw new ConfigError(`${valueAt(["config"])}: config: expected a mapping (key: value)`);
}

/** Pulumi takes `azure-hadr:config:environment` for `azure-hadr:environment`. */
const fullName = (key: string): string => key.replace(/^([^:]+):config:/, "$1:");

/** A project may write a value as such or, any object, as `{ value: … }`. Tried with Pulumi 3.250. */
const plain = (value: unknown): unknown => (isObject(value) && "value" in value ? value.value : value);
