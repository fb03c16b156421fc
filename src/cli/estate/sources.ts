/** From what was named at the command line to the pieces of an estate. */
import { accessSync, constants, createReadStream, existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { missingVersion, type NotRead } from "../../estate";
import { isEvent } from "../../read/events";
import { fault } from "../../read/fault";
import { isPage } from "../../read/graph";
import { parsed } from "../../read/parsed";
import { Refused } from "../../read/refused";
import { isObject } from "../../read/state";
import { Failure } from "../failure";
import { isFolder, reason } from "../files";
import { linesOf, type TextLine } from "./lines";
import { below, isPattern, matching, type Place } from "./listing";
import type { Part, Piece, Unit } from "./units";

/**
 * Every stack of the sources, in their order; of a folder by name; each file once. Throws Failure before the first piece
 * where a source is not there or holds nothing that could be one. `listed`: told of the files before the first is opened.
 * A file with nothing on any line is told as missing, unless that is allowed.
 */
export async function* piecesOf(
  sources: readonly string[],
  listed: (files: readonly string[]) => void = () => {},
  allowEmpty = false,
): AsyncGenerator<Piece> {
  const seen = new Set<string>();
  const places = sources.flatMap(placesOf);
  listed(places.flatMap((one) => ("record" in one ? [] : [one.file])));
  for (const one of places) {
    if ("record" in one) {
      yield one;
      continue;
    }
    const { file, whole, ...said } = one;
    if (file !== "-" && seen.size < seen.add(resolve(file)).size) {
      if (whole) yield { name: file, bytes: { file }, ...said };
      else yield* looked(file, allowEmpty);
    } else if (file === "-") yield* looked(file, true);
  }
}

function placesOf(source: string): (Place | NotRead)[] {
  if (source === "-") return [{ file: source, whole: false }];
  if (isFolder(source)) {
    const found = [...below(source)];
    if (found.length > 0) return found;
    throw new Failure(`${source}: holds no stack: expected .json, .ndjson or .jsonl (.gz too), or .pulumi/stacks`);
  }
  if (isPattern(source) && !existsSync(source)) {
    const found = [...matching(source)];
    if (found.length > 0) return found;
    throw new Failure(`${source}: no file has such a name`);
  }
  try {
    accessSync(source, constants.R_OK);
  } catch (error) {
    throw new Failure(`${source || '""'}: ${reason(error)}`);
  }
  return [{ file: source, whole: false }];
}

/** The pieces of a file of which nobody knows yet whether it is one document or has one on each line. */
async function* looked(file: string, mayBeEmpty: boolean): AsyncGenerator<Piece> {
  const stream = file === "-" ? process.stdin : createReadStream(file, { highWaterMark: 1 << 18 });
  const lines = linesOf(file, stream);
  let number = 0;
  try {
    const head: TextLine[] = [];
    for (let one = await lines.next(); !one.done; one = await lines.next()) {
      head.push(one.value);
      if (head.filter(isFilled).length === 2) break;
    }
    if (isDocument(file, ...head.filter(isFilled))) {
      // What can be opened again is read where it is judged.
      if (file !== "-" && statSync(file).isFile()) yield { name: file, bytes: { file } };
      else yield { name: file, bytes: await whole(head, lines) };
      return;
    }
    if (!mayBeEmpty && !head.some(isFilled)) yield missing(file, "empty: holds no stack on any line");
    for (const line of head) {
      if (isFilled(line)) yield pieceOf(file, line);
      number = line.number;
    }
    for await (const line of lines) {
      if (isFilled(line)) yield pieceOf(file, line);
      number = line.number;
    }
  } catch (error) {
    const { message } = error as Error;
    const why = !(error instanceof Failure || error instanceof Refused)
      ? reason(error)
      : message.startsWith(`${file}: `)
        ? message.slice(file.length + 2)
        : message;
    yield missing(file, number > 0 ? `after line ${number}: ${why}` : why);
  } finally {
    stream.destroy();
  }
}

const missing = (source: string, why: string): NotRead => ({ record: missingVersion, source, why });

const blank = /^\s*$/;
const isFilled = ({ bytes }: TextLine): boolean => !bytes || bytes.length > 1000 || !blank.test(beginning(bytes));
const beginning = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, 0, Math.min(bytes.length, 1000)).toString();

/** A record of ours says so at once. */
const isRecord = (bytes: Uint8Array): boolean => /^\s*\{\s*"record"\s*:\s*"azure-hadr\//.test(beginning(bytes));

/** Whether a file that begins with these lines is one document, a log of events or pages of a result among them, and not one on each line. */
function isDocument(file: string, first?: TextLine, second?: TextLine): boolean {
  const byName = !/\.(?:ndjson|jsonl)(?:\.gz)?$/.test(file);
  if (!first) return byName && file !== "-";
  if (!first.bytes || isRecord(first.bytes)) return false;
  if (!second && byName) return true;
  const one = Buffer.from(first.bytes.buffer);
  const value = parsed(one.toString());
  if (value !== undefined) return isObject(value) && (isEvent(value) || isPage(value));
  if (!fault(one)?.ended) return false;
  if (!second?.bytes) return byName;
  // A line that is cut off is nothing that the next one goes on with.
  const both = fault(Buffer.concat([one, Buffer.from("\n"), second.bytes]));
  return both === undefined || both.ended;
}

function pieceOf(file: string, { number, bytes }: TextLine): Piece {
  const name = `${file}:${number}`;
  if (!bytes) return missing(name, "too long for one stack: expected at most 512 MiB on a line");
  return isRecord(bytes)
    ? ({ name, line: Buffer.from(bytes.buffer).toString() } satisfies Part)
    : ({ name, bytes } satisfies Unit);
}

/** The document that begins with some lines, and goes on with others. */
async function whole(head: readonly TextLine[], rest: AsyncIterable<TextLine>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const add = ({ bytes = new Uint8Array(0), number }: TextLine) =>
    parts.push(Buffer.from(number > 1 ? "\n" : ""), bytes);
  for (const line of head) add(line);
  for await (const line of rest) add(line);
  return new Uint8Array(Buffer.concat(parts));
}
