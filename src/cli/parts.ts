/**
 * `azure-hadr check -f ndjson`: every stack of the sources judged on its own, one record a line, as soon as it is judged;
 * with `-f rows` the rows of the tables that a record makes, one a line.
 */
import { resolve } from "node:path";
import { type EstateRecord, partVersion } from "../estate";
import { lineOf } from "../report/estate/ndjson";
import { type EstateSources, estate, notWhole, type Totals } from "./estate/estate";
import { destinationOf } from "./estate/formats";
import { type Output, outputs } from "./estate/output";
import { Failure } from "./failure";

export interface PartsOptions extends EstateSources {
  /** Absent: standard output. */
  readonly file?: string;
  readonly format: "ndjson" | "rows";
  readonly allowPartial: boolean;
  readonly allowUnseen: boolean;
  readonly exitZero: boolean;
}

/**
 * Returns the exit code of the gate. What could not be judged is a line too, and the last line says how many there are, so
 * that nothing is lost where lines are put together again; the exit code then is 2, unless that is allowed.
 */
export async function parts(options: PartsOptions): Promise<0 | 1 | 2> {
  const { file, allowPartial, allowUnseen, exitZero } = options;
  const files = outputs();
  try {
    const output = destinationOf(file && resolve(file), files).whole();
    const totals = await written[options.format](options, output);
    files.commit();
    const why = notWhole({ ...totals, unseen: allowUnseen ? 0 : totals.unseen });
    if (why !== undefined && !allowPartial) {
      process.stderr.write(`azure-hadr: ${why}\n`);
      return 2;
    }
    return totals.blocking > 0 && !exitZero ? 1 : 0;
  } finally {
    files.discard();
  }
}

const newline = Buffer.from("\n");

/** A line; throws Failure where nobody reads any more. */
function put(output: Output, line: string | Uint8Array): void {
  output.write(typeof line === "string" ? `${line}\n` : Buffer.concat([line, newline]));
  if (output.closed?.()) throw new Failure("standard output was closed, so not all of it was judged");
}

type Written = (sources: EstateSources, output: Output) => Promise<Totals>;

const written: Readonly<Record<PartsOptions["format"], Written>> = {
  async ndjson(sources, output) {
    const { shard } = sources.standards;
    const totals = await estate(sources, ({ bytes }) => put(output, bytes));
    const { stacks, missing } = totals;
    put(output, lineOf({ record: partVersion, ...(shard && { shard }), stacks, missing }));
    return totals;
  },
  rows(sources, output) {
    const { columnsLine, rowLines } =
      require("../report/estate/row-lines") as typeof import("../report/estate/row-lines");
    put(output, columnsLine());
    return estate(sources, ({ bytes }) => {
      const record = JSON.parse(Buffer.from(bytes).toString("utf8")) as EstateRecord;
      for (const line of rowLines(record, sources.standards.today)) put(output, line);
    });
  },
};
