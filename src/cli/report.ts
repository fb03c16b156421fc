/** `azure-hadr report`: a whole estate, judged stack by stack, in any of the formats. */
import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import { survey } from "../estate/survey/survey";
import { packageData, pageUrl } from "../package";
import { loadDocuments, loadRules } from "../rules";
import { type EstateSources, estate, notWhole } from "./estate/estate";
import {
  begin,
  destinationOf,
  type EstateFormatName,
  type EstateOptions,
  ofFolder,
  ofRecords,
  ofTrend,
} from "./estate/formats";
import { outputs } from "./estate/output";
import { turn } from "./estate/pool";
import { spool } from "./estate/spool";
import { Failure } from "./failure";
import { isFolder } from "./files";
import { eachToItsOwn, notDeclarations } from "./flags";
import { history } from "./history/history";

export interface ReportDestination {
  readonly format: EstateFormatName;
  readonly file?: string;
}

export interface ReportOptions extends EstateSources {
  readonly destinations: readonly ReportDestination[];
  readonly allowPartial: boolean;
  /** Where the run is added to the history: a DuckDB file or a folder. */
  readonly history?: string;
}

/** What formats are told besides the records. */
export function estateOptions(today: string): EstateOptions {
  const { name, version, homepage } = packageData();
  return {
    rules: loadRules(),
    documents: loadDocuments(),
    pageUrl,
    ...(homepage !== undefined && { homepage }),
    tool: `${name} ${version}`,
    today,
  };
}

/** Judges the estate, writes its reports and returns the exit code. Throws where nothing was judged; then nothing is written. */
export async function report(options: ReportOptions): Promise<0 | 2> {
  const { destinations, standards, allowPartial } = options;
  const past = options.history === undefined ? undefined : history(options.history);
  const [spooled, written] = [spool(), outputs()];
  try {
    const totals = await estate(options, (line) => {
      spooled.add(line);
      past?.see(line);
    });
    if (totals.stacks === 0) throw new Failure("no stack was judged, so there is nothing to report");
    await past?.record(spooled.records(), standards.today);
    const asked = destinations.some(({ format }) => ofTrend.has(format)) ? past : undefined;
    const trend = await asked?.trend();
    if (asked && !trend)
      process.stderr.write(
        "azure-hadr: the report leaves the trend out: it needs @duckdb/node-api, which is not installed\n",
      );
    const told = { ...estateOptions(standards.today), ...(trend && { trend }) };
    const reports = destinations.map(({ format, file }) => ({
      plain: ofRecords.has(format),
      to: begin(format, destinationOf(file, written), told),
    }));
    const counted = await spooled.counted();
    const overview = survey(standards.today);
    let count = 0;
    for (const record of spooled.records()) {
      if (++count % 64 === 0) await turn();
      const own = counted(record);
      overview.add(own);
      for (const { plain, to } of reports) to.add?.(plain ? record : own);
    }
    const whole = overview.end([...told.rules.keys()]);
    for (const { to } of reports) await to.end(whole);
    written.commit();
    const why = notWhole(totals);
    if (why === undefined || allowPartial) return 0;
    process.stderr.write(`azure-hadr: ${why}: the report says which; --allow-partial accepts that\n`);
    return 2;
  } finally {
    written.discard();
    spooled.close();
  }
}

interface Named {
  readonly format: string;
  readonly file?: string;
}

/** What cannot be meant together. `declarations`: the file of them, if there is one. Throws Failure. */
export function sound(destinations: readonly Named[], inputs: readonly string[], declarations?: string): void {
  eachToItsOwn(destinations, inputs, "json=estate.json");
  for (const { file } of destinations) {
    if (file === undefined) continue;
    notDeclarations(file, declarations);
    if (
      /\.(?:json|ndjson|jsonl)(?:\.gz)?$/.test(file) &&
      existsSync(file) &&
      inputs.some((input) => holds(input, file))
    )
      throw new Failure(`${file}: is there already, among the sources: write the report to another place`);
  }
  for (const { format, file } of destinations)
    if (ofFolder.has(format) && file === undefined)
      throw new Failure(`${format} is several files: name a folder for them, e.g. -f ${format}=estate`);
}

/** Whether a source is a folder that a file is in. */
function holds(source: string, file: string): boolean {
  const way = relative(resolve(source), resolve(file));
  return isFolder(source) && !way.startsWith("..") && resolve(way) !== way;
}
