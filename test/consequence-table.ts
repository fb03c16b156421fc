/** Every configuration that the tables tell apart, and lines that stand for many of them. */
import type { CosmosAccount } from "../dist/src/kinds/cosmos-account.js";

/** What a configuration is told apart by, and the values that are tried; the first regions of a list are the account's. */
export const dimensions = {
  regions: ["1", "2", "3"],
  writers: ["one", "many"],
  failover: ["none", "service", "partition"],
  zones: ["none", "first region", "other regions", "all"],
  consistency: ["eventual", "consistent prefix", "session", "bounded", "strong"],
  backup: ["geo", "zone", "local", "continuous"],
  serverless: ["no", "yes"],
} as const;
export type Combination = Readonly<Record<keyof typeof dimensions, string>>;

const places = ["westeurope", "northeurope", "francecentral"];

/** The account that a combination stands for. */
export function accountOf(one: Combination): CosmosAccount {
  const zoned = (first: boolean) => one.zones === "all" || one.zones === (first ? "first region" : "other regions");
  const capabilities = [
    ...(one.serverless === "yes" ? [{ name: "EnableServerless" }] : []),
    ...(one.failover === "partition" ? [{ name: "EnablePerPartitionAutomaticFailover" }] : []),
  ];
  const backupStorageRedundancy = one.backup[0]!.toUpperCase() + one.backup.slice(1);
  return {
    locations: places.slice(0, Number(one.regions)).map((locationName, failoverPriority) => ({
      locationName,
      failoverPriority,
      isZoneRedundant: zoned(failoverPriority === 0),
    })),
    enableMultipleWriteLocations: one.writers === "many",
    enableAutomaticFailover: one.failover === "service",
    consistencyPolicy:
      one.consistency === "bounded"
        ? { defaultConsistencyLevel: "BoundedStaleness", maxStalenessPrefix: 100_000, maxIntervalInSeconds: 300 }
        : { defaultConsistencyLevel: one.consistency.replace(/(?:^| )./g, (start) => start.trim().toUpperCase()) },
    backupPolicy:
      one.backup === "continuous"
        ? { type: "Continuous" }
        : { type: "Periodic", periodicModeProperties: { backupStorageRedundancy } },
    capabilities,
  };
}

/** Which values of each dimension a line stands for. */
type Box = Readonly<Record<string, ReadonlySet<string>>>;

/** The table as it is printed. Dimensions that never matter have no column. */
export interface Table {
  readonly told: readonly string[];
  /** The values of the dimensions told, then the answers. `any` stands for every value. */
  readonly lines: readonly (readonly string[])[];
  readonly text: string;
}

/** Every combination of some dimensions, and tables of them. */
export interface Grid<Name extends string> {
  readonly combinations: readonly Readonly<Record<Name, string>>[];
  /** A line for each set of combinations that are answered alike. */
  readonly tableOf: (
    columns: readonly string[],
    answers: (one: Readonly<Record<Name, string>>) => readonly string[],
  ) => Table;
}

export function gridOf<Name extends string>(dimensions: Readonly<Record<Name, readonly string[]>>): Grid<Name> {
  const names = Object.keys(dimensions) as Name[];
  const combinations = names.reduce<Record<string, string>[]>(
    (before, name) => before.flatMap((one) => dimensions[name].map((value) => ({ ...one, [name]: value }))),
    [{}],
  ) as Readonly<Record<Name, string>>[];

  function cell(name: Name, values: ReadonlySet<string> = new Set()): string {
    const held = dimensions[name].filter((value) => values.has(value));
    return held.length === dimensions[name].length ? "any" : held.join(", ");
  }

  /** In the order of the values, what stands for any of them last. */
  const rankOf = (name: Name, text: string): string =>
    String.fromCharCode(97 + (text === "any" ? 25 : dimensions[name].findIndex((value) => text.startsWith(value)))) +
    text;

  const boxOf = (one: Readonly<Record<Name, string>>): Box =>
    Object.fromEntries(names.map((name) => [name, new Set([one[name]])]));

  /** Fewer boxes that hold the same: those that differ in one dimension alone become one, as long as there are any. */
  function merged(boxes: readonly Box[]): readonly Box[] {
    let before: readonly Box[] = [];
    let now = boxes;
    while (now.length !== before.length) {
      before = now;
      for (const name of [...names].reverse()) {
        const groups = grouped(now, (box) =>
          names.map((other) => (other === name ? "" : cell(other, box[other]))).join("|"),
        );
        now = [...groups.values()].map((group) => ({
          ...group[0]!,
          [name]: new Set(group.flatMap((box) => [...(box[name] ?? [])])),
        }));
      }
    }
    return now;
  }

  return {
    combinations,
    tableOf(columns, answers) {
      const alike = grouped(combinations, (one) => answers(one).join("|"));
      const boxes = [...alike].flatMap(([answer, ones]) =>
        merged(ones.map(boxOf)).map((box) => [box, answer.split("|")] as const),
      );
      const told = names.filter((name) => boxes.some(([box]) => cell(name, box[name]) !== "any"));
      const rank = ([box]: (typeof boxes)[number]) => told.map((name) => rankOf(name, cell(name, box[name]))).join(" ");
      const lines = boxes
        .sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
        .map(([box, answer]) => [...told.map((name) => cell(name, box[name])), ...answer]);
      const heading = [...told, ...columns];
      const text = [heading, heading.map(() => "--"), ...lines].map((line) => `| ${line.join(" | ")} |`).join("\n");
      return { told, lines, text };
    },
  };
}

function grouped<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
}

/** Whether a line of the table, as it is printed, stands for the combination. */
export const holds = ({ told }: Table, line: readonly string[], one: Readonly<Record<string, string>>): boolean =>
  told.every((name, at) => line[at] === "any" || line[at]!.split(", ").includes(one[name] as string));
