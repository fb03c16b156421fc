/** `azure-hadr drill`: what happens to an estate when regions are lost, and who has to act. */
import { findRegion, isClosed, regions as table } from "../azure/regions";
import type { Drill, Lost, Matrix } from "../drill";
import { drill } from "../estate/drill/drill";
import { geographies, lostGeography, lostRegions, withPairs } from "../estate/drill/lost";
import { matrix } from "../estate/drill/matrix";
import { didYouMean } from "../nearest";
import type { DrillOptions } from "../report/drill/options";
import { loadDocuments } from "../rules";
import { type DrillDestination, rendered } from "./drill-formats";
import { type EstateSources, estate, notWhole } from "./estate/estate";
import { outputs } from "./estate/output";
import { spool } from "./estate/spool";
import { Failure } from "./failure";

/** What is lost, as it was asked for. */
export interface Asked {
  readonly regions: readonly string[];
  readonly withPair: boolean;
  readonly geography?: string;
  readonly zone: boolean;
  readonly all: boolean;
}

export interface DrillRun extends EstateSources, Omit<DrillOptions, "documents"> {
  readonly asked: Asked;
  readonly destinations: readonly DrillDestination[];
  readonly allowPartial: boolean;
}

/** Judges the estate, writes what the loss means for it and returns the exit code. Throws where nothing was judged. */
export async function runDrill(run: DrillRun): Promise<0 | 2> {
  const { asked, destinations, allowPartial, color, width, cap } = run;
  const lost = lostBy(asked);
  const [spooled, written] = [spool(), outputs()];
  try {
    const totals = await estate(run, spooled.add);
    if (totals.stacks === 0) throw new Failure("no stack was judged, so there is nothing to drill");
    const records = mapped(spooled.records(), await spooled.counted());
    const result: Drill | Matrix = lost ? drill(records, lost) : matrix(records, asked.zone);
    const options: DrillOptions = { documents: loadDocuments(), color, width, cap };
    const reports = destinations.map(({ format, file }) => ({ file, content: rendered(format, result, options) }));
    for (const { file, content } of reports) if (file !== undefined) written.file(file).write(content);
    written.commit();
    for (const { file, content } of reports) if (file === undefined) process.stdout.write(content);
    const why = notWhole(totals);
    if (why === undefined || allowPartial) return 0;
    process.stderr.write(`azure-hadr: ${why}: the drill says which; --allow-partial accepts that\n`);
    return 2;
  } finally {
    written.discard();
    spooled.close();
  }
}

function* mapped<T>(all: Iterable<T>, change: (one: T) => T): Generator<T> {
  for (const one of all) yield change(one);
}

/** What is lost; undefined: every region in turn. Throws Failure for a name that no table has. */
export function lostBy({ regions, withPair, geography, zone, all }: Asked): Lost | undefined {
  const ways = [regions.length > 0, geography !== undefined, all].filter(Boolean).length;
  if (ways === 0) throw new Failure("what is lost? name --region, --geography or --all");
  if (ways > 1) throw new Failure("--region, --geography and --all exclude each other");
  if (withPair && regions.length === 0) throw new Failure("--with-pair says something of --region only");
  if (all) return undefined;
  if (geography !== undefined) {
    if (zone) throw new Failure("--zone is about one region, or with --all about each; a geography is lost as a whole");
    const found = lostGeography(geography);
    if (!found)
      throw new Failure(`--geography: Azure has none of the name ${geography}${didYouMean(geography, geographies())}`);
    return found;
  }
  const names = regions.map(regionNamed);
  if (withPair) {
    if (zone) throw new Failure("--zone is about one region; with its pair it is lost as a whole");
    return withPairs(names);
  }
  if (zone && new Set(names).size > 1) throw new Failure("--zone is about one region, or with --all about each");
  return lostRegions(names, zone);
}

function regionNamed(name: string): string {
  const region = findRegion(name);
  const names = table.filter((one) => !isClosed(one)).flatMap((one) => [one.name, one.displayName]);
  if (!region) throw new Failure(`--region: no table lists ${name || '""'}${didYouMean(name, names)}`);
  if (isClosed(region)) throw new Failure(`--region: ${region.displayName} is closed`);
  return region.name;
}
