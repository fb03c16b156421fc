/** Asks a history what there is to say over time: the questions of `sql/trend`, in their order. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { dayNumber } from "../../estate/rows/tables";
import type { Movement, Standing, Trend, TrendPoint } from "../../estate/trend";
import { packageRoot } from "../../rules";
import { Failure } from "../failure";
import { readText } from "../files";
import type { HistoryPlace } from "./place";
import { reading } from "./read";

/** For how many days a stack counts that is not observed, where nobody says so. */
const usualCarry = 30;

export interface TrendQuestion {
  /** `YYYY-MM-DD`: tell changes after that day. Default: the first one recorded. */
  readonly since?: string;
  /** For how many days a stack counts that is not observed. Default: 30. */
  readonly carry?: number;
  /** How many of the findings that are open to tell of, the oldest first. Default: all that stand, waived ones too. */
  readonly oldest?: number;
}

type Answer = Readonly<Record<string, string | number | boolean | null>>;

/** Throws Failure where the history cannot be read or holds nothing since then. */
export const trendOf = (place: HistoryPlace, question: TrendQuestion): Promise<Trend> =>
  reading(place, async (connection) => {
    await asked(connection, question);
    const all = (table: string) => answers(connection, `SELECT * FROM ${table}`);
    const [bounds = {}] = await all("bounds");
    if (bounds.last_day === null)
      throw new Failure(`${place.name}: holds no stack; \`azure-hadr report --history\` records what it judges`);
    const points = (await all("posture")).map(pointOf);
    if (points.length === 0) {
      const until = dayOf(bounds.last_day);
      throw new Failure(`${place.name}: nothing was recorded since ${question.since}; the last day is ${until}`);
    }
    const movements = await all("movement");
    return {
      since: dayOf(bounds.since_day),
      until: dayOf(bounds.last_day),
      ...(bounds.week_day !== null && { weekAgo: dayOf(bounds.week_day) }),
      carry: question.carry ?? usualCarry,
      points,
      totals: movementOf(movements),
      teams: grouped(movements, "team").map(([team, rows]) => ({ team: text(team), ...movementOf(rows) })),
      rules: grouped(movements, "rule").map(([rule, rows]) => ({ rule: `${rule}`, ...movementOf(rows) })),
      regressions: (await all("regressions")) as unknown as Trend["regressions"],
      worsened: (await all("worsened")).map(worsenedOf),
      unobserved: (await all("unobserved")).map(unobservedOf),
      standing: (await answers(connection, standing(question))).map(standingOf),
    };
  });

const standing = ({ oldest }: TrendQuestion): string =>
  `SELECT * FROM standing WHERE became IN (${oldest === undefined ? "'open', 'waived', 'excused'" : "'open'"})
  ORDER BY age_days DESC, stack, rule, resource, fingerprint ${oldest === undefined ? "" : `LIMIT ${oldest}`}`;

/** Each file of `sql/trend` is one SELECT, and those after it know it by its name without the number. */
async function asked(connection: DuckDBConnection, { since, carry = usualCarry }: TrendQuestion): Promise<void> {
  const from = since === undefined ? "CAST(NULL AS INTEGER)" : `${dayNumber(since)}`;
  await connection.run(`CREATE TEMP TABLE asked AS SELECT ${from} AS since_day, ${carry} AS carry_days`);
  const folder = join(packageRoot, "sql", "trend");
  for (const file of readdirSync(folder).sort()) {
    const name = /^\d+_(\w+)\.sql$/.exec(file)?.[1];
    if (name !== undefined) await connection.run(`CREATE TEMP TABLE ${name} AS ${readText(join(folder, file))}`);
  }
}

async function answers(connection: DuckDBConnection, sql: string): Promise<Answer[]> {
  const plain = (value: unknown) =>
    typeof value === "bigint" ? Number(value) : value instanceof Date ? value.toISOString().slice(0, 10) : value;
  const all: Answer[] = [];
  for await (const rows of (await connection.stream(sql)).yieldRowObjectJs())
    for (const row of rows)
      all.push(Object.fromEntries(Object.entries(row).map(([key, value]) => [key, plain(value)])) as Answer);
  return all;
}

