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

/** Opens each input only when it is its turn. */
export function* inputsNamed(names: readonly string[], current: { input: string }): Generator<Opened> {
  for (const name of names) {
    current.input = name;
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

/** Asked once for each stack of each input. One stack in two of them would be counted twice, and one may be the older. */
export function onceEach(policyFor: AssessOptions["policyFor"], current: { readonly input: string }): typeof policyFor {
  const seen = new Map<string, string>();
  return (project, stack, config) => {
    const name = `${project}/${stack}`;
    const before = seen.get(name);
    if (before !== undefined)
      throw new Failure(`${name} is in both ${before} and ${current.input}: judge them one at a time`);
    seen.set(name, current.input);
    return policyFor(project, stack, config);
  };
}
