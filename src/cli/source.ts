/** The program's own source in the project here: where its resources stand, and the waivers in its comments. */
import { existsSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import type { Reading } from "../assess";
import { type CodeWaivers, codeWaivers } from "../code/waivers";
import { ConfigError } from "../config/error";
import type { RawResource, SourcePosition } from "../model";
import type { Rule } from "../rule";
import { findUp, readText, sourceFiles } from "./files";

export interface ProgramSource {
  /** The same readings with the places that only the source tells. */
  readonly placed: (readings: Iterable<Reading>) => Iterable<Reading>;
  readonly waivers: Pick<CodeWaivers, "of" | "onNew" | "notices">;
}

/** Reads nothing before it is asked. `baseRef`: the revision in which a waiver has to stand already. */
export function programSource(
  { cwd, baseRef }: { readonly cwd: string; readonly baseRef?: string },
  rules: ReadonlyMap<string, Rule>,
): ProgramSource {
  const project = findUp(cwd, "Pulumi.yaml", "Pulumi.yml");
  const folder = dirname(project ?? join(cwd, "Pulumi.yaml"));
  const lines = sourceFiles(folder);
  const base = baseRef === undefined ? undefined : { revision: baseRef, lines: linesIn(baseRef, folder) };
  const waivers = codeWaivers(
    { project: once(() => (project === undefined ? undefined : nameIn(project))), lines, ...(base && { base }) },
    rules,
  );
  const yaml = once(() => (project === undefined ? undefined : yamlProgram(project)));
  return {
    waivers,
    *placed(readings) {
      for (const reading of readings) yield { ...reading, resources: located(reading.resources, waivers.visit, yaml) };
    },
  };
}

/** The lines of files as a revision has them. */
function linesIn(revision: string, folder: string): (file: string) => readonly string[] {
  const tree = once(() => (require("./tree") as typeof import("./tree")).revisionTree(revision, folder));
  return (file) => {
    const path = join(folder, file);
    return tree().exists(path) ? tree().readText(path).split(/\r?\n/) : [];
  };
}

function* located(
  resources: Iterable<RawResource>,
  visit: CodeWaivers["visit"],
  yaml: () => YamlProgram | undefined,
): Generator<RawResource> {
  for (const raw of resources) {
    const [, project = ""] = raw.urn.split("::", 2);
    const own = raw.position ? undefined : yaml();
    const position = raw.position ?? (own?.project === project ? own.positionOf(raw.urn) : undefined);
    if (position) visit(project, position.file);
    yield position && !raw.position ? { ...raw, position } : raw;
  }
}

interface YamlProgram {
  readonly project: string;
  readonly positionOf: (urn: string) => SourcePosition | undefined;
}

/** The project's program where it is written in YAML. */
const yamlProgram = (project: string): YamlProgram | undefined =>
  attempt(() => {
    const text = readText(project);
    if (!/\byaml\b/.test(text)) return undefined; // the library: only where needed
    const { yamlFolder, projectFile } = config();
    const folder = yamlFolder(text, project);
    if (folder === undefined) return undefined;
    const { declaredIn, programNames } = require("../config/yaml-program") as typeof import("../config/yaml-program");
    const file = programNames
      .map((name) => join(folder, name))
      .find((name) => existsSync(join(dirname(project), name)));
    if (file === undefined || isAbsolute(file) || file.startsWith("..")) return undefined;
    const positionOf = declaredIn(readText(join(dirname(project), file)), file.replaceAll("\\", "/"));
    return { project: projectFile(text, project).name, positionOf };
  });

const nameIn = (project: string): string | undefined =>
  attempt(() => config().projectFile(readText(project), project).name);

/** What cannot be read has no places and no name; the check does without. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}

const config = () => require("../config/project") as typeof import("../config/project");

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};
