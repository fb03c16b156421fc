/** The inputs one after the other, and the one that is being read. */
import type { AssessOptions, Reading } from "../assess";
import { read } from "../read/read";
import { Failure } from "./failure";
import { bytesOf } from "./files";
import type { Progress } from "./progress";

/** An input that is open, or is about to be. */
export interface Opened {
  readonly name: string;
  readonly chunks: Iterable<Uint8Array>;
}

/** Which input is being read: its name, and how many there were before it. */
export interface Turn {
  input: string;
  number: number;
}
export const newTurn = (): Turn => ({ input: "", number: 0 });

/** Opens each input only when it is its turn. */
export function* inputsNamed(names: readonly string[], current: Turn): Generator<Opened> {
  for (const name of names) {
    current.input = name;
    current.number++;
    yield { name, chunks: bytesOf(name) };
  }
}

/** Each as the reader gives it, with what is read counted. */
export function* readings(inputs: Iterable<Opened>, digest: boolean, told: Progress): Generator<Reading> {
  for (const { name, chunks } of inputs) {
    const reading = read({ name, chunks: told.bytes(chunks), digest });
    yield { ...reading, resources: told.resources(reading.resources) };
  }
}

/** Asked of each stack of each input. One stack in two of them would be counted twice, and one may be the older. */
export function onceEach(policyFor: AssessOptions["policyFor"], current: Readonly<Turn>): typeof policyFor {
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
