/** What the text and the Markdown of a trend have in common: the same tables, cell by cell, in plain words. */
import type { Movement, Regression, Standing, Trend, TrendPoint, Unobserved, Worsened } from "../../estate/trend";
import type { Recovery } from "../../fare";
import { recoveryNames } from "../drill/words";
import { plural } from "../plain";

export interface TrendTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What its rows are. */
  readonly of: readonly [one: string, many: string];
}

const days = (count: number | null): string => (count === null ? "" : plural(count, "day"));
const signed = (count: number): string => (count > 0 ? `+${count}` : `${count}`);

/** The first lines: what moved, and what is not known. */
export function inShort({
  since,
  until,
  weekAgo,
  totals,
  points,
  regressions,
  worsened,
  unobserved,
  carry,
}: Trend): string[] {
  const last = points.at(-1);
  const moved = (of: (point: TrendPoint) => number): string =>
    points.length > 1 && points[0] && last ? ` (${signed(of(last) - of(points[0]))})` : "";
  const { opened, withStack, reopened, closed, fixed, waived, excused, gone, open, openCarried } = totals;
  const left = unobserved.filter(({ leftOut }) => leftOut).length;
  const carried = unobserved.length - left;
  return [
    `From ${since} to ${until}, ${plural(points.length, "day")} recorded: ${opened} opened (${withStack} with a new stack, ${reopened} again), ${closed} closed (${fixed} fixed, ${waived} waived, ${excused} excused, ${gone} gone with the resource).`,
    `${open} open now${moved(({ open }) => open)}${openCarried > 0 ? `, ${openCarried} of them in stacks that were not observed` : ""}; ${last?.blocking ?? 0} in the way${moved(({ blocking }) => blocking)}.`,
    weekAgo === undefined
      ? "No run is a week old yet, so nothing is said of regressions."
      : `Since ${weekAgo}: ${plural(regressions.length, "regression")}, ${plural(worsened.length, "answer")} that got worse.`,
    ...(carried > 0
      ? [
          `Not observed on ${until}, and counted as last seen: ${plural(carried, "stack")}. Nothing of theirs is closed.`,
        ]
      : []),
    ...(left > 0 ? [`Left out, not observed for more than ${plural(carry, "day")}: ${plural(left, "stack")}.`] : []),
    ...(last && last.missing > 0 ? [`${plural(last.missing, "input")} could not be judged on ${until}.`] : []),
  ];
}

/** All of the tables; those with nothing in them are left out. */
export const tablesOf = (trend: Trend): TrendTable[] =>
  [
    posture(trend),
    movement(
      "By team",
      "team",
      trend.teams.map((one) => [one.team ?? "(no team)", one]),
    ),
    movement(
      "By rule",
      "rule",
      trend.rules.map((one) => [one.rule, one]),
    ),
    regressions(trend),
    worsened(trend),
    unobserved(trend),
    oldest(trend),
  ].filter(({ rows }) => rows.length > 0);

const posture = ({ points }: Trend): TrendTable => ({
  title: "Day by day",
  head: [
    "day",
    "stacks",
    "as last seen",
    "open",
    "blocking",
    "unknown",
    "waived",
    "opened",
    "closed",
    "production",
    "writes stay",
    "by a person",
    "with the region",
    "not known",
  ],
  rows: points.map((one) => [
    one.date,
    ...[one.stacks, one.carried, one.open, one.blocking, one.unknown, one.waived, one.opened, one.closed].map(String),
    ...[
      one.production.resources,
      one.production.unaided,
      one.production.byAPerson,
      one.production.withThePlace,
      one.production.notKnown,
    ].map(String),
  ]),
  of: ["day", "days"],
});

const movement = (title: string, name: string, all: readonly (readonly [string, Movement])[]): TrendTable => ({
  title,
  head: [name, "open", "opened", "closed", "fixed", "waived", "gone", "age", "oldest"],
  rows: all
    .filter(([, { open, opened, closed }]) => open + opened + closed > 0)
    .toSorted(([, one], [, other]) => other.open - one.open)
    .map(([words, one]) => [
      words,
      ...[one.open, one.opened, one.closed, one.fixed, one.waived, one.gone].map(String),
      days(one.age),
      days(one.oldest),
    ]),
  of: [name, `${name}s`],
});

const ofStack = (resource: string | null): string => resource ?? "(the stack)";

const regressions = ({ regressions, weekAgo }: Trend): TrendTable => ({
  title: `Open now and not on ${weekAgo}`,
  head: ["stack", "rule", "resource", "severity", "in the way", "was"],
  rows: regressions.map(({ stack, rule, resource, severity, blocking, was }: Regression) => [
    stack,
    rule,
    ofStack(resource),
    severity,
    blocking ? "yes" : "no",
    was,
  ]),
  of: ["regression", "regressions"],
});

/** How something comes back, or how much data is at risk, as a history holds it: in the words of a drill. */
function answerWords(answer: string): string {
  if (answer === "none") return "nothing";
  return Object.hasOwn(recoveryNames, answer) ? recoveryNames[answer as Recovery] : answer;
}

const worsened = ({ worsened, weekAgo }: Trend): TrendTable => ({
  title: `Answers that are worse than on ${weekAgo}`,
  head: ["stack", "resource", "environment", "if lost", "answer", "was", "is"],
  rows: worsened.map(({ stack, resource, environment, lost, answer, was, now }: Worsened) => [
    stack,
    resource,
    environment,
    lost,
    answer,
    answerWords(was),
    answerWords(now),
  ]),
  of: ["answer", "answers"],
});

const unobserved = ({ unobserved, until }: Trend): TrendTable => ({
  title: `Not observed on ${until}`,
  head: ["stack", "team", "last seen", "days", "open then", "counts"],
  rows: unobserved.map(({ stack, team, lastSeen, days: ago, open, leftOut }: Unobserved) => [
    stack,
    team ?? "(no team)",
    lastSeen,
    `${ago}`,
    `${open}`,
    leftOut ? "no more" : "as last seen",
  ]),
  of: ["stack", "stacks"],
});

/** Long lists are for CSV. */
export const oldestShown = 10;
const oldest = ({ standing }: Trend): TrendTable => ({
  title: "The oldest that are open",
  head: ["age", "stack", "rule", "resource", "severity", "first seen"],
  rows: standing
    .filter(({ state }) => state === "open")
    .slice(0, oldestShown)
    .map(({ age, stack, rule, resource, severity, firstSeen }: Standing) => [
      days(age),
      stack,
      rule,
      ofStack(resource),
      severity,
      firstSeen,
    ]),
  of: ["finding", "findings"],
});
