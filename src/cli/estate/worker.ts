/** What a thread does: judges the units that it is handed. */
import { workerData } from "piscina";
import { type Judge, judge, type Standards } from "./judge";
import { type Handed, type Line, lineOf } from "./line";

let own: Judge | undefined;

/** One line for each piece that is of this shard. */
export default function judged(pieces: readonly Handed[]): (Line | undefined)[] {
  const standards = workerData as Standards;
  own ??= judge(standards);
  return pieces.map((piece) => lineOf(piece, own as Judge, standards.shard));
}
