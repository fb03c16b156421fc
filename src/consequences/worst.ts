/** What follows from several resources together: answer by answer, the worst. */
import type { Answer, Consequences, Loss } from "../consequence";
import { type Compare, lowerIsWorse, worseLoss, worseOutage } from "./compare";
import { exactly } from "./merge";

/** Of an estate, or a stack: what a reader has to count with. Undefined where there is nothing. Prices are each one's own. */
export function worstOf(all: Iterable<Consequences>): Consequences | undefined {
  const those = [...all];
  const real = those.filter(({ refused }) => !refused);
  const [first] = real;
  if (!first) return those[0];
  const worst = <T>(
    of: (one: Consequences) => Answer<T> | undefined,
    compare: Compare<T>,
    unstated: (value: T) => boolean,
  ) =>
    gravest(
      real.flatMap((one) => of(one) ?? []),
      compare,
      unstated,
    ) as Answer<T>;
  const loss = (of: (one: Consequences) => Loss | undefined): Loss => ({
    reads: worst(
      (one) => of(one)?.reads,
      worseOutage,
      (outage) => outage === "not-stated",
    ),
    writes: worst(
      (one) => of(one)?.writes,
      worseOutage,
      (outage) => outage === "not-stated",
    ),
    data: worst(
      (one) => of(one)?.data,
      worseLoss,
      ({ is }) => is === "not-stated",
    ),
    azure: [],
    person: [],
  });
  const isNull = (value: number | null): boolean => value === null;
  const places = new Map(real.flatMap(({ footprint }) => footprint.map((one) => [`${one.as} ${one.region}`, one])));
  return {
    sla: {
      reads: worst(({ sla }) => sla.reads, lowerIsWorse, isNull),
      writes: worst(({ sla }) => sla.writes, lowerIsWorse, isNull),
    },
    loss: {
      zone: loss((one) => one.loss.zone),
      writeRegion: loss((one) => one.loss.writeRegion),
      ...(real.some((one) => one.loss.readRegion) && { readRegion: loss((one) => one.loss.readRegion) }),
    },
    copies: worst(({ copies }) => copies, lowerIsWorse, isNull),
    footprint: [...places].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, place]) => place),
    price: real.length === 1 ? first.price : { ...exactly<number | null>(null, []), rate: "standard" },
  };
}

/** The worst of those of which something is stated; where nothing is, any. */
function gravest<T>(
  answers: readonly Answer<T>[],
  worse: Compare<T>,
  unstated: (value: T) => boolean,
): Answer<T> | undefined {
  const stated = answers.filter(({ worst }) => !unstated(worst));
  const those = stated.length > 0 ? stated : answers;
  // Of those that are as bad, always the same one, whichever comes first.
  const [first] = those.toSorted(
    (one, other) =>
      worse(other.worst, one.worst) || worse(other.best, one.best) || (one.rows.join() < other.rows.join() ? -1 : 1),
  );
  return first;
}
