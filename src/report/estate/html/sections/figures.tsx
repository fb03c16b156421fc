/** Availability, data and time at risk, held against what is declared. */
import type { Counts } from "../../../../assessment";
import type { Overview, Spread } from "../../../../estate/overview";
import { Bar } from "../bars";
import { count, counted, Mark, Section, Table } from "../parts";

const targets = [
  ["sla", "cosmos-sla-target", "Availability (SLA)"],
  ["rpo", "cosmos-rpo-target", "Data that may be lost (RPO)"],
  ["rto", "cosmos-rto-target", "Time until it is back (RTO)"],
] as const;

export function FiguresSection({ overview: { figures, targets: declaring, rules } }: { readonly overview: Overview }) {
  const counts = new Map(rules.map((view) => [view.rule, view]));
  const distributions: readonly (readonly [string, string, readonly Spread[]])[] = [
    ["SLA of writes", "percent per month", figures.slaWrites],
    ["SLA of reads", "percent per month", figures.slaReads],
    ["RPO: data lost with a region", "if it never comes back", figures.data],
    ["RTO: writes gone with a region", "until they are back", figures.writes],
  ];
  return (
    <Section
      id="figures"
      title="SLA, RPO and RTO against targets"
      lead="Resources of production by what the documents promise them, the worse end where it is a range, and by the worst single region. “Not stated”: no document gives a figure."
    >
      <div class="two">
        {distributions.map(([title, unit, spread]) => (
          <Distribution title={title} unit={unit} spread={spread} />
        ))}
      </div>
      <h3>Held against declared targets</h3>
      <Table
        caption="Cosmos DB accounts against what their stacks declare"
        hidden
        columns={[
          { title: "Target" },
          { title: "Verdicts", bars: true },
          ...["Kept", "Missed", "Not known", "Waived", "Stacks that declare it", "Stacks that do not"].map(
            (title) => ({ title, figures: true }) as const,
          ),
        ]}
        rows={targets.map(([key, rule, words]) => {
          const view = counts.get(rule);
          const { pass = 0, fail = 0, unknown = 0 }: Partial<Counts> = view?.counts ?? {};
          return [
            <>
              {words}
              <br />
              <a href="#resources" data-rule={rule}>
                <code>{rule}</code>
              </a>
            </>,
            <Bar
              parts={[
                ["kept", pass],
                ["gone", fail],
                ["unknown", unknown],
              ]}
            />,
            <Mark shape="circle" tone="kept" value={pass} />,
            <Mark shape="square" tone="gone" value={fail} />,
            <Mark shape="ring" tone="unknown" value={unknown} />,
            count(view?.open.waived ?? 0),
            count(declaring[key].declared),
            count(declaring[key].undeclared),
          ];
        })}
      />
      <p class="aside-note">
        Only stacks that hold data are counted. What no target is declared for is held against none: it is neither kept
        nor missed.
      </p>
    </Section>
  );
}

function Distribution({
  title,
  unit,
  spread,
}: {
  readonly title: string;
  readonly unit: string;
  readonly spread: readonly Spread[];
}) {
  const total = spread.reduce((sum, { resources }) => sum + resources, 0);
  const most = Math.max(...spread.map(({ resources }) => resources), 1);
  return (
    <div>
      <Table
        caption={`${title}, ${unit}: ${counted(total, "resource")} of production`}
        columns={[{ title: "Figure" }, { title: "How many", bars: true }, { title: "Resources", figures: true }]}
        rows={spread.map(({ words, resources }) => [
          words.replace(" %", "\u00a0%"),
          <Bar parts={[[words === "not stated" ? "unsaid" : "accent", resources]]} of={most} />,
          count(resources),
        ])}
      />
    </div>
  );
}
