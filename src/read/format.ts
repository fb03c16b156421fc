/** What the formats have in common. */
import type { InputKind } from "../assessment";
import type { RawResource } from "../model";
import type { Properties } from "./state";

/** One input's format, told of everything in the input in its order. Its methods throw `Refused`. */
export interface Format {
  readonly kind: InputKind;
  /** What comes before the list, where the format has one that says something. */
  open?(before: Properties): void;
  /** The stack's own config as far as it was said, by full name; undefined: this input does not say. */
  config?(): Properties | undefined;
  /** What the input says of the stack by name; to be asked when `open` or `close` was. */
  named?(): Named;
  /** One element of the list, or one event. What is to be judged of it, if anything. */
  take(element: unknown): RawResource | undefined;
  /** A top-level value, its list left empty; present where several may follow each other. */
  page?(value: Properties): void;
  /** After the last one; `rest` is the value that held the list, empty for events and pages. Refuses what is not complete. */
  close(rest: Properties): Closed;
}

/** Which stack an input is of, where it says so. */
export interface Named {
  /** `project/stack`, or `organisation/project/stack`. */
  readonly stack?: string;
  /** All that it has. Absent: the input does not say. */
  readonly tags?: ReadonlyMap<string, string>;
}

export interface Closed {
  /** What could only be told now. */
  readonly late: Iterable<RawResource>;
  /** Unchanged resources that the input counts but does not show. */
  readonly unseen: number;
  /** It failed, but only because policies refused it: it is all here. */
  readonly refused?: boolean;
}

/** Whether a stack declares something of ours in its config, so that nothing may be judged without it. */
export const isDeclaring = (config: Properties): boolean =>
  Object.keys(config).some((name) => name.startsWith("azure-hadr:"));
