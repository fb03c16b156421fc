/** `azure-hadr init`: looks at the project's own files and writes a `hadr.yaml` to begin with. */
import { basename, dirname, extname, join, relative, resolve, sep } from "node:path";
import { locationsIn, projectFile, stackOf } from "../config/project";
import { starter } from "../config/starter";
import { printable } from "../printable";
import { Failure } from "./failure";
import { filesIn, findUp, isFolder, readText, writeNew } from "./files";

export interface InitOptions {
  readonly cwd: string;
  /** A file instead of `hadr.yaml` beside `Pulumi.yaml`; `-` is standard output. */
  readonly output?: string;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** Writes the file. What is there already is left as it is: Failure. */
export function init({ cwd, output, today }: InitOptions): void {
  if (!isFolder(cwd)) throw new Failure(`${cwd}: no such folder`);
  const project = findUp(cwd, "Pulumi.yaml", "Pulumi.yml");
  const folder = project === undefined ? cwd : dirname(project);
  // One further up holds here too; a nearer one would silently take its place.
  const there = output === undefined ? findUp(cwd, "hadr.yaml", "hadr.yml") : undefined;
  if (there !== undefined)
    throw new Failure(`${shown(there)} is there already and stays as it is (-o FILE writes elsewhere, -o - prints)`);

  const target = output ?? join(folder, "hadr.yaml");
  const content = starter({
    ...(project === undefined ? { stacks: [], locations: [] } : seen(project)),
    schema: schemaFrom(output === undefined || output === "-" ? folder : dirname(output)),
    today,
  });
  if (project === undefined) say("no Pulumi.yaml here or above, so this is a general starter");
  if (target === "-") {
    process.stdout.write(content);
    return;
  }
  writeNew(target, content);
  const flags = output !== undefined ? ` -c ${output}` : resolve(cwd) === process.cwd() ? "" : ` --cwd ${cwd}`;
  say(`wrote ${shown(target)}; read it, then run azure-hadr check${flags}`);
}

/** What the project's files say: its name, its stacks, and where they are. */
function seen(file: string) {
  const { name, locations, stackFolder } = projectFile(readText(file), shown(file));
  const folder = join(dirname(file), stackFolder ?? "");
  const files = filesIn(folder).filter((each) => stackOf(each, extname(file)) !== undefined);
  return {
    project: name,
    stacks: files.map((each) => stackOf(each, extname(file)) as string),
    locations: [
      ...locations,
      ...files.flatMap((each) => locationsIn(readText(join(folder, each)), shown(join(folder, each)))),
    ],
  };
}

/** The way to the installed schema; where none is, the way there will be. */
function schemaFrom(folder: string): string {
  const place = join("node_modules", "azure-hadr", "schema", "hadr.schema.json");
  const way = relative(folder, findUp(folder, place) ?? join(folder, place))
    .split(sep)
    .join("/");
  return way.startsWith("../") ? way : `./${way}`;
}

const shown = (file: string): string => relative(process.cwd(), file) || basename(file);
const say = (words: string) => process.stderr.write(`azure-hadr: ${printable(words)}\n`);