const number = (value: Answer[string] | undefined): number => Number(value ?? 0);
const text = (value: Answer[string] | undefined): string | null => (typeof value === "string" ? value : null);
const dayOf = (day: Answer[string] | undefined): string =>
  new Date(number(day) * 86_400_000).toISOString().slice(0, 10);

const pointOf = (row: Answer): TrendPoint => ({
  date: `${row.observed_on}`,
  stacks: number(row.stack_count),
  observed: number(row.observed_count),
  carried: number(row.stack_count) - number(row.observed_count),
  leftOut: number(row.left_out_count),
  missing: number(row.missing_count),
  open: number(row.open_count),
  openCarried: number(row.open_carried_count),
  failing: number(row.fail_count),
  unknown: number(row.unknown_count),
  blocking: number(row.blocking_count),
  waived: number(row.waived_count),
  excused: number(row.excused_count),
  production: {
    resources: number(row.production_count),
    unaided: number(row.unaided_count),
    byAPerson: number(row.person_count),
    withThePlace: number(row.place_count),
    notKnown:
      number(row.production_count) - number(row.unaided_count) - number(row.person_count) - number(row.place_count),
    dataAtRisk: number(row.risk_count),
  },
  opened: number(row.opened_count),
  closed: number(row.closed_count),
});

function movementOf(rows: readonly Answer[]): Movement {
  const sum = (column: string): number => rows.reduce((total, row) => total + number(row[column]), 0);
  const [fixed, waived, excused, gone] = ["fixed", "waived", "excused", "gone"].map((one) => sum(`${one}_count`));
  const open = sum("open_count");
  const of = { fixed: fixed ?? 0, waived: waived ?? 0, excused: excused ?? 0, gone: gone ?? 0 };
  return {
    opened: sum("opened_count"),
    withStack: sum("with_stack_count"),
    reopened: sum("reopened_count"),
    closed: of.fixed + of.waived + of.excused + of.gone,
    ...of,
    open,
    openCarried: sum("open_carried_count"),
    oldest: open === 0 ? null : Math.max(...rows.map((row) => number(row.oldest_days))),
    age: open === 0 ? null : Math.round(sum("total_days") / open),
  };
}

/** By the values of a column, in their order; those of none last. */
function grouped(rows: readonly Answer[], column: string): [Answer[string], Answer[]][] {
  const groups = new Map<Answer[string], Answer[]>();
  for (const row of rows) groups.set(row[column] ?? null, [...(groups.get(row[column] ?? null) ?? []), row]);
  return [...groups].sort(([one], [other]) =>
    one === null ? 1 : other === null ? -1 : `${one}` < `${other}` ? -1 : 1,
  );
}

const worsenedOf = (row: Answer) =>
  ({
    stack: row.stack,
    team: row.team,
    environment: row.environment,
    resource: row.resource,
    kind: row.kind,
    lost: row.lost,
    answer: row.answer,
    was: said(row.was, row.was_minutes),
    now: said(row.became, row.became_minutes),
  }) as Trend["worsened"][number];

const said = (words: Answer[string] | undefined, minutes: Answer[string] | undefined): string =>
  words === "window" ? `window of ${minutes} min` : `${words}`;

const unobservedOf = (row: Answer) =>
  ({
    stack: row.stack,
    team: row.team,
    lastSeen: row.last_seen_on,
    days: row.unobserved_days,
    open: number(row.open_count),
    leftOut: row.left_out,
  }) as Trend["unobserved"][number];

const standingOf = (row: Answer) =>
  ({
    stack: row.stack,
    team: row.team,
    environment: row.environment,
    rule: row.rule,
    severity: row.severity,
    outcome: row.outcome,
    blocking: row.blocking,
    resource: row.resource,
    kind: row.kind,
    state: row.became,
    firstSeen: row.first_seen_on,
    age: row.age_days,
    lastSeen: row.last_seen_on,
    observed: row.observed,
    because: row.because,
    fingerprint: row.fingerprint,
  }) as Standing;
