/** Whether it is getting better: what a history says over time. */
import { nobody } from "../../../../estate/overview";
import type { Movement, Trend, TrendPoint } from "../../../../estate/trend";
import { Columns } from "../bars";
import { count, counted, Section, Table } from "../parts";
import { dataStates, recoveryStates } from "../states";

/** What the page shows of a trend: everything but the findings that stand, which its table holds. */
export type TrendShown = Omit<Trend, "standing">;

const shortOf = (answer: string): string =>
  [...recoveryStates, ...dataStates].find(({ key }) => key === answer)?.short ?? answer;

/** Lines of a list that people still read. */
const most = 50;

export function TrendSection({ trend }: { readonly trend: TrendShown }) {
  const { since, until, weekAgo, points, totals, regressions, worsened, unobserved, carry } = trend;
  if (points.length < 2)
    return (
      <Section
        id="trend"
        title="Whether it gets better"
        lead={`The history holds one day, ${until}: from the next one on, what changes is told here.`}
      />
    );
  return (
    <Section
      id="trend"
      title="Whether it gets better"
      lead={`From ${since} to ${until}: ${counted(totals.opened, "finding")} opened (${count(totals.withStack)} with new stacks, ${count(totals.reopened)} again), ${count(totals.closed)} closed (${count(totals.fixed)} mended, ${count(totals.waived)} waived, ${count(totals.excused)} excused, ${count(totals.gone)} gone with their resources).`}
    >
      <div class="two">
        <Columns
          title="Open findings"
          days={points.map(({ date }) => date)}
          series={[
            { tone: "gone", shape: "square", words: "in the way", values: points.map(({ blocking }) => blocking) },
            { tone: "unsaid", shape: "diamond", words: "others", values: points.map(others) },
          ]}
        />
        <Columns
          title="Production, by how writes come back when a region is lost"
          days={points.map(({ date }) => date)}
          series={[
            { tone: "kept", shape: "circle", words: "unaided", values: of(points, "unaided") },
            { tone: "person", shape: "triangle", words: "by a person", values: of(points, "byAPerson") },
            { tone: "gone", shape: "square", words: "with the region", values: of(points, "withThePlace") },
            { tone: "unknown", shape: "ring", words: "not known", values: of(points, "notKnown") },
          ]}
        />
      </div>
      <details>
        <summary>The days, as a table</summary>
        <Table
          caption="The estate on each day recorded"
          columns={figures(
            "Day",
            ...["Stacks", "Not seen that day", "Open", "In the way", "Opened", "Closed", "Unaided", "By a person"],
            ...["With the region", "Not known", "Data at risk"],
          )}
          rows={points.map(({ date, production, ...day }) => [
            date,
            ...[day.stacks, day.carried, day.open, day.blocking, day.opened, day.closed].map(count),
            ...[production.unaided, production.byAPerson, production.withThePlace, production.notKnown].map(count),
            count(production.dataAtRisk),
          ])}
        />
      </details>
      <h3>By team</h3>
      <Moved of="Team" rows={trend.teams.map(({ team, ...movement }) => [team ?? nobody, movement])} />
      <details>
        <summary>By rule</summary>
        <Moved of="Rule" rows={trend.rules.map(({ rule, ...movement }) => [rule, movement])} />
      </details>
      <h3>Worse than a week ago</h3>
      {weekAgo === undefined ? (
        <p>No run is a week old.</p>
      ) : (
        <p>
          {counted(regressions.length, "finding")} open now and not on {weekAgo}; {counted(worsened.length, "answer")}{" "}
          about what a loss means {worsened.length === 1 ? "is" : "are"} worse.
        </p>
      )}
      {regressions.length > 0 && (
        <details open={regressions.length <= 10}>
          <summary>Which findings</summary>
          <Table
            caption={`Open now and not a week ago${regressions.length > most ? `: the first ${most}` : ""}`}
            columns={["Stack", "Team", "Rule", "Resource", "Severity", "It was"].map((title) => ({ title }))}
            rows={regressions
              .slice(0, most)
              .map(({ stack, team, rule, resource, severity, was }) => [
                stack,
                team ?? nobody,
                <code>{rule}</code>,
                resource ?? "the stack",
                severity,
                was,
              ])}
          />
        </details>
      )}
      {worsened.length > 0 && (
        <Table
          caption={`What a loss means, worse than a week ago${worsened.length > most ? `: the first ${most}` : ""}`}
          columns={["Stack", "Team", "Resource", "Lost", "Of", "Was", "Is"].map((title) => ({ title }))}
          rows={worsened
            .slice(0, most)
            .map(({ stack, team, resource, lost, answer, was, now }) => [
              stack,
              team ?? nobody,
              resource,
              `a ${lost}`,
              answer,
              shortOf(was),
              shortOf(now),
            ])}
        />
      )}
      {unobserved.length > 0 && (
        <p class="aside-note">
          {counted(unobserved.length, "stack")} {unobserved.length === 1 ? "was" : "were"} not seen on {until}: for{" "}
          {counted(carry, "day")} they count as they were last seen.
        </p>
      )}
    </Section>
  );
}

const others = ({ open, blocking }: TrendPoint): number => open - blocking;
const of = (points: readonly TrendPoint[], key: keyof TrendPoint["production"]): number[] =>
  points.map(({ production }) => production[key]);
const figures = (first: string, ...rest: readonly string[]) => [
  { title: first },
  ...rest.map((title) => ({ title, figures: true }) as const),
];

function Moved({ of: what, rows }: { readonly of: string; readonly rows: readonly (readonly [string, Movement])[] }) {
  const days = (value: number | null): string => (value === null ? "–" : counted(value, "day"));
  return (
    <Table
      caption={`What was opened and closed, by ${what.toLowerCase()}`}
      hidden
      columns={figures(what, "Opened", "Closed", "Open now", "Oldest", "On average")}
      rows={rows.map(([name, { opened, closed, open, oldest, age }]) => [
        name,
        ...[opened, closed, open].map(count),
        days(oldest),
        days(age),
      ])}
    />
  );
}
