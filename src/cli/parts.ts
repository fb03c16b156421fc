/** `azure-hadr check -f ndjson`: every stack of the sources judged on its own, one record a line, as soon as it is judged. */
import { resolve } from "node:path";
import { partVersion } from "../estate";
import { lineOf } from "../report/estate/ndjson";
import { type EstateSources, estate, notWhole } from "./estate/estate";
import { destinationOf } from "./estate/formats";
import { outputs } from "./estate/output";

export interface PartsOptions extends EstateSources {
  /** Absent: standard output. */
  readonly file?: string;
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
  const { shard } = options.standards;
  const written = outputs();
  try {
    const output = destinationOf(file && resolve(file), written).whole();
    const totals = await estate(options, ({ text }) => output.write(`${text}\n`));
    const { stacks, missing } = totals;
    output.write(`${lineOf({ record: partVersion, ...(shard && { shard }), stacks, missing })}\n`);
    written.commit();
    const why = notWhole({ ...totals, unseen: allowUnseen ? 0 : totals.unseen });
    if (why !== undefined && !allowPartial) {
      process.stderr.write(`azure-hadr: ${why}\n`);
      return 2;
    }
    return totals.blocking > 0 && !exitZero ? 1 : 0;
  } finally {
    written.discard();
  }
}
