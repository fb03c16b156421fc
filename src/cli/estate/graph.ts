/** A live estate in one file: the result of a query to Azure Resource Graph, a stack for each resource group. */
import { missingVersion, type NotRead } from "../../estate";
import { ownerOf } from "../../kinds/thing";
import { decode } from "../../read/decode";
import { isGraph } from "../../read/graph";
import { Refused, read } from "../../read/read";
import { Failure } from "../failure";
import type { Unit } from "./units";

/** Whether a file that begins so (a kilobyte will do) is such a result: by the first name at its top. */
export function isGraphFile(head: Uint8Array): boolean {
  try {
    const [piece] = decode("", [head]);
    const [, name] = /^\s*\{\s*"([^"\\]{1,40})"/.exec(piece ? Buffer.from(piece).toString() : "") ?? [];
    return name !== undefined && isGraph([name, "data"]);
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

/**
 * One unit for each resource group, in the order in which they come, named `live.json#subscription/group`: a result of
 * its own, which is judged like any other. `name` is what messages call the file. Where the result is not whole, nothing of
 * it is a unit: what is missing may be what fails. Holds the rows of one file in memory.
 */
export function* graphUnits(name: string, chunks: Iterable<Uint8Array>): Generator<Unit | NotRead> {
  const groups = new Map<string, string[]>();
  try {
    for (const { urn, inputs } of read({ name, chunks }).resources) {
      const { project, stack } = ownerOf(urn);
      const own = groups.get(`${project}/${stack}`);
      if (own) own.push(JSON.stringify(inputs));
      else groups.set(`${project}/${stack}`, [JSON.stringify(inputs)]);
    }
  } catch (error) {
    if (!(error instanceof Refused || error instanceof Failure)) throw error;
    const { message } = error;
    const why = message.startsWith(`${name}: `) ? message.slice(name.length + 2) : message;
    yield { record: missingVersion, source: name, why };
    return;
  }
  for (const [stack, rows] of groups) {
    const { length } = rows;
    const text = `{"count":${length},"total_records":${length},"data":[${rows.join(",")}]}`;
    yield { name: `${name}#${stack}`, bytes: Buffer.from(text), stack };
  }
}
