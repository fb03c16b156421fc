/** What all formats of a drill call things. */
import { lossAnswer, outageAnswer, regionName } from "../../consequences/words";
import type { Case, Fare, Hit, HitStack, Part, Recovery } from "../../drill";
import { plural } from "../plain";

export { kindWords } from "../kinds";
export { regionName };

const beside: Readonly<Record<string, string>> = {
  "cosmos-container": "database or container",
  "private-endpoint": "private endpoint",
  "digital-twins-endpoint": "endpoint",
  "digital-twins-history": "data history",
  "cassandra-data-center": "data center",
  "documentdb-cluster": "replica",
  "postgresql-cluster": "replica",
  compute: "compute",
};
export const besideWords = (kind: string): string => beside[kind] ?? kind;

const parts: Readonly<Record<Part, string>> = {
  "all of its regions": "all regions lost",
  "only region": "the only region lost",
  "write region": "the write region lost",
  "read region": "a read region lost",
  "write or read region": "a region lost, perhaps the one that takes the writes",
  "data center": "a data center lost",
  copy: "only a copy lost",
  "not known": "may stand there: not known",
  "beside it": "elsewhere, but something beside lost",
};

/** What of them is lost. */
export const partWords = (part: Part, zone: boolean): string =>
  zone ? parts[part].replace(/(region|center|copy) lost/, "$1 without a zone") : parts[part];

/** Where it is hit: the lost regions in which something of it stands. */
export const lostWords = ({ regions }: Hit, part: Part): string =>
  regions.map(regionName).join(", ") || (part === "beside it" ? "nothing of its own" : "place not known");

export const recoveryNames: Readonly<Record<Recovery, string>> = {
  kept: "kept",
  "by-azure": "back by Azure",
  "by-a-person": "back by a person",
  "with-the-place": "back with the place",
  "not-stated": "not stated",
  "not-known": "not known",
};
export const riskNames: Readonly<Record<keyof Fare["data"], string>> = {
  none: "nothing",
  window: "a window of writes",
  everything: "everything that no backup elsewhere holds",
  "not-stated": "not stated",
  "not-known": "not known",
};

/** Reads, writes and data, each with why it is a range and what else to know. */
export function answersOf({ loss, recovery, risk }: Case): readonly {
  readonly what: "reads" | "writes" | "data at risk";
  readonly words: string;
  readonly more?: string;
  readonly rows: readonly string[];
}[] {
  if (!loss) {
    const rows: readonly string[] = [];
    return [
      { what: "reads", words: recovery.reads === "kept" ? "not interrupted" : "not known", rows },
      { what: "writes", words: recovery.writes === "kept" ? "not interrupted" : "not known", rows },
      { what: "data at risk", words: risk === "none" ? "nothing" : "not known", rows },
    ];
  }
  const more = ({ range, note }: { readonly range?: string; readonly note?: string }) => {
    const words = [range && `a range because ${range}`, note].filter(Boolean).join("; ");
    return words === "" ? {} : { more: words };
  };
  return [
    { what: "reads", words: outageAnswer(loss.reads), ...more(loss.reads), rows: loss.reads.rows },
    { what: "writes", words: outageAnswer(loss.writes), ...more(loss.writes), rows: loss.writes.rows },
    { what: "data at risk", words: lossAnswer(loss.data), ...more(loss.data), rows: loss.data.rows },
  ];
}

/** What stands beside a hit: kinds and how many, and each that is lost or may be by name. */
export function dependantWords({ dependants }: Hit): readonly string[] {
  const counts = new Map<string, number>();
  for (const { kind } of dependants) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const all = [...counts].map(([kind, count]) => plural(count, besideWords(kind), manyOf(kind)));
  const placed = dependants.filter(({ region }) => region !== undefined);
  return [
    ...all,
    ...placed.map(({ kind, name, region, lost }) => {
      const where =
        region === null
          ? "where it stands is not known"
          : `stands in ${regionName(region ?? "")}${lost ? ", which is lost" : ""}`;
      return `${besideWords(kind)} ${name}: ${where}`;
    }),
  ];
}
const manyOf = (kind: string): string =>
  kind === "cosmos-container"
    ? "databases and containers"
    : kind === "digital-twins-history"
      ? "data histories"
      : `${besideWords(kind)}s`;

/** What a decision asks of whom. */
export const decisionWords = ({ by, words }: Case["decision"]): string => (by === "nobody" ? words : `${by}: ${words}`);

/** `12 resources of 5 stacks`. */
export const fareWords = ({ resources, stacks }: Fare): string =>
  `${plural(resources, "resource")} of ${plural(stacks, "stack")}`;

export const portal = "https://portal.azure.com/#blade/Microsoft_Azure_Health/AzureHealthBrowseBlade/serviceIssues";

/** Where an outage is to be watched, for every format. */
export const watching: readonly { readonly words: string; readonly row: string }[] = [
  {
    words:
      "Service Health, active issues: which services are out in which regions. An alert on it is the only message: Microsoft notifies nobody by itself.",
    row: "recovery-2026/no-notification",
  },
  {
    words:
      "Service Health, Health history: an issue of Digital Twins has a name that begins with Azure Digital Twins; its tabs are the summary and the issue updates.",
    row: "twins-2025/history",
  },
  { words: "Resource Health: whether a single account or instance is affected.", row: "twins-2025/health" },
  { words: "The metrics Region Offline and Region Online of each account.", row: "forced-failover-2025/metrics" },
];

/** What a stack wants: `RPO 15 min, RTO 60 min`. */
export const targetWords = ({ targets: { rpoMinutes, rtoMinutes } }: HitStack): string =>
  [
    ...(rpoMinutes === undefined ? [] : [`RPO ${rpoMinutes} min`]),
    ...(rtoMinutes === undefined ? [] : [`RTO ${rtoMinutes} min`]),
  ].join(", ") || "none declared";

/** Whether the key is the customer's. */
export const keyWords = ({ customerKey }: Hit): readonly string[] =>
  customerKey === undefined
    ? []
    : [
        customerKey
          ? "Its key is the customer's: the vault has to be there too."
          : "Whether its key is the customer's is not known.",
      ];

/** What runs the application of the stack in what is lost, or may. */
export const computeWords = ({ beside: own }: HitStack): readonly string[] =>
  own.map(
    ({ name, region }) =>
      `compute ${name}: ${typeof region === "string" ? `stands in ${regionName(region)}, which is lost` : "where it stands is not known"}`,
  );
