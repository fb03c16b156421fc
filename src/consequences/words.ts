/** Consequences in short English, for every report. Figures carry the year of the row that decides. */
import { figure, row } from "../azure/facts";
import { findRegion } from "../azure/regions";
import type { Answer, Consequences, DataLoss, Loss, Outage, Resting } from "../consequence";
import { unique } from "./merge";

const outageNames: Readonly<Record<Outage, string>> = {
  none: "not interrupted",
  seconds: "seconds",
  minutes: `about ${figure("recovery-2026/partition")} minutes`,
  "hour-or-more": "one hour or more",
  "until-a-person-acts": "until a person takes the region offline",
  outage: "as long as the outage",
  "not-stated": "not stated",
};
export const outageWords = (outage: Outage): string => outageNames[outage];

const count = (number: number): string => number.toLocaleString("en", { maximumFractionDigits: 3 });

export function lossWords(loss: DataLoss): string {
  if (loss.is === "none") return "none";
  if (loss.is === "not-stated") return "not stated";
  if (loss.is === "everything") return "everything that no backup elsewhere holds";
  if (loss.writes === undefined) return `under ${count(loss.minutes)} minutes of writes`;
  return `up to ${count(loss.writes)} writes or ${count(loss.minutes * 60)} seconds`;
}

const figureWords = (value: number | null): string => (value === null ? "not stated" : count(value));

/** From one end to the other, without the year. */
function ends<T>({ best, worst }: Answer<T>, words: (value: T) => string, first: "best" | "worst" = "best"): string {
  const [from, to] = first === "best" ? [words(best), words(worst)] : [words(worst), words(best)];
  return from === to ? from : `${from} to ${to}`;
}

const yearOf = ({ rows }: Answer<unknown>): string => row(rows[0]!).date.slice(0, 4);
const dated = (answer: Answer<unknown>, words: string): string => `${words} (${yearOf(answer)})`;

export const outageAnswer = (answer: Answer<Outage>): string => dated(answer, ends(answer, outageWords));
export const lossAnswer = (answer: Answer<DataLoss>): string => dated(answer, ends(answer, lossWords));
/** Lower figures first; `unit` is what they are in. */
const figureAnswer = (answer: Answer<number | null>, unit: string, first: "best" | "worst"): string => {
  const words = ends(answer, figureWords, first);
  return dated(answer, answer.best === null && answer.worst === null ? words : `${words}${unit}`);
};
export const slaAnswer = (answer: Answer<number | null>): string => figureAnswer(answer, " %", "worst");
export const copiesAnswer = (answer: Answer<number | null>): string => figureAnswer(answer, "", "worst");
export function priceAnswer(price: Consequences["price"]): string {
  if (price.best === null && price.worst === null) return "not by request units";
  const rate = price.rate === "standard" ? "" : `, ${price.rate} rate`;
  return dated(price, `${ends(price, figureWords)} ${price.worst === 1 && price.best === 1 ? "time" : "times"}${rate}`);
}

/** `West Europe, North Europe; backup copy in North Europe, perhaps in West Europe`. */
export function footprintWords(footprint: readonly Resting[]): string {
  const among = (certain: boolean, ...as: Resting["as"][]): string =>
    footprint
      .filter((one) => as.includes(one.as) && one.certain === certain)
      .map(({ region }) => (region === undefined ? "a region not known" : (findRegion(region)?.displayName ?? region)))
      .join(", ");
  const both = (certain: string, doubtful: string, into = ""): string =>
    [certain && `${into}${certain}`, doubtful && `perhaps ${into}${doubtful}`].filter(Boolean).join(", ");
  const live = both(among(true, "write region", "region"), among(false, "write region", "region"));
  const copies = (["backup copy", "paired copy"] as const).flatMap((as) => {
    const where = both(among(true, as), among(false, as), "in ");
    return where ? [`${as} ${where}`] : [];
  });
  return [live, ...copies].join("; ");
}

/** One line of what follows: now and, where a remedy is known, then. */
export interface Change {
  readonly what: string;
  readonly now: string;
  readonly then?: string;
}

const accepted = "yes";

type Line = readonly [what: string, words: string, range: string | undefined];

/** All of it or, where `then` is given, what differs; always in the same order. The reason of a range is given once. */
export function changes(now: Consequences, then?: Consequences): Change[] {
  const [before, after] = [linesOf(now), then && linesOf(then)];
  const [tellNow, tellThen] = [teller(), teller()];
  return before.flatMap((line, index) => {
    const next = after?.[index];
    if (next ? next[1] === line[1] : line[1] === accepted) return [];
    // biome-ignore lint/suspicious/noThenProperty: a text, which nothing takes for a promise
    return [{ what: line[0], now: tellNow(line), ...(next && { then: tellThen(next) }) }];
  });
}

function teller(): (line: Line) => string {
  const told = new Set<string>();
  return ([, words, range]) => {
    if (range === undefined || told.has(range)) return words;
    told.add(range);
    return `${words}: ${range}`;
  };
}

function linesOf(all: Consequences): Line[] {
  const { sla, loss, footprint, price, refused } = all;
  const line = <T extends Answer<unknown>>(what: string, answer: T, words: (answer: T) => string): Line => [
    what,
    refused ? "–" : words(answer),
    refused ? undefined : answer.range,
  ];
  const read = loss.readRegion;
  const whole = (place: string, { reads, writes, data }: Loss): Line[] => [
    line(`${place} lost: reads`, reads, outageAnswer),
    line(`${place} lost: writes`, writes, outageAnswer),
    line(`${place} lost: data lost`, data, lossAnswer),
  ];
  return [
    [
      "accepted by Azure",
      refused ? `no: ${refused.why} (${row(refused.rows[0]!).date.slice(0, 4)})` : accepted,
      undefined,
    ],
    line("SLA of writes", sla.writes, slaAnswer),
    line("SLA of reads", sla.reads, slaAnswer),
    line("zone lost: writes", loss.zone.writes, outageAnswer),
    line("zone lost: data lost", loss.zone.data, lossAnswer),
    ...whole("write region", loss.writeRegion),
    read
      ? line("read region lost: writes", read.writes, outageAnswer)
      : ["read region lost: writes", "no read region", undefined],
    [
      "data rests in",
      refused ? "–" : footprintWords(footprint),
      unique(footprint.flatMap(({ why }) => why ?? [])).join("; ") || undefined,
    ],
    line("price of request units", price, priceAnswer),
  ];
}
