/** What is open: rule by rule and team by team. */
import { readable } from "../../../../azure/facts";
import type { Open, Overview, RuleView } from "../../../../estate/overview";
import { type Severity, severities } from "../../../../model";
import type { Rule } from "../../../../rule";
import { type Documents, sourceOf } from "../../../cite";
import { Bar } from "../bars";
import { Cited, count, counted, Prose, Section, SeverityMark, Shape, Table } from "../parts";

interface FindingsProps {
  readonly overview: Overview;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly documents: Documents;
  readonly pageUrl: (rule: string) => string;
}

const fails = ({ fail }: Open): number => severities.reduce((sum, severity) => sum + fail[severity], 0);
const barOf = ({ open }: Pick<RuleView, "open">): [Severity | "unknown", number][] => [
  ...severities.map((severity): [Severity, number] => [severity, open.fail[severity]]),
  ["unknown", open.unknown],
];

export function FindingsSection({ overview, rules, documents, pageUrl }: FindingsProps) {
  const open = overview.rules
    .filter((view) => fails(view.open) + view.open.unknown + view.open.waived + view.open.excused > 0)
    .sort((one, other) => fails(other.open) - fails(one.open) || other.open.unknown - one.open.unknown);
  const quiet = overview.rules.length - open.length;
  const most = Math.max(...open.map((view) => fails(view.open) + view.open.unknown), 1);
  const mostOfTeam = Math.max(...overview.teams.map((view) => fails(view.open) + view.open.unknown), 1);
  const sum = (of: (open: Open) => number): number => open.reduce((all, view) => all + of(view.open), 0);
  return (
    <Section
      id="findings"
      title="What is open"
      lead={`${counted(open.length, "rule")} found something: ${count(sum(fails))} findings fail, ${count(sum(({ unknown }) => unknown))} are not known. ${counted(quiet, "rule")} found nothing. What is waived or excused is counted apart.`}
    >
      <ul class="legend row">
        {severities.map((severity) => (
          <li>
            <SeverityMark severity={severity} />
          </li>
        ))}
        <li class="severity">
          <Shape name="ring" tone="unknown" />
          not known
        </li>
      </ul>
      <h3>By rule</h3>
      <Table
        caption="Open findings by rule, the most frequent first"
        hidden
        columns={[
          { title: "Rule", wide: true },
          { title: "Severity" },
          { title: "Open", bars: true },
          ...["Fail", "Not known", "In the way", "Waived", "Excused"].map(
            (title) => ({ title, figures: true }) as const,
          ),
          { title: "Price of the remedy", wide: true },
        ]}
        rows={open.map((view) => [
          <RuleCell view={view} rule={rules.get(view.rule)} documents={documents} pageUrl={pageUrl} />,
          rules.get(view.rule) && <SeverityMark severity={(rules.get(view.rule) as Rule).severity} />,
          <Bar parts={barOf(view)} of={most} />,
          ...[fails(view.open), view.open.unknown, view.open.blocking, view.open.waived, view.open.excused].map(count),
          priceWords(view.price),
        ])}
      />
      <h3>By team</h3>
      <Table
        caption="Open findings by team"
        hidden
        columns={[
          { title: "Team" },
          { title: "Open", bars: true },
          ...["Stacks", "Hold data", ...severities, "Not known", "In the way", "Waived", "Excused"].map(
            (title) => ({ title, figures: true }) as const,
          ),
        ]}
        rows={overview.teams.map((view) => [
          <a href="#resources" data-team={view.team}>
            {view.team}
          </a>,
          <Bar parts={barOf(view)} of={mostOfTeam} />,
          ...[
            view.stacks,
            view.holders,
            ...severities.map((severity) => view.open.fail[severity]),
            view.open.unknown,
            view.open.blocking,
            view.open.waived,
            view.open.excused,
          ].map(count),
        ])}
      />
    </Section>
  );
}

function RuleCell({
  view,
  rule,
  documents,
  pageUrl,
}: { readonly view: RuleView; readonly rule: Rule | undefined } & Pick<FindingsProps, "documents" | "pageUrl">) {
  if (!rule) return <code>{view.rule}</code>;
  const teams = Object.entries(view.teams).sort(
    ([, one], [, other]) => other.fail - one.fail || other.unknown - one.unknown,
  );
  return (
    <>
      {rule.title}
      <details>
        <summary>
          <code>{rule.id}</code>
        </summary>
        <p>
          <Prose text={rule.rationale} />
        </p>
        <p>
          <b>Remedy:</b> <Prose text={rule.remedy} /> <b>Cost:</b> <Prose text={rule.cost} />
        </p>
        {teams.length > 0 && (
          <p>
            <b>Teams:</b>{" "}
            {teams
              .map(
                ([team, { fail, unknown }]) =>
                  `${team} ${count(fail)}${unknown > 0 ? ` and ${count(unknown)} not known` : ""}`,
              )
              .join("; ")}
            .
          </p>
        )}
        <ul>
          {rule.citations.map((citation) => (
            <li>
              <Cited source={sourceOf(citation, documents)} />
            </li>
          ))}
        </ul>
        <p>
          <a href={pageUrl(rule.id)}>The rule’s page</a> ·{" "}
          <a href="#resources" data-rule={rule.id}>
            the resources concerned
          </a>
        </p>
      </details>
    </>
  );
}

/** As a ratio of the price now: prices themselves are not ours to say. */
function priceWords({ same, more, least, most }: RuleView["price"]): string {
  const figure = (value: number): string => readable(Math.round(value * 100) / 100);
  const range = least === most ? figure(least) : `${figure(least)} to ${figure(most)}`;
  const words = [
    same > 0 ? `${count(same)} cost no more` : "",
    more > 0 ? `${count(more)} cost ${range} times as much` : "",
  ];
  return words.filter(Boolean).join("; ") || "–";
}
