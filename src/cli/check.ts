/** `azure-hadr check`: read, judge, waive, report, gate. */
import { relative } from "node:path";
import { type AssessOptions, assess } from "../assess";
import { type Assessment, isState } from "../assessment";
import { age, asOf } from "../azure/regions";
import type { Document } from "../config/objectives";
import type { Owners } from "../config/owners";
import type { HadrConfig } from "../config/schema";
import { gate } from "../gate";
import type { Severity, Waiver } from "../model";
import { packageData } from "../package";
import { loadRules } from "../rules";
import { type Asked, asked } from "./asked";
import { debtsFor } from "./debts";
import { Failure } from "./failure";
import { isFolder } from "./files";
import type { Format } from "./formats";
import { progress, silent } from "./progress";
import { inputsNamed, newTurn, onceEach, readings, strangers } from "./readings";
import { write } from "./reports";
import { type ProgramSource, programSource } from "./source";
import { stackPolicies } from "./stack";
import { here } from "./tree";

/** Where one report goes: a file, or standard output. */
export interface Destination {
  readonly format: Format;
  readonly file?: string;
}

/** What is judged, and what it is held against. */
export interface Sources extends Asked {
  /** None: a preview is run. */
  readonly inputs: readonly string[];
  readonly config?: string;
  readonly stack?: string;
  readonly cwd: string;
  readonly tags: ReadonlyMap<string, string>;
  /** What `--owners` lists. */
  readonly owners?: Owners;
  readonly failOnUnknown: boolean;
  /** Inputs to compare with. Absent: what the inputs themselves say was there before. */
  readonly base?: readonly string[];
  /** The revision whose declarations hold, so that no change excuses itself. Absent: those here. */
  readonly baseRef?: string;
  /** Whether only what comes with the change stands in the way. */
  readonly newOnly?: boolean;
  /** The least severity that stands in the way; absent: what is declared and what the rules say decides. */
  readonly failOn?: Severity;
  /** The baseline: a file, `false` for none; absent: the nearest. */
  readonly baseline?: string | false;
  readonly allowEmpty: boolean;
  /** Nothing but errors on standard error. */
  readonly quiet?: boolean;
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
  const assessment = assessed(options, { keep, keepSettled, ...debtsFor(options) }, whole);
  for (const words of outdated(options.today)) process.stderr.write(`azure-hadr: ${words}\n`);
  write(assessment, options);
  return exitCode(assessment, options);
}

/** Reads and judges the sources. Throws where nothing was judged. `digest`: whether the inputs' is worked out. */
export function assessed(
  sources: Sources,
  kept: Pick<AssessOptions, "keep" | "keepSettled" | "watch" | "baseline" | "compares">,
  digest: boolean,
  source: ProgramSource = programSource(sources, loadRules()),
): Assessment {
  const { inputs, cwd, stack, allowEmpty, today, base, newOnly = false } = sources;
  const { file, policyFor, where, takesBack } = declarations(sources);
  if (takesBack) source.waivers.onNew(takesBack);
  const { rules, left } = asked(loadRules(), sources);
  const notices = [...where, ...left, ...outdated(today)];
  const live = inputs.length === 0 ? preview().runPreview(cwd, stack, sources.quiet) : undefined;
  const [current, earlier] = [newTurn(), newTurn()];
  const held = new Set<string>(); // stacks that it is compared with
  const told = sources.quiet ? silent : progress(process.stderr, () => performance.now());
  try {
    const { name, version } = packageData();
    const opened = live ? [live] : inputsNamed(inputs, current);
    const assessment = assess(source.placed(readings(opened, digest, told)), {
      tool: { name, version },
      ...(file !== undefined && { config: file }),
      today,
      rules,
      policyFor: onceEach(policyFor, current),
      ...(base && {
        base: {
          name: base.join(" and "),
          readings: readings(inputsNamed(base, earlier), false, told),
          policyFor: onceEach(policyFor, earlier, held),
        },
      }),
      newOnly,
      inCode: source.waivers.of,
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
      if (newOnly && !base && isState(kind))
        throw new Failure(`${name}: a state does not say what is new in it: name what to compare with by --base`);
    const all = [...notices, ...(base ? strangers(base, held, assessment.stacks) : []), ...source.waivers.notices()];
    return { ...assessment, ...(all.length > 0 && { notices: all }) };
  } finally {
    told.end();
    live?.discard();
  }
}

/** What starts processes is loaded only where one is to be started. */
const preview = () => require("./preview") as typeof import("./preview");

/** Regions come and go: after a year, what is known of them is said to be old. */
function outdated(today: string): string[] {
  const anniversary = `${Number(asOf.slice(0, 4)) + 1}${asOf.slice(4)}`;
  return today > anniversary ? [`The region data is of ${asOf}, ${age(today)} months old: update azure-hadr.`] : [];
}

/** Where it is declared what holds. */
export interface Declarations {
  readonly file?: string;
  readonly policyFor: ReturnType<typeof stackPolicies>;
  readonly where: readonly string[];
  /** Told of each waiver in the program that the change brings along. */
  readonly takesBack?: (waiver: Waiver) => void;
}

/** What is declared, by file and by stack, and what there is to know of where it was read. */
function declarations(sources: Sources): Declarations {
  const { cwd, config, baseRef } = sources;
  const own = findConfig(cwd, config);
  const policyFor = stackPolicies(readDeclared(own), sources);
  if (baseRef === undefined)
    return { policyFor, where: [], ...(own !== undefined && { file: relative(cwd, own) || own }) };
  const { guarded } = require("./guarded") as typeof import("./guarded"); // starts git
  return guarded(sources, policyFor, own);
}

/** Whether a report holds everything, so that nothing may be left out for the sake of speed. */
const isWhole = ({ destinations }: CheckOptions): boolean => destinations.some(({ format }) => format !== "text");

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
