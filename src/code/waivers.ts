/** Waivers in comments: whose they are, and which of them nobody needs. */
import type { Resource, SourcePosition, Waiver } from "../model";
import type { Rule } from "../rule";
import { linesAbove } from "./comments";
import { type Comment, ignoresIn } from "./ignore";

/** The source of one Pulumi project. */
export interface Source {
  /** The project's name: resources of any other are not declared in it. */
  readonly project: () => string | undefined;
  /** The lines of a file, by its name relative to the project; none where it is not one of its source files. */
  readonly lines: (file: string) => readonly string[];
  /** An earlier revision, and its lines: what does not stand there, above the same, does not hold yet. */
  readonly base?: { readonly revision: string; readonly lines: (file: string) => readonly string[] };
}

export interface CodeWaivers {
  /** Those above the place where a resource is declared, of rules that speak of its kind; nothing that is broken. */
  readonly of: (resource: Resource) => readonly Waiver[];
  /** Looks for comments in a file of a project, whatever is declared there. */
  readonly visit: (project: string, file: string) => void;
  /** `told`: of each that does not stand in the earlier revision, once something that it speaks of is judged. */
  readonly onNew: (told: (waiver: Waiver) => void) => void;
  /** What was not followed, and what stands above nothing that it speaks of: one sentence each, with its place. */
  readonly notices: () => readonly string[];
}

const none: readonly never[] = [];

/** Packages that somebody else wrote answer for nothing. */
const isForeign = (file: string): boolean => /(?:^|\/)(?:node_modules|site-packages|vendor|\.[^/]+)\//.test(file);

export function codeWaivers(source: Source, rules: ReadonlyMap<string, Rule>): CodeWaivers {
  const visited = new Map<string, Set<string>>();
  const files = new Map<string, File>();
  let toldOfNew: (waiver: Waiver) => void = () => {};
  const fileOf = (name: string): File => {
    const known = files.get(name);
    if (known) return known;
    const lines = isForeign(name) ? none : source.lines(name);
    const comments = new Map(ignoresIn(lines, name, rules).map((one) => [one.line, one]));
    const file = { lines, comments, used: new Map(), refused: new Map() };
    files.set(name, file);
    return file;
  };

  return {
    of(resource) {
      const { position, project, operation } = resource;
      if (!position || operation === "delete") return none; // the program declares it no more
      const file = fileOf(position.file);
      if (file.comments.size === 0 || project !== source.project()) return none;
      return waiversAt(resource, position, file, source, rules, (waiver) => toldOfNew(waiver));
    },
    onNew(told) {
      toldOfNew = told;
    },
    visit(project, file) {
      const own = visited.get(project) ?? new Set();
      visited.set(project, own.add(file));
    },
    notices: () =>
      [...visited].flatMap(([project, names]) => {
        const commented = [...names].sort().filter((name) => fileOf(name).comments.size > 0);
        if (commented.length === 0 || project !== source.project()) return [];
        return commented.flatMap((name) => noticesOn(name, fileOf(name)));
      }),
  };
}

interface File {
  readonly lines: readonly string[];
  /** By line. */
  readonly comments: ReadonlyMap<number, Comment>;
  /** By line, the rules that something below it is judged by. Absent: nothing that is judged is declared below it. */
  readonly used: Map<number, Set<string>>;
  /** By line, why it was not followed for a resource. */
  readonly refused: Map<number, string>;
}

function waiversAt(
  resource: Resource,
  position: SourcePosition,
  { lines, comments, used, refused }: File,
  { base }: Source,
  rules: ReadonlyMap<string, Rule>,
  toldOfNew: (waiver: Waiver) => void,
): Waiver[] {
  const { name: called, kind, project, stack } = resource;
  const { file: name, line } = position;
  return linesAbove(lines, line, name).flatMap((above): Waiver[] => {
    const comment = comments.get(above);
    if (!comment || typeof comment.says === "string") return [];
    const { rules: ids, ...answers } = comment.says;
    const own = ids.filter((id) => rules.get(id)?.appliesTo === kind);
    const declared = lines.slice(above - 1, namedOn(lines, line, called) ?? line);
    const isNew = base && own.length > 0 && times(base.lines(name), declared) < times(lines, declared);
    const refusal = isNew
      ? `it does not stand above the same in ${base.revision}, so it holds once it is merged`
      : own.length > 0
        ? refusalOf(resource, lines, position)
        : undefined;
    used.set(above, new Set([...(used.get(above) ?? []), ...own]));
    const at = `${name}:${comment.line}:${comment.column}`;
    const whose = { resource: called, kind, stack: `${project}/${stack}` };
    const waivers = own.map((rule) => ({ rule, ...whose, ...answers, at, inCode: true as const }));
    if (isNew) waivers.forEach(toldOfNew);
    if (refusal === undefined) return waivers;
    refused.set(above, refusal);
    return [];
  });
}

/** The line of a declaration that says the resource's name as a text: the one where it begins, or one of the next two. */
const namedOn = (lines: readonly string[], line: number, name: string): number | undefined =>
  [line, line + 1, line + 2].find((at) => quotes.some((mark) => lines[at - 1]?.includes(`${mark}${name}${mark}`)));
const quotes = ['"', "'", "`"];

/** How often these lines stand in a file, one below the other, however far they are indented. A copy is as new as any. */
const times = (file: readonly string[], block: readonly string[]): number =>
  file.filter((_, at) => block.every((line, index) => file[at + index]?.trim() === line.trim())).length;

/** The text that a call begins with: `new Account("orders", …` → `orders`. Undefined where it is put together. */
function textCalled(lines: readonly string[], { line, column }: SourcePosition): string | undefined {
  const call = lines
    .slice(line - 1, line + 2)
    .join("\n")
    .slice(column - 1);
  return /^[^("'`]*\(\s*(["'`])([^"'`$\\]*)\1\s*[,)]/.exec(call)?.[2];
}

/** Why nobody can say that the comment is about this resource, and about no other. */
function refusalOf(
  { name, operation, within }: Resource,
  lines: readonly string[],
  position: SourcePosition,
): string | undefined {
  if (/[*?]/.test(name)) return `${name} holds * or ?, which is a pattern in a waiver; hadr.yaml can waive it`;
  // YAML was looked up by name.
  if (/\.ya?ml$/.test(position.file) || namedOn(lines, position.line, name) !== undefined) return undefined;
  // What a state holds are places of the last update: the source may have moved on since then.
  if (operation === "exists")
    return `the state has ${name} here, and the source does not name it on this line or the next two; hadr.yaml can waive it`;
  // A preview with --target has such places too, of what it leaves alone.
  const other = within ? undefined : textCalled(lines, position);
  return other === undefined ? undefined : `the input has ${name} here, and the source has ${other}`;
}

const noticesOn = (name: string, file: File): string[] =>
  [...file.comments.values()].flatMap((comment) =>
    wrongWith(comment, file).map((words) => `${name}:${comment.line}:${comment.column}: ${words}`),
  );

function wrongWith({ line, says }: Comment, { used, refused }: File): string[] {
  if (typeof says === "string") return [`this waiver is not followed: ${says}.`];
  const refusal = refused.get(line);
  if (refusal !== undefined) return [`this waiver is not followed: ${refusal}.`];
  const speaks = used.get(line);
  if (!speaks) return ["this waiver stands above nothing that was judged."];
  const idle = says.rules.filter((id) => !speaks.has(id));
  return idle.length > 0 ? [`this waiver stands above nothing that ${idle.join(" or ")} speaks of.`] : [];
}
