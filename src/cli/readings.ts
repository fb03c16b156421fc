/** The inputs one after the other, and the one that is being read. */
import type { AssessOptions, Reading } from "../assess";
import { read } from "../read/read";
import { Failure } from "./failure";
import { bytesOf } from "./files";
import type { Progress } from "./progress";
import { unzipped } from "./unzip";

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
    yield { name, chunks: unzipped(name, bytesOf(name)) };
  }
}

/** Each as the reader gives it, with what is read counted. */
export function* readings(inputs: Iterable<Opened>, digest: boolean, told: Progress): Generator<Reading> {
  for (const { name, chunks } of inputs) {
    const reading = read({ name, chunks: told.bytes(chunks), digest });
    yield { ...reading, resources: told.resources(reading.resources) };
  }
}

/** Asked of each stack of each input, and told in `stacks`. One in two of them would be counted twice, and one may be the older. */
export function onceEach(
  policyFor: AssessOptions["policyFor"],
  current: Readonly<Turn>,
  stacks = new Set<string>(),
): typeof policyFor {
  const seen = new Map<string, Turn>();
  return (project, stack, config) => {
    const name = `${project}/${stack}`;
    const before = seen.get(name);
    if (before !== undefined && before.number !== current.number)
      throw new Failure(`${name} is in both ${before.input} and ${current.input}: judge them one at a time`);
    seen.set(name, { ...current });
    stacks.add(name);
    return policyFor(project, stack, config);
  };
}

/**
 * What to know of stacks that only one side of a comparison holds. Throws Failure where no stack is on both: such a
 * comparison says that all is new, and of nothing that it got worse.
 */
export function strangers(base: readonly string[], held: ReadonlySet<string>, judged: readonly string[]): string[] {
  const [only, fresh] = [[...held].filter((one) => !judged.includes(one)), judged.filter((one) => !held.has(one))];
  const names = base.join(" and ");
  if (held.size > 0 && judged.length > 0 && fresh.length === judged.length)
    throw new Failure(`${names}: of ${named(only)} and not of ${named(fresh)}, so there is nothing to compare with`);
  return [
    ...(only.length > 0 ? [`Of ${named(only)} in ${names} nothing was judged, so nothing was compared.`] : []),
    ...(fresh.length > 0 ? [`Nothing of ${named(fresh)} is in ${names}, so all of it counts as new.`] : []),
  ];
}

const named = (stacks: readonly string[]): string =>
  stacks.length > 3 ? `${stacks.slice(0, 3).join(", ")} and ${stacks.length - 3} more` : stacks.join(", ");
