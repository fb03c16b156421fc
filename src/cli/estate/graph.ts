/** A live estate in one file: the result of a query to Azure Resource Graph, a stack for each resource group. */
import { closeSync, openSync, readSync } from "node:fs";
import { missingVersion, type NotRead } from "../../estate";
import { ownerOf } from "../../kinds/thing";
import { decode } from "../../read/decode";
import { isGraph } from "../../read/graph";
import { Refused, read } from "../../read/read";
import { Failure } from "../failure";
import { bytesOf } from "../files";
import { isGzip, unzipped } from "../unzip";
import type { Piece, Unit } from "./units";

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

/** The same pieces, but for a live estate in one file the units of its resource groups. */
export async function* apart(pieces: AsyncIterable<Piece> | Iterable<Piece>): AsyncGenerator<Piece> {
  for await (const piece of pieces) {
    // What has a stack to its name is of one.
    const isOpen = "bytes" in piece && piece.stack === undefined;
    yield* isOpen && isGraphFile(headOf(piece)) ? graphUnits(piece.name, chunksOf(piece)) : [piece];
  }
}

const chunksOf = ({ name, bytes }: Unit): Iterable<Uint8Array> =>
  unzipped(name, bytes instanceof Uint8Array ? [bytes] : bytesOf(bytes.file));

/** How the bytes begin; none where they cannot be read, which is told where they are judged. */
function headOf(unit: Unit): Uint8Array {
  const { bytes } = unit;
  try {
    const head = bytes instanceof Uint8Array ? bytes.subarray(0, headBytes) : beginning(bytes.file);
    if (!isGzip(head)) return head;
    for (const chunk of chunksOf(unit)) return chunk.subarray(0, headBytes);
  } catch {}
  return new Uint8Array(0);
}
const headBytes = 1024;

function beginning(file: string): Uint8Array {
  const opened = openSync(file, "r");
  try {
    const head = Buffer.alloc(headBytes);
    return head.subarray(0, readSync(opened, head));
  } finally {
    closeSync(opened);
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
