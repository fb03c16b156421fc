/** Which of two answers is the worse: for targets, and for what is certain of a range. */
import { type DataLoss, type Outage, outages } from "../consequence";

/** Positive where `a` is worse than `b`, negative where it is better, 0 where they are the same. */
export type Compare<T> = (a: T, b: T) => number;

/** In the order of `outages`; what no document states is the worst. */
export const worseOutage: Compare<Outage> = (a, b) => outages.indexOf(a) - outages.indexOf(b);

/** Minutes of writes that may be lost; infinite for everything; undefined where no document states it. */
export function minutesOf(loss: DataLoss): number | undefined {
  if (loss.is === "none") return 0;
  if (loss.is === "window") return loss.minutes;
  return loss.is === "everything" ? Number.POSITIVE_INFINITY : undefined;
}

/** By minutes, then by writes (no limit on them is the worst); what no document states is worse than everything. */
export const worseLoss: Compare<DataLoss> = (a, b) => {
  const stated = Number(a.is === "not-stated") - Number(b.is === "not-stated");
  return stated || order(minutesOf(a) ?? 0, minutesOf(b) ?? 0) || order(writesOf(a), writesOf(b));
};
const writesOf = (loss: DataLoss): number => (loss.is === "window" && loss.writes) || Number.POSITIVE_INFINITY;

/** What no document states is worse than any figure. */
export const lowerIsWorse: Compare<number | null> = (a, b) =>
  order(b ?? Number.NEGATIVE_INFINITY, a ?? Number.NEGATIVE_INFINITY);
export const higherIsWorse: Compare<number | null> = (a, b) =>
  order(a ?? Number.POSITIVE_INFINITY, b ?? Number.POSITIVE_INFINITY);

/** Without the difference of two infinities, which is no number. */
const order = (a: number, b: number): number => (a === b ? 0 : a > b ? 1 : -1);
