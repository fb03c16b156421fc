/** Which rows are shown, and in which order. */
import type { Estate } from "./data";

export interface Asked {
  readonly words: readonly string[];
  /** Numbers of the index; -1: any. */
  readonly team: number;
  readonly environment: number;
  readonly criticality: number;
  readonly region: number;
  readonly rule: number;
  readonly severity: number;
  readonly outcome: number;
}

export type SortKey = "name" | "stack" | "team" | "environment" | "regions" | "worst" | "open" | "writes" | "data";

/** Places of rows. One finding has to be of the rule, the severity and the outcome at once. */
export function filtered(estate: Estate, asked: Asked, order: readonly number[]): number[] {
  const { index, names, begins } = estate;
  const { rows, stacks, places, findings } = index;
  // What a word says of rules, stacks and places is worked out once for all of their rows.
  const words = asked.words.map((word) => ({
    word,
    rules: new Set(
      index.rules.flatMap(({ id, title }, at) => (id.includes(word) || title.toLowerCase().includes(word) ? [at] : [])),
    ),
    stacks: estate.stackTexts.map((text) => text.includes(word)),
    places: estate.placeTexts.map((text) => text.includes(word)),
  }));
  const anyFinding = asked.rule < 0 && asked.severity < 0 && asked.outcome < 0;
  const there = (row: number, fits: (code: number) => boolean): boolean => {
    for (let at = begins[row] as number; at < (begins[row + 1] as number); at++)
      if (fits(findings[at] as number)) return true;
    return false;
  };
  const ofStack = stacks.name.map(
    (_, at) =>
      (asked.team < 0 || stacks.team[at] === asked.team) &&
      (asked.environment < 0 || stacks.environment[at] === asked.environment) &&
      (asked.criticality < 0 || stacks.criticality[at] === asked.criticality),
  );
  const ofPlaces = places.map(
    ({ live, copies }) => asked.region < 0 || live.includes(asked.region) || copies.includes(asked.region),
  );
  const fits = (code: number): boolean =>
    (asked.rule < 0 || Math.floor(code / 64) === asked.rule) &&
    (asked.severity < 0 || ((code >> 3) & 7) === asked.severity) &&
    (asked.outcome < 0 || (code & 7) === asked.outcome);
  return order.filter(
    (row) =>
      ofStack[rows.stack[row] as number] &&
      ofPlaces[rows.places[row] as number] &&
      words.every(
        (one) =>
          one.stacks[rows.stack[row] as number] ||
          one.places[rows.places[row] as number] ||
          names[row]?.includes(one.word) ||
          (one.rules.size > 0 && there(row, (code) => one.rules.has(Math.floor(code / 64)))),
      ) &&
      (anyFinding || there(row, fits)),
  );
}

/** All rows in an order; rows that are alike stay as they came, the gravest first. */
export function sorted({ index, worst, open }: Estate, key: SortKey, descending: boolean): number[] {
  const { rows, stacks, places, regions, teams } = index;
  const stackOf = (row: number): number => rows.stack[row] as number;
  const placeTexts = places.map(({ live }) => live.map((at) => regions[at]?.[1]).join(", "));
  const values: Record<SortKey, (row: number) => string | number> = {
    name: (row) => rows.name[row]?.toLowerCase() ?? "",
    stack: (row) => stacks.name[stackOf(row)] ?? "",
    team: (row) => teams[stacks.team[stackOf(row)] as number] ?? "",
    environment: (row) => stacks.environment[stackOf(row)] ?? 0,
    regions: (row) => placeTexts[rows.places[row] as number] ?? "",
    worst: (row) => worst[row] ?? 0,
    open: (row) => open[row] ?? 0,
    writes: (row) => rows.writes[row] ?? 0,
    data: (row) => rows.data[row] ?? 0,
  };
  const column = rows.name.map((_, row) => values[key](row));
  const turn = descending ? -1 : 1;
  return column
    .map((_, row) => row)
    .sort((one, other) => {
      const [a, b] = [column[one] as string | number, column[other] as string | number];
      return a < b ? -turn : a > b ? turn : one - other;
    });
}
