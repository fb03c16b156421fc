/**
 * Values that nobody knows yet.
 *
 * A check is written as if every value were known. A property without a known value throws `Unknown` when it is touched;
 * the judge turns that into the verdict `unknown`. Lists are asked through the quantifiers below, so that a deciding
 * element wins wherever it stands and the answer never depends on order.
 */

/** Thrown where a value that decides is not known. Not an Error: it carries no stack and is never a bug. */
export class Unknown {
  /**
   * `path`: the property as the program spells it, or "" where the missing fact is not a property. `isHidden`: it stands in
   * the place of a value, which may be another one wherever the same words stand; otherwise it is what no source says.
   */
  constructor(
    readonly path: string,
    readonly why: string,
    readonly isHidden = false,
  ) {}
}

/** Leaves the decision open because a fact (not a property) is missing, e.g. a region that no table lists. */
export function undecided(why: string): never {
  throw new Unknown("", why);
}

/** Makes `key` of `target` throw `Unknown` when it is read. */
export function hide(target: object, key: string | number, path: string, why: string): void {
  Object.defineProperty(target, key, {
    enumerable: true,
    configurable: true,
    get(): never {
      throw new Unknown(path, why, true);
    },
  });
}

/** The first element for which the predicate certainly holds; unknown if none does but some might; otherwise undefined. */
export function find<T>(list: readonly T[], holds: (element: T) => boolean): T | undefined {
  let open: Unknown | undefined;
  for (let index = 0; index < list.length; index++) {
    try {
      const element = list[index] as T;
      if (holds(element)) return element;
    } catch (error) {
      if (!(error instanceof Unknown)) throw error;
      open ??= error;
    }
  }
  if (open) throw open;
  return undefined;
}

/** Whether the predicate holds for some element. Elements and what they hold may be unknown. */
export const some = <T>(list: readonly T[], holds: (element: T) => boolean): boolean => find(list, holds) !== undefined;

/** Whether the predicate holds for every element. */
export function every<T>(list: readonly T[], holds: (element: T) => boolean): boolean {
  return !some(list, (element) => !holds(element));
}

type Ask = () => boolean;

/** True if any answer is true, whatever the others; otherwise unknown if any is; otherwise false. */
export const anyOf = (...asks: readonly Ask[]): boolean => settle(asks, true);

/** False if any answer is false, whatever the others; otherwise unknown if any is; otherwise true. */
export const allOf = (...asks: readonly Ask[]): boolean => settle(asks, false);

/** The answer `deciding` wins wherever it stands. */
function settle(asks: readonly Ask[], deciding: boolean): boolean {
  let open: Unknown | undefined;
  for (const ask of asks) {
    try {
      if (ask() === deciding) return deciding;
    } catch (error) {
      if (!(error instanceof Unknown)) throw error;
      open ??= error;
    }
  }
  if (open) throw open;
  return !deciding;
}

/** Whether the answer is a known yes. For what only colours a decision (a severity), never for the decision itself. */
export function certainly(ask: Ask): boolean {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Unknown) return false;
    throw error;
  }
}

/** The answer, or what is not known. */
export function attempt<T>(question: () => T): T | Unknown {
  try {
    return question();
  } catch (error) {
    if (error instanceof Unknown) return error;
    throw error;
  }
}

/** What is certain about a number that depends on values nobody knows. `open` is one of those values. */
export interface Range {
  readonly atLeast: number;
  readonly atMost: number;
  readonly open?: Unknown;
}

/** How many different keys the elements have. An unknown key may be a new one or equal to any other. */
export function distinct<T>(list: readonly T[], key: (element: T) => string | number): Range {
  const seen = new Set<string | number>();
  let hidden = 0;
  let open: Unknown | undefined;
  for (let index = 0; index < list.length; index++) {
    try {
      seen.add(key(list[index] as T));
    } catch (error) {
      if (!(error instanceof Unknown)) throw error;
      hidden++;
      open ??= error;
    }
  }
  const atLeast = Math.max(seen.size, Math.min(list.length, 1));
  return { atLeast, atMost: seen.size + hidden, ...(open && { open }) };
}

/** Whether the range is certainly at least `n`, certainly below, or unknown. */
export function reaches(range: Range, n: number): boolean {
  if (range.atLeast >= n) return true;
  if (range.atMost < n) return false;
  throw range.open ?? new Unknown("", "the count is not known");
}

/** The same object or list with some properties replaced, or left out where the patch says `undefined`; what nobody knows stays so. */
export function amended<T extends object>(target: T, patch: { readonly [K in keyof T]?: T[K] | undefined }): T {
  const copy = Object.defineProperties(Array.isArray(target) ? [] : {}, Object.getOwnPropertyDescriptors(target)) as T;
  for (const [key, value] of Object.entries(patch)) {
    Reflect.deleteProperty(copy, key);
    if (value !== undefined)
      Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return copy;
}
