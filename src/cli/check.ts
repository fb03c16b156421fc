/** `azure-hadr check`: read, judge, waive, report, gate. */
import { relative } from "node:path";
import { type AssessOptions, assess, type Reading } from "../assess";
import type { Assessment } from "../assessment";
import type { Document } from "../config/objectives";
import type { HadrConfig } from "../config/schema";
import { gate } from "../gate";
import { packageData } from "../package";
import { read } from "../read/read";
import { loadRules } from "../rules";
import { Failure } from "./failure";
import { bytesOf, isFolder, writeWhole } from "./files";
import { type Format, render } from "./formats";
import { stackPolicies } from "./stack";
import { here } from "./tree";

/** Where one report goes: a file, or standard output. */
export interface Destination {
  readonly format: Format;
  readonly file?: string;
}

/** What is judged, and what it is held against. */
export interface Sources {
  /** None: a preview is run. */
  readonly inputs: readonly string[];
  readonly config?: string;
  readonly stack?: string;
  readonly cwd: string;
  readonly tags: ReadonlyMap<string, string>;
  readonly failOnUnknown: boolean;
  /** Inputs to compare with. Absent: what the inputs themselves say was there before. */
  readonly base?: readonly string[];
  /** The revision whose declarations hold, so that no change excuses itself. Absent: those here. */
  readonly baseRef?: string;
  /** Whether only what comes with the change stands in the way. */
  readonly newOnly?: boolean;
  readonly allowEmpty: boolean;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

export interface CheckOptions extends Sources {
  readonly destinations: readonly Destination[];
  readonly allowUnseen: boolean;
  readonly exitZero: boolean;
  readonly verdicts: "open" | "all";
  readonly cap: number;
  readonly color: boolean;
  readonly width: number;
}

/** The file of declarations: the one named, else the nearest `hadr.yaml`, else none. */
export function findConfig(cwd: string, named: string | undefined, tree = here): string | undefined {
  if (!isFolder(cwd)) throw new Failure(`${cwd}: no such folder`);
  const found = tree.findUp(cwd, "hadr.yaml", "hadr.yml");
  if (tree.revision && named !== undefined) return tree.exists(named) ? named : undefined;
  return named ?? (found && relative("", found)); // as a reader would name it from here
}

/** What it declares, and where; nothing where there is none. */
export function readDeclared(file: string | undefined, tree = here): Document<HadrConfig> {
  if (file === undefined) return { says: {}, at: () => "" };
  const { loadDeclared } = require("../config/load") as typeof import("../config/load"); // YAML: only where needed
  return loadDeclared(tree.readText(file), tree.shown(file));
}

/** The same without the places. */
export const readConfig = (file: string | undefined): HadrConfig => readDeclared(file).says;

/** Runs the check, writes the reports and returns the exit code. Throws where nothing was judged. */
export function check(options: CheckOptions): 0 | 1 | 2 {
  const whole = isWhole(options);
  const keep = whole ? Number.POSITIVE_INFINITY : options.cap;
  const keepSettled = options.verdicts === "all" && whole;
  const assessment = assessed(options, { keep, keepSettled }, whole);
  write(assessment, options);
  return exitCode(assessment, options);
}

/** Reads and judges the sources. Throws where nothing was judged. `digest`: whether the inputs' is worked out. */
export function assessed(
  sources: Sources,
  kept: Pick<AssessOptions, "keep" | "keepSettled" | "watch">,
  digest: boolean,
): Assessment {
  const { inputs, cwd, stack, allowEmpty, today, base, newOnly = false } = sources;
  const { file, policyFor, notices } = declarations(sources);
  const live = inputs.length === 0 ? preview().runPreview(cwd, stack) : undefined;
  const [current, earlier] = [newTurn(), newTurn()];
  try {
    const { name, version } = packageData();
    const assessment = assess(live ? [read({ ...live, digest })] : readings(inputs, digest, current), {
      tool: { name, version },
      ...(file !== undefined && { config: file }),
      today,
      rules: loadRules(),
      policyFor: onceEach(policyFor, current),
      ...(base && {
        base: {
          name: base.join(" and "),
          readings: readings(base, false, earlier),
          policyFor: onceEach(policyFor, earlier),
        },
      }),
      newOnly,
      ...(notices.length > 0 && { notices }),
      ...kept,
    });
    // What was printed before pulumi broke down may be a whole document all the same.
    if (live && live.ended !== 0 && !assessment.inputs.every(({ refused }) => refused))
      throw new Failure(`${live.name} ended with ${live.ended}, so what it printed is not to be trusted`);
    for (const { name, resources, unseen } of assessment.inputs)
      if (resources === 0 && unseen === 0 && !allowEmpty)
        throw new Failure(`${name}: holds no resource at all, so nothing was judged (--allow-empty accepts that)`);
    for (const { name, kind } of assessment.inputs)
      if (newOnly && !base && kind === "export")
        throw new Failure(`${name}: a state does not say what is new in it: name what to compare with by --base`);
    return assessment;
  } finally {
    live?.discard();
  }
}

/** What starts processes is loaded only where one is to be started. */
const preview = () => require("./preview") as typeof import("./preview");

/** Which input is being read: its name, and how many there were before it. */
interface Turn {
  input: string;
  number: number;
}
const newTurn = (): Turn => ({ input: "", number: 0 });

/** What is declared, by file and by stack, and what there is to know of where it was read. */
function declarations(sources: Sources) {
  const { cwd, config, baseRef } = sources;
  const own = findConfig(cwd, config);
  const policyFor = stackPolicies(readDeclared(own), sources);
  if (baseRef === undefined)
    return { policyFor, notices: [], ...(own !== undefined && { file: relative(cwd, own) || own }) };
  const { guarded } = require("./guarded") as typeof import("./guarded"); // starts git
  return guarded(sources, policyFor, own);
}

/** Opens each input only when it is its turn. */
function* readings(names: readonly string[], digest: boolean, current: Turn): Generator<Reading> {
  for (const name of names) {
    current.input = name;
    current.number++;
    yield read({ name, chunks: bytesOf(name), digest });
  }
}

/** Asked of each stack of each input. One stack in two of them would be counted twice, and one may be the older. */
function onceEach(policyFor: AssessOptions["policyFor"], current: Readonly<Turn>): typeof policyFor {
  const seen = new Map<string, Turn>();
  return (project, stack, config) => {
    const name = `${project}/${stack}`;
    const before = seen.get(name);
    if (before !== undefined && before.number !== current.number)
      throw new Failure(`${name} is in both ${before.input} and ${current.input}: judge them one at a time`);
    seen.set(name, { ...current });
    return policyFor(project, stack, config);
  };
}

/** Whether a report holds everything, so that nothing may be left out for the sake of speed. */
const isWhole = ({ destinations }: CheckOptions): boolean => destinations.some(({ format }) => format !== "text");

/** All reports are made before the first is written, so a failure leaves nothing half done. */
function write(assessment: Assessment, options: CheckOptions): void {
  const rendered = options.destinations.map((destination) => ({
    ...destination,
    content: render(destination.format, assessment, options),
  }));
  writeWhole(...rendered.flatMap(({ file, content }) => (file === undefined ? [] : { name: file, content })));
  for (const { file, content } of rendered) if (file === undefined) process.stdout.write(content);
}

function exitCode(assessment: Assessment, options: CheckOptions): 0 | 1 | 2 {
  const verdict = options.exitZero ? 0 : gate(assessment.counts);
  const unseen = assessment.inputs.reduce((total, input) => total + input.unseen, 0);
  if (verdict === 1 || unseen === 0 || options.allowUnseen) return verdict;
  process.stderr.write(
    `azure-hadr: ${unseen} unchanged resources are not in the input, so not all of it was judged: ` +
      "run the preview with --show-sames, or accept that with --allow-unseen\n",
  );
  return 2;
}
