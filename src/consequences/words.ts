/** Consequences in short English, for every report. Figures carry the year of the row that decides. */
import { figure, readable, row } from "../azure/facts";
import { findRegion } from "../azure/regions";
import type { Answer, Consequences, DataLoss, Outage, Outlook, Resting } from "../consequence";
import { unique } from "./merge";

const outageNames: Readonly<Record<Outage, string>> = {
  none: "not interrupted",
  seconds: "out for seconds",
  minutes: `out for about ${figure("recovery-2026/partition")} minutes`,
  "until-standby": "out until a standby takes over",
  "hour-or-more": "out for one hour or more",
  "until-a-person-acts": "out until a person takes the region offline",
  outage: "out as long as the outage",
  "not-stated": "not stated",
};
export const outageWords = (outage: Outage): string => outageNames[outage];

/** `West Europe`; a name that no table has as it is. */
export const regionName = (region: string): string => findRegion(region)?.displayName ?? region;

export function lossWords(loss: DataLoss): string {
  if (loss.is === "none") return "nothing";
  if (loss.is === "not-stated") return "not stated";
  if (loss.is === "everything") return "everything that no backup elsewhere holds";
  if (loss.writes === undefined) return `under ${readable(loss.minutes)} minutes of writes`;
  return `up to ${readable(loss.writes)} writes or ${readable(loss.minutes * 60)} seconds`;
}

const figureWords = (value: number | null): string => (value === null ? "not stated" : readable(value));

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
  const rate =
    price.rate === "standard" ? "" : price.rate === "not known" ? ", at a rate not known" : `, ${price.rate} rate`;
  return dated(price, `${ends(price, figureWords)} ${price.worst === 1 && price.best === 1 ? "time" : "times"}${rate}`);
}

/** `West Europe, North Europe; backup copy in North Europe, perhaps in West Europe`. */
export function footprintWords(footprint: readonly Resting[]): string {
  const among = (certain: boolean, ...as: Resting["as"][]): string =>
    unique(
      footprint
        .filter((one) => as.includes(one.as) && one.certain === certain)
        .map(({ region }) =>
          region === undefined
            ? "a region not known"
            : (findRegion(region)?.displayName ?? "a region that no table lists"),
        ),
    ).join(", ");
  const both = (certain: string, doubtful: string, into = ""): string =>
    [certain && `${into}${certain}`, doubtful && `perhaps ${into}${doubtful}`].filter(Boolean).join(", ");
  const live = both(among(true, "write region", "region"), among(false, "write region", "region"));
  const copies = (["backup copy", "paired copy"] as const).flatMap((as) => {
    const where = both(among(true, as), among(false, as), "in ");
    return where ? [`${as} ${where}`] : [];
  });
  return [live, ...copies].join("; ");
}

/** What a price is relative to, by what is paid for. */
const wholes = { "request units": "of one region", nodes: "without standbys", "a data center": "of one node" } as const;

/** `2 times as much for request units`, or for nodes: what they cost once a finding is mended; the prices themselves beside it. */
export function timesWords({ now, mended, times }: Outlook): string | undefined {
  if (!mended || (times?.atLeast === 1 && times.atMost === 1)) return undefined;
  const what = now.price.of ?? "request units";
  const prices = `${priceAnswer(now.price)} → ${priceAnswer(mended.price)} the price ${wholes[what]}`;
  if (!times) return now.price.best === null ? undefined : prices;
  return `${timesFigures(times)} as much for ${what} (${prices})`;
}

/** `2 times`, `1.25 to 2 times`. */
export function timesFigures({ atLeast, atMost }: NonNullable<Outlook["times"]>): string {
  const [from, to] = [atLeast, atMost].map((one) => readable(Math.round(one * 100) / 100));
  return `${from}${from === to ? "" : ` to ${to}`} times`;
}
