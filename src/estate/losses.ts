/** How many resources come back in which way after a loss. */
import type { Answer, DataLoss, Loss } from "../consequence";
import { risks } from "../fare";
import { type AtRisk, atRisk, type Recovery, recoveries, recoveryOf, worseRecovery } from "./recovery";

/** Counts of resources, each in one class of each row. */
export interface Losses {
  readonly resources: number;
  readonly reads: Readonly<Record<Recovery, number>>;
  readonly writes: Readonly<Record<Recovery, number>>;
  /** How many may lose what, if the place never comes back. */
  readonly data: Readonly<Record<AtRisk, number>>;
  /** The longest window of writes among those that may lose one, in minutes; 0: none. */
  readonly minutes: number;
}

type Growing<T> = { -readonly [K in keyof T]: T[K] extends number ? number : Growing<T[K]> };
/** The same while it is being counted. */
export type LossesTally = Growing<Losses>;

const each = <K extends string>(keys: readonly K[]) =>
  Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;

export const noLosses = (): LossesTally => ({
  resources: 0,
  reads: each(recoveries),
  writes: each(recoveries),
  data: each(risks),
  minutes: 0,
});

/** The worst that the loss of any one of these places does. */
export interface Worst {
  readonly reads: Recovery;
  readonly writes: Recovery;
  readonly data: AtRisk;
  /** The longest window of writes that may be lost; 0: none. */
  readonly minutes: number;
}

/** No places: nothing is lost. */
export function worstOf(losses: readonly Loss[]): Worst {
  const worst = (of: (loss: Loss) => Recovery): Recovery => losses.map(of).reduce(worseRecovery, "kept");
  return {
    reads: worst(({ reads }) => recoveryOf(reads)),
    writes: worst(({ writes }) => recoveryOf(writes)),
    data: losses.map(({ data }) => atRisk(data)).reduce(worseRisk, "none"),
    minutes: Math.max(0, ...losses.map(({ data }) => minutesOf(data))),
  };
}

/** Counts one resource, by the worst that the loss of any one of these places does to it. */
export function count(tally: LossesTally, losses: readonly Loss[]): void {
  const { reads, writes, data, minutes } = worstOf(losses);
  tally.resources++;
  tally.reads[reads]++;
  tally.writes[writes]++;
  tally.data[data]++;
  tally.minutes = Math.max(tally.minutes, minutes);
}

const worseRisk = (one: AtRisk, other: AtRisk): AtRisk =>
  risks[Math.max(risks.indexOf(one), risks.indexOf(other))] as AtRisk;

const minutesOf = ({ worst }: Answer<DataLoss>): number => (worst.is === "window" ? worst.minutes : 0);
