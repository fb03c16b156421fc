/** Every answer that consequences hold but the price, once: as reports name and say it, and which of two is the worse. */
import type { Answer, Consequences, DataLoss, Loss, Outage } from "../consequence";
import { type Compare, lowerIsWorse, worseLoss, worseOutage } from "./compare";
import { copiesAnswer, lossAnswer, outageAnswer, slaAnswer } from "./words";

/** One of them. */
export interface Asked<T = unknown> {
  /** `write region lost, reads` */
  readonly what: string;
  readonly about: "data" | "SLA" | "writes" | "reads" | "copies";
  /** Undefined where there is no such region. */
  readonly answer: Answer<T> | undefined;
  /** Positive where `a` is worse than `b`. */
  worse(a: T, b: T): number;
  words(answer: Answer<T>): string;
  /**
   * The best and the worst that a document can state. Where none states anything, the truth lies between them. Absent: what
   * no document states is promised by nobody, and so less than anything that is.
   */
  readonly scale?: readonly [best: T, worst: T];
  /** There need be no such region: an answer that is `open` may be about one that there is not. */
  readonly mayLack?: true;
}

const asked = <T>(
  what: string,
  about: Asked["about"],
  answer: Answer<T> | undefined,
  worse: Compare<T>,
  words: Asked<T>["words"],
  more: Pick<Asked<T>, "scale" | "mayLack"> = {},
): Asked => ({ what, about, answer, worse, words, ...more }) as Asked;

const outageScale: readonly [Outage, Outage] = ["none", "outage"];
const lossScale: readonly [DataLoss, DataLoss] = [{ is: "none" }, { is: "everything" }];

const lost = (place: string, of: Loss | undefined, may: Pick<Asked, "mayLack"> = {}): Asked[] => [
  asked(`${place} lost, reads`, "reads", of?.reads, worseOutage, outageAnswer, { scale: outageScale, ...may }),
  asked(`${place} lost, writes`, "writes", of?.writes, worseOutage, outageAnswer, { scale: outageScale, ...may }),
  asked(`${place} lost for good, data`, "data", of?.data, worseLoss, lossAnswer, { scale: lossScale, ...may }),
];

/** The same ones in the same order, whatever the consequences. */
export const answersOf = ({ sla, loss, copies }: Consequences): readonly Asked[] => [
  asked("SLA of writes", "SLA", sla.writes, lowerIsWorse, slaAnswer),
  asked("SLA of reads", "SLA", sla.reads, lowerIsWorse, slaAnswer),
  ...lost("zone", loss.zone),
  ...lost(loss.readRegion ? "write region" : "region", loss.writeRegion),
  ...lost("read region", loss.readRegion, { mayLack: true }),
  asked("copies", "copies", copies, lowerIsWorse, copiesAnswer),
];
